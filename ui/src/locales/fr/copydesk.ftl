copy = Relecture
copy-none = Rien à signaler.
copy-none-todo = Guillemets, espaces, apostrophes et tirets sont ceux de la maison. Le texte est relu pendant que vous écrivez.
copy-nothing = Ouvrez un article : sa relecture s’affiche ici.
copy-count =
    { $count ->
        [one] { $count } remarque
       *[other] { $count } remarques
    }
copy-remove = Supprimer
copy-set-signs = Appliquer toute la typographie
copy-spelling = Orthographe
copy-no-suggestion = Aucune proposition.
copy-learn = Ajouter « { $word } » au lexique
copy-next = Remarque suivante
copy-again = Relire
space-none = rien
space-plain = espace
space-no-break = espace insécable
space-narrow = espace fine insécable
house-files = Les règles de la maison
house-files-note = De simples fichiers de texte, relus dès qu’ils changent.
house-signs = Typographie
house-french-style = Style, en français
house-english-style = Style, en anglais
house-own-words = Mon lexique
house-newsroom-words = Lexique de la rédaction

copy-said-twice = « { $word } » est écrit deux fois.
copy-long-sentence = Phrase de { $words } mots.
copy-shares = Le total de ces parts fait { $sum }.
copy-percentage = Le calcul donne { $right }.
copy-total = Le total fait { $right }.
copy-mark = À compléter ou à vérifier.
copy-unclosed = Ouvert, jamais fermé.
copy-unopened = Fermé sans avoir été ouvert.
copy-heading-skips = Un niveau d’intertitre est sauté.
copy-link-nowhere = Ce lien ne mène nulle part.
copy-link-unseen = Ce lien n’a pas de texte.
copy-alike = Écrit ailleurs « { $other } ».
copy-no-such-day = Ce jour n’existe pas.
copy-no-such-time = Cette heure n’existe pas.
copy-weekday = Ce jour-là est un { $day }.

signs-high-sign = Espace avant un signe haut
signs-colon = Espace avant les deux-points
signs-guillemets = Espaces dans les guillemets
signs-quotes = Guillemets droits
signs-quote-level = Guillemets dans les guillemets
signs-apostrophe = Apostrophe droite
signs-ellipsis = Points de suspension
signs-dash = Tiret
signs-dash-style = Tiret de la maison
signs-dialogue = Espace après le tiret de dialogue
signs-range = Intervalle
signs-ordinal = Ordinal
signs-century = Siècle
signs-thousands = Grand nombre
signs-unit = Espace avant l’unité
signs-reference = Espace de renvoi
signs-hour = Heure
signs-initials = Espaces des initiales
signs-title = Espace après le titre
signs-capital-accent = Capitale accentuée
signs-ligature = Ligature
signs-double-space = Espace en double
signs-space-before = Espace de trop
signs-brackets = Espace dans les parenthèses
