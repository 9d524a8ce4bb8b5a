// A newsroom's morning, for looking at screens in a browser.
import type { DraftStatus, Fields } from '../contract';

/** A draft as a sample gives it. */
export interface Sample {
  fields: Partial<Fields>;
  text: string;
  status: DraftStatus;
  /** Minutes before now. */
  age: number;
}

const PORT = `À quatre heures du matin, le terminal de France n’a plus besoin de lumière. Les portiques lisent les conteneurs au laser, et l’[ancien poste de commande](https://example.org/poste) sert de salle de repos.

## Un essai sous surveillance

«\u00a0Nous n’avons supprimé aucun poste\u00a0», assure la direction. Les dockers, eux, comptent autrement\u00a0: **dix-huit équipes** sont concernées par l’automatisation prévue avant 2028[^1].

> On nous demande de regarder un écran et d’appuyer quand ça s’arrête.

Le port promet un bilan public en septembre.

- trois portiques de nuit\u202f;
- six kilomètres de fibre\u202f;
- un seul poste de surveillance.

## En résumé

L’essai dure six mois. Son résultat décidera du calendrier\u202f; les syndicats demandent à voir les chiffres.

[^1]: Chiffre du comité social et économique, mars 2026.
`;

const LOIRE = `La Loire n’a pas attendu l’été. À Nevers, la station de mesure affiche déjà le débit d’un mois de juillet.

## Un hiver sans neige

Le Massif central n’a presque rien gardé.

## À retenir

Les préfets décideront des restrictions le 15 mai.
`;

function sample(
  section: string,
  headline: string,
  status: DraftStatus,
  age: number,
  text: string,
  more: Partial<Fields> = {},
): Sample {
  return { fields: { section, headline, byline: 'Camille Auvray', ...more }, text, status, age };
}

/** The drafts, last changed first. */
export const SAMPLES: Sample[] = [
  sample('tech', 'Le port du Havre teste des grues sans conducteur', 'draft', 2, PORT, {
    standfirst:
      'Depuis lundi, trois portiques déchargent la nuit sous la seule surveillance d’un poste installé à six kilomètres des quais.',
    tags: ['IA', 'Logistique'],
    publishAt: Date.UTC(2026, 3, 29, 0, 49),
  }),
  sample('justice', 'Procès des écoutes\u00a0: la défense demande un renvoi', 'onTheStone', 48, LOIRE, {
    tags: ['Procès'],
  }),
  sample('climat', 'Pourquoi la Loire manque déjà d’eau en avril', 'published', 190, LOIRE, {
    tags: ['Eau'],
  }),
  sample('tech', 'Puces\u00a0: l’Europe cherche encore son usine', 'changed', 320, PORT, {
    tags: ['Puces', 'Industrie'],
  }),
  sample('culture', 'À Arles, une saison sans les Rencontres', 'draft', 1500, LOIRE),
  sample('monde', 'Au Sénégal, la presse locale se réinvente', 'published', 4000, LOIRE, {
    tags: ['Presse'],
  }),
  sample('tech', 'Dans les rédactions, l’outil qui n’oublie rien', 'draft', 9000, PORT),
  sample(
    'tech',
    'A Quiet Tool for Loud Days',
    'draft',
    12_000,
    '## The desk\n\nOne journalist, one page, one button.\n',
    {
      language: 'en',
      standfirst: 'Write, see the page, publish.',
      tags: ['Tools'],
    },
  ),
  sample('', 'Une note à jeter', 'binned', 20_000, 'Rien.\n'),
];
