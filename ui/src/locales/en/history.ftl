# The history of an article.

history = History
history-region = History of the article
history-timeline = Versions
history-count = { $count ->
    [0] No version
    [one] { $count } version
   *[other] { $count } versions
}
history-empty = No version yet. Marbre keeps one at each pause, before each publication, and when you give it a name.
history-present = Now
history-present-same = The present text, same as the last version
history-present-differs = The present text, in no version yet
history-today = Today
history-yesterday = Yesterday

history-pause = Pause
history-steady = While writing
history-named = Kept by hand
history-publish = Before publication
history-update = Before an update
history-before-restore = Before a restore
history-restore = Restored
history-before-merge = Before the merge
history-merge = Two texts merged
history-import = Imported file
history-recovery = Rescued text
history-by-writer = you
history-by-file = file { $path }
history-by-site = site { $name }
history-live = Live: { $site }
history-promised = On its way: { $site }
history-words-said = { $added } words added, { $removed } removed

history-keep = Keep this version…
history-keep-name = Name of this version
history-keep-hint = “sent to the lawyer”
history-keep-now = Keep
history-rename = Name the version of { $time }
history-rename-chosen = Name the version
history-rename-label = Name of the version
history-how = Ctrl + click: compare two versions

history-compare-with = Compared with
history-compare-present = the present text
history-compare-previous = the version before
history-look = Show
history-look-page = Page
history-look-markdown = Markdown
history-next = Next change
history-before = Previous change
history-place = { $at } / { $count }
history-announce = { $words }. { $count ->
    [0] No passage differs.
    [one] One passage differs.
   *[other] { $count } passages differ.
}
history-same = These two versions say the same.
history-fields = { $count ->
    [one] One field differs
   *[other] { $count } fields differ
}
history-field-none = (nothing)
history-field-picture = Photo
history-field-picture-alt = Description of the photo
history-field-picture-caption = Caption of the photo
history-field-picture-credit = Credit of the photo
history-restore-this = Restore this version
history-restored = The version of { $when } is back.
history-restored-named = The version “{ $name }” is back.
history-restore-undone = The article is as it was before the restore.
history-take = Take this passage
history-take-why = Puts it in the present text, after the paragraph with the caret
history-taken = Passage put after the paragraph with the caret.
history-taken-see = See it
history-copy = Copy this passage
history-copied = Passage copied, as Markdown.
history-part-added = Added
history-part-removed = Removed
history-part-changed = Changed
history-part-moved = Moved
history-part-moved-away = Moved from here
history-moved-from = See from where
history-moved-to = See where to
history-folded = { $count ->
    [one] { $count } unchanged paragraph
   *[other] { $count } unchanged paragraphs
}
history-frame = The page, with what changed
history-close = Back to the manuscript

settings-history = History
settings-history-rule = Old versions
settings-history-all = Keep everything
settings-history-days = Thin after { $days } days
settings-history-note = Past that age, one version a day stays; those with a name or that were published always stay.
thin-title = { $count ->
    [one] Delete { $count } old version?
   *[other] Delete { $count } old versions?
}
thin-text = Of each day more than { $days } days ago, one version will stay, with those that have a name or were published. The others will be deleted at once, and later ones as days go by; nothing can bring them back.
thin-confirm = Thin the history
history-same-words = The words are the same.
