// Two people, one article: what somebody changed on the site is shown, checked for, and taken into the draft.

import type { PublicationView } from '../core/contract';
import { t } from '../locales/index.svelte';
import type { Desk } from './desk.svelte';
import { keysOf, onMac } from './keyboard';

/** What of the desk the live article needs. */
type Meeting = Pick<Desk, 'dialog' | 'live' | 'openDraft' | 'publication' | 'writing'>;

/** Shows what somebody made of a draft's article; the draft is opened, for its text is what that is merged with. */
export async function seeLiveChange(
  desk: Meeting,
  draft: string | null,
  site: string | null = null,
): Promise<void> {
  desk.dialog = null;
  if (draft !== null && draft !== desk.writing.draft) await desk.openDraft(draft);
  const drifted = desk.writing.publications.find((there) => there.withdrawn || (there.live && there.drifted));
  const there = site ?? drifted?.site ?? desk.publication?.site;
  if (draft === null || draft !== desk.writing.draft || there === undefined) return;
  await desk.writing.flush();
  await desk.live.look(draft, there);
}

/** Asks the open draft's site whether somebody changed its article, and says when nobody did. */
export async function checkLive(
  { live, writing, notices }: Desk,
  publication: PublicationView | null,
): Promise<void> {
  const { draft } = writing;
  if (draft === null || !publication?.live) return;
  const changed = await live.check(draft, publication.site);
  const { siteName: site } = publication;
  if (changed === false) notices.tell(t('live-unchanged', { site }));
  if (changed !== true) return;
  const isOff = writing.publications.some((there) => there.site === publication.site && there.withdrawn);
  notices.say(t(isOff ? 'publication-taken-off' : 'publication-drifted', { site }));
}

/** What she saw is in the draft as far as it has a place there: the article goes back to its readers, as she asked. */
export async function putBack(desk: Desk, site: string): Promise<void> {
  if (desk.writing.draft !== null) desk.notices.withdraw(desk.writing.draft);
  const to = desk.places.filter((place) => place.site.id === site);
  await desk.publish({ at: null, newsletter: null, bringsBack: true }, to);
}

/** Theirs is in the draft: says how to undo it, and sends both where that was asked for. */
export async function tookLive(desk: Desk, site: string, andUpdate: boolean): Promise<void> {
  const { draft } = desk.writing;
  if (draft !== null) desk.notices.withdraw(draft);
  desk.notices.tell(t('live-taken', { site, key: keysOf('undo', onMac(navigator.platform)) }));
  desk.writing.focus();
  if (andUpdate) await desk.publish();
}
