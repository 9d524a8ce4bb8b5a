# La table aux photos : cadrage, mots, faits, et toutes les photos de la bibliothèque.

command-insert-picture-of-library = Insérer une photo de la bibliothèque…
command-pictures = Photos de la bibliothèque

framing-crop = Cadre
framing-corner-nw = Coin en haut à gauche
framing-corner-ne = Coin en haut à droite
framing-corner-se = Coin en bas à droite
framing-corner-sw = Coin en bas à gauche
framing-focus = Point d’intérêt
framing-keys = Les flèches déplacent de 1 %, avec Maj de 5 %.
framing-said-crop = Cadre : { $x } % de la gauche, { $y } % du haut, { $width } % de large, { $height } % de haut.
framing-said-focus = Point d’intérêt : { $x } % de la gauche, { $y } % du haut.
framing-shape = Format du cadre
framing-whole = Entière
framing-free = Libre
framing-upright = Cadre en hauteur
framing-turn-left = Tourner vers la gauche
framing-turn-right = Tourner vers la droite
framing-undo = Défaire
framing-redo = Refaire
framing-place-wide = 16:9
framing-place-square = Carré
framing-place-card = Carte des réseaux
framing-focus-note = Le cercle marque le point d’intérêt : les autres formats sont coupés autour de lui.
framing-focus-middle = Revenir au milieu
framing-measures = Mesures en pour cent
framing-x = Gauche
framing-y = Haut
framing-width = Largeur
framing-height = Hauteur
framing-focus-x = Point, gauche
framing-focus-y = Point, haut
framing-reset = Revenir à l’original

picture-title = La photo
picture-title-lead = La photo d’ouverture
picture-title-text = Une photo du texte
picture-about = Mots et faits
picture-words-lead = Dans cet article, en ouverture
picture-words-text = Dans cet article
picture-words-next = Mots du prochain emploi
picture-words-original = L’original
picture-facts = Le fichier
picture-unseen = L’aperçu n’a pas pu être lu.
picture-alt-hint = Ce que l’on verrait, en une phrase : qui, où, quel geste. Sans « photo de ».
picture-alt-length = { $count ->
    [0] rien encore
    [one] { $count } signe
   *[other] { $count } signes
}
picture-alt-long = { $count } signes : c’est long à entendre
picture-caption-below = Cette légende est la ligne sous la photo : le Markdown y vaut.
picture-remember = Garder ces mots pour le prochain emploi de la photo
picture-source = Source
picture-source-hint = Agence, personne, adresse
picture-licence = Licence
picture-licence-hint = CC BY 4.0, droits payés jusqu’en 2028…
picture-taken = Prise le
picture-offered = Le fichier dit « { $words } »
picture-take-offer = Prendre
picture-offer-take = Prendre « { $words } »
picture-file = Nom
picture-original = Original
picture-sides-and-size = { $sides }, { $size }
picture-pixels = { $width } × { $height } pixels
picture-added = Ajoutée
picture-moving = Cette image bouge : elle part telle quelle, sans métadonnées, et ne se recadre pas.
picture-framed-there = Chaque article la cadre à sa façon ; l’original ne change jamais.
picture-uses = { $count ->
    [0] Emplois
    [one] Un emploi
   *[other] { $count } emplois
}
picture-no-use = Aucun article ne l’emploie.
picture-place-lead = En ouverture
picture-place-text = Dans le texte
picture-place-revision = Dans une version plus ancienne
picture-use-credit = { " " }· © { $credit }
picture-keep = Enregistrer
picture-apply = Appliquer
picture-insert = Insérer dans le texte
picture-make-lead = Mettre en ouverture
picture-framed-lead = La photo d’ouverture est recadrée.
picture-use-gone = Le texte a changé entre-temps : cette photo n’y est plus, rien n’y a été écrit.

pictures-title = Photos
pictures-choose-text = Quelle photo insérer ?
pictures-choose-lead = Quelle photo en ouverture ?
pictures-search = Chercher une photo : mots, crédit, nom du fichier
pictures-unused = Sans emploi seulement
pictures-add = Ajouter…
pictures-add-file = Choisir une photo
pictures-grid = Photos de la bibliothèque
pictures-tile = { $name }, { $sides }, { $count ->
    [0] sans emploi
    [one] un emploi
   *[other] { $count } emplois
}
pictures-uses = { $count ->
    [0] sans emploi
    [one] 1 article
   *[other] { $count } articles
}
pictures-select = Choisir { $name } pour la retirer
pictures-select-all = Tout choisir
pictures-select-none = Ne rien choisir
pictures-total = { $count ->
    [one] { $count } photo, { $size }
   *[other] { $count } photos, { $size }
}
pictures-nothing-found = Aucune photo ne répond à ces mots.
pictures-none-unused = Toutes les photos servent.
pictures-empty = Pas encore de photo
pictures-empty-next = Déposez une photo sur le texte d’un article, collez-la, ou ajoutez un fichier ici. L’original reste intact ; les lecteurs reçoivent une copie sans position ni numéro d’appareil.
pictures-again = Réessayer
pictures-more = { $count ->
    [one] Montrer la dernière
   *[other] En montrer plus ({ $count })
}
pictures-remove = { $count ->
    [0] Retirer le choix…
    [one] Retirer cette photo ({ $size })…
   *[other] Retirer { $count } photos ({ $size })…
}
pictures-remove-title = { $count ->
    [one] Retirer cette photo pour de bon ?
   *[other] Retirer { $count } photos pour de bon ?
}
pictures-remove-text = { $count ->
    [one] Son original et ses copies seront effacés de cet ordinateur ({ $size }). Si un article l’emploie entre-temps, elle reste.
   *[other] Leurs originaux et leurs copies seront effacés de cet ordinateur ({ $size }). Celles qu’un article emploie entre-temps restent.
}
pictures-remove-confirm = Retirer pour de bon
pictures-removed = { $count ->
    [one] { $count } photo retirée, { $size } libérés.
   *[other] { $count } photos retirées, { $size } libérés.
}
pictures-stayed = { $count ->
    [one] Une photo sert, à un article ou à une version gardée : elle reste.
   *[other] { $count } photos servent, à un article ou à une version gardée : elles restent.
}
