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
copy-passage-in = Ce passage est en { $language }
copy-next = Remarque suivante
copy-again = Relire
copy-more =
    { $count ->
        [one] Une autre, plus bas dans le texte.
       *[other] { $count } autres, plus bas dans le texte.
    }
copy-ignored =
    { $count ->
        [one] { $count } remarque ignorée
       *[other] { $count } remarques ignorées
    }
copy-heed = les revoir
copy-ignore-here = Ignorer ici
copy-ignore-draft = Ignorer dans cet article
copy-ignore-always = Ne plus jamais le signaler
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
house-checks = Vérifications
house-ignored = Ce qui n’est jamais signalé
house-faults = Fautes dans les règles de la maison
house-fault = { $file }, ligne { $line } : { $fault }
house-fault-file = { $file } : { $fault }
house-open = Ouvrir { $file }
house-more-faults =
    { $count ->
        [one] Et une autre.
       *[other] Et { $count } autres.
    }
house-fault-unreadable = le fichier ne se lit pas : ce qu’il disait avant reste en vigueur.
house-fault-file-too-long = le fichier est trop long : ce qu’il disait avant reste en vigueur.
house-fault-no-standard = ce n’est pas du TOML : les réglages d’avant restent en vigueur.
house-fault-unknown-setting = réglage ou valeur inconnus : les réglages d’avant restent en vigueur.
house-fault-no-word = il faut un seul mot par ligne : celle-ci est laissée de côté.
house-fault-no-rule = aucune règle ne porte un tel nom : cette ligne est laissée de côté.
house-fault-unknown-check = ce nom ne veut rien dire ici : la ligne est laissée de côté.
house-fault-unknown-weight = il faut « required », « warning », « advice » ou « off » : la ligne est laissée de côté.
house-fault-no-length = il faut un nombre de signes : la ligne est laissée de côté.
house-fault-too-many-rules = trop de règles : celle-ci et les suivantes sont laissées de côté.
house-fault-not-toml = ce n’est pas du TOML : la règle est laissée de côté.
house-fault-unknown-key = ce mot-clé ne veut rien dire ici ; la règle reste en vigueur.
house-fault-wrong-kind = il faut ici un texte entre guillemets, ou une liste de textes.
house-fault-too-many = pas plus de cinquante par règle.
house-fault-missing = il manque un nom (id), un motif (pattern) ou un conseil (advice).
house-fault-same-id = une règle plus haut porte déjà ce nom.
house-fault-unknown-level = le niveau (level) est « error » ou « advice ».
house-fault-too-long = ce texte est trop long.
house-fault-too-deep = trop de groupes les uns dans les autres.
house-fault-too-many-forms = ce motif se lit de plus de deux cents façons.
house-fault-unclosed = une parenthèse, un crochet ou une barre oblique inverse attend sa suite.
house-fault-unopened = une parenthèse ou un crochet se ferme sans s’être ouvert, ou une barre est hors d’un groupe.
house-fault-odd-sign = ce caractère n’a pas sa place dans un motif.
house-fault-no-word-in-pattern = ce motif n’a pas de mot, ou commence par n’importe lequel.
house-fault-short-start = il faut au moins deux lettres avant l’astérisque.
house-fault-letters-behind-star = aucune lettre ne suit un astérisque.
house-fault-not-regular = ce n’est pas une expression régulière, ou elle est trop grande.
house-fault-no-answer = le remplacement (replacement) ne répond pas au motif, ou il est vide.
house-fault-example-not-found = la règle ne trouve pas son propre exemple.
house-fault-example-not-mended = l’exemple corrigé n’est pas celui qui est écrit.

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
