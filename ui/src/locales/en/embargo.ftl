# The embargo: until when nothing leaves, and what leaves all the same.

inspector-embargo = Embargo
embargo-none = Nothing keeps the article from going out.
embargo-set = Put under embargo
embargo-end = Until
embargo-zone = { $date }, { $zone } ({ $offset }). Until then nothing leaves: no publication, no preview on the site, no export, no published folder.
embargo-over = Lifted since { $date }, { $zone } ({ $offset }).
embargo-clear = Lift the embargo
embargo-until = Under embargo until { $date }
embargo-row = Embargo: { $date }
embargo-nothing-left = Nothing went out. The article can wait for the embargo’s end, or go out for a reason that Marbre keeps with the receipt.
embargo-is-out = This article is online already, despite its embargo. As long as the embargo lasts, each update asks for a reason.
embargo-lift-update = Lift the embargo and update
embargo-update-despite = Update despite the embargo
embargo-row-despite = Published despite the embargo ({ $date })
embargo-nothing-written = Nothing of it was written. It can be exported despite the embargo, for a reason that Marbre keeps.
embargo-several = Some articles are under embargo
embargo-wait = Publish when the embargo ends
embargo-reason = Reason to override it
embargo-reason-note = A few words will do: who lifts the embargo, or why.
embargo-reason-missing = Say in a few words why the article goes out under embargo.
embargo-publish-despite = Publish despite the embargo
embargo-export-despite = Export despite the embargo
embargo-nothing-shown = Nothing has left. The preview on the site can be made despite the embargo, for a reason that Marbre keeps.
embargo-preview-despite = Show despite the embargo
embargo-ask-despite = Publish despite the embargo…
embargo-ask-export = Export despite the embargo…
embargo-left-out =
    { $count ->
        [one] One article under embargo was left out: { $headlines }
       *[other] { $count } articles under embargo were left out: { $headlines }
    }
embargo-overrides = Went out despite the embargo
embargo-act-publish = Publication
embargo-act-preview-link = Preview link
embargo-act-export = Export
embargo-act-mirror = Published folder
embargo-despite = Despite the embargo
embargo-despite-of = “{ $reason }” (embargo until { $date })
embargo-hour-early = The article is under embargo until { $date }: you will be asked for a reason.
embargo-hour-there = The text goes to { $site } at once, which keeps it under embargo until that hour.
folder-published = This folder is published
folder-published-note = Others read it, or a program makes a site of it: articles under embargo do not go in before their hour.
