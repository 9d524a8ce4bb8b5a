# La bibliothèque : onglets, filtres, lignes, listes vides.

library-all = Tous
library-drafts = Brouillons
library-stone = Marbre
library-published = Publiés
library-live = En ligne, modifiés compris
library-changed = Modifiés depuis la publication
library-bin = Corbeille
library-group-count = { $name } ({ $count })
library-count = { $group ->
    [draft] { $count ->
        [one] { $count } brouillon
       *[other] { $count } brouillons
    }
    [onTheStone] { $count ->
        [one] { $count } article sur le marbre
       *[other] { $count } articles sur le marbre
    }
    [published] { $count ->
        [one] { $count } article publié
       *[other] { $count } articles publiés
    }
    [changed] { $count ->
        [one] { $count } article à mettre à jour
       *[other] { $count } articles à mettre à jour
    }
    [binned] { $count ->
        [one] { $count } article à la corbeille
       *[other] { $count } articles à la corbeille
    }
   *[all] { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
}
library-list = Articles
library-status = État
library-filter = Filtrer et trier
library-tag = Mot-clé
library-any-section = Toutes
library-any-tag = Tous
library-any-language = Toutes
library-order = Trier par
library-clear = Tout montrer
library-search = Chercher dans les articles
library-end-search = Fermer la recherche
library-row-menu = Actions pour « { $headline } »
library-open = Ouvrir
library-duplicate = Dupliquer
library-export-one = Exporter en Markdown…
library-to-bin = Mettre à la corbeille
library-restore = Sortir de la corbeille
library-delete = Supprimer pour de bon…

status-draft = Brouillon
status-on-the-stone = Sur le marbre
status-published = Publié
status-changed = Modifié depuis la publication
status-binned = À la corbeille
status-binned-live = À la corbeille, toujours en ligne
row-last-change = modification : { $when }

order-changed = Dernière modification
order-created = Date de création
order-headline = Titre
order-relevance = Pertinence

empty-search-title = Rien sur « { $search } »
empty-search-text = Aucun article ne contient ces mots. Les accents ne comptent pas et le début d’un mot suffit.
empty-filters-title = Aucun article à montrer
empty-filters-text = Aucun article ne répond à ces filtres.
empty-bin-title = La corbeille est vide
empty-bin-text = La touche Suppr, dans la liste, y met un article. Il y reste jusqu’à ce que vous l’en sortiez ou le supprimiez.
empty-stone-title = Rien sur le marbre
empty-stone-text = Un article publié sans réseau attend ici, prêt. Il part de lui-même quand le site répond.
empty-published-title = Rien de publié encore
empty-published-text = Ouvrez un article et pressez Publier ({ $publish }). Il paraîtra ici, avec son adresse.
empty-changed-title = Tout est à jour
empty-changed-text = Un article modifié après sa parution se montre ici jusqu’à sa mise à jour.
empty-library-title = Votre premier article
empty-library-text = { $newDraft } ouvre une page blanche. Vous pouvez aussi importer des fichiers Markdown par le menu.
