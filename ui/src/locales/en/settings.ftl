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
settings-graphics = Graphics
graphics-automatic = Automatic
graphics-accelerated = By the graphics card
graphics-plain = Without the graphics card
settings-graphics-note = Takes effect at the next start. Change it only if typing feels slow.
settings-new-drafts = New articles
settings-draft-language-site = The site’s
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
