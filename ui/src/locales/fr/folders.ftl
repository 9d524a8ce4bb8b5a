# Les dossiers de travail, et ce qu’il faut trancher quand un autre programme a changé les mêmes mots.

folders = Dossiers de travail
folders-note = Chaque article y est aussi un fichier Markdown. Ce qu’un autre programme y change revient dans l’article.
folder-add = Ajouter un dossier…
folder-choose = Choisir un dossier de travail
folder-remove = Retirer
folder-remove-named = Retirer le dossier { $name } (les fichiers restent)
folder-mirrors = Articles du dossier { $name }
folder-mirrors-all = Tous les articles
folder-mirrors-found = Ceux qui s’y trouvent
folder-mirrors-section = Rubrique { $section }
folder-waiting = Pas encore lu
folder-watched =
    { $count ->
        [0] Surveillé, aucun article
        [one] Surveillé, un article
       *[other] Surveillé, { $count } articles
    }
folder-failures =
    { $count ->
        [one] Un fichier est laissé de côté
       *[other] { $count } fichiers sont laissés de côté
    }
asked-here = Un autre programme a changé dans { $file } les mots que vous avez changés ici.
asked-elsewhere = Un autre programme a changé les mêmes mots que vous dans « { $headline } ».
asked-compare = Comparer et choisir
asked-title = Deux textes pour un passage
asked-words = Vous avez changé ces passages, et un autre programme aussi, dans { $file }. Le reste est déjà réuni. Les deux textes sont dans l’historique.
asked-renewed = L’un des deux textes vient de changer : relisez et choisissez de nouveau.
asked-question = { $name } ({ $at } sur { $of })
asked-text = Texte
asked-date = Date
asked-picture = Photo
asked-mine = Le vôtre
asked-theirs = Celui du fichier
asked-nothing = (rien)
asked-edit = Écrire autre chose
asked-own-words = Vos mots pour : { $name }
asked-later = Plus tard
asked-settle = Garder ces choix
file-gone = Un autre programme a retiré le fichier { $file } : cet article est à la corbeille.
file-back = Le fichier { $file } est revenu : « { $headline } » est sorti de la corbeille.
