# Les réglages.

settings = Réglages
settings-window = Fenêtre
settings-locale = Langue de l’interface
settings-locale-system = Celle du système
locale-fr = français
locale-en = English
settings-appearance = Apparence
appearance-system = Système
appearance-light = Clair
appearance-dark = Sombre
settings-manuscript-size = Corps du manuscrit
settings-size-value = { $size } px
settings-sample = Portez ce vieux whisky au juge blond
settings-graphics = Affichage
graphics-automatic = Automatique
graphics-accelerated = Par la carte graphique
graphics-plain = Sans carte graphique
settings-graphics-note = Prend effet au prochain démarrage. À changer seulement si la frappe semble lente.
settings-new-drafts = Nouveaux articles
settings-draft-language-site = Celle du site
settings-about = Marbre { $version }
settings-library = Bibliothèque : { $path }

backups = Sauvegardes
backups-none = Aucune sauvegarde pour l’instant : la première se fait peu après le démarrage.
backups-last =
    { $count ->
        [one] Dernière sauvegarde : { $date }. { $count } gardée.
       *[other] Dernière sauvegarde : { $date }. { $count } gardées.
    }
backups-folder = Dossier : { $folder }
backups-make = Sauvegarder maintenant
backups-choose = Choisir un autre dossier…
backups-choose-title = Dossier des sauvegardes
backups-own = Revenir au dossier de la bibliothèque
backups-note = Une par jour, relue après écriture ; gardées : 7 jours, 4 semaines, 12 mois. Sur un autre disque, elles survivent à celui-ci.
