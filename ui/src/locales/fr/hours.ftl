# Publier à une heure, et le délai pour se raviser.

hour-title = Publier à une heure
hour-update-title = Mettre à jour à une heure
hour-when = Quand
hour-at-hour = À une heure
hour-at-once = Tout de suite
hour-zone = À l’heure de { $site } : { $zone }.
hour-here = ici, { $date }
hour-there = { $date } ({ $zone })
hour-past = Cette heure est passée. Choisissez-en une à venir, ou publiez tout de suite.
hour-skipped = { $hour } n’existe pas ce jour-là : les horloges avancent. Ce serait { $instead }.
hour-twice = { $hour } vient deux fois ce jour-là : les horloges reculent.
hour-first = La première ({ $offset })
hour-second = La seconde ({ $offset })
hour-newsletter = Lettre
hour-newsletter-none = Aucune
hour-kept-there = Le site { $site } le publiera lui-même, ordinateur éteint ou non.
hour-kept-here = Marbre l’enverra à cette heure : il doit alors tourner et avoir le réseau. Avec plus de douze heures de retard, il n’enverra rien sans vous le demander.
hour-publish = Publier à cette heure
hour-update = Mettre à jour à cette heure
hour-promised-here = Sur le marbre jusqu’au { $date } : l’envoi vers { $site } est promis.
hour-promised-there = { $site } le publiera le { $date }, dès que l’envoi sera arrivé.

publish-rests = Sur le marbre
publish-rests-why = L’envoi attend son heure. « Voir les envois » permet d’y renoncer.

stone-until = Sur le marbre jusqu’au { $date }
scheduled-for = Programmé sur le site pour le { $date }
scheduled-sending = Ira sur le site, qui le publiera le { $date }
scheduled-address = Le site { $site } le publiera lui-même. L’adresse sera :
scheduled-done = { $site } l’a reçu et le publiera le { $date }.
scheduled-missed = { $site } aurait dû le publier ({ $date }), et ne l’a pas fait
scheduled-missed-todo = Le site a bien l’article, mais ses tâches programmées ne tournent peut-être pas. « Publier » le met en ligne tout de suite.
scheduled-changed = Modifié depuis la programmation
scheduled-behind = Votre texte a changé depuis : sans mise à jour, c’est l’ancien qui paraîtra.
publish-reschedule = Mettre à jour la version programmée
publish-reschedule-why = Votre texte a changé depuis la programmation. L’heure ne change pas.
publish-scheduled = Programmé
publish-scheduled-why = Votre texte d’à présent paraîtra à l’heure dite. « Publier tout de suite… », dans le menu, ne l’attend pas.
command-publish-now = Publier tout de suite…
publish-now-title = Publier tout de suite ?
publish-now-text = Cet article est programmé pour le { $date }. Il paraîtra maintenant, et plus à cette heure.
publish-now-confirm = Publier tout de suite

grace-leaves = Part dans { $seconds } s.
grace-cancel = Annuler l’envoi
grace-waits = L’envoi vers { $site } part dans { $seconds } secondes. « Annuler l’envoi », à côté de Publier, le reprend.
grace-cancelled = Envoi annulé : rien n’est parti.

settings-sending = Publication
settings-grace = Délai pour se raviser
settings-grace-none = Aucun : l’envoi part tout de suite
settings-grace-seconds = { $seconds } secondes
settings-grace-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
settings-grace-note = Pendant ce temps, rien ne part et « Annuler l’envoi » reprend tout.
