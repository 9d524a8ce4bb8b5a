# The window: header, status bar, columns, palette, notices.

untitled = Untitled
quoted = “{ $headline }”
just-now = just now
close = Close
cancel = Cancel
undo = Undo
menu = Menu
search = Search
with-key = { $name } ({ $key })
key-shift = Shift
key-delete = Del

library = Library
manuscript = Manuscript
page = The page
inspector = Details
right-column = Right column

saved = Saved
saving = Saving…
not-saved = Not saved
not-saved-because = Not saved: { $reason }
not-saved-elsewhere = “{ $headline }” is not saved: { $reason }
not-saved-go = Open that article
new-draft-failed = No new article: { $reason }
choose-place = Where to save this article
save-elsewhere = Save elsewhere…
save-elsewhere-done = Saved outside the library: { $path }
two-readings = The library is damaged: this text reads in two ways. One is in the manuscript, the other in the history. Compare them, and keep the right one.
two-readings-compare = Compare
not-as-written = The library is damaged: this article is no longer quite what was written, and there is no other reading of it. Read it again; the history and the backups have earlier versions.
counts = { $words ->
    [0] No words yet
    [one] { $words } word · { $minutes } min
   *[other] { $words } words · { $minutes } min
}
selection = { $words ->
    [one] { $words } word selected, { $characters } characters
   *[other] { $words } words selected, { $characters } characters
}
outbox-open = Outbox: { $count } waiting
outbox-failed = { $count ->
    [one] { $count } dispatch needs you
   *[other] { $count } dispatches need you
}
site-online = Online
site-offline = Site out of reach
site-not-asked = Site not asked yet

chip-waiting = On the stone
chip-sending = Sending
chip-unknown = Being verified
chip-failed = Not sent
chip-seen = Published, public page checked
chip-differs = Published, but not as sent
chip-drifted = Changed on the site
chip-despite-embargo = Published despite the embargo
chip-locked = Waits for the passphrase
chip-taken-off = Taken off the site by somebody
chip-section = section
chip-tags = tags
chip-byline = byline
chip-more-tags = + { $count }

notice-more = Details
notice-close = Dismiss
start-again = Try again

remedy-again = Try again
remedy-headline = Go to the headline
remedy-text = Go to the text
remedy-slug = Change the address
remedy-passphrase = Give the passphrase
remedy-fields = Show the details

first-start = This article is a sample: change a word, watch the page follow, press Publish ({ $publish }). { $local ->
    [yes] It goes to { $site }, the site on this machine, which only you can see.
   *[no] It goes to { $site }: choose another site in the header to try it out.
 }
page-nothing = The page your readers will read appears here as you write.
empty-desk-title = A blank page.
empty-desk-text = Choose an article in the library, or start one. Everything you type is saved as you go.

palette-placeholder = An article, a word of its text, a command…
palette-results = Results
palette-commands = Commands
palette-recent = Latest articles
palette-drafts = Articles
palette-everywhere = Show all { $count } articles in the library
palette-nothing = Nothing answers to these words.

command-new-draft = New article
command-palette = Find an article or a command
command-search-library = Search the library
command-publish = Publish or update
command-publish-at = Publish at an hour…
command-correct = Correct…
command-unpublish = Unpublish the article…
command-unpublish-from = Unpublish from { $site }…
command-unpublish-ask = Unpublish…
command-open-page = Open page
command-copy-address = Copy address
command-outbox = Show the outbox
command-duplicate = Duplicate the article
command-bin = Move the article to the bin
command-history = History of the article
command-keep-version = Keep this version…
command-insert-picture = Insert a picture…
command-insert-picture-from = Insert a picture from an address…
command-open-picture = Open the picture of the text
command-import = Import files…
command-export = Export the whole library…
command-toggle-library = Show or hide the library
command-show-page = Show or hide the page
command-show-inspector = Show or hide the details
command-alone = The manuscript alone
command-show-checks = Show or hide the checks
command-show-copy = Show or hide the copy desk
command-mend = Correct the next finding
command-set-signs = Apply all the typography
command-spaces = Visible spaces: no-break, all, none
command-in-french = Passage in French, or not
command-in-english = Passage in English, or not
command-passage-language = Passage in another language…
passage-language-title = Language of the passage
passage-language-text = Spelling and typography will follow this language. The same language, said again, takes it off.
passage-language-tag = Language code
passage-language-mark = Say so
passage-language-wrong = A language code is written like this: de, es, pt-BR.
command-next-pane = Next column
command-larger = Larger manuscript type
command-smaller = Smaller manuscript type
command-add-site = Add a site…
command-settings = Settings
command-shortcuts = Keyboard shortcuts
command-bold = Bold
command-italic = Italic
command-link = Link
command-heading-1 = Heading, level 1
command-heading-2 = Heading
command-heading-3 = Subheading
command-quote = Quotation
command-bullet-list = Bullet list
command-numbered-list = Numbered list
command-footnote = Footnote
command-find = Find in the text
command-replace = Replace in the text
command-undo = Undo typing
command-redo = Redo typing
shortcuts-window = Everywhere
shortcuts-manuscript = In the manuscript
shortcuts-history = In the history

import-done = { $count ->
    [one] { $count } article imported.
   *[other] { $count } articles imported.
}
import-known = { $count ->
    [one] This file is in the library already and has not changed since. For a copy, duplicate the article.
   *[other] { $count } files are in the library already and have not changed since. For a copy, duplicate the article.
 }
import-unknown = { $count ->
    [one] Marbre does not know { $keys } in front matter: that field changes nothing, and the export writes it out again, unless it is inside “picture” or leans on another one.
   *[other] Marbre does not know { $keys } in front matter: these fields change nothing, and the export writes them out again, but for what is inside “picture” or leans on another field.
}
import-pictures-left = { $count ->
    [one] In { $files }, one picture is not sent: readers get its words only.
   *[other] In { $files }, { $count } pictures are not sent: readers get their words only.
}
import-pictures-linked = { $count ->
    [one] In { $files }, one picture is elsewhere: readers get a link to it, not the picture.
   *[other] In { $files }, { $count } pictures are elsewhere: readers get links, not the pictures.
}
export-done = { $count ->
    [0] There is no article to export.
    [one] { $count } article exported to { $folder }.
   *[other] { $count } articles exported to { $folder }.
}
close-unsaved-title = Close without saving?
close-unsaved-text = The last words of { $drafts } are on the screen only. { $reason } If the window closes, they are lost: stay, or copy them elsewhere first.
close-unsaved-confirm = Close and lose them
close-resting-title = { $count ->
    [one] A dispatch is about to leave
   *[other] { $count } dispatches are about to leave
 }
close-resting-text = { $drafts } { $count ->
    [one] still waits for its delay. With the window closed it leaves
   *[other] still wait for their delay. With the window closed they leave
 } when Marbre starts next, and not before.
close-resting-stay = Wait
close-resting-cancel = { $count ->
    [one] Cancel the dispatch and close
   *[other] Cancel the dispatches and close
 }
close-resting-confirm = Close all the same
notices-more = { $count ->
    [one] And { $count } more notice
   *[other] And { $count } more notices
 }
choose-files = Import articles
choose-folder = Export to a folder
bin-done = “{ $headline }” is in the bin.
bin-done-live = “{ $headline }” is in the bin, but readers still see it: take it out and unpublish it to remove it from the site.
restore-done = “{ $headline }” is back from the bin.
delete-title = Delete this article for good?
delete-text = “{ $headline }”, its text and its history will be erased from this computer. Nothing can bring them back.
delete-live-text = “{ $headline }” is still live on { $site }: readers will go on seeing it, and Marbre will no longer be able to take it down. Unpublish it first. Its text and its history will be erased from this computer, and nothing can bring them back.
delete-confirm = Delete for good

comeback-looking = Marbre is looking for what can be brought back…
comeback-backup = Can be brought up: the backup of { $date }, with all that can still be read in the damaged file.
comeback-no-backup = There is no good backup: only what can still be read in the damaged file can come back.
comeback-done = The library is back.
comeback-all-read = Every text of the damaged file can be read.
comeback-may-miss = A part of the damaged file can’t be read. What was written since { $date } may be missing, but for the articles named below.
comeback-may-miss-anything = A part of the damaged file can’t be read: articles may be missing.
comeback-not-back = Beside the texts, what was done since { $date } is missing: versions in the history, dispatches and what they published, sites, settings, work folders. Look for an article on its site before you publish it again.
comeback-not-back-at-all = Only texts, their fields and pictures come back: not the history, nor dispatches and what they published, sites, settings, work folders. Look for an article on its site before you publish it again.
comeback-bad-backups =
    { $count ->
        [one] { $count } newer backup is damaged too.
       *[other] { $count } newer backups are damaged too.
    }
comeback-same =
    { $count ->
        [one] { $count } article says the same in both.
       *[other] { $count } articles say the same in both.
    }
comeback-continued = “{ $headline }”: the backup’s text, with the changes made since ({ $date }).
comeback-apart = “{ $headline }”: what the damaged file said ({ $date }), beside the backup’s text.
comeback-added = “{ $headline }”: in the damaged file only ({ $date }).
comeback-read = “{ $headline }” ({ $date }).
comeback-of-backup = “{ $headline }”: in the backup only ({ $date }): unreadable in the damaged file, or deleted since.
comeback-kept-aside = The damaged file is kept: { $path }.
comeback-dispatches = Dispatches that were waiting are to be tried again one by one.
comeback-do = Bring up the backup of { $date }
comeback-do-without = Bring back what can be read
comeback-note = The damaged file will be kept beside it, as it is. Or close this window: nothing will have changed.
comeback-open = Open the library
