# Publier : le bouton, l’envoi, le reçu, les envois en attente.

publish-button = Publier
publish-update = Mettre à jour
publish-up-to-date = À jour
publish-replace = Remplacer l’envoi
publish-replace-why = L’envoi attend encore : votre texte d’à présent en prend la place.
publish-under-way = Envoi…
publish-under-way-why = L’envoi est en route. « Mettre à jour » sera possible dès qu’il sera arrivé.
publish-replaced = Votre texte d’à présent a pris la place de celui qui attendait. L’envoi vers { $site } est promis et survivra à une panne.
publish-restore = Sortir de la corbeille
publish-bring-back = Remettre en ligne…
publish-bring-back-why = Quelqu’un a retiré l’article du site : voyez d’abord ce qui s’est passé.
place-taken-off = Retiré par quelqu’un
publish-more = Autres façons de publier
publish-seen = { $operation ->
    [update] Mis à jour sur { $site }. La page publique a été relue : les lecteurs y voient ce qui a été envoyé.
   *[publish] Publié sur { $site }. La page publique a été relue : les lecteurs y voient ce qui a été envoyé.
 }
publish-unseen = { $operation ->
    [update] Mis à jour sur { $site }. La page publique, ou une de ses images, n’a pas encore pu être relue.
   *[publish] Publié sur { $site }. La page publique, ou une de ses images, n’a pas encore pu être relue.
 }
publish-differs = { $operation ->
    [update] Mis à jour sur { $site }, mais les lecteurs ne voient pas tout à fait ce qui a été envoyé. Le reçu dit en quoi.
   *[publish] Publié sur { $site }, mais les lecteurs ne voient pas tout à fait ce qui a été envoyé. Le reçu dit en quoi.
 }

publish-unshown = { $operation ->
    [update] Mis à jour sur { $site }. { $unshown }
   *[publish] Publié sur { $site }. { $unshown }
 }

findings-title = Publier quand même ?
findings-update-title = Mettre à jour quand même ?
findings-confirm = Publier
finding-date-to-come = La date affichée est le { $date } ; l’article sera lisible tout de suite.
finding-date-stays = La page garde la date de sa parution, le { $shown }, non le { $asked } ; la mise à jour sera lisible tout de suite.
finding-code = { $count ->
    [one] Ce code ne sera pas publié : { $code }.
   *[other] Ces { $count } passages de code ne seront pas publiés : { $code }.
}
finding-code-place = « { $element } », ligne { $line }
finding-no-alt = { $count ->
    [one] Une image n’est pas décrite à ceux qui ne la voient pas.
   *[other] { $count } images ne sont pas décrites à ceux qui ne les voient pas.
}
finding-no-credit = { $count ->
    [one] Une image n’a pas de crédit.
   *[other] { $count } images n’ont pas de crédit.
}
finding-too-small = { $count ->
    [one] Une image est trop petite pour sa place : { $width } pixels de large, au lieu de { $wanted } au moins.
   *[other] { $count } images sont trop petites pour leur place.
}
finding-blurred = { $count ->
    [one] Une image est floue.
   *[other] { $count } images sont floues.
}
finding-credited-else = Une image est créditée ici à { $here }, et à { $there } dans « { $headline } ».
finding-credited-library = Une image est créditée ici à { $here }, et à { $there } dans la bibliothèque.
finding-not-developed = { $count ->
    [one] L’article ne partira pas avec cette image. { $why }
   *[other] L’article ne partira pas avec ces { $count } images. { $why }
}
findings-points = Voici ce qui a été trouvé dans cet article.
findings-see-lead = Voir la photo d’ouverture
findings-see-text = Voir l’image { $number } du texte
finding-parts-unseen = Les pages de ce site ne montrent pas à leurs lecteurs : { $parts }.
finding-pictures-left = { $count ->
    [one] L’image { $addresses } n’est pas envoyée : les lecteurs n’en auront que les mots. Marbre n’envoie pas encore les images du texte qui sont dans des fichiers.
   *[other] Ces { $count } images ne sont pas envoyées, les lecteurs n’en auront que les mots : { $addresses }. Marbre n’envoie pas encore les images du texte qui sont dans des fichiers.
}
finding-pictures-linked = { $count ->
    [one] L’image { $addresses } est ailleurs : les lecteurs en auront un lien, non l’image.
   *[other] Ces { $count } images sont ailleurs, les lecteurs en auront des liens, non les images : { $addresses }.
}

unpublish-title = Dépublier cet article ?
unpublish-text = Les lecteurs ne le trouveront plus sur { $site } et les liens vers lui ne mèneront à rien. Votre texte reste ici.
unpublish-stays = Il reste sur { $sites }.
unpublish-confirm = Dépublier
unpublish-done = L’article n’est plus sur { $site }.
unschedule-title = Retirer cet article de la programmation ?
unschedule-text = { $site } ne le publiera pas. Votre texte reste ici.
command-unschedule = Retirer de la programmation
command-unschedule-ask = Retirer de la programmation…
address-copied = Adresse copiée.

progress-waiting = Sur le marbre : l’envoi vers { $site } est promis et survivra à une panne.
progress-sending = Envoi vers { $site } en cours.
progress-unknown = { $site } n’a pas répondu : on vérifie avant de recommencer, pour ne pas publier deux fois.
progress-failed = L’envoi vers { $site } a échoué.

publication = Parution
publication-none = Pas encore paru. Publier : { $key }
publication-withdrawn = L’article a été retiré de { $site }.
publication-see-outbox = Voir l’envoi
publication-site = Site
publication-since = Paru le
publication-updated = Mis à jour
publication-receipt = Reçu
receipt-verified = Page publique relue : les lecteurs voient ce qui a été envoyé.
receipt-gone = Page publique relue : les lecteurs n’y trouvent plus l’article.
receipt-differs = Les lecteurs ne voient pas tout à fait ce qui a été envoyé.
receipt-unshown = Publié et relu : le thème du site ne montre pas tout ce qui a été envoyé.
receipt-unclean = Publié et relu : des images servies contiennent plus que ce qui se voit.
receipt-unknown = La page n’a pas encore pu être relue.
receipt-some-unknown = La page, ou une de ses images, n’a pas encore pu être relue.
receipt-pictures-unknown = Page publique relue : les lecteurs voient ce qui a été envoyé. Il reste des images à relire.
receipt-show = Reçu…
receipt-promised = Envoi promis
receipt-answered = Réponse du site
receipt-seen = Page relue
receipt-not-seen = pas encore
receipt-address = Adresse
receipt-id = Numéro là-bas
receipt-version = Version là-bas
receipt-hashes = Empreintes (SHA-256)
receipt-hash-sent = De ce qui est parti
receipt-hash-seen = De ce qui a été vu
receipt-export = Exporter…
receipt-place = Où garder ce reçu
receipt-file = Reçu - { $headline }
receipt-exported = Reçu gardé, avec l’article tel qu’il est parti : { $path }
difference-article = La page servie n’est pas, mot pour mot, celle qui a été envoyée.
difference-still-there = L’article est encore servi à son adresse.
difference-headline = Le titre que voient les lecteurs est « { $seen } ».
difference-no-headline = Le titre n’est pas sur la page.
difference-text = Ce passage manque : « { $passage } »
difference-picture = La photo de tête manque.
difference-canonical = La page donne une autre adresse pour la sienne : { $seen }
difference-card = Sur les réseaux sociaux, « { $property } » montre « { $seen } ».
difference-no-card = Pour les réseaux sociaux, « { $property } » ne dit rien.
difference-unshown = Non visible : { $part }. A été envoyé : « { $sent } »
differences-unshown = { $count ->
    [one] Non visible : { $parts }.
   *[other] Non visibles : { $parts }.
}
part-standfirst = chapô
part-byline = signature
part-caption = légende
part-credit = crédit de la photo
difference-overwritten = Quelqu’un a enregistré l’article sur le site au même moment : son texte a été remplacé. Il est dans l’historique.

outbox = Envois
outbox-text = Chaque envoi promis reste ici jusqu’à son terme. Un envoi en attente survit à la fermeture et part dès que le site répond.
outbox-empty = Aucun envoi. Publier un article en fait un.
outbox-next = { $attempts ->
    [0] Part { $when }
    [one] { $attempts } essai, le suivant { $when }
   *[other] { $attempts } essais, le suivant { $when }
}
outbox-retry = Réessayer
outbox-cancel = Renoncer
outbox-unseen = pas encore relu
outbox-differences = { $first } Et { $more ->
    [one] une autre différence
   *[other] { $more } autres différences
} : voir le reçu.
operation-publish = publication
operation-update = mise à jour
operation-unpublish = dépublication
dispatch-waiting = Attend
dispatch-sending = Part
dispatch-unknown = À vérifier
dispatch-done = Arrivé
dispatch-differs = { $operation ->
    [unpublish] Répondu, mais encore lisible
   *[publish] Arrivé, mais autrement
}
dispatch-failed = Échoué
dispatch-cancelled = Abandonné
dispatch-superseded = Remplacé par l’envoi suivant

destinations = Destinations
publish-everywhere = Publier partout ({ $count })
update-everywhere = Mettre à jour partout ({ $count })
unpublish-everywhere = Dépublier partout…
place-none = Pas encore paru
place-scheduled = Programmé
place-withdrawn = Retiré
place-drifted = Changé là-bas
place-differs = Page différente
place-behind = Texte antérieur
place-live = En ligne
variant = Autrement sur ce site
variant-headline = Titre
variant-standfirst = Chapô
variant-note = Un champ vide reprend les mots de l’article.
chip-everywhere = Publié partout
chip-places = { $out ->
    [0] Publié sur aucun des { $total } sites
    [one] Publié sur { $out } site sur { $total }
   *[other] Publié sur { $out } sites sur { $total }
}
everywhere-report = L’envoi, site par site
everywhere-all = Publié sur les { $total } sites.
everywhere-waits = { $out ->
    [0] Encore sur aucun des { $total } sites : l’envoi est promis et survivra à une panne.
    [one] Publié sur { $out } site sur { $total } ; le reste est promis.
   *[other] Publié sur { $out } sites sur { $total } ; le reste est promis.
}
everywhere-refused = { $out ->
    [0] Publié sur aucun des { $total } sites. Pas envoyé : { $sites }.
    [one] Publié sur { $out } site sur { $total }. Pas envoyé : { $sites }.
   *[other] Publié sur { $out } sites sur { $total }. Pas envoyé : { $sites }.
}
everywhere-same = Déjà à jour
everywhere-failed = Refusé
everywhere-show = Montrer le détail des sites
everywhere-fold = Replier le détail des sites
everywhere-retry = Réessayer sur { $site }
everywhere-open = Ouvrir la page sur { $site }
