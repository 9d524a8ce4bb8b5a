# Les articles publiés d’un site, repris dans la bibliothèque.

command-import-articles = Importer des articles publiés…
import-from = Importer des articles…
import-from-site = Importer des articles de { $name }
import-title = Importer des articles publiés
import-text = Chacun devient un article de la bibliothèque, lié à celui que lisent les lecteurs : il y est mis à jour, jamais publié deux fois. Rien ne change sur le site.
import-site = Site
import-search = Mots à chercher ; rien pour tout
import-search-go = Chercher
import-again = Réessayer
import-looking = Lecture de la liste du site…
import-nothing = Rien n’est publié sur ce site.
import-nothing-found = Rien sur ce site ne contient ces mots.
import-shown = { $more ->
    [0] { $shown ->
        [one] { $shown } article sur { $total }
       *[other] { $shown } articles sur { $total }
    }
   *[other] { $shown ->
        [one] { $shown } article ; il y en a d’autres
       *[other] { $shown } articles ; il y en a d’autres
    }
}
import-list = Articles publiés sur { $site }
import-there = Dans la bibliothèque
import-open = « { $headline } » est dans la bibliothèque : l’ouvrir
import-more = En montrer plus
import-all = Tout importer
import-all-of = { $count ->
    [0] Tout importer
    [one] Importer cet article
   *[other] Importer les { $count }
}
import-chosen = { $count ->
    [0] Importer le choix
    [one] Importer l’article choisi
   *[other] Importer les { $count } choisis
}

imports = Imports
import-of = Des articles choisis de { $site }
import-of-all = Tous les articles de { $site }
import-of-words = « { $words } » sur { $site }
import-finding = { $count ->
    [0] Lecture de la liste…
    [one] Lecture de la liste : { $count } article pour l’instant
   *[other] Lecture de la liste : { $count } articles pour l’instant
}
import-progress = { $done } sur { $count }
import-footer = Import : { $done } sur { $count }
import-footer-finding = Import : { $count } trouvés
import-footer-waits = L’import attend
import-stop = Arrêter
import-stopped = Arrêté
import-resume = Continuer
import-now = Maintenant
import-next-try = Nouvel essai { $when }.
import-report = Compte rendu
import-dismiss = Effacer
import-copy = Copier le compte rendu
import-copied = Compte rendu copié.
import-save = Exporter…
import-place = Où garder ce compte rendu
import-file = Import de { $site }
import-saved = Compte rendu gardé : { $path }
import-report-of = Import de { $site }
import-report-note = Ce que ces articles ont sur leur site et qui n’a pu être gardé. Tout y reste jusqu’à ce que l’un d’eux soit mis à jour d’ici.
import-brought = { $count ->
    [0] Rien de nouveau
    [one] { $count } article importé
   *[other] { $count } articles importés
}
import-there-before = { $count ->
    [one] { $count } déjà dans la bibliothèque
   *[other] { $count } déjà dans la bibliothèque
}
import-left-out = { $count ->
    [one] { $count } laissé de côté
   *[other] { $count } laissés de côté
}
import-noted = { $count ->
    [one] { $count } dont quelque chose n’a pu être gardé
   *[other] { $count } dont quelque chose n’a pu être gardé
}
import-lost-example = { $what } : « { $example } »
import-picture-left = Une image n’a pu être reprise et reste où elle est : { $address }
import-ended = { $site } : { $outcome }
import-failed = L’import de { $site } ne peut continuer
import-show = Voir

finding-lost = Cet article contient ce que Marbre ne peut garder, et la mise à jour l’enlève de sa page : { $lost }.
receipt-nothing-sent = Le site avait déjà tout : rien n’a été envoyé.
