# Corrections : ce que la rédaction doit à ses lecteurs.

correcting-title = Corriger l’article
correcting-anew = Récrire la correction
correcting-text = Les lecteurs liront cette correction sous l’article, avec sa date. Un rectificatif et une rétractation sont aussi annoncés en tête.
correcting-kind = De quoi s’agit-il ?
correction-kind = Rectificatif
correction-use = Quelque chose était faux, et ne l’est plus.
clarification-kind = Précision
clarification-use = Ce n’était pas faux, mais on pouvait s’y tromper.
update-kind = Mise à jour
update-use = Il y a du nouveau depuis la parution.
retraction-kind = Rétractation
retraction-use = L’article entier ne tient plus ; son texte reste, sauf si vous l’enlevez.
correcting-said = Ce que lisent les lecteurs
correcting-said-hint = Une première version de cet article disait…
correcting-count = { $count } sur { $most }
correcting-empty = Dites aux lecteurs ce qui a changé.
correcting-long = C’est trop long : { $most } signes au plus.
correcting-date = Date
correcting-date-now = Maintenant
correcting-date-chosen = Un jour et une heure choisis
correcting-changes = Ce qui a changé depuis la dernière publication
correcting-comparing = Comparaison…
correcting-keep = Garder dans le brouillon
correcting-publish = Publier la correction
correcting-everywhere = Corriger partout ({ $count })

correction-kept = Gardé dans le brouillon : les lecteurs le verront à la prochaine mise à jour.
correction-edit = Récrire : { $kind }, { $date }
correction-edit-short = Récrire
correction-remove = Enlever : { $kind }, { $date }
correction-remove-short = Enlever
correction-remove-title = Enlever une correction que des lecteurs ont pu lire ?
correction-remove-text = Une correction publiée reste, d’ordinaire. À la prochaine mise à jour, plus rien ne dira aux lecteurs ce qui avait changé.
corrections-none = Aucune. Une fois l’article paru, dites ici ce qui était faux, peu clair ou nouveau.

finding-changed-unsaid = Le texte a changé depuis que les lecteurs l’ont lu. Le leur dire ?
