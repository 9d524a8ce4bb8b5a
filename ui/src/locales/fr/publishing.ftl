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
publish-more = Autres actions sur l’article publié
publish-seen = { $operation ->
    [update] Mis à jour sur { $site }. La page publique a été relue : c’est exactement ce qui a été envoyé.
   *[publish] Publié sur { $site }. La page publique a été relue : c’est exactement ce qui a été envoyé.
 }
publish-unseen = { $operation ->
    [update] Mis à jour sur { $site }. La page publique n’a pas encore pu être relue.
   *[publish] Publié sur { $site }. La page publique n’a pas encore pu être relue.
 }
publish-differs = { $operation ->
    [update] Mis à jour sur { $site }, mais la page servie diffère de celle envoyée. Ouvrez-la pour voir.
   *[publish] Publié sur { $site }, mais la page servie diffère de celle envoyée. Ouvrez-la pour voir.
 }

findings-title = Publier quand même ?
findings-update-title = Mettre à jour quand même ?
findings-confirm = Publier
finding-date-to-come = La date affichée est le { $date } ; l’article sera lisible tout de suite.
finding-date-stays = La page garde la date de sa parution, le { $shown }, non le { $asked } ; la mise à jour sera lisible tout de suite.
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
unpublish-confirm = Dépublier
unpublish-done = L’article n’est plus sur { $site }.
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
receipt-verified = Page publique relue : exactement ce qui a été envoyé.
receipt-differs = La page servie diffère de ce qui a été envoyé.
receipt-unknown = La page n’a pas pu être relue.

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
operation-publish = publication
operation-update = mise à jour
operation-unpublish = dépublication
dispatch-waiting = Attend
dispatch-sending = Part
dispatch-unknown = À vérifier
dispatch-done = Arrivé
dispatch-failed = Échoué
dispatch-cancelled = Abandonné
dispatch-superseded = Remplacé par l’envoi suivant
