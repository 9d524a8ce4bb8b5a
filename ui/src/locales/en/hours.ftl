# Publishing at an hour, and the time to think again.

hour-title = Publish at an hour
hour-update-title = Update at an hour
hour-when = When
hour-at-hour = At an hour
hour-at-once = Now
hour-zone = By the clock of { $site }: { $zone }.
hour-here = here, { $date }
hour-there = { $date } ({ $zone })
hour-past = This hour is over. Choose one to come, or publish now.
hour-skipped = { $hour } does not exist on that day: the clocks go forward. It would be { $instead }.
hour-twice = { $hour } comes twice on that day: the clocks go back.
hour-first = The first ({ $offset })
hour-second = The second ({ $offset })
hour-newsletter = Newsletter
hour-newsletter-none = None
hour-kept-there = { $site } will publish it by itself, even with this computer switched off.
hour-kept-here = Marbre will send it at that hour: it has to be running and online then. More than twelve hours late, it sends nothing without asking you.
hour-publish = Publish at this hour
hour-update = Update at this hour
hour-promised-here = On the stone until { $date }: the dispatch to { $site } is promised.
hour-promised-there = { $site } will publish it on { $date }, once the dispatch has arrived.

publish-rests = On the stone
publish-rests-why = The dispatch waits for its hour. The outbox lets you give it up.

stone-until = On the stone until { $date }
scheduled-for = Scheduled on the site for { $date }
scheduled-sending = Goes to the site, which publishes it on { $date }
scheduled-address = { $site } will publish it by itself. Its address will be:
scheduled-done = { $site } has it, and will publish it on { $date }.
scheduled-missed = { $site } should have published it ({ $date }), and did not
scheduled-missed-todo = The site has the article, but its scheduled tasks may not be running. “Publish” puts it online at once.
scheduled-changed = Changed since it was scheduled
scheduled-behind = Your text has changed since: without an update, the old one will come out.
publish-reschedule = Update the scheduled version
publish-reschedule-why = Your text has changed since it was scheduled. The hour stays.
publish-scheduled = Scheduled
publish-scheduled-why = Your text as it is will come out at its hour. “Publish now…”, in the menu, does not wait for it.
command-publish-now = Publish now…
publish-now-title = Publish now?
publish-now-text = This article is scheduled for { $date }. It will come out now, and no longer at that hour.
publish-now-confirm = Publish now

grace-leaves = Leaves in { $seconds } s.
grace-cancel = Cancel the dispatch
grace-waits = The dispatch to { $site } leaves in { $seconds } seconds. “Cancel the dispatch”, beside Publish, takes it back.
grace-cancelled = Dispatch cancelled: nothing was sent.

settings-sending = Publishing
settings-grace = Time to think again
settings-grace-none = None: dispatches leave at once
settings-grace-seconds = { $seconds } seconds
settings-grace-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
settings-grace-note = During that time nothing leaves, and “Cancel the dispatch” takes it all back.
