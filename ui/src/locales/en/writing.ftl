# The manuscript's column and what is looked for in it.

writing-manuscript = Manuscript
writing-headline = Headline
writing-standfirst = Standfirst
writing-standfirst-not-there = { $site } has no place for the standfirst: readers will not see it there.
writing-text = The article’s text, in Markdown
writing-text-placeholder = Write here. “##” starts a heading, “>” a quotation.
writing-selection-deleted = Selection deleted
find-panel = Find and replace
find-search = Find
find-replacement = Replace with
find-show-replace = Replace (Ctrl+H)
find-case = Match case and accents
find-whole-word = Whole words
find-previous = Previous match (Shift+Enter)
find-next = Next match (Enter)
find-close = Close (Esc)
find-replace-one = Replace
find-replace-all = Replace all
find-count =
    { $count ->
        [0] Not found
        [one] { $count } match
       *[other] { $count } matches
    }
find-many = More than { $count }
find-replaced = { $count } replaced
find-position = { $current } of { $count }
find-current-match = current match
find-on-line = on line
find-replaced-on-line = Replaced match on line { $line }
find-replaced-many = Matches replaced: { $count }

writing-picture-coming = Picture coming in: { $name }
picture-way = { $come } of { $whole }
writing-picture-there = In the text: { $names }
writing-picture-open = Open the picture: { $alt }
writing-picture-no-caption = No caption
writing-picture-no-alt = No description
choose-picture-text = Choose a picture for the text
picture-from-title = Insert a picture from an address
picture-from-text = Marbre reads it once, now, and keeps the original in the library.
picture-fetch = Take the picture
picture-fetching = Reading { $name }
picture-link-dropped = The address is in the text. Nothing was asked of its site.
picture-link-bring = It is a picture: take it
picture-dropped-nowhere = Drop the picture on the text, or in the details to make it the lead.
pictures-not-kept = { $count ->
    [one] { $count } file was not kept.
   *[other] { $count } files were not kept.
}
pictures-not-kept-why = { $names }: { $why } { $what }
picture-left = { $count ->
    [one] { $names } is in the library and in no text: the article is no longer open.
   *[other] { $names } are in the library and in no text: the article is no longer open.
}
