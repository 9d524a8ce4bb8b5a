// Two people, one article: what somebody changed on the site is shown, checked for, and taken into the draft.

import { t } from '../locales/index.svelte';
import type { Desk } from './desk.svelte';
import { keysOf, onMac } from './keyboard';

/** What of the desk the live article needs. */
type Meeting = Pick<Desk, 'dialog' | 'live' | 'openDraft' | 'writing'>;

/** Shows what somebody made of a draft's article; the draft is opened, for its text is what that is merged with. */
export async function seeLiveChange(desk: Meeting, draft: string | null): Promise<void> {
  desk.dialog = null;
  if (draft !== null && draft !== desk.writing.draft) await desk.openDraft(draft);
  const { publication } = desk.writing;
  if (draft === null || draft !== desk.writing.draft || publication === null) return;
  await desk.writing.flush();
  await desk.live.look(draft, publication.site);
}

/** Asks the open draft's site whether somebody changed its article, and says when nobody did. */
export async function checkLive({ live, writing, notices }: Desk): Promise<void> {
  const { draft, publication } = writing;
  if (draft === null || !publication?.live) return;
  const changed = await live.check(draft, publication.site);
  const { siteName: site } = publication;
  if (changed === false) notices.tell(t('live-unchanged', { site }));
  if (changed === true) notices.say(t('publication-drifted', { site }));
}

/** Theirs is in the draft: says how to undo it, and sends both where that was asked for. */
export async function tookLive(desk: Desk, andUpdate: boolean): Promise<void> {
  const { draft, publication } = desk.writing;
  const site = publication?.siteName ?? '';
  if (draft !== null) desk.notices.withdraw(draft);
  desk.notices.tell(t('live-taken', { site, key: keysOf('undo', onMac(navigator.platform)) }));
  desk.writing.focus();
  if (andUpdate) await desk.publish();
}
