# The settings.

settings = Settings
settings-window = Window
settings-locale = Interface language
settings-locale-system = The system’s
locale-fr = français
locale-en = English
settings-appearance = Appearance
appearance-system = System
appearance-light = Light
appearance-dark = Dark
settings-manuscript-size = Manuscript type
settings-size-value = { $size } px
settings-sample = The quick brown fox jumps over the lazy dog
settings-spaces = Visible spaces
spaces-nothing = None
spaces-no-break = No-break ones, the narrow apart
spaces-all = All
settings-graphics = Graphics
graphics-automatic = Automatic
graphics-accelerated = By the graphics card
graphics-plain = Without the graphics card
settings-graphics-note = Takes effect at the next start. Change it only if typing feels slow.
settings-new-drafts = New articles
settings-draft-language-site = The site’s
settings-sentence = Long sentences
settings-sentence-any = Never reported
settings-sentence-words = Of more than { $words } words
settings-signs = Typography as you type
settings-signs-note = Quotation marks, apostrophes, dashes and spaces are set as you write and paste. Ctrl Z gives back what you typed.
settings-picture-credit = Credit inside pictures
settings-picture-credit-note = Writes credit and copyright into the copies that leave. Nothing else of a picture’s file ever does: no place, no camera, no name.
settings-about = Marbre { $version }
settings-library = Library: { $path }

backups = Backups
backups-none = No backup yet: the first is made soon after the start.
backups-last =
    { $count ->
        [one] Last backup: { $date }. { $count } kept.
       *[other] Last backup: { $date }. { $count } kept.
    }
backups-folder = Folder: { $folder }
backups-make = Back up now
backups-choose = Choose another folder…
backups-choose-title = Folder of backups
backups-own = Back to the library’s folder
backups-note = One a day, read back once written; kept: 7 days, 4 weeks, 12 months. On another disk, they survive this one.

passwords = Site passwords
passwords-keychain = The system’s keychain keeps them.
passwords-sealed = No keychain answers: a file sealed by your passphrase keeps them.
passwords-both = The system’s keychain keeps the new ones; a file sealed by your passphrase keeps those from before.
passwords-open = It is open until Marbre is closed.
passwords-locked = It is locked: what goes to these sites waits for the passphrase.
passwords-nowhere = No keychain answers. To publish to another site than the local one, choose a passphrase that will seal its passwords.
passwords-note = Never in clear, in no log and in no backup. The local site needs none.

passphrase-choose = Choose a passphrase…
passphrase-unlock = Unlock…
passphrase-lock = Lock now
passphrase-change = Change the passphrase…
passphrase-aside = Set the file aside…
passphrase-choose-title = Choose a passphrase
passphrase-choose-title-text = It seals the sites’ passwords on this machine. Nobody can find it out for you: once forgotten, each site has to be asked for its password again. Your articles do not depend on it.
passphrase-unlock-title = The passphrase
passphrase-unlock-title-text = It opens the sites’ passwords until Marbre is closed. What waits for it goes out by itself.
passphrase-change-title = Change the passphrase
passphrase-change-title-text = The sites’ passwords stay the same. Nobody can find the new passphrase out for you.
passphrase-current = Passphrase
passphrase-first = Passphrase, four words for instance
passphrase-next = New passphrase
passphrase-again = The same again
passphrase-too-short = It takes at least { $least } characters: four unrelated words are easy to remember.
passphrase-differs = The two are not the same.
passphrase-forgotten = I forgot it…
passphrase-choose-confirm = Seal
passphrase-unlock-confirm = Unlock
passphrase-change-confirm = Change

aside-title = Set the sealed file aside?
aside-text = Nobody can open it without its passphrase. It stays in the library’s folder; you can choose another one, and each site has to give a password again. What waits to go out will fail.
aside-confirm = Set aside
