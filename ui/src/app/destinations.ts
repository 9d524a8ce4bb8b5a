// The sites that the open draft goes to: chosen one by one, each with words of its own; what an unchosen one said comes back with it.

import type { DraftDestination } from '../core/contract';
import { t } from '../locales/index.svelte';
import { KIND_NAMES, shortAddress } from '../features/sites/words';
import type { SiteView } from '../core/contract';
import type { Desk } from './desk.svelte';

/** What of the desk a choice of sites needs. */
export type Choosing = Pick<Desk, 'chosen' | 'setAside' | 'writing'>;

/** What unchosen sites said, by draft and site, as long as the window is open. */
export type SetAside = Map<string, DraftDestination>;

/** Goes to this site too, or no longer; to one at least. */
export function toggleDestination({ chosen, setAside, writing }: Choosing, site: string): void {
  const { draft, fields } = writing;
  if (draft === null || fields === null) return;
  const goesTo = chosen.map(({ site: { id }, destination }) => destination ?? blank(id));
  const left = goesTo.find((to) => to.site === site);
  if (left === undefined) {
    const again = setAside.get(`${draft} ${site}`) ?? blank(site);
    return writing.setField({ destinations: [...goesTo, again] });
  }
  if (goesTo.length === 1) return;
  setAside.set(`${draft} ${site}`, left);
  writing.setField({ destinations: goesTo.filter((to) => to !== left) });
}

/** Goes to this site alone. */
export function goTo({ setAside, writing }: Omit<Choosing, 'chosen'>, site: string): void {
  const { draft, fields } = writing;
  if (draft === null || fields === null) return;
  for (const to of fields.destinations) setAside.set(`${draft} ${to.site}`, to);
  writing.setField({ destinations: [setAside.get(`${draft} ${site}`) ?? blank(site)] });
}

/** Says something else on one site. */
export function setVariant({ writing }: Pick<Desk, 'writing'>, said: DraftDestination): void {
  const destinations = writing.fields?.destinations ?? [];
  writing.setField({ destinations: destinations.map((to) => (to.site === said.site ? said : to)) });
}

/** Whether a draft says anything otherwise on a site. */
export function isVariant({ headline, standfirst, slug }: DraftDestination): boolean {
  return headline !== null || standfirst !== null || slug !== null;
}

/** What the sample article's hint says: what to try, and on which site it really goes out. */
export function wordsOfSample({ destination }: Pick<Desk, 'destination'>, publish: string): string {
  const local = destination === null || destination.kind === 'local' ? 'yes' : 'no';
  return t('first-start', { publish, local, site: destination?.name ?? t('site-kind-local') });
}

/** What a site is, and where. */
export function factsOf({ kind, url }: SiteView): string {
  return `${t(KIND_NAMES[kind])} · ${shortAddress(url)}`;
}

function blank(site: string): DraftDestination {
  return { site, headline: null, standfirst: null, slug: null };
}
