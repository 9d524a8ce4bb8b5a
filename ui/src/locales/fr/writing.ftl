# La colonne du manuscrit et ce que l’on y cherche.

writing-manuscript = Manuscrit
writing-headline = Titre
writing-standfirst = Chapô
writing-standfirst-not-there = { $site } n’a pas de place pour le chapô : les lecteurs ne l’y verront pas.
writing-text = Texte de l’article, en Markdown
writing-text-placeholder = Écrivez ici. « ## » ouvre un intertitre, « > » une citation.
writing-selection-deleted = Sélection supprimée
find-panel = Rechercher et remplacer
find-search = Rechercher
find-replacement = Remplacer par
find-show-replace = Remplacer (Ctrl+H)
find-case = Respecter la casse et les accents
find-whole-word = Mots entiers
find-previous = Occurrence précédente (Maj+Entrée)
find-next = Occurrence suivante (Entrée)
find-close = Fermer (Échap)
find-replace-one = Remplacer
find-replace-all = Tout remplacer
find-count =
    { $count ->
        [0] Introuvable
        [one] { $count } occurrence
       *[other] { $count } occurrences
    }
find-many = Plus de { $count }
find-replaced =
    { $count ->
        [one] { $count } remplacée
       *[other] { $count } remplacées
    }
find-position = { $current } sur { $count }
find-current-match = occurrence actuelle
find-on-line = ligne
find-replaced-on-line = Occurrence remplacée à la ligne { $line }
find-replaced-many = Occurrences remplacées : { $count }

writing-picture-coming = La photo arrive : { $name }
picture-way = { $come } sur { $whole }
writing-picture-there = Dans le texte : { $names }
writing-picture-open = Ouvrir la photo : { $alt }
writing-picture-no-caption = Sans légende
writing-picture-no-alt = Sans description
choose-picture-text = Choisir une photo pour le texte
picture-from-title = Insérer une photo depuis une adresse
picture-from-text = Marbre la lit une fois, maintenant, et garde l’original dans la bibliothèque.
picture-fetch = Prendre la photo
picture-fetching = Lecture de { $name }
picture-link-dropped = L’adresse est dans le texte. Rien n’a été demandé à son site.
picture-link-bring = C’est une photo : la prendre
picture-dropped-nowhere = Déposez la photo sur le texte, ou dans la fiche pour l’ouverture de l’article.
pictures-not-kept = { $count ->
    [one] { $count } fichier n’a pas été gardé.
   *[other] { $count } fichiers n’ont pas été gardés.
}
pictures-not-kept-why = { $names } : { $why } { $what }
picture-left = { $count ->
    [one] { $names } est dans la bibliothèque, dans aucun texte : l’article n’est plus ouvert.
   *[other] { $names } sont dans la bibliothèque, dans aucun texte : l’article n’est plus ouvert.
}
