# La ligne de commande. Les échecs ont leurs phrases dans ui/src/locales/fr/failures.ftl.

about = Marbre sans fenêtre : écrire ailleurs, publier d’ici.
about-window = Sans commande, la fenêtre de Marbre s’ouvre.
about-publish = Publie un fichier Markdown, ou met à jour l’article que ce fichier a donné.
about-correct = Dit aux lecteurs ce qui était faux, peu clair, nouveau ou caduc dans un article paru, et le met à jour.
about-preview-on-site = Montre un article sur son site avant sa parution, à une adresse qu’aucune liste ne donne.
about-list = Liste les articles de la bibliothèque.
about-pictures = Liste les photos de la bibliothèque.
about-add-picture = Ajoute une photo, d’un fichier ou d’une adresse, et dit comment un texte la nomme.
about-remove-unused-pictures = Supprime les photos que ne nomme aucun article ni aucune version d’un article.
about-render = Rend la page d’un fichier Markdown, sans rien publier.
about-import = Importe des fichiers Markdown dans la bibliothèque.
about-import-site = Importe dans la bibliothèque les articles publiés d’un site : ceux qu’on nomme, ceux d’une recherche (--search), ou tous (--all).
about-export = Exporte la bibliothèque en fichiers Markdown, avec leurs images.
about-backup = Sauvegarde la bibliothèque et relit la sauvegarde.
about-restore = Remet une sauvegarde en place, ou rétablit une bibliothèque abîmée.
about-check = Vérifie toute la bibliothèque : textes, journal, révisions, images.
about-site = Fait tourner le site local, jusqu’à Ctrl-C.
about-add-site = Ajoute un site : API de site, WordPress, Ghost ou Micropub ; son jeton, son mot de passe d’application ou sa clé est lu sur l’entrée standard, et gardé dans le trousseau ou, sans trousseau, scellé par une phrase secrète.
about-default-sites = Choisit les sites où vont les nouveaux articles, ou les dit ; « publish » sans « --site » y envoie alors.
about-set-password = Donne à un site connu un nouveau jeton, mot de passe d’application ou clé, lu sur l’entrée standard ; l’ancien reste jusqu’à ce que le site ait accepté le nouveau.
about-help = Montre cette aide, ou celle d’une commande.

arg-library = Dossier de la bibliothèque (par défaut : « marbre » dans le dossier des données)
arg-port = Port du site local (par défaut : 4747)
arg-json = Répond en JSON, une valeur par commande
arg-lang = Langue des messages : fr ou en (par défaut : celle du système)
arg-file = Fichier Markdown, avec ou sans en-tête YAML
arg-files = Fichiers Markdown
arg-again = Importe aussi les fichiers déjà importés et inchangés
arg-from-site = Nom ou adresse du site
arg-all = Tous ses articles publiés
arg-articles = Adresses d’articles, ou identifiants que leur donne le site
arg-waiting = Secondes d’attente d’un site qui ne répond pas, avant de laisser le reste pour plus tard (par défaut : 30)
arg-draft = L’article, par l’identifiant que donne « list --json »
arg-kind = Ce que c’est : correction (un rectificatif : c’était faux), clarification (une précision : on pouvait s’y tromper), update (une mise à jour : du nouveau) ou retraction (une rétractation : l’article entier ne tient plus)
arg-text = Ce que lisent les lecteurs, en texte simple
arg-keep = Le garde dans le brouillon jusqu’à la prochaine mise à jour
arg-on-site = Le nom du site, ou son adresse
arg-remove = Supprime l’aperçu du site
arg-site = Nom du site (par défaut : le site local)
arg-patience = Secondes d’attente avant de laisser l’article dans la file (par défaut : 30)
arg-out = Fichier où écrire la page (par défaut : la sortie)
arg-dir = Dossier où écrire
arg-folder = Dossier où sauvegarder (par défaut : celui des sauvegardes)
arg-backup = Fichier de la sauvegarde (sans lui : rétablit une bibliothèque abîmée)
arg-dry-run = Dit seulement ce qui serait fait
arg-search = Mots à chercher
arg-sought = Mots à chercher
arg-unused = Seulement celles que ne nomme aucun article ni aucune version d’un article
arg-picture = Fichier de la photo, ou son adresse en https
arg-everywhere = Sur tous les sites où va l’article, chacun avec son propre résultat ; --site peut aussi être donné plusieurs fois
arg-status = Seulement cet état : draft, on-the-stone, published, changed ou binned
arg-token = Crée un jeton de ce nom pour l’API du site et l’affiche
arg-passphrase-stdin = Lit la phrase secrète sur la première ligne de l’entrée standard (sinon : dans le fichier que nomme MARBRE_PASSPHRASE_FILE, ou au terminal)
arg-url = Adresse du site, telle qu’on la copie
arg-login = Identifiant sur le site (WordPress)
arg-default-site = Nom ou adresse d’un site
arg-none = Laisse le choix au bureau : le site local, sinon le premier
arg-known-site = Nom ou adresse du site
arg-site-files = Dossier des articles d’un site statique, au lieu d’un compte
arg-generator = Ce qui en fait des pages : hugo, zola ou eleventy
arg-despite-checks = Le laisse partir malgré une vérification exigée : la raison, en quelques mots, est gardée avec l’envoi
arg-despite-embargo = Lève l’embargo pour cette fois : la raison, en quelques mots, est gardée avec l’envoi
arg-bring-back = Remet en ligne un article que quelqu’un a retiré du site
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

correction-kept = Gardé dans le brouillon : les lecteurs le verront à la prochaine mise à jour.
preview-shown = À voir sur le site :
preview-signed-in = Seule une personne connectée à { $site } dans le même navigateur, et qui peut y modifier des articles, le lira.
preview-by-link = Toute personne qui a cette adresse peut le lire, sans compte.
preview-removed = Ce n’est plus sur { $site }.
sending-everywhere = Envoi à chaque site…
of-site = { $site } :
up-to-date-there = Les lecteurs y voient déjà tout.
published = Publié
site-added = Site ajouté : { $name }
default-sites = Les nouveaux articles vont à : { $names }
default-sites-none = Aucun site n’est choisi : les nouveaux articles vont au site local, sinon au premier.
password-set = Nouveau mot de passe gardé : { $name }
passphrase-none-yet = Aucun trousseau ne répond : une phrase secrète scellera les mots de passe des sites. Personne ne peut la retrouver à votre place.
passphrase-new-asked = Nouvelle phrase secrète, douze caractères au moins (rien ne s’affiche) :
passphrase-again-asked = La même encore :
passphrase-asked = Phrase secrète (rien ne s’affiche) :
passphrase-differs = Les deux ne sont pas les mêmes.
token-asked = Jeton, mot de passe d’application ou clé, puis Entrée :
found-site-api = Site Marbre (API de site) : { $home }
found-wordpress = WordPress : { $home } (mot de passe d’application : { $place })
found-ghost = Ghost : { $home } (clé Admin API d’une intégration : { $place })
found-micropub = Micropub : { $home } (jeton : { $place })
up-to-date = Déjà à jour :
updated = Mis à jour
page-at = Page rendue : { $path }
served-while = Le site local ne sert la page que tant que Marbre, ou « marbre-cli site », tourne.
not-shown = Attention : les lecteurs ne voient pas tout ce qui a été envoyé. Non visible : { $parts }.
not-verified = Attention : la page lue n’est pas celle qui a été envoyée.
sending = Envoi vers { $site }…
queued = En file d’attente : { $reason }
queued-todo = Rien n’est perdu. L’article partira dès que le site répondra, au prochain démarrage de Marbre ou de cette commande.
imported =
    { $count ->
        [one] { $count } article importé
       *[other] { $count } articles importés
    }
imported-before =
    { $count ->
        [one] { $count } fichier déjà dans la bibliothèque, inchangé : rien de nouveau (--again en fait un autre article)
       *[other] { $count } fichiers déjà dans la bibliothèque, inchangés : rien de nouveau (--again en fait d’autres articles)
    }
site-known =
    { $count ->
        [one] { $count } article déjà dans la bibliothèque : laissé tel quel
       *[other] { $count } articles déjà dans la bibliothèque : laissés tels quels
    }
site-noted =
    { $count ->
        [one] { $count } article dont quelque chose n’a pu être gardé (voir ci-dessus)
       *[other] { $count } articles dont quelque chose n’a pu être gardé (voir ci-dessus)
    }
site-left-out =
    { $count ->
        [one] { $count } article laissé de côté (voir ci-dessus)
       *[other] { $count } articles laissés de côté (voir ci-dessus)
    }
site-import-waits = Ce qui est arrivé est dans la bibliothèque. Le reste viendra au prochain démarrage de Marbre.
import-picture-left = Une image n’a pu être reprise et reste où elle est : { $address }
lost-example = { $what } (« { $example } »)
finding-lost = Attention : cet article contient ce que Marbre ne peut garder, et la mise à jour l’enlève : { $lost }
unknown-keys = Attention : dans l’en-tête de { $path }, Marbre ne connaît pas { $keys } : sans effet sur l’article, et récrit par l’exportation, sauf dans « picture » ou s’il s’appuie sur un autre champ.
finding-date-to-come = Attention : la date affichée est le { $date } ; l’article est lisible tout de suite.
finding-date-stays = Attention : la page garde la date de sa parution, le { $shown }, non le { $asked } ; la mise à jour est lisible tout de suite.
finding-changed-unsaid = À savoir : le texte a changé depuis que les lecteurs l’ont lu, et rien ne le leur dit (voir « correct »).
finding-picture-left = Attention : l’image « { $address } » n’est pas envoyée, et les lecteurs n’en auront que les mots. Marbre n’envoie pas encore les images du texte qui sont dans des fichiers.
finding-picture-linked = Attention : l’image « { $address } » est ailleurs : les lecteurs en auront un lien, non l’image.
finding-code-not-published = Attention : ce code ne sera pas publié : « { $element } », ligne { $line }.
finding-parts-unseen = Attention : les pages de ce site ne montrent pas : { $parts }.
finding-picture-no-alt = Attention : l’image « { $address } » n’est pas décrite à ceux qui ne la voient pas.
finding-picture-no-credit = Attention : l’image « { $address } » n’a pas de crédit.
finding-picture-too-small = Attention : l’image « { $address } » a { $width } pixels de large ; il en faut { $wanted } à cette place.
finding-picture-blurred = Attention : l’image « { $address } » est floue.
finding-picture-credited-else = Attention : l’image « { $address } » est créditée ici à { $here }, et à { $there } dans « { $headline } ».
finding-picture-credited-library = Attention : l’image « { $address } » est créditée ici à { $here }, et à { $there } dans la bibliothèque.
finding-picture-not-developed = Attention : l’article ne partira pas avec l’image « { $address } ». { $why }
part-standfirst = le chapô
part-byline = la signature
part-caption = la légende de la photo
part-credit = le crédit de la photo
importing = Import
exporting = Export
exported =
    { $count ->
        [one] { $count } article exporté dans { $folder }
       *[other] { $count } articles exportés dans { $folder }
    }
exported-held =
    { $count ->
        [one] { $count } article sous embargo laissé de côté :
       *[other] { $count } articles sous embargo laissés de côté :
    }
exported-bin =
    { $count ->
        [one] { $count } article de la corbeille, dans son dossier « bin »
       *[other] { $count } articles de la corbeille, dans son dossier « bin »
    }
rendered-to = Page écrite : { $path }
site-runs = Le site local répond à { $url } (Ctrl-C pour l’arrêter)
site-token = Jeton « { $name } » : { $token }
empty = La bibliothèque est vide.
nothing-found = Rien trouvé.
no-pictures = Aucune photo.
picture-uses =
    { $count ->
        [0] inutilisée
        [one] dans { $count } article
       *[other] dans { $count } articles
    }
pictures-removed =
    { $count ->
        [0] Aucune photo à supprimer.
        [one] { $count } photo supprimée ({ $size } Mo).
       *[other] { $count } photos supprimées ({ $size } Mo).
    }
no-headline = (sans titre)
status-draft = brouillon
status-on-the-stone = sur le marbre
status-published = publié
status-changed = modifié depuis
status-binned = à la corbeille
failed = Échec : { $what }
details = Détail : { $detail }

# Les sauvegardes.
backing-up = Sauvegarde…
backed-up =
    { $count ->
        [one] Sauvegarde faite et relue, { $count } article : { $path }
       *[other] Sauvegarde faite et relue, { $count } articles : { $path }
    }
backup-holds =
    { $count ->
        [one] Cette sauvegarde est bonne : { $count } article.
       *[other] Cette sauvegarde est bonne : { $count } articles.
    }
restoring = Restauration…
restored =
    { $count ->
        [one] Bibliothèque restaurée, { $count } article, d’après { $path }
       *[other] Bibliothèque restaurée, { $count } articles, d’après { $path }
    }
restore-sound = La bibliothèque n’est pas abîmée : donnez le fichier de la sauvegarde qui doit prendre sa place.
kept-aside = L’ancienne bibliothèque est gardée : { $path }
promises-wait = Aucun envoi ne part de lui-même : ceux qui attendaient sont marqués, à relancer un à un.
published-since = Un article publié depuis la sauvegarde n’est plus connu comme tel : cherchez-le sur son site avant de le publier de nouveau.
brought-up = La sauvegarde du { $date } a pris la place, avec tout ce qui se lisait encore dans le fichier abîmé.
would-bring-up = Serait rétablie : la sauvegarde du { $date }, avec tout ce qui se lit encore dans le fichier abîmé.
no-backup = Il n’y a pas de bonne sauvegarde : seul ce qui se lit dans le fichier abîmé revient.
bad-backup = Attention : cette sauvegarde est abîmée elle aussi : { $path }
all-read = Tous les textes du fichier abîmé se lisent.
may-miss = Une partie du fichier abîmé ne se lit plus. Peut manquer ce qui a été écrit depuis le { $date }, sauf les articles nommés ci-après.
may-miss-anything = Une partie du fichier abîmé ne se lit plus : des articles peuvent manquer.
not-back = Outre les textes, ce qui a été fait depuis le { $date } manque : les versions dans l’histoire, les envois et ce qu’ils ont publié, les sites, les réglages, les dossiers de travail. Cherchez un article sur son site avant de le publier de nouveau.
not-back-at-all = Seuls reviennent les textes, leurs champs et les images : ni l’histoire, ni les envois et ce qu’ils ont publié, ni les sites, les réglages et les dossiers de travail. Cherchez un article sur son site avant de le publier de nouveau.
same-drafts =
    { $count ->
        [one] { $count } article dit la même chose dans les deux.
       *[other] { $count } articles disent la même chose dans les deux.
    }
fate-continued = « { $headline } » : le texte de la sauvegarde, avec les modifications faites depuis.
fate-apart = « { $headline } » : ce que disait le fichier abîmé ({ $date }), à côté du texte de la sauvegarde.
fate-added = « { $headline } » : seulement dans le fichier abîmé ({ $date }).
fate-of-backup = « { $headline } » : seulement dans la sauvegarde ({ $date }) : illisible dans le fichier abîmé, ou supprimé depuis.
checking = Vérification
checked = Vérifié : articles { $drafts }, révisions { $revisions }, images { $pictures }.
sound = Tout se lit, rien ne manque.
flaw-file = Le fichier de la bibliothèque est abîmé : { $detail }
flaw-draft = L’article { $of } ne se lit pas entièrement : { $detail }
flaw-revision = La révision { $of } ne se lit plus : { $detail }
flaw-picture-missing = L’image { $of } manque.
flaw-picture-damaged = L’image { $of } est abîmée : { $detail }

# Une commande mal écrite.
usage-unknown-command = La commande « { $name } » n’existe pas.
usage-missing-command = Il manque la commande.
usage-unknown-argument = « { $name } » n’est pas une option de cette commande.
usage-missing-argument = Il manque { $name }.
usage-missing-value = { $name } attend une valeur.
usage-invalid-value = { $name } n’accepte pas « { $value } ».
usage-not-a-choice = { $name } n’accepte pas « { $value } », mais l’un de ceux-ci : { $choices }.
usage-not-a-number = { $name } n’accepte pas « { $value } » : il y faut un nombre qui convienne.
usage-twice = { $name } est donné deux fois.
usage-not-utf8 = { $name } n’est pas en UTF-8.
usage-other = La commande n’est pas écrite comme il faut.
usage-not-a-folder = { $name } attend un dossier, et « { $path } » est un fichier.
usage-no-library = Il n’y a pas de bibliothèque dans « { $path } » : --library choisit son dossier.
usage-todo = « --help » montre ce que la commande accepte.

# Ce que la fenêtre dit autrement.
failure-library-corrupt-todo = Rien n’a été effacé : le fichier reste tel quel. « restore » rétablit la dernière bonne sauvegarde et tout ce qui se lit encore ; « restore --dry-run » dit d’abord quoi.
failure-library-read-only-todo = Rendez le dossier de la bibliothèque modifiable, ou choisissez-en un autre avec --library.
failure-disk-full-todo = Libérez de la place, puis recommencez.
failure-disk-fault-todo = Vérifiez le dossier de la bibliothèque (--library) et le disque, puis recommencez.
failure-library-busy-todo = Fermez la fenêtre de Marbre ou l’autre commande, ou choisissez un autre dossier avec --library.
failure-draft-missing-todo = Il a pu être supprimé pour de bon. « list » montre ceux qui restent.
failure-draft-binned-todo = Sortez-le de la corbeille dans la fenêtre de Marbre, puis recommencez.
failure-field-invalid-todo = Les détails disent lequel. Corrigez-le dans l’en-tête du fichier.
failure-file-missing-todo = Vérifiez le chemin donné.
failure-file-unreadable-todo = Vérifiez que vous avez le droit de l’ouvrir, puis recommencez.
failure-file-not-text-todo = Donnez un fichier Markdown ou texte.
failure-picture-too-large-todo = Elle doit tenir en 100 Mo. Réduisez-la, puis recommencez.
failure-file-unwritable-todo = Choisissez un fichier (--out) ou un dossier où vous avez le droit d’écrire.
failure-headline-missing-todo = Donnez « headline » dans l’en-tête du fichier, ou un titre « # » à sa première ligne.
failure-text-missing-todo = Écrivez un texte sous l’en-tête du fichier, puis recommencez.
failure-site-missing = Aucun site de ce nom.
failure-site-missing-todo = Donnez à --site l’un des noms ci-après, ou n’en donnez pas : c’est le site local.
failure-dispatch-open-todo = Attendez qu’il arrive, puis recommencez.
failure-earlier-under-way-todo = Le texte d’à présent est gardé dans la bibliothèque. Publiez-le de nouveau dès que l’envoi est arrivé.
failure-dispatch-missing-todo = « list » montre où en est l’article.
failure-slug-taken-todo = Changez « slug » dans l’en-tête du fichier, puis publiez de nouveau.
failure-article-changed-there-todo = Rien n’a été écrasé. Ouvrez la page, reprenez dans le fichier ce qui y a changé, puis remplacez-la depuis la fenêtre de Marbre.
failure-article-withdrawn-todo = Rien n’a été envoyé : l’article reste hors ligne. Avec --bring-back, il revient.
failure-port-taken-todo = Choisissez-en un autre avec --port, ou fermez le programme qui s’en sert.
failure-backup-folder-missing-todo = Branchez le disque ou vérifiez le chemin, puis recommencez.
failure-backup-folder-unwritable-todo = Choisissez un dossier où vous avez le droit d’écrire.
failure-backup-damaged-todo = Rien n’a été changé. Prenez une autre sauvegarde.
failure-dispatch-restored-todo = Vérifiez d’abord sur le site, puis relancez l’envoi depuis la fenêtre de Marbre.
failure-keychain-unavailable-todo = Le trousseau du système ne répond pas. Ouvrez-le, ou donnez une phrase secrète, qui le remplace : au terminal, dans le fichier que nomme MARBRE_PASSPHRASE_FILE, ou avec --passphrase-stdin. Marbre n’écrit jamais un mot de passe en clair.
failure-secrets-locked-todo = Donnez-la : au terminal, dans le fichier que nomme MARBRE_PASSPHRASE_FILE, ou avec --passphrase-stdin. Rien n’est perdu.
failure-secrets-damaged-todo = Il reste tel quel, dans le dossier de la bibliothèque (« secrets.sealed »). Remettez-en une copie intacte à sa place, ou renommez-le : les sites demanderont alors de nouveau leurs mots de passe.
