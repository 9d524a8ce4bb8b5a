checks = Checks
checks-nothing = Open an article: what to see before it goes out is shown here.
checks-reading = Checking…
checks-none = Nothing stands in the way.
checks-required =
    { $count ->
        [one] Holds the article back
       *[other] Hold the article back ({ $count })
    }
checks-warning =
    { $count ->
        [one] To see before it goes out
       *[other] To see before it goes out ({ $count })
    }
checks-advice =
    { $count ->
        [one] Advice
       *[other] Advice ({ $count })
    }
checks-overrides = Went out all the same
checks-file = What the newsroom requires…
checks-see = See
checks-hold =
    { $count ->
        [one] A check holds this article back
       *[other] { $count } checks hold this article back
    }
checks-hold-text = Nothing went out. The newsroom wants this settled first.
checks-reason = Why it goes out all the same
checks-reason-note = The reason is kept with what is sent and stands in its receipt.
checks-publish-despite = Publish all the same
checks-update-despite = Update all the same

check-fix = Write “{ $words }”
check-field-headline = headline
check-field-standfirst = standfirst
check-field-section = section
check-field-byline = byline
check-field-picture = lead picture
check-mark-in = Still to come in the { $field }: { $mark }
check-missing =
    { $field ->
        [standfirst] The article has no standfirst.
        [section] No section is chosen.
        [byline] Nobody signs the article.
       *[other] A field is empty.
    }
check-too-long = The { $field } is long: { $length } characters where { $site } wants { $most } at most.
check-slug-taken = The address “{ $slug }” is that of “{ $headline }” on { $site } already.
check-embargo = Under embargo until { $date }: nothing leaves before.
check-copies-spelling =
    { $count ->
        [one] A word that no dictionary knows
       *[other] { $count } words that no dictionary knows
    }
check-copies-style =
    { $count ->
        [one] A remark on style
       *[other] { $count } remarks on style
    }
check-copies-signs =
    { $count ->
        [one] A sign or space to be set as the house does
       *[other] { $count } signs or spaces to be set as the house does
    }
check-copies-sentences =
    { $count ->
        [one] A long sentence or a repeated word
       *[other] { $count } long sentences or repeated words
    }

check-to-come = to come
check-slug = address taken
check-headline-length = length of the headline
check-standfirst = standfirst
check-section = section
check-byline = byline
check-date = date
check-correction = correction
check-left = not sent
check-unseen = not shown
check-alt = description of a picture
check-credit = credit
check-picture = picture
check-headings = headings
check-quotes = quotation marks
check-empty-link = empty link
check-dead-link = dead link
check-moved-link = moved link
check-cited-page = cited page
check-names = names
check-numbers = numbers
check-calendar = dates in the text
check-spelling = spelling
check-style = style
check-signs = typography
check-sentences = sentences

check-links-waiting =
    { $count ->
        [one] A link waits to be asked.
       *[other] { $count } links wait to be asked.
    }
check-link-answers = { $address } answers.
check-link-moved = { $address } has another address: { $to }
check-link-missing = { $address }: there is no such page (404).
check-link-gone = { $address }: this page was taken off (410).
check-link-refused = { $address } cannot be checked ({ $status }): open it to see.
check-link-busy = { $address } is too busy to answer.
check-link-failing = { $address } is broken ({ $status }).
check-link-silent = { $address } does not answer.
check-link-no-such-host = { $address }: no site has this name.
check-link-insecure = { $address } has no secure connection.
check-link-private = { $address } leads into your own network: readers will not see it.
check-link-changed = { $address } no longer says what it said on { $date }.
check-link-quote-gone = { $address } no longer says { $quotes }, read on { $date }.
check-unsure-link = link not checked
checks-ask-links = Ask the links
checks-despite = Despite a check
checks-reason-missing = Say in a few words why the article goes out all the same.
checks-also = To see as well
