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
copy-passage-in = This passage is in { $language }
copy-next = Next finding
copy-again = Read again
copy-more =
    { $count ->
        [one] One more, further down in the text.
       *[other] { $count } more, further down in the text.
    }
copy-ignored =
    { $count ->
        [one] { $count } finding ignored
       *[other] { $count } findings ignored
    }
copy-heed = show again
copy-ignore-here = Ignore here
copy-ignore-draft = Ignore in this draft
copy-ignore-always = Never report this again
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
house-checks = Checks
house-ignored = What is never reported
house-faults = Faults in the house’s rules
house-fault = { $file }, line { $line }: { $fault }
house-fault-file = { $file }: { $fault }
house-open = Open { $file }
house-more-faults =
    { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }
house-fault-unreadable = the file cannot be read: what it said before still holds.
house-fault-file-too-long = the file is too long: what it said before still holds.
house-fault-no-standard = this is not TOML: the settings from before still hold.
house-fault-unknown-setting = unknown setting or value: the settings from before still hold.
house-fault-no-word = one word a line is wanted: this one is left out.
house-fault-no-rule = no rule has such a name: this line is left out.
house-fault-unknown-check = this name means nothing here: the line is left out.
house-fault-unknown-weight = “required”, “warning”, “advice” or “off” is wanted: the line is left out.
house-fault-no-length = a number of characters is wanted: the line is left out.
house-fault-too-many-rules = too many rules: this one and those after it are left out.
house-fault-not-toml = this is not TOML: the rule is left out.
house-fault-unknown-key = this key means nothing here; the rule is kept.
house-fault-wrong-kind = a text in quotes is wanted here, or a list of texts.
house-fault-too-many = no more than fifty in one rule.
house-fault-missing = there is no id, no pattern or no advice.
house-fault-same-id = a rule above has this id already.
house-fault-unknown-level = the level is “error” or “advice”.
house-fault-too-long = this text is too long.
house-fault-too-deep = too many groups within groups.
house-fault-too-many-forms = this pattern can be read in more than two hundred ways.
house-fault-unclosed = a bracket or a backslash lacks its end.
house-fault-unopened = a bracket closes that was not opened, or a bar stands outside a group.
house-fault-odd-sign = this character has no place in a pattern.
house-fault-no-word-in-pattern = this pattern has no word, or begins with any.
house-fault-short-start = two letters at least are wanted before a star.
house-fault-letters-behind-star = no letters follow a star.
house-fault-not-regular = this is no regular expression, or it is too large.
house-fault-no-answer = the replacement does not answer the pattern, or is empty.
house-fault-example-not-found = the rule does not find its own example.
house-fault-example-not-mended = the example, mended, is not what it says.

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
