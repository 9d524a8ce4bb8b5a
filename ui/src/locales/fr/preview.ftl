# La colonne de la page.

preview-title = La page
preview-same = identique au site
preview-frame = La page telle que les lecteurs la verront
preview-width = Largeur de la page
preview-phone = Téléphone (390 px)
preview-tablet = Tablette (768 px)
preview-desktop = Ordinateur (1 200 px)
preview-open = Ouvrir la page en ligne
preview-open-none = La page n’est pas encore en ligne
