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

# L’article vu sur son site avant de paraître.
on-site = Aperçu sur le site
on-site-note = Le brouillon tel que { $site } l’habille, à une adresse qu’aucune liste ne donne. Il quitte le site dès que l’article paraît.
on-site-put = Aperçu sur le site
on-site-again = Renouveler l’aperçu
on-site-putting = Marbre envoie l’aperçu à { $site }…
on-site-removing = Marbre retire l’aperçu de { $site }…
on-site-at = Sur le site, dans son état du { $when } :
on-site-open = Ouvrir l’aperçu
on-site-remove = Retirer du site
on-site-signedIn = Seule une personne connectée à { $site } dans le même navigateur, et qui peut y modifier des articles, le lit.
on-site-whoeverHasTheLink = Toute personne qui a ce lien le lit, sans compte.
on-site-unknown = { $site } n’a pas répondu : l’aperçu y est peut-être. Renouvelez-le, ou retirez-le.
on-site-leaves = L’aperçu devait quitter { $site }, et y est encore. Marbre réessaie de lui-même.
on-site-done = L’aperçu est sur le site.
on-site-removed = L’aperçu n’est plus sur { $site }.
on-site-stays = L’aperçu est encore sur { $site } : Marbre réessaie de l’en retirer.
