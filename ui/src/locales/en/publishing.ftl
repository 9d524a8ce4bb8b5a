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
publish-more = More for the published article
publish-seen = { $operation ->
    [update] Updated on { $site }. The public page was fetched and checked: it is exactly what was sent.
   *[publish] Published on { $site }. The public page was fetched and checked: it is exactly what was sent.
 }
publish-unseen = { $operation ->
    [update] Updated on { $site }. The public page could not be fetched yet.
   *[publish] Published on { $site }. The public page could not be fetched yet.
 }
publish-differs = { $operation ->
    [update] Updated on { $site }, but the page served differs from the one sent. Open it to see.
   *[publish] Published on { $site }, but the page served differs from the one sent. Open it to see.
 }

findings-title = Publish all the same?
findings-update-title = Update all the same?
findings-confirm = Publish
finding-date-to-come = The date shown is { $date }; the article can be read at once.
finding-date-stays = The page keeps the date it came out, { $shown }, not { $asked }; the update can be read at once.
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
unpublish-confirm = Unpublish
unpublish-done = The article is no longer on { $site }.
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
receipt-verified = Public page fetched: exactly what was sent.
receipt-differs = The page served differs from what was sent.
receipt-unknown = The page could not be read back.

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
operation-publish = publication
operation-update = update
operation-unpublish = unpublishing
dispatch-waiting = Waiting
dispatch-sending = Leaving
dispatch-unknown = Being verified
dispatch-done = Arrived
dispatch-failed = Failed
dispatch-cancelled = Given up
dispatch-superseded = Replaced by the next one
