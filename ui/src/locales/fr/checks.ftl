checks = Vérifications
checks-nothing = Ouvrez un article : ce qui est à voir avant de publier s’affiche ici.
checks-reading = Vérification en cours…
checks-none = Rien ne s’oppose à la publication.
checks-required =
    { $count ->
        [one] Retient l’article
       *[other] Retiennent l’article ({ $count })
    }
checks-warning =
    { $count ->
        [one] À voir avant de publier
       *[other] À voir avant de publier ({ $count })
    }
checks-advice =
    { $count ->
        [one] Conseil
       *[other] Conseils ({ $count })
    }
checks-overrides = Parti quand même
checks-file = Ce que la rédaction exige…
checks-see = Voir
checks-hold =
    { $count ->
        [one] Une vérification retient cet article
       *[other] { $count } vérifications retiennent cet article
    }
checks-hold-text = Rien n’est parti. La rédaction demande que ceci soit réglé d’abord.
checks-reason = Pourquoi il part quand même
checks-reason-note = La raison est gardée avec l’envoi et figure dans son reçu.
checks-publish-despite = Publier quand même
checks-update-despite = Mettre à jour quand même

check-fix = Écrire « { $words } »
check-field-headline = titre
check-field-standfirst = chapô
check-field-section = rubrique
check-field-byline = signature
check-field-picture = photo d’ouverture
check-mark-in = À compléter dans un champ ({ $field }) : { $mark }
check-missing =
    { $field ->
        [standfirst] L’article n’a pas de chapô.
        [section] Aucune rubrique n’est choisie.
        [byline] Personne ne signe l’article.
       *[other] Un champ est vide.
    }
check-too-long = Champ trop long ({ $field }) : { $length } signes pour { $most } souhaités sur { $site }.
check-slug-taken = L’adresse « { $slug } » est déjà celle de « { $headline } » sur { $site }.
check-embargo = Sous embargo jusqu’au { $date } : rien ne part avant.
check-copies-spelling =
    { $count ->
        [one] Un mot inconnu du dictionnaire
       *[other] { $count } mots inconnus du dictionnaire
    }
check-copies-style =
    { $count ->
        [one] Une remarque de style
       *[other] { $count } remarques de style
    }
check-copies-signs =
    { $count ->
        [one] Un signe ou une espace à composer selon la maison
       *[other] { $count } signes ou espaces à composer selon la maison
    }
check-copies-sentences =
    { $count ->
        [one] Une phrase longue ou un mot répété
       *[other] { $count } phrases longues ou mots répétés
    }

check-to-come = à compléter
check-slug = adresse déjà prise
check-headline-length = longueur du titre
check-standfirst = chapô
check-section = rubrique
check-byline = signature
check-date = date
check-correction = correction
check-left = non envoyé
check-unseen = non montré
check-alt = description d’image
check-credit = crédit
check-picture = image
check-headings = intertitres
check-quotes = guillemets
check-empty-link = lien vide
check-dead-link = lien mort
check-moved-link = lien déplacé
check-cited-page = page citée
check-names = noms
check-numbers = chiffres
check-calendar = dates du texte
check-spelling = orthographe
check-style = style
check-signs = typographie
check-sentences = phrases

check-links-waiting =
    { $count ->
        [one] Un lien attend d’être interrogé.
       *[other] { $count } liens attendent d’être interrogés.
    }
check-link-answers = { $address } répond.
check-link-moved = { $address } a changé d’adresse : { $to }
check-link-missing = { $address } : cette page n’existe pas (404).
check-link-gone = { $address } : cette page a été retirée (410).
check-link-refused = { $address } ne se laisse pas vérifier ({ $status }) : ouvrez-le pour voir.
check-link-busy = { $address } est trop sollicité pour répondre.
check-link-failing = { $address } est en panne ({ $status }).
check-link-silent = { $address } ne répond pas.
check-link-no-such-host = { $address } : aucun site ne porte ce nom.
check-link-insecure = { $address } n’a pas de connexion sûre.
check-link-private = { $address } mène dans votre propre réseau : vos lecteurs ne le verront pas.
check-link-changed = { $address } ne dit plus la même chose que le { $date }.
check-link-quote-gone = { $address } ne dit plus { $quotes }, lu le { $date }.
check-unsure-link = lien non vérifié
checks-ask-links = Interroger les liens
checks-despite = Malgré une vérification
checks-reason-missing = Dites en quelques mots pourquoi l’article part quand même.
checks-also = À voir aussi
