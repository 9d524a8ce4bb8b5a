# Two people, one article: what changed on the site, and what is done about it.

live-see = See what changed…
live-title = What changed on the site
live-looking = Marbre asks the site what it has…
live-same = Nobody changed anything any more: the site has what you sent there.
live-same-update = The update can go out.
live-changed = Somebody changed this article on { $site } since you sent it. Nothing was overwritten. Merging puts those changes into your text; you can undo them there.
live-parts = Changed there
live-parts-none = Nothing that your text can take
live-when = Last changed
live-changes = { $count ->
    [one] What changed there: one passage or field
   *[other] What changed there: { $count } passages or fields
}
live-lost = Cannot be kept
live-lost-note = Your text is Markdown, which cannot say everything. An update would take this off the site:
live-both = { $count ->
    [one] One passage was changed on both sides: choose.
   *[other] { $count } passages were changed on both sides: choose.
}
live-no-question = Those changes and yours do not touch: nothing to settle.
live-theirs = The site’s
live-take = Merge
live-take-update = Merge and update
live-failed = Nothing changed here. Ask again once the site answers.
live-again = Ask again
live-taken = What changed on { $site } is in your text. { $key } undoes it.
live-see-off = See what happened…
live-off-title = Somebody took this article off the site
live-off = { $where ->
    [bin] On { $site }, the article is in the bin.
    [draft] On { $site }, the article is a draft again.
    [private] On { $site }, the article has become private.
    [gone] The article is no longer on { $site }: it was deleted there.
   *[down] On { $site }, the article is offline.
} Marbre did not take it off, and puts nothing back by itself. Readers do not find it any more.
live-off-question = Shall it stay offline there? Your text stays here in any case.
live-put-back = Put back online
live-leave-off = Leave it offline
publication-taken-off = Somebody took the article off { $site }.
live-check = Check now
live-checking = Checking…
live-unchanged = Nobody changed the article on { $site }.
publication-drifted = Somebody changed the article on { $site } since you sent it.
publication-checked = Checked
publication-unchecked = Not yet
live-lost-embed =
    { $count ->
        [one] A frame of another site: a link to it stays
       *[other] { $count } frames of other sites: links to them stay
    }
live-lost-video =
    { $count ->
        [one] A video: a link to it stays
       *[other] { $count } videos: links to them stay
    }
live-lost-audio =
    { $count ->
        [one] A sound: a link to it stays
       *[other] { $count } sounds: links to them stay
    }
live-lost-drawing =
    { $count ->
        [one] A drawing made in the page
       *[other] { $count } drawings made in the page
    }
live-lost-picture =
    { $count ->
        [one] A picture that cannot be fetched from elsewhere
       *[other] { $count } pictures that cannot be fetched from elsewhere
    }
live-lost-link =
    { $count ->
        [one] A link that leads nowhere from elsewhere: its words stay
       *[other] { $count } links that lead nowhere from elsewhere: their words stay
    }
live-lost-style =
    { $count ->
        [one] A colour, a size or an alignment
       *[other] { $count } colours, sizes or alignments
    }
live-lost-layout =
    { $count ->
        [one] An arrangement: what is in it stays
       *[other] { $count } arrangements: what is in them stays
    }
live-lost-table-head =
    { $count ->
        [one] A table without a head: its first row becomes one
       *[other] { $count } tables without a head: their first row becomes one
    }
live-lost-form =
    { $count ->
        [one] A field or a button
       *[other] { $count } fields or buttons
    }
live-lost-script =
    { $count ->
        [one] A program
       *[other] { $count } programs
    }
live-lost-unknown =
    { $count ->
        [one] An unknown element: what is in it stays
       *[other] { $count } unknown elements: what is in them stays
    }
live-lost-nesting =
    { $count ->
        [one] A passage nested too deep: its words stay
       *[other] { $count } passages nested too deep: their words stay
    }
