# Published articles of a site, brought into the library.

command-import-articles = Import published articles…
import-from = Import articles…
import-from-site = Import articles from { $name }
import-title = Import published articles
import-text = Each one becomes an article of the library, tied to the one that readers have: it is updated there, never published twice. Nothing changes on the site.
import-site = Site
import-search = Words to find; nothing for all
import-search-go = Search
import-again = Try again
import-looking = Reading the site’s list…
import-nothing = Nothing is published on this site.
import-nothing-found = Nothing on this site has these words.
import-shown = { $more ->
    [0] { $shown ->
        [one] { $shown } article of { $total }
       *[other] { $shown } articles of { $total }
    }
   *[other] { $shown ->
        [one] { $shown } article; there are more
       *[other] { $shown } articles; there are more
    }
}
import-list = Articles published on { $site }
import-there = In the library
import-open = “{ $headline }” is in the library: open it
import-more = Show more
import-all = Import all
import-all-of = { $count ->
    [0] Import all
    [one] Import this article
   *[other] Import all { $count }
}
import-chosen = { $count ->
    [0] Import selected
   *[other] Import { $count } selected
}

imports = Imports
import-of = Chosen articles of { $site }
import-of-all = All articles of { $site }
import-of-words = “{ $words }” on { $site }
import-finding = { $count ->
    [0] Reading the list…
    [one] Reading the list: { $count } article so far
   *[other] Reading the list: { $count } articles so far
}
import-progress = { $done } of { $count }
import-footer = Import: { $done } of { $count }
import-footer-finding = Import: { $count } found
import-footer-waits = The import waits
import-stop = Stop
import-stopped = Stopped
import-resume = Go on
import-now = Now
import-next-try = Next try { $when }.
import-report = Report
import-dismiss = Dismiss
import-copy = Copy the report
import-copied = Report copied.
import-save = Export…
import-place = Where to keep this report
import-file = Import from { $site }
import-saved = Report kept: { $path }
import-report-of = Import of { $site }
import-report-note = What these articles have on their site and could not be kept. It stays there until one of them is updated from here.
import-brought = { $count ->
    [0] Nothing new
    [one] { $count } article imported
   *[other] { $count } articles imported
}
import-there-before = { $count ->
    [one] { $count } in the library already
   *[other] { $count } in the library already
}
import-left-out = { $count ->
    [one] { $count } left out
   *[other] { $count } left out
}
import-noted = { $count ->
    [one] { $count } of which something could not be kept
   *[other] { $count } of which something could not be kept
}
import-lost-example = { $what }: “{ $example }”
import-picture-left = A picture could not be had and stays where it is: { $address }
import-ended = { $site }: { $outcome }
import-failed = The import of { $site } can’t go on
import-show = See

finding-lost = This article has what Marbre cannot keep, and the update takes it away from its page: { $lost }.
receipt-nothing-sent = The site had all of it already: nothing was sent.
