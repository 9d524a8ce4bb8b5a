# La colonne de la page.

preview-title = La page
preview-same = identique au site
preview-ours = Page Marbre
preview-ours-short = le site l’habille
preview-ours-why = { $site } habille les articles à sa façon, que Marbre ne connaît pas. Titre, texte et photos seront ceux-ci ; caractères, couleurs et colonnes seront ceux du site. Après l’envoi, la page publique est relue et comparée mot à mot.
preview-frame = La page telle que les lecteurs la verront
preview-width = Largeur de la page
preview-phone = Téléphone (390 px)
preview-tablet = Tablette (768 px)
preview-desktop = Ordinateur (1 200 px)
preview-open = Ouvrir la page en ligne
preview-open-none = La page n’est pas encore en ligne
