# The command line. Failures have their sentences in ui/src/locales/en/failures.ftl.

about = Marbre without a window: write elsewhere, publish from here.
about-window = Without a command, Marbre’s window opens.
about-publish = Publishes a Markdown file, or updates the article that the file gave.
about-correct = Tells readers what was wrong, unclear, new or no longer holds in a published article, and updates it.
about-preview-on-site = Shows an article on its site before it is out, at an address that no list names.
about-list = Lists the library’s articles.
about-pictures = Lists the library’s pictures.
about-add-picture = Adds a picture, from a file or from an address, and says how a text names it.
about-remove-unused-pictures = Removes the pictures that no article and no version of one names.
about-render = Renders the page of a Markdown file, publishing nothing.
about-import = Imports Markdown files into the library.
about-import-site = Brings a site’s published articles into the library: those named, those of a search (--search), or all (--all).
about-export = Exports the library as Markdown files, with their pictures.
about-backup = Backs the library up and reads the backup back.
about-restore = Puts a backup in place, or brings a damaged library back.
about-check = Checks the whole library: texts, journal, revisions, pictures.
about-site = Runs the local site until Ctrl-C.
about-add-site = Adds a site: Site API, WordPress, Ghost or Micropub; its token, application password or key is read from standard input and kept in the keychain or, without one, sealed by a passphrase.
about-default-sites = Chooses the sites that new articles go to, or tells them; “publish” without “--site” then sends there.
about-set-password = Gives a known site a new token, application password or key, read from standard input; the old one is kept until the site has taken the new one.
about-help = Shows this help, or that of a command.

arg-library = The library’s folder (default: “marbre” in the data folder)
arg-port = The local site’s port (default: 4747)
arg-json = Answers in JSON, one value for each command
arg-lang = Language of the messages: fr or en (default: the system’s)
arg-file = A Markdown file, with or without YAML front matter
arg-files = Markdown files
arg-again = Imports files that were imported before, unchanged, too
arg-from-site = The site’s name or address
arg-all = All its published articles
arg-articles = Addresses of articles, or the site’s own identifiers
arg-waiting = Seconds to wait for a site that does not answer before the rest is left for later (default: 30)
arg-draft = The article, by its id as “list --json” gives it
arg-kind = What it is: correction (something was wrong), clarification (something could be misunderstood), update (something happened since) or retraction (the article as a whole no longer holds)
arg-text = What readers are told: plain text
arg-keep = Keeps it in the draft until the next update
arg-on-site = The site’s name, or its address
arg-remove = Deletes the preview from the site instead
arg-site = The site’s name (default: the local site)
arg-patience = Seconds to wait before the article is left in the queue (default: 30)
arg-out = The file to write the page to (default: standard output)
arg-dir = The folder to write to
arg-folder = The folder to back up to (default: that of the backups)
arg-backup = The backup’s file (without it: brings a damaged library back)
arg-dry-run = Only says what would be done
arg-search = Words to find
arg-sought = Words to find
arg-unused = Only those that no article and no version of one names
arg-picture = The picture’s file, or its https address
arg-everywhere = On every site that the draft goes to, each with an end of its own; --site can also be given several times
arg-status = Only this status: draft, on-the-stone, published, changed or binned
arg-token = Makes a token of this name for the site’s API and shows it
arg-passphrase-stdin = Reads the passphrase from the first line of standard input (else: from the file that MARBRE_PASSPHRASE_FILE names, or at the terminal)
arg-url = The site’s address, as one copies it
arg-login = Login on the site (WordPress)
arg-default-site = A site’s name or address
arg-none = Leaves the choice to the desk: the local site, else the first
arg-known-site = The site’s name or address
arg-site-files = Folder of a static site’s articles, instead of an account
arg-generator = What makes pages of them: hugo, zola or eleventy
arg-despite-checks = Lets it out although a required check holds it back: the reason, in a few words, is kept with what goes out
arg-despite-embargo = Lifts the embargo this once: the reason, in a few words, is kept with what goes out
arg-bring-back = Brings an article back that somebody took off the site
arg-help = Shows help
arg-version = Shows the version

usage = Usage:
commands = Commands
options = Options
arguments = Arguments
exit-codes =
    Exit codes:
      0  done
      1  failed, explained on standard error
      2  the command is not written as it should be
      3  queued, not yet delivered: leaves at the next occasion

correction-kept = Kept in the draft: it goes out with the next update.
preview-shown = To be seen on the site:
preview-signed-in = Only whoever is signed in at { $site } in the same browser, and may edit there, can read it.
preview-by-link = Whoever has this address can read it, without an account.
preview-removed = No longer on { $site }.
sending-everywhere = Sending to each site…
of-site = { $site }:
up-to-date-there = Readers see all of it already.
published = Published
site-added = Site added: { $name }
default-sites = New articles go to: { $names }
default-sites-none = No site is chosen: new articles go to the local site, else to the first.
password-set = New password kept: { $name }
passphrase-none-yet = No keychain answers: a passphrase will seal the sites’ passwords. Nobody can find it out for you.
passphrase-new-asked = New passphrase, at least twelve characters (nothing is shown):
passphrase-again-asked = The same again:
passphrase-asked = Passphrase (nothing is shown):
passphrase-differs = The two are not the same.
token-asked = Token, application password or key, then Enter:
found-site-api = A Marbre site (Site API): { $home }
found-wordpress = WordPress: { $home } (application password: { $place })
found-ghost = Ghost: { $home } (Admin API key of an integration: { $place })
found-micropub = Micropub: { $home } (token: { $place })
up-to-date = Already up to date:
updated = Updated
page-at = Rendered page: { $path }
served-while = The local site serves the page only while Marbre, or “marbre-cli site”, runs.
not-shown = Beware: readers do not see all that was sent. Not visible: { $parts }.
not-verified = Beware: the page that readers get is not the one that was sent.
sending = Sending to { $site }…
queued = Queued: { $reason }
queued-todo = Nothing is lost. The article leaves as soon as the site answers, at the next start of Marbre or of this command.
imported =
    { $count ->
        [one] { $count } article imported
       *[other] { $count } articles imported
    }
imported-before =
    { $count ->
        [one] { $count } file in the library already, unchanged: nothing new (--again makes another article)
       *[other] { $count } files in the library already, unchanged: nothing new (--again makes other articles)
    }
site-known =
    { $count ->
        [one] { $count } article in the library already: left as it is
       *[other] { $count } articles in the library already: left as they are
    }
site-noted =
    { $count ->
        [one] { $count } article of which something could not be kept (see above)
       *[other] { $count } articles of which something could not be kept (see above)
    }
site-left-out =
    { $count ->
        [one] { $count } article left out (see above)
       *[other] { $count } articles left out (see above)
    }
site-import-waits = What came in is in the library. The rest comes in at the next start of Marbre.
import-picture-left = A picture could not be had and stays where it is: { $address }
lost-example = { $what } (“{ $example }”)
finding-lost = Mind: this article has what Marbre cannot keep, and the update takes it away: { $lost }
unknown-keys = Beware: in the front matter of { $path }, Marbre does not know { $keys }: it changes nothing of the article, and the export writes it out again, but for what is inside “picture” or leans on another key.
finding-date-to-come = Mind: the date shown is { $date }; the article can be read at once.
finding-date-stays = Mind: the page keeps the date it came out, { $shown }, not { $asked }; the update can be read at once.
finding-changed-unsaid = Note: the text changed since readers first saw it, and nothing tells them so (see “correct”).
finding-picture-left = Mind: the picture “{ $address }” is not sent, and readers get its words only. Marbre does not send pictures of the text that are files yet.
finding-picture-linked = Mind: the picture “{ $address }” is elsewhere: readers get a link to it, not the picture.
finding-code-not-published = Mind: this code will not be published: “{ $element }”, line { $line }.
finding-parts-unseen = Mind: the pages of this site do not show: { $parts }.
finding-picture-no-alt = Mind: the picture “{ $address }” is not described to those who cannot see it.
finding-picture-no-credit = Mind: the picture “{ $address }” has no credit.
finding-picture-too-small = Mind: the picture “{ $address }” is { $width } pixels wide; its place needs { $wanted }.
finding-picture-blurred = Mind: the picture “{ $address }” is blurred.
finding-picture-credited-else = Mind: the picture “{ $address }” is credited to { $here } here, and to { $there } in “{ $headline }”.
finding-picture-credited-library = Mind: the picture “{ $address }” is credited to { $here } here, and to { $there } in the library.
finding-picture-not-developed = Mind: the article will not leave with the picture “{ $address }”. { $why }
part-standfirst = the standfirst
part-byline = the byline
part-caption = the picture's caption
part-credit = the picture's credit
importing = Import
exporting = Export
exported =
    { $count ->
        [one] { $count } article exported to { $folder }
       *[other] { $count } articles exported to { $folder }
    }
exported-held =
    { $count ->
        [one] { $count } article under embargo was left out:
       *[other] { $count } articles under embargo were left out:
    }
exported-bin =
    { $count ->
        [one] { $count } article of the bin, in its folder “bin”
       *[other] { $count } articles of the bin, in its folder “bin”
    }
rendered-to = Page written: { $path }
site-runs = The local site answers at { $url } (Ctrl-C ends it)
site-token = Token “{ $name }”: { $token }
empty = The library is empty.
nothing-found = Nothing found.
no-pictures = No picture.
picture-uses =
    { $count ->
        [0] unused
        [one] in { $count } article
       *[other] in { $count } articles
    }
pictures-removed =
    { $count ->
        [0] No picture to remove.
        [one] { $count } picture removed ({ $size } MB).
       *[other] { $count } pictures removed ({ $size } MB).
    }
no-headline = (no headline)
status-draft = draft
status-on-the-stone = on the stone
status-published = published
status-changed = changed since
status-binned = in the bin
failed = Failed: { $what }
details = Details: { $detail }

# Backups.
backing-up = Backing up…
backed-up =
    { $count ->
        [one] Backup made and read back, { $count } article: { $path }
       *[other] Backup made and read back, { $count } articles: { $path }
    }
backup-holds =
    { $count ->
        [one] This backup is good: { $count } article.
       *[other] This backup is good: { $count } articles.
    }
restoring = Restoring…
restored =
    { $count ->
        [one] Library restored, { $count } article, from { $path }
       *[other] Library restored, { $count } articles, from { $path }
    }
restore-sound = The library is not damaged: give the file of the backup that is to take its place.
kept-aside = The former library is kept: { $path }
promises-wait = Nothing is sent by itself: what was waiting is marked, to be tried again one by one.
published-since = An article published since the backup was made is not known to be: look for it on its site before you publish it again.
brought-up = The backup of { $date } has taken the place, with all that could still be read in the damaged file.
would-bring-up = Would come up: the backup of { $date }, with all that can still be read in the damaged file.
no-backup = There is no good backup: only what can be read in the damaged file comes back.
bad-backup = Beware: this backup is damaged too: { $path }
all-read = Every text of the damaged file can be read.
may-miss = A part of the damaged file can’t be read. What was written since { $date } may be missing, but for the articles named below.
may-miss-anything = A part of the damaged file can’t be read: articles may be missing.
not-back = Beside the texts, what was done since { $date } is missing: versions in the history, dispatches and what they published, sites, settings, work folders. Look for an article on its site before you publish it again.
not-back-at-all = Only texts, their fields and pictures come back: not the history, nor dispatches and what they published, sites, settings, work folders. Look for an article on its site before you publish it again.
same-drafts =
    { $count ->
        [one] { $count } article says the same in both.
       *[other] { $count } articles say the same in both.
    }
fate-continued = “{ $headline }”: the backup’s text, with the changes made since.
fate-apart = “{ $headline }”: what the damaged file said ({ $date }), beside the backup’s text.
fate-added = “{ $headline }”: in the damaged file only ({ $date }).
fate-of-backup = “{ $headline }”: in the backup only ({ $date }): unreadable in the damaged file, or deleted since.
checking = Check
checked = Checked: articles { $drafts }, revisions { $revisions }, pictures { $pictures }.
sound = All can be read, nothing is missing.
flaw-file = The library’s file is damaged: { $detail }
flaw-draft = The article { $of } can’t be read whole: { $detail }
flaw-revision = The revision { $of } can’t be read any more: { $detail }
flaw-picture-missing = The picture { $of } is missing.
flaw-picture-damaged = The picture { $of } is damaged: { $detail }

# A command that is not written as it should be.
usage-unknown-command = There is no command “{ $name }”.
usage-missing-command = The command is missing.
usage-unknown-argument = “{ $name }” is no option of this command.
usage-missing-argument = { $name } is missing.
usage-missing-value = { $name } needs a value.
usage-invalid-value = { $name } does not take “{ $value }”.
usage-not-a-choice = { $name } does not take “{ $value }”, but one of these: { $choices }.
usage-not-a-number = { $name } does not take “{ $value }”: it wants a number that fits.
usage-twice = { $name } is given twice.
usage-not-utf8 = { $name } is not UTF-8.
usage-other = The command is not written as it should be.
usage-not-a-folder = { $name } wants a folder, and “{ $path }” is a file.
usage-no-library = There is no library in “{ $path }”: --library chooses its folder.
usage-todo = “--help” shows what the command takes.

# What the window says otherwise.
failure-library-corrupt-todo = Nothing was erased: the file stays as it is. “restore” brings up the newest good backup and all that can still be read; “restore --dry-run” says first what that is.
failure-library-read-only-todo = Make the library’s folder writable, or choose another one with --library.
failure-disk-full-todo = Make room, then try again.
failure-disk-fault-todo = Check the library’s folder (--library) and the disk, then try again.
failure-library-busy-todo = Close the Marbre window or the other command, or choose another folder with --library.
failure-draft-missing-todo = It may have been deleted for good. “list” shows what is there.
failure-draft-binned-todo = Take it out of the bin in the Marbre window, then try again.
failure-field-invalid-todo = The details say which. Correct it in the file’s front matter.
failure-file-missing-todo = Check the path.
failure-file-unreadable-todo = Check that you may open it, then try again.
failure-file-not-text-todo = Give a Markdown or text file.
failure-picture-too-large-todo = It must hold in 100 MB. Make it smaller, then try again.
failure-file-unwritable-todo = Choose a file (--out) or a folder that you may write to.
failure-headline-missing-todo = Give a “headline” in the file’s front matter, or a “#” title on its first line.
failure-text-missing-todo = Write a text below the file’s front matter, then try again.
failure-site-missing = There is no site of this name.
failure-site-missing-todo = Give --site one of the names that follow, or leave it out: that is the local site.
failure-dispatch-open-todo = Wait until it arrives, then try again.
failure-earlier-under-way-todo = The text of now is kept in the library. Publish it again as soon as the dispatch has arrived.
failure-dispatch-missing-todo = “list” shows how the article stands.
failure-slug-taken-todo = Change “slug” in the file’s front matter, then publish again.
failure-article-changed-there-todo = Nothing was overwritten. Open the page, take over into the file what changed there, then replace it from the Marbre window.
failure-article-withdrawn-todo = Nothing was sent: the article stays off. With --bring-back it comes back.
failure-port-taken-todo = Choose another one with --port, or close the program that uses it.
failure-backup-folder-missing-todo = Plug the disk in or check the path, then try again.
failure-backup-folder-unwritable-todo = Choose a folder that you may write to.
failure-backup-damaged-todo = Nothing was changed. Take another backup.
failure-dispatch-restored-todo = Look at the site first, then try the dispatch again from the Marbre window.
failure-keychain-unavailable-todo = The system’s keychain does not answer. Unlock it, or give a passphrase that takes its place: at a terminal, in the file that MARBRE_PASSPHRASE_FILE names, or with --passphrase-stdin. Marbre never writes a password in clear.
failure-secrets-locked-todo = Give it: at a terminal, in the file that MARBRE_PASSPHRASE_FILE names, or with --passphrase-stdin. Nothing is lost.
failure-secrets-damaged-todo = It stays as it is, in the library’s folder (“secrets.sealed”). Put a good copy in its place, or rename it: the sites will then ask for their passwords again.
