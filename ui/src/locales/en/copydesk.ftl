copy = Copy desk
copy-none = Nothing to report.
copy-none-todo = Quotation marks, spaces, apostrophes and dashes are those of the house. The text is read as you write.
copy-nothing = Open an article: what the copy desk finds is shown here.
copy-count =
    { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
copy-remove = Remove
copy-set-signs = Apply all the typography
copy-spelling = Spelling
copy-no-suggestion = No suggestion.
copy-learn = Add “{ $word }” to the word list
copy-next = Next finding
copy-again = Read again
space-none = nothing
space-plain = space
space-no-break = no-break space
space-narrow = narrow no-break space
house-files = The house’s rules
house-files-note = Plain text files, read again as soon as they change.
house-signs = Typography
house-french-style = Style, in French
house-english-style = Style, in English
house-own-words = My words
house-newsroom-words = The newsroom’s words

copy-said-twice = “{ $word }” is written twice.
copy-long-sentence = A sentence of { $words } words.
copy-shares = These shares add up to { $sum }.
copy-percentage = The numbers give { $right }.
copy-total = The sum is { $right }.
copy-mark = To be completed or checked.
copy-unclosed = Opened and never closed.
copy-unopened = Closed without having been opened.
copy-heading-skips = A level of headings is skipped.
copy-link-nowhere = This link leads nowhere.
copy-link-unseen = This link has no text.
copy-alike = Written “{ $other }” elsewhere.
copy-no-such-day = There is no such day.
copy-no-such-time = There is no such time.
copy-weekday = That day is a { $day }.

signs-high-sign = Space before ; ! ?
signs-colon = Space before the colon
signs-guillemets = Spaces inside guillemets
signs-quotes = Straight quotation marks
signs-quote-level = Quotation within a quotation
signs-apostrophe = Straight apostrophe
signs-ellipsis = Ellipsis
signs-dash = Dash
signs-dash-style = Dash of the house
signs-dialogue = Space after the dialogue’s dash
signs-range = Range
signs-ordinal = Ordinal
signs-century = Century
signs-thousands = Large number
signs-unit = Space before the unit
signs-reference = Space in a reference
signs-hour = Hour
signs-initials = Spaces of initials
signs-title = Space after the title
signs-capital-accent = Accented capital
signs-ligature = Ligature
signs-double-space = Double space
signs-space-before = Needless space
signs-brackets = Space inside brackets
