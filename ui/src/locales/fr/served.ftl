# Les images telles que les lecteurs les reçoivent : ce qui y reste en plus de ce qui se voit. La fenêtre et la ligne de commande s’en servent.

served-clean = { $count ->
    [one] { $count } image vérifiée : aucune donnée cachée.
   *[other] { $count } images vérifiées : aucune donnée cachée.
}
served-waiting = { $count ->
    [one] { $count } image n’a pas encore pu être relue.
   *[other] { $count } images n’ont pas encore pu être relues.
}
served-unclean = Cette image contient, telle qu’elle est servie, { $remains } : { $address }
served-missing = Les lecteurs ne peuvent pas charger cette image : { $address }
served-unclean-all = { $count ->
    [one] { $count } image contient, telle qu’elle est servie, { $remains }.
   *[other] { $count } images contiennent, telles qu’elles sont servies, { $remains }.
}
remains-location = le lieu de la prise de vue
remains-serial = le numéro de série de l’appareil ou le nom de son propriétaire
remains-thumbnail = une vignette de l’image entière
remains-exif = des données de prise de vue (EXIF)
remains-xmp = des notes de logiciel (XMP)
remains-iptc = des notes d’agence (IPTC)
remains-comment = un commentaire
remains-other = des données inconnues
