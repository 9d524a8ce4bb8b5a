# La ligne de commande. Les échecs ont leurs phrases dans ui/src/locales/fr/failures.ftl.

about = Marbre sans fenêtre : écrire ailleurs, publier d’ici.
about-publish = Publie un fichier Markdown, ou met à jour l’article que ce fichier a donné.
about-list = Liste les articles de la bibliothèque.
about-render = Rend la page d’un fichier Markdown, sans rien publier.
about-import = Importe des fichiers Markdown dans la bibliothèque.
about-export = Exporte la bibliothèque en fichiers Markdown, avec leurs images.
about-site = Fait tourner le site local, jusqu’à Ctrl-C.
about-help = Montre cette aide, ou celle d’une commande.

arg-library = Dossier de la bibliothèque (par défaut : « marbre » dans le dossier des données)
arg-port = Port du site local (par défaut : 4747)
arg-json = Répond en JSON, une valeur par commande
arg-lang = Langue des messages : fr ou en (par défaut : celle du système)
arg-file = Fichier Markdown, avec ou sans en-tête YAML
arg-files = Fichiers Markdown
arg-site = Nom du site (par défaut : le site local)
arg-patience = Secondes d’attente avant de laisser l’article dans la file (par défaut : 30)
arg-out = Fichier où écrire la page (par défaut : la sortie)
arg-dir = Dossier où écrire
arg-search = Mots à chercher
arg-status = Seulement cet état
arg-token = Crée un jeton de ce nom pour l’API du site et l’affiche
arg-help = Montre l’aide
arg-version = Montre la version

usage = Utilisation :
commands = Commandes{"\u00A0"}
options = Options{"\u00A0"}
arguments = Arguments{"\u00A0"}
exit-codes =
    Codes de sortie :
      0  fait
      1  échec, expliqué sur la sortie d’erreur
      2  commande mal écrite
      3  en file d’attente, pas encore livré : partira à la prochaine occasion

published = Publié
updated = Mis à jour
page-at = Page rendue : { $path }
not-verified = Attention : la page lue n’est pas celle qui a été envoyée.
sending = Envoi vers { $site }…
queued = En file d’attente : { $reason }
queued-todo = Rien n’est perdu. L’article partira dès que le site répondra, au prochain démarrage de Marbre ou de cette commande.
imported =
    { $count ->
        [one] { $count } article importé
       *[other] { $count } articles importés
    }
importing = Import
exporting = Export
exported =
    { $count ->
        [one] { $count } article exporté dans { $folder }
       *[other] { $count } articles exportés dans { $folder }
    }
rendered-to = Page écrite : { $path }
site-runs = Le site local répond à { $url } (Ctrl-C pour l’arrêter)
site-token = Jeton « { $name } » : { $token }
empty = La bibliothèque est vide.
no-headline = (sans titre)
status-draft = brouillon
status-on-the-stone = sur le marbre
status-published = publié
status-changed = modifié depuis
status-binned = à la corbeille
failed = Échec : { $what }
details = Détail : { $detail }
