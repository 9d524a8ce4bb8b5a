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
settings-spaces = Espaces visibles
spaces-nothing = Aucune
spaces-no-break = Insécables, les fines à part
spaces-all = Toutes
settings-graphics = Affichage
graphics-automatic = Automatique
graphics-accelerated = Par la carte graphique
graphics-plain = Sans carte graphique
settings-graphics-note = Prend effet au prochain démarrage. À changer seulement si la frappe semble lente.
settings-new-drafts = Nouveaux articles
settings-draft-language-site = Celle du site
settings-sentence = Phrases longues
settings-sentence-any = Jamais signalées
settings-sentence-words = De plus de { $words } mots
settings-signs = Typographie à la frappe
settings-signs-note = Guillemets, apostrophes, tirets et espaces insécables se mettent en place quand vous écrivez ou collez. Ctrl Z rend ce que vous aviez tapé.
settings-picture-credit = Crédit dans les photos
settings-picture-credit-note = Inscrit crédit et copyright dans les copies qui partent. Rien d’autre du fichier d’une photo ne part jamais : ni lieu, ni appareil, ni nom.
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

passwords = Mots de passe des sites
passwords-keychain = Le trousseau du système les garde.
passwords-sealed = Aucun trousseau ne répond : un fichier scellé par votre phrase secrète les garde.
passwords-both = Le trousseau du système garde les nouveaux ; un fichier scellé par votre phrase secrète garde ceux d’avant.
passwords-open = Il est ouvert jusqu’à la fermeture de Marbre.
passwords-locked = Il est fermé : ce qui part vers ces sites attend la phrase secrète.
passwords-nowhere = Aucun trousseau ne répond. Pour publier sur un autre site que le site local, choisissez une phrase secrète qui scellera ses mots de passe.
passwords-note = Jamais en clair, ni dans un journal, ni dans une sauvegarde. Le site local n’en a pas besoin.

passphrase-choose = Choisir une phrase secrète…
passphrase-unlock = Ouvrir…
passphrase-lock = Fermer maintenant
passphrase-change = Changer la phrase secrète…
passphrase-aside = Mettre le fichier de côté…
passphrase-choose-title = Choisir une phrase secrète
passphrase-choose-title-text = Elle scelle les mots de passe des sites sur cette machine. Personne ne peut la retrouver à votre place : oubliée, il faudra redemander ces mots de passe à chaque site. Vos articles n’en dépendent pas.
passphrase-unlock-title = La phrase secrète
passphrase-unlock-title-text = Elle ouvre les mots de passe des sites jusqu’à la fermeture de Marbre. Ce qui l’attend partira de lui-même.
passphrase-change-title = Changer la phrase secrète
passphrase-change-title-text = Les mots de passe des sites restent les mêmes. Personne ne peut retrouver la nouvelle phrase à votre place.
passphrase-current = Phrase secrète
passphrase-first = Phrase secrète, quatre mots par exemple
passphrase-next = Nouvelle phrase secrète
passphrase-again = La même encore
passphrase-too-short = Il en faut au moins { $least } caractères : quatre mots sans rapport entre eux se retiennent bien.
passphrase-differs = Les deux ne sont pas les mêmes.
passphrase-forgotten = Je l’ai oubliée…
passphrase-choose-confirm = Sceller
passphrase-unlock-confirm = Ouvrir
passphrase-change-confirm = Changer

aside-title = Mettre le fichier scellé de côté ?
aside-text = Personne ne peut l’ouvrir sans sa phrase secrète. Il reste dans le dossier de la bibliothèque ; vous pourrez en choisir une autre, et chaque site devra redonner un mot de passe. Ce qui attend de partir échouera.
aside-confirm = Mettre de côté
