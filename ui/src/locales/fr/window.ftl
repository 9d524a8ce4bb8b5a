# La fenêtre : en-tête, barre d’état, colonnes, palette, avis.

untitled = Sans titre
quoted = « { $headline } »
just-now = à l’instant
close = Fermer
cancel = Annuler
undo = Annuler
menu = Menu
search = Rechercher
with-key = { $name } ({ $key })
key-shift = Maj
key-delete = Suppr

library = Bibliothèque
manuscript = Manuscrit
page = La page
inspector = La fiche
right-column = Colonne de droite

saved = Enregistré
saving = Enregistrement…
not-saved = Non enregistré
not-saved-because = Non enregistré : { $reason }
not-saved-elsewhere = « { $headline } » n’est pas enregistré : { $reason }
not-saved-go = Ouvrir cet article
new-draft-failed = Pas de nouvel article : { $reason }
choose-place = Où enregistrer cet article
save-elsewhere = Enregistrer ailleurs…
save-elsewhere-done = Enregistré hors de la bibliothèque : { $path }
two-readings = La bibliothèque est abîmée : ce texte s’y lit de deux façons. L’une est dans le manuscrit, l’autre dans l’historique. Comparez-les, et gardez la bonne.
two-readings-compare = Comparer
not-as-written = La bibliothèque est abîmée : cet article n’est plus tout à fait ce qui a été écrit, et il n’y en a pas d’autre lecture. Relisez-le ; l’historique et les sauvegardes en ont des versions antérieures.
counts = { $words ->
    [0] Aucun mot
    [one] { $words } mot · { $minutes } min
   *[other] { $words } mots · { $minutes } min
}
selection = { $words ->
    [one] { $words } mot sélectionné, { $characters } signes
   *[other] { $words } mots sélectionnés, { $characters } signes
}
outbox-open = Envois : { $count } en attente
outbox-failed = { $count ->
    [one] { $count } envoi à revoir
   *[other] { $count } envois à revoir
}
site-online = En ligne
site-offline = Site injoignable
site-not-asked = Site pas encore joint

chip-waiting = Sur le marbre
chip-sending = Envoi en cours
chip-unknown = Envoi à vérifier
chip-failed = Envoi échoué
chip-seen = Publié, page publique vérifiée
chip-differs = Publié, mais pas tel quel
chip-drifted = Changé sur le site
chip-despite-embargo = Publié malgré l’embargo
chip-locked = Attend la phrase secrète
chip-taken-off = Retiré du site par quelqu’un
chip-section = rubrique
chip-tags = mots-clés
chip-byline = signature
chip-more-tags = + { $count }

notice-more = Détails
notice-close = Fermer cet avis
start-again = Réessayer

remedy-again = Réessayer
remedy-headline = Aller au titre
remedy-text = Aller au texte
remedy-slug = Changer l’adresse
remedy-fields = Voir la fiche
remedy-passphrase = Donner la phrase secrète

first-start = Cet article est un exemple : changez un mot, voyez la page suivre, pressez Publier ({ $publish }). { $local ->
    [yes] Il part sur { $site }, le site de cette machine, que vous seul voyez.
   *[no] Il part sur { $site } : pour un essai, choisissez un autre site dans l’en-tête.
 }
page-nothing = La page que liront vos lecteurs se montre ici, à mesure que vous écrivez.
empty-desk-title = La page est blanche.
empty-desk-text = Choisissez un article dans la bibliothèque, ou commencez-en un. Tout ce que vous tapez est enregistré à mesure.

palette-placeholder = Un article, un mot du texte, une commande…
palette-results = Résultats
palette-commands = Commandes
palette-recent = Derniers articles
palette-drafts = Articles
palette-everywhere = Voir les { $count } articles dans la bibliothèque
palette-nothing = Rien ne répond à ces mots.

command-new-draft = Nouvel article
command-palette = Chercher un article ou une commande
command-search-library = Chercher dans la bibliothèque
command-publish = Publier ou mettre à jour
command-publish-at = Publier à une heure…
command-correct = Corriger…
command-unpublish = Dépublier l’article…
command-unpublish-from = Dépublier de { $site }…
command-unpublish-ask = Dépublier…
command-open-page = Ouvrir la page
command-copy-address = Copier l’adresse
command-outbox = Voir les envois
command-duplicate = Dupliquer l’article
command-bin = Mettre l’article à la corbeille
command-history = Historique de l’article
command-keep-version = Garder cette version…
command-insert-picture = Insérer une photo…
command-insert-picture-from = Insérer une photo depuis une adresse…
command-open-picture = Ouvrir la photo du texte
command-import = Importer des fichiers…
command-export = Exporter toute la bibliothèque…
command-toggle-library = Montrer ou cacher la bibliothèque
command-show-page = Montrer ou cacher la page
command-show-inspector = Montrer ou cacher la fiche
command-alone = Le manuscrit seul
command-show-checks = Montrer ou cacher les vérifications
command-show-copy = Montrer ou cacher la relecture
command-mend = Corriger la remarque suivante
command-set-signs = Appliquer toute la typographie
command-spaces = Espaces visibles : insécables, toutes, aucune
command-in-french = Passage en français, ou non
command-in-english = Passage en anglais, ou non
command-passage-language = Passage dans une autre langue…
passage-language-title = Langue du passage
passage-language-text = Orthographe et typographie suivront cette langue. La même langue, redite, l’enlève.
passage-language-tag = Code de langue
passage-language-mark = Indiquer
passage-language-wrong = Un code de langue s’écrit ainsi : de, es, pt-BR.
command-next-pane = Colonne suivante
command-larger = Agrandir le manuscrit
command-smaller = Réduire le manuscrit
command-add-site = Ajouter un site…
command-settings = Réglages
command-shortcuts = Raccourcis clavier
command-bold = Gras
command-italic = Italique
command-link = Lien
command-heading-1 = Titre de niveau 1
command-heading-2 = Intertitre
command-heading-3 = Sous-intertitre
command-quote = Citation
command-bullet-list = Liste à puces
command-numbered-list = Liste numérotée
command-footnote = Note de bas de page
command-find = Chercher dans le texte
command-replace = Remplacer dans le texte
command-undo = Défaire
command-redo = Refaire
shortcuts-window = Partout
shortcuts-manuscript = Dans le manuscrit
shortcuts-history = Dans l’historique

import-done = { $count ->
    [one] { $count } article importé.
   *[other] { $count } articles importés.
}
import-known = { $count ->
    [one] Ce fichier est déjà dans la bibliothèque et n’a pas changé depuis. Pour une copie, dupliquez l’article.
   *[other] { $count } fichiers sont déjà dans la bibliothèque et n’ont pas changé depuis. Pour une copie, dupliquez l’article.
 }
import-unknown = { $count ->
    [one] Marbre ne connaît pas { $keys } dans les en-têtes : ce champ est sans effet, et récrit par l’exportation, sauf dans « picture » ou s’il s’appuie sur un autre.
   *[other] Marbre ne connaît pas { $keys } dans les en-têtes : ces champs sont sans effet, et récrits par l’exportation, sauf dans « picture » ou s’ils s’appuient sur un autre.
}
import-pictures-left = { $count ->
    [one] Dans { $files }, une image n’est pas envoyée : les lecteurs n’en auront que les mots.
   *[other] Dans { $files }, { $count } images ne sont pas envoyées : les lecteurs n’en auront que les mots.
}
import-pictures-linked = { $count ->
    [one] Dans { $files }, une image est ailleurs : les lecteurs en auront un lien, non l’image.
   *[other] Dans { $files }, { $count } images sont ailleurs : les lecteurs en auront des liens, non les images.
}
export-done = { $count ->
    [0] Aucun article à exporter.
    [one] { $count } article exporté dans { $folder }.
   *[other] { $count } articles exportés dans { $folder }.
}
close-unsaved-title = Fermer sans enregistrer ?
close-unsaved-text = Les derniers mots de { $drafts } ne sont qu’à l’écran. { $reason } Si la fenêtre se ferme, ils sont perdus : restez, ou copiez-les d’abord ailleurs.
close-unsaved-confirm = Fermer et perdre ces mots
close-resting-title = { $count ->
    [one] Un envoi va partir
   *[other] { $count } envois vont partir
 }
close-resting-text = { $drafts } { $count ->
    [one] attend encore son délai. Fenêtre fermée, l’envoi partira
   *[other] attendent encore leur délai. Fenêtre fermée, les envois partiront
 } au prochain démarrage de Marbre, et pas avant.
close-resting-stay = Attendre
close-resting-cancel = { $count ->
    [one] Annuler l’envoi et fermer
   *[other] Annuler les envois et fermer
 }
close-resting-confirm = Fermer quand même
notices-more = { $count ->
    [one] Et { $count } autre avis
   *[other] Et { $count } autres avis
 }
choose-files = Importer des articles
choose-folder = Exporter dans un dossier
bin-done = « { $headline } » est à la corbeille.
bin-done-live = « { $headline } » est à la corbeille, mais les lecteurs le voient toujours : sortez-le et dépubliez-le pour le retirer du site.
restore-done = « { $headline } » est sorti de la corbeille.
delete-title = Supprimer cet article pour de bon ?
delete-text = « { $headline } », son texte et son histoire seront effacés de cet ordinateur. Rien ne pourra les faire revenir.
delete-live-text = « { $headline } » est toujours en ligne sur { $site } : les lecteurs continueront de le voir, et Marbre ne pourra plus l’en retirer. Dépubliez-le d’abord. Son texte et son histoire seront effacés de cet ordinateur, et rien ne pourra les faire revenir.
delete-confirm = Supprimer pour de bon

comeback-looking = Marbre cherche ce qui peut être rétabli…
comeback-backup = Peut être rétablie : la sauvegarde du { $date }, avec tout ce qui se lit encore dans le fichier abîmé.
comeback-no-backup = Il n’y a pas de bonne sauvegarde : seul ce qui se lit encore dans le fichier abîmé peut revenir.
comeback-done = La bibliothèque est rétablie.
comeback-all-read = Tous les textes du fichier abîmé se lisent.
comeback-may-miss = Une partie du fichier abîmé ne se lit plus. Peut manquer ce qui a été écrit depuis le { $date }, sauf les articles nommés ci-après.
comeback-may-miss-anything = Une partie du fichier abîmé ne se lit plus : des articles peuvent manquer.
comeback-not-back = Outre les textes, ce qui a été fait depuis le { $date } manque : les versions de l’historique, les envois et ce qu’ils ont publié, les sites, les réglages, les dossiers de travail. Cherchez un article sur son site avant de le publier de nouveau.
comeback-not-back-at-all = Seuls reviennent les textes, leurs champs et les images : ni l’historique, ni les envois et ce qu’ils ont publié, ni les sites, les réglages et les dossiers de travail. Cherchez un article sur son site avant de le publier de nouveau.
comeback-bad-backups =
    { $count ->
        [one] { $count } sauvegarde plus récente est abîmée elle aussi.
       *[other] { $count } sauvegardes plus récentes sont abîmées elles aussi.
    }
comeback-same =
    { $count ->
        [one] { $count } article dit la même chose dans les deux.
       *[other] { $count } articles disent la même chose dans les deux.
    }
comeback-continued = « { $headline } » : le texte de la sauvegarde, avec les modifications faites depuis ({ $date }).
comeback-apart = « { $headline } » : ce que disait le fichier abîmé ({ $date }), à côté du texte de la sauvegarde.
comeback-added = « { $headline } » : seulement dans le fichier abîmé ({ $date }).
comeback-read = « { $headline } » ({ $date }).
comeback-of-backup = « { $headline } » : seulement dans la sauvegarde ({ $date }) : illisible dans le fichier abîmé, ou supprimé depuis.
comeback-kept-aside = Le fichier abîmé est gardé : { $path }.
comeback-dispatches = Les envois qui attendaient sont à relancer un à un.
comeback-do = Rétablir la sauvegarde du { $date }
comeback-do-without = Rétablir ce qui se lit
comeback-note = Le fichier abîmé sera gardé à côté, tel quel. Ou fermez cette fenêtre : rien n’aura changé.
comeback-open = Ouvrir la bibliothèque
