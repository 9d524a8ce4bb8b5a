# L’embargo : jusqu’à quand rien ne part, et ce qui part malgré lui.

inspector-embargo = Embargo
embargo-none = Rien n’empêche l’article de partir.
embargo-set = Mettre sous embargo
embargo-end = Jusqu’au
embargo-zone = { $date }, { $zone } ({ $offset }). D’ici là, rien ne part : ni publication, ni aperçu sur le site, ni export, ni dossier publié.
embargo-over = Levé depuis le { $date }, { $zone } ({ $offset }).
embargo-clear = Lever l’embargo
embargo-until = Sous embargo jusqu’au { $date }
embargo-row = Embargo : { $date }
embargo-nothing-left = Rien n’est parti. L’article peut attendre la fin de l’embargo, ou partir pour une raison que Marbre gardera avec le reçu.
embargo-is-out = Cet article est déjà en ligne, malgré son embargo. Tant que l’embargo dure, chaque mise à jour demande une raison.
embargo-lift-update = Lever l’embargo et mettre à jour
embargo-update-despite = Mettre à jour malgré l’embargo
embargo-row-despite = Publié malgré l’embargo ({ $date })
embargo-nothing-written = Rien n’en a été écrit. L’export peut se faire malgré l’embargo, pour une raison que Marbre gardera.
embargo-several = Des articles sont sous embargo
embargo-wait = Publier à la fin de l’embargo
embargo-reason = Raison de passer outre
embargo-reason-note = Quelques mots suffisent : qui lève l’embargo, ou pourquoi.
embargo-reason-missing = Dites en quelques mots pourquoi l’article part malgré l’embargo.
embargo-publish-despite = Publier malgré l’embargo
embargo-export-despite = Exporter malgré l’embargo
embargo-nothing-shown = Rien n’est parti. L’aperçu sur le site peut se faire malgré l’embargo, pour une raison que Marbre gardera.
embargo-preview-despite = Montrer malgré l’embargo
embargo-ask-despite = Publier malgré l’embargo…
embargo-ask-export = Exporter malgré l’embargo…
embargo-left-out =
    { $count ->
        [one] Un article sous embargo est laissé de côté : { $headlines }
       *[other] { $count } articles sous embargo sont laissés de côté : { $headlines }
    }
embargo-overrides = Parti malgré l’embargo
embargo-act-publish = Publication
embargo-act-preview-link = Lien d’aperçu
embargo-act-export = Export
embargo-act-mirror = Dossier publié
embargo-despite = Malgré l’embargo
embargo-despite-of = « { $reason } » (embargo jusqu’au { $date })
embargo-hour-early = L’article est sous embargo jusqu’au { $date } : une raison sera demandée.
embargo-hour-there = Le texte part tout de suite chez { $site }, qui le garde sous embargo jusqu’à cette heure.
folder-published = Ce dossier est publié
folder-published-note = D’autres le lisent, ou un programme en fait un site : les articles sous embargo n’y entrent pas avant leur heure.
