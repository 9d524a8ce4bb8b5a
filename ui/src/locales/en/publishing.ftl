# Publishing: the button, the dispatch, the receipt, the outbox.

publish-button = Publish
publish-update = Update
publish-up-to-date = Up to date
publish-replace = Replace what waits
publish-replace-why = The dispatch still waits: what you have written since takes its place.
publish-under-way = Sending…
publish-under-way-why = The dispatch is on its way. Update can be pressed as soon as it has arrived.
publish-replaced = What you have written since took the place of what waited. The dispatch to { $site } is promised and will survive a crash.
publish-restore = Take out of the bin
publish-bring-back = Put back online…
publish-bring-back-why = Somebody took the article off the site: see first what happened.
place-taken-off = Taken off by somebody
publish-more = Other ways to publish
publish-seen = { $operation ->
    [update] Updated on { $site }. The public page was fetched and checked: readers see what was sent.
   *[publish] Published on { $site }. The public page was fetched and checked: readers see what was sent.
 }
publish-unseen = { $operation ->
    [update] Updated on { $site }. The public page, or one of its pictures, could not be fetched yet.
   *[publish] Published on { $site }. The public page, or one of its pictures, could not be fetched yet.
 }
publish-differs = { $operation ->
    [update] Updated on { $site }, but readers do not see quite what was sent. The receipt says in what.
   *[publish] Published on { $site }, but readers do not see quite what was sent. The receipt says in what.
 }

publish-unshown = { $operation ->
    [update] Updated on { $site }. { $unshown }
   *[publish] Published on { $site }. { $unshown }
 }

findings-title = Publish all the same?
findings-update-title = Update all the same?
findings-confirm = Publish
finding-date-to-come = The date shown is { $date }; the article can be read at once.
finding-date-stays = The page keeps the date it came out, { $shown }, not { $asked }; the update can be read at once.
finding-code = { $count ->
    [one] This code will not be published: { $code }.
   *[other] These { $count } pieces of code will not be published: { $code }.
}
finding-code-place = “{ $element }”, line { $line }
finding-no-alt = { $count ->
    [one] A picture is not described to those who cannot see it.
   *[other] { $count } pictures are not described to those who cannot see them.
}
finding-no-credit = { $count ->
    [one] A picture has no credit.
   *[other] { $count } pictures have no credit.
}
finding-too-small = { $count ->
    [one] A picture is too small for its place: { $width } pixels wide instead of { $wanted } at least.
   *[other] { $count } pictures are too small for their places.
}
finding-blurred = { $count ->
    [one] A picture is blurred.
   *[other] { $count } pictures are blurred.
}
finding-credited-else = A picture is credited to { $here } here, and to { $there } in “{ $headline }”.
finding-credited-library = A picture is credited to { $here } here, and to { $there } in the library.
finding-not-developed = { $count ->
    [one] The article will not leave with this picture. { $why }
   *[other] The article will not leave with these { $count } pictures. { $why }
}
findings-points = This was found in this article.
findings-see-lead = See the lead picture
findings-see-text = See picture { $number } of the text
finding-parts-unseen = The pages of this site do not show their readers: { $parts }.
finding-pictures-left = { $count ->
    [one] The picture { $addresses } is not sent: readers get its words only. Marbre does not send pictures of the text that are files yet.
   *[other] These { $count } pictures are not sent, readers get their words only: { $addresses }. Marbre does not send pictures of the text that are files yet.
}
finding-pictures-linked = { $count ->
    [one] The picture { $addresses } is elsewhere: readers get a link to it, not the picture.
   *[other] These { $count } pictures are elsewhere, readers get links, not the pictures: { $addresses }.
}

unpublish-title = Unpublish this article?
unpublish-text = Readers will no longer find it on { $site }, and links to it will lead nowhere. Your text stays here.
unpublish-stays = It stays on { $sites }.
unpublish-confirm = Unpublish
unpublish-done = The article is no longer on { $site }.
unschedule-title = Take this article off the schedule?
unschedule-text = { $site } will not publish it. Your text stays here.
command-unschedule = Take off the schedule
command-unschedule-ask = Take off the schedule…
address-copied = Address copied.

progress-waiting = On the stone: the dispatch to { $site } is promised and will survive a crash.
progress-sending = On its way to { $site }.
progress-unknown = { $site } did not answer: Marbre asks before it repeats, so as not to publish twice.
progress-failed = The dispatch to { $site } failed.

publication = Publication
publication-none = Not out yet. Publish: { $key }
publication-withdrawn = The article was taken off { $site }.
publication-see-outbox = See the dispatch
publication-site = Site
publication-since = Out since
publication-updated = Updated
publication-receipt = Receipt
receipt-verified = Public page fetched: readers see what was sent.
receipt-gone = Public page fetched: readers no longer find the article there.
receipt-differs = Readers do not see quite what was sent.
receipt-unshown = Published, and looked at: the site’s theme does not show all that was sent.
receipt-unclean = Published, and looked at: some pictures, as they are served, hold more than what is seen.
receipt-unknown = The page could not be read back yet.
receipt-some-unknown = The page, or one of its pictures, could not be read back yet.
receipt-pictures-unknown = Public page fetched: readers see what was sent. Some of its pictures are still to be read back.
receipt-show = Receipt…
receipt-promised = Promised
receipt-answered = The site answered
receipt-seen = Page read back
receipt-not-seen = not yet
receipt-address = Address
receipt-id = Number there
receipt-version = Version there
receipt-hashes = Fingerprints (SHA-256)
receipt-hash-sent = Of what was sent
receipt-hash-seen = Of what was seen
receipt-export = Export…
receipt-place = Where to keep this receipt
receipt-file = Receipt - { $headline }
receipt-exported = Receipt kept, with the article as it was sent: { $path }
difference-article = The page served is not, word for word, the one that was sent.
difference-still-there = The article is still served at its address.
difference-headline = The headline that readers see is “{ $seen }”.
difference-no-headline = The headline is not on the page.
difference-text = This passage is missing: “{ $passage }”
difference-picture = The picture at the head is missing.
difference-canonical = The page gives another address as its own: { $seen }
difference-card = On social networks, “{ $property }” shows “{ $seen }”.
difference-no-card = For social networks, “{ $property }” says nothing.
difference-unshown = Not visible: { $part }. Was sent: “{ $sent }”
differences-unshown = { $count ->
    [one] Not visible: { $parts }.
   *[other] Not visible, { $count } parts: { $parts }.
}
part-standfirst = standfirst
part-byline = byline
part-caption = caption
part-credit = photo credit
difference-overwritten = Somebody saved the article on the site at the same moment: their text was replaced. It is in the history.

outbox = Outbox
outbox-text = Every promised dispatch stays here until its end. One that waits survives closing the window and leaves as soon as the site answers.
outbox-empty = No dispatches. Publishing an article makes one.
outbox-next = { $attempts ->
    [0] Leaves { $when }
    [one] { $attempts } try, next { $when }
   *[other] { $attempts } tries, next { $when }
}
outbox-retry = Try again
outbox-cancel = Give up
outbox-unseen = not read back yet
outbox-differences = { $first } And { $more ->
    [one] another difference
   *[other] { $more } other differences
}: see the receipt.
operation-publish = publication
operation-update = update
operation-unpublish = unpublishing
dispatch-waiting = Waiting
dispatch-sending = Leaving
dispatch-unknown = Being verified
dispatch-done = Arrived
dispatch-differs = { $operation ->
    [unpublish] Answered, yet still readable
   *[publish] Arrived, not quite as sent
}
dispatch-failed = Failed
dispatch-cancelled = Given up
dispatch-superseded = Replaced by the next one

destinations = Destinations
publish-everywhere = Publish everywhere ({ $count })
update-everywhere = Update everywhere ({ $count })
unpublish-everywhere = Unpublish everywhere…
place-none = Not out yet
place-scheduled = Scheduled
place-withdrawn = Taken off
place-drifted = Changed there
place-differs = Page differs
place-behind = Earlier text
place-live = Live
variant = Otherwise on this site
variant-headline = Headline
variant-standfirst = Standfirst
variant-note = An empty field takes the article’s words.
chip-everywhere = Published everywhere
chip-places = Published on { $out } of { $total } sites
everywhere-report = The dispatch, site by site
everywhere-all = { $total ->
    [2] Published on both sites.
   *[other] Published on all { $total } sites.
}
everywhere-waits = { $out ->
    [0] On none of the { $total } sites yet: the dispatch is promised and will survive a crash.
   *[other] Published on { $out } of { $total } sites; the rest is promised.
}
everywhere-refused = { $out ->
    [0] Published on none of the { $total } sites. Not sent: { $sites }.
   *[other] Published on { $out } of { $total } sites. Not sent: { $sites }.
}
everywhere-same = Up to date already
everywhere-failed = Refused
everywhere-show = Show each site
everywhere-fold = Fold the sites away
everywhere-retry = Try again on { $site }
everywhere-open = Open the page on { $site }
