# La fiche d’un article : champs, date, photo, plan.

inspector-article = Article
inspector-date = Date
inspector-picture = Photo d’ouverture
inspector-outline = Plan
inspector-nothing = Ouvrez un article : sa fiche se montre ici.

field-section = Rubrique
field-section-hint = politique, tech, culture…
field-tags = Mots-clés
field-tags-hint = Le premier sert d’étiquette
field-tag-remove = Retirer « { $tag } »
field-byline = Signature
field-byline-hint = Prénom Nom
field-language = Langue
field-slug = Adresse
field-slug-hint = selon le titre
field-slug-follows = L’adresse suit le titre jusqu’à la publication.
field-slug-becomes = Adresse retenue : { $slug }
field-slug-frozen = L’article est paru : son adresse ne change plus, pour que les liens des lecteurs tiennent.
field-date = Date de l’article
field-date-moment = À la publication
field-date-chosen = Choisie
field-date-when = Jour et heure
field-date-day = Jour
field-date-hour = Heure
field-day-shape = jj/mm/aaaa
field-day-how = Jour, mois, année, comme 29/04/2026
field-day-wrong = Ce jour n’est dans aucun calendrier. Écrivez-le comme 29/04/2026.
field-hour-shape = hh:mm
field-hour-how = Heures et minutes, comme 14:30
field-hour-wrong = Cette heure n’est sur aucune horloge. Écrivez-la comme 14:30.
field-date-on-site = Sur la page : { $date }
field-zone = Fuseau

picture-choose = Choisir un fichier…
picture-replace = Remplacer…
picture-by-address = Par son adresse
picture-address = Adresse de la photo
picture-take = Prendre
picture-needs-https = L’adresse doit commencer par « https:// » : une photo servie sans chiffrement ne s’afficherait pas chez les lecteurs.
picture-remove = Retirer
picture-none = Sans photo, l’article commence par son texte.
picture-remote = Photo d’un autre site : elle n’est pas chargée ici.
picture-unseen = L’aperçu n’a pas pu être lu.
picture-size = { $width } × { $height } pixels
picture-alt = Description
picture-alt-note = Dites ce que montre la photo à qui ne la voit pas.
picture-caption = Légende
picture-credit = Crédit
picture-credit-hint = Prénom Nom / Agence

outline-none = Les intertitres du texte (##) forment le plan.
outline-empty = Intertitre vide
outline-level = Niveau { $level } :
choose-picture = Choisir la photo d’ouverture
