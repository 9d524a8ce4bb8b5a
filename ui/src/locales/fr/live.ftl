# Deux personnes, un article : ce qui a changé sur le site, et ce qu’on en fait.

live-see = Voir ce qui a changé…
live-title = Ce qui a changé sur le site
live-looking = Marbre demande au site ce qu’il a…
live-same = Plus personne n’a rien changé : le site a ce que vous y aviez envoyé.
live-same-update = La mise à jour peut partir.
live-changed = Quelqu’un a changé cet article sur { $site } depuis votre dernier envoi. Rien n’a été écrasé. Fusionner met ses changements dans votre texte ; vous pouvez les y défaire.
live-parts = Changé là-bas
live-parts-none = Rien que votre texte puisse reprendre
live-when = Dernier changement
live-changes = { $count ->
    [one] Ce qui a changé là-bas : un passage ou un champ
   *[other] Ce qui a changé là-bas : { $count } passages ou champs
}
live-lost = Ne se garde pas
live-lost-note = Votre texte est en Markdown, qui ne sait pas tout dire. Une mise à jour l’ôterait du site :
live-both = { $count ->
    [one] Un passage est changé des deux côtés : choisissez.
   *[other] { $count } passages sont changés des deux côtés : choisissez.
}
live-no-question = Ses changements et les vôtres ne se touchent pas : rien à trancher.
live-theirs = Celui du site
live-take = Fusionner
live-take-update = Fusionner et mettre à jour
live-failed = Rien n’a changé ici. Demandez de nouveau quand le site répondra.
live-again = Demander de nouveau
live-taken = Ce qui a changé sur { $site } est dans votre texte. { $key } le défait.
live-see-off = Voir ce qui s’est passé…
live-off-title = Quelqu’un a retiré cet article du site
live-off = { $where ->
    [bin] Sur { $site }, l’article est dans la corbeille.
    [draft] Sur { $site }, l’article est redevenu un brouillon.
    [private] Sur { $site }, l’article est devenu privé.
    [gone] L’article n’est plus sur { $site } : il y a été supprimé.
   *[down] Sur { $site }, l’article est hors ligne.
} Marbre ne l’y a pas retiré, et n’y remet rien de lui-même. Les lecteurs ne le trouvent plus.
live-off-question = Voulez-vous qu’il y reste hors ligne ? Votre texte reste ici dans tous les cas.
live-put-back = Remettre en ligne
live-leave-off = Laisser hors ligne
publication-taken-off = Quelqu’un a retiré l’article de { $site }.
live-check = Vérifier maintenant
live-checking = Vérification…
live-unchanged = Personne n’a changé l’article sur { $site }.
publication-drifted = Quelqu’un a changé l’article sur { $site } depuis votre dernier envoi.
publication-checked = Vérifié
publication-unchecked = Pas encore
live-lost-embed =
    { $count ->
        [one] Un cadre d’un autre site : il en reste un lien
       *[other] { $count } cadres d’autres sites : il en reste des liens
    }
live-lost-video =
    { $count ->
        [one] Une vidéo : il en reste un lien
       *[other] { $count } vidéos : il en reste des liens
    }
live-lost-audio =
    { $count ->
        [one] Un son : il en reste un lien
       *[other] { $count } sons : il en reste des liens
    }
live-lost-drawing =
    { $count ->
        [one] Un dessin fait dans la page
       *[other] { $count } dessins faits dans la page
    }
live-lost-picture =
    { $count ->
        [one] Une image qui ne peut être reprise d’ailleurs
       *[other] { $count } images qui ne peuvent être reprises d’ailleurs
    }
live-lost-link =
    { $count ->
        [one] Un lien qui ne mène nulle part d’ailleurs : ses mots restent
       *[other] { $count } liens qui ne mènent nulle part d’ailleurs : leurs mots restent
    }
live-lost-style =
    { $count ->
        [one] Une couleur, une taille ou un alignement
       *[other] { $count } couleurs, tailles ou alignements
    }
live-lost-layout =
    { $count ->
        [one] Une mise en page : ce qu’elle contient reste
       *[other] { $count } mises en page : ce qu’elles contiennent reste
    }
live-lost-table-head =
    { $count ->
        [one] Un tableau sans en-tête : sa première ligne le devient
       *[other] { $count } tableaux sans en-tête : leur première ligne le devient
    }
live-lost-form =
    { $count ->
        [one] Un champ ou un bouton
       *[other] { $count } champs ou boutons
    }
live-lost-script =
    { $count ->
        [one] Un programme
       *[other] { $count } programmes
    }
live-lost-unknown =
    { $count ->
        [one] Un élément inconnu : ce qu’il contient reste
       *[other] { $count } éléments inconnus : ce qu’ils contiennent reste
    }
live-lost-nesting =
    { $count ->
        [one] Un passage trop imbriqué : ses mots restent
       *[other] { $count } passages trop imbriqués : leurs mots restent
    }
