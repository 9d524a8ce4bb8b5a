# La colonne de la page.

preview-on = Site de l’aperçu
preview-title = La page
preview-same = Thème du site
preview-same-why = { $site } donne son thème : la page est celle du site, à l’octet près.
preview-learnt = Apparence du site
preview-learnt-short = apprise le { $day }
preview-learnt-why = L’apparence de { $site } a été apprise d’un de ses articles le { $when }, et reste là sans réseau. Colonne, caractères et couleurs sont les siens ; menus, colonnes voisines, commentaires et ce qu’un script ajoute n’y sont pas. Après l’envoi, la page publique est relue et comparée mot à mot.
preview-learnt-from = D’après
preview-learn = Apprendre l’apparence du site
preview-learn-again = Apprendre à nouveau l’apparence
preview-learning = Marbre lit une page du site…
preview-lacks-standfirst = Le chapô n’y a pas de place : l’article lu n’en montrait pas.
preview-lacks-leadPicture = La photo d’ouverture n’y a pas de place : l’article lu n’en montrait pas.
preview-lacks-fonts = Certaines polices du site n’ont pas pu être gardées.
preview-lacks-styles = Certaines feuilles de style du site n’ont pas pu être lues.
preview-lacks-decoration = Les images de décor (icônes, fonds) ne sont pas chargées.
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
