# Les sites : où va un article, comment on en ajoute un, la liste dans les réglages.

site-none = Aucun site
site-chosen = Destination : { $name }
site-several = { $count } sites
site-on-several = Sur plusieurs sites
site-away = Destination : { $name } (injoignable, les envois attendront)
site-open = Ouvrir { $name }

sites = Sites
site-kind-local = cette machine
site-kind-site-api = Site API
site-kind-wordpress = WordPress
site-kind-ghost = Ghost
site-kind-micropub = Micropub
site-kind-folder = dossier de fichiers

add-site = Ajouter un site
add-site-text = Collez l’adresse que vous avez : la page d’accueil, un article, la page d’administration. Marbre regarde ce qui s’y trouve ; aucun mot de passe n’est envoyé.
site-address = Adresse du site
site-address-hint = lagazette.example
site-continue = Continuer
site-searching = Marbre regarde ce qu’il y a à l’adresse { $address }…
site-stop = Arrêter
site-back = Retour
site-add = Ajouter
site-files-instead = Un dossier de fichiers (Hugo, Zola, Eleventy)

site-found = { $kind ->
    [wordPress] C’est un site WordPress
    [ghost] C’est un site Ghost
    [micropub] C’est un site Micropub
   *[siteApi] C’est un site qui parle la Site API
}
site-found-named = { $system } : { $name }
site-looks = Ce qui a été regardé
site-trying = { $site } vérifie ce compte…
site-login = Identifiant
secret-show = Montrer ce qui est tapé
site-secret-kept = Gardé dans le trousseau, ou scellé par votre phrase secrète ; jamais en clair.

site-needs-wordpress = Pour y publier, Marbre a besoin d’un mot de passe d’application : un mot de passe à part, fait pour un seul programme, que vous pouvez lui reprendre. Ce n’est pas celui de votre compte.
site-where-wordpress = Dans WordPress : Utilisateurs → Profil → Mots de passe d’application.
site-door-wordpress = Le créer dans WordPress
site-secret-wordpress = Mot de passe d’application
site-closed = Ce site ne laisse entrer aucun programme.
site-closed-todo = Les mots de passe d’application y sont coupés, le plus souvent par une extension de sécurité ou parce que le site n’est pas en https. Demandez à qui l’administre de les permettre, puis revenez.

site-needs-ghost = Pour y publier, Marbre a besoin d’une clé d’administration, que Ghost fait pour chaque programme et que vous pouvez lui reprendre.
site-where-ghost = Dans Ghost : Settings → Integrations → Add custom integration. Nommez-la Marbre, puis copiez « Admin API key ».
site-door-ghost = Ouvrir les réglages de Ghost
site-secret-ghost = Clé « Admin API »
site-key-letters = Une clé « Admin API » a la forme identifiant:secret, en chiffres et lettres de a à f.
site-key-content = C’est la clé « Content API », qui ne fait que lire. Copiez celle qui est marquée « Admin API key ».

site-needs-micropub = Pour y publier, Marbre a besoin d’un jeton (token) qui permet d’écrire : « create », « update » et « media ».
site-where-micropub = Votre site le fait dans ses réglages, sous « Micropub », « IndieAuth » ou « Tokens ».
site-door-micropub = Ouvrir le site
site-secret-micropub = Jeton

site-needs-site-api = Pour y publier, Marbre a besoin d’un jeton à votre nom.
site-where-site-api = Demandez-le à qui tient le site.
site-door-site-api = Ouvrir la page des jetons
site-secret-site-api = Jeton

site-files = Un dossier de fichiers
site-files-text = Marbre y écrit chaque article en Markdown, ses photos à côté. Votre générateur en fait les pages, comme d’habitude.
site-generator = Générateur
site-folder = Dossier des articles
site-folder-none = Aucun dossier choisi
site-folder-choose = Choisir…
site-folder-choose-title = Choisir le dossier des articles
site-folder-note = Celui où sont déjà les autres articles : souvent { $folder }.
site-folder-looking = Marbre regarde ce dossier…
site-public = Adresse publique du site
site-public-note = Là où les lecteurs lisent ces pages : Marbre y vérifie ce qui a paru.

site-added = Site ajouté : { $name }
site-added-late = Site ajouté : { $name }.
site-added-account = Le site a accepté ce compte. Voici ce qu’il dit de lui-même.
site-added-folder = Le dossier est prêt.
site-fact-kind = Système
site-fact-address = Adresse
site-fact-sections = Rubriques
site-sections-none = aucune
site-fact-language = Langue
site-fact-zone = Fuseau horaire
site-default = Les nouveaux articles y vont
site-default-of = ({ $name })
site-default-note = Les articles qui existent gardent leur destination.
site-done = Terminé
site-publish-here = Choisir ce site pour l’article
site-chosen-now = Cet article ira sur { $name }.

site-renew-wordpress = Changer le mot de passe d’application…
site-renew-ghost = Changer la clé…
site-renew-micropub = Changer le jeton…
site-renew-site-api = Changer le jeton…
site-renew-of = { $action } { $name }
site-renew-title = { $name } : un nouvel accès
site-renew-text = Rien ne change tant que le site n’a pas accepté ce que vous donnez ici.
site-renew = Remplacer
site-renewed-text = Le site l’a accepté : c’est gardé à la place de l’ancien accès.
site-renewed-refused = { $count ->
    [one] Un envoi avait été refusé avec l’ancien accès.
   *[other] { $count } envois avaient été refusés avec l’ancien accès.
}
site-renewed-retry = { $count ->
    [one] L’envoyer maintenant
   *[other] Les envoyer maintenant
}

site-fails-address = Ce n’est pas l’adresse d’un site.
site-fails-address-todo = Collez-la telle que le navigateur la montre. Hors de cette machine, elle commence par https.
site-fails-silent = Personne ne répond à cette adresse.
site-fails-silent-todo = Vérifiez l’adresse et le réseau, puis recommencez. Rien n’a été ajouté.
site-fails-unknown = Marbre ne reconnaît pas ce site.
site-fails-unknown-todo = Il parle avec WordPress, Ghost, Micropub et la Site API. Essayez la page d’administration ; ou une page de connexion d’hôtel ou de train répond peut-être à la place du site.
site-fails-down = Le site est débordé ou en panne.
site-fails-down-todo = Rien n’a été ajouté. Recommencez dans quelques minutes.
site-fails-odd = Le site n’a pas répondu comme il le devrait.
site-fails-odd-todo = Une extension de sécurité ou un pare-feu arrête peut-être les programmes. Montrez les détails à qui tient le site.
site-fails-unfit = Ce site ne peut pas être ajouté ainsi.
site-fails-unfit-todo = Vérifiez ce que vous avez donné ; les détails disent ce qui ne convient pas.
site-fails-refused-wordpress = WordPress n’accepte pas cet identifiant avec ce mot de passe.
site-fails-refused-wordpress-todo = Il faut le mot de passe d’application, non celui du compte ; les espaces ne comptent pas. L’identifiant est celui de votre profil.
site-fails-refused-ghost = Ghost n’accepte pas cette clé.
site-fails-refused-ghost-todo = Copiez de nouveau « Admin API key », en entier. Une clé régénérée rend l’ancienne vaine.
site-fails-refused-micropub = Le site n’accepte pas ce jeton.
site-fails-refused-micropub-todo = Il a pu expirer, ou être fait pour un autre site. Faites-en un nouveau.
site-fails-refused-site-api = Le site n’accepte pas ce jeton.
site-fails-refused-site-api-todo = Copiez-le de nouveau, en entier, ou demandez-en un autre à qui tient le site.
site-fails-forbidden-wordpress = Ce compte WordPress n’a pas le droit de publier.
site-fails-forbidden-wordpress-todo = Il lui faut le rôle Auteur, ou Éditeur pour les articles des autres. Demandez-le à qui administre le site.
site-fails-forbidden-ghost = Cette clé n’a pas le droit de publier.
site-fails-forbidden-ghost-todo = Demandez à qui tient le site de faire une intégration pour Marbre.
site-fails-forbidden-micropub = Ce jeton ne permet pas de publier.
site-fails-forbidden-micropub-todo = Faites-en un avec les droits « create », « update » et « media ».
site-fails-forbidden-site-api = Ce jeton ne permet pas de publier.
site-fails-forbidden-site-api-todo = Demandez-en un qui le permet à qui tient le site.
