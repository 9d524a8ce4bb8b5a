# L’historique d’un article.

history = Historique
history-region = Historique de l’article
history-timeline = Versions
history-count = { $count ->
    [0] Aucune version
    [one] { $count } version
   *[other] { $count } versions
}
history-empty = Pas encore de version. Marbre en garde une à chaque pause, avant chaque publication, et quand vous lui donnez un nom.
history-present = Maintenant
history-present-same = Le texte actuel, comme la dernière version
history-present-differs = Le texte actuel, pas encore dans une version
history-today = Aujourd’hui
history-yesterday = Hier

history-pause = Pause
history-steady = En écrivant
history-named = Gardée à la main
history-publish = Avant publication
history-update = Avant mise à jour
history-before-restore = Avant restauration
history-restore = Restauration
history-before-merge = Avant la fusion
history-merge = Fusion de deux textes
history-import = Fichier importé
history-recovery = Texte sauvé
history-by-writer = vous
history-by-file = fichier { $path }
history-by-site = site { $name }
history-live = En ligne : { $site }
history-promised = Envoi en cours : { $site }
history-words-said = { $added } mots ajoutés, { $removed } retirés

history-keep = Garder cette version…
history-keep-name = Nom de cette version
history-keep-hint = « envoyé à l’avocate »
history-keep-now = Garder
history-rename = Nommer la version de { $time }
history-rename-chosen = Nommer la version
history-rename-label = Nom de la version
history-how = Ctrl + clic : comparer deux versions

history-compare-with = Comparée avec
history-compare-present = le texte actuel
history-compare-previous = la version précédente
history-look = Montrer
history-look-page = Page
history-look-markdown = Markdown
history-next = Changement suivant
history-before = Changement précédent
history-place = { $at } / { $count }
history-announce = { $words }. { $count ->
    [0] Aucun passage ne diffère.
    [one] Un passage diffère.
   *[other] { $count } passages diffèrent.
}
history-same = Ces deux versions disent la même chose.
history-fields = { $count ->
    [one] Un champ diffère
   *[other] { $count } champs diffèrent
}
history-field-none = (rien)
history-field-picture = Photo
history-field-picture-alt = Description de la photo
history-field-picture-caption = Légende de la photo
history-field-picture-credit = Crédit de la photo
history-restore-this = Restaurer cette version
history-restored = La version de { $when } est revenue.
history-restored-named = La version « { $name } » est revenue.
history-restore-undone = L’article est comme avant la restauration.
history-take = Reprendre ce passage
history-take-why = Le met dans le texte actuel, après le paragraphe du curseur
history-taken = Passage repris après le paragraphe du curseur.
history-taken-see = Le voir
history-copy = Copier ce passage
history-copied = Passage copié, en Markdown.
history-part-added = Ajouté
history-part-removed = Retiré
history-part-changed = Modifié
history-part-moved = Déplacé
history-part-moved-away = Déplacé d’ici
history-moved-from = Voir d’où
history-moved-to = Voir où
history-folded = { $count ->
    [one] { $count } paragraphe inchangé
   *[other] { $count } paragraphes inchangés
}
history-frame = La page, avec ce qui a changé
history-close = Revenir au manuscrit

settings-history = Historique
settings-history-rule = Versions anciennes
settings-history-all = Tout garder
settings-history-days = Alléger après { $days } jours
settings-history-note = Une version par jour reste passé ce délai ; celles qui ont un nom ou qui ont paru restent toujours.
thin-title = { $count ->
    [one] Effacer { $count } ancienne version ?
   *[other] Effacer { $count } anciennes versions ?
}
thin-text = De chaque jour passé depuis plus de { $days } jours, il ne restera qu’une version, avec celles qui ont un nom ou qui ont paru. Les autres seront effacées tout de suite, puis à mesure que les jours passent, et rien ne pourra les faire revenir.
thin-confirm = Alléger l’historique
history-same-words = Les mots sont les mêmes.
