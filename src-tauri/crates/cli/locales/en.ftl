# The command line. Failures have their sentences in ui/src/locales/en/failures.ftl.

about = Marbre without a window: write elsewhere, publish from here.
about-publish = Publishes a Markdown file, or updates the article that the file gave.
about-list = Lists the library’s articles.
about-render = Renders the page of a Markdown file, publishing nothing.
about-import = Imports Markdown files into the library.
about-export = Exports the library as Markdown files, with their pictures.
about-site = Runs the local site until Ctrl-C.
about-help = Shows this help, or that of a command.

arg-library = The library’s folder (default: “marbre” in the data folder)
arg-port = The local site’s port (default: 4747)
arg-json = Answers in JSON, one value for each command
arg-lang = Language of the messages: fr or en (default: the system’s)
arg-file = A Markdown file, with or without YAML front matter
arg-files = Markdown files
arg-site = The site’s name (default: the local site)
arg-patience = Seconds to wait before the article is left in the queue (default: 30)
arg-out = The file to write the page to (default: standard output)
arg-dir = The folder to write to
arg-search = Words to find
arg-status = Only this status
arg-token = Makes a token of this name for the site’s API and shows it
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

published = Published
updated = Updated
page-at = Rendered page: { $path }
not-verified = Beware: the page that readers get is not the one that was sent.
sending = Sending to { $site }…
queued = Queued: { $reason }
queued-todo = Nothing is lost. The article leaves as soon as the site answers, at the next start of Marbre or of this command.
imported =
    { $count ->
        [one] { $count } article imported
       *[other] { $count } articles imported
    }
importing = Import
exporting = Export
exported =
    { $count ->
        [one] { $count } article exported to { $folder }
       *[other] { $count } articles exported to { $folder }
    }
rendered-to = Page written: { $path }
site-runs = The local site answers at { $url } (Ctrl-C ends it)
site-token = Token “{ $name }”: { $token }
empty = The library is empty.
no-headline = (no headline)
status-draft = draft
status-on-the-stone = on the stone
status-published = published
status-changed = changed since
status-binned = in the bin
failed = Failed: { $what }
details = Details: { $detail }
