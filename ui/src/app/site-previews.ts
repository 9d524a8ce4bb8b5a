// The open draft on its site before it is out: asked for, under embargo for a reason, taken away; sends nothing itself.

import type { SitePreview } from '../core/contract';
import { t } from '../locales/index.svelte';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';
import { reportOf, reportUnsaved, type Reporting } from './reports';

/** What of the desk a preview on a site needs. */
export type Showing = Reporting & Pick<Desk, 'destination' | 'embargo' | 'onSite'>;

/** Puts the open draft on the site where it is seen, once all of it is safe. */
export async function previewOnSite(desk: Showing): Promise<void> {
  const { draft } = desk.writing;
  const site = desk.destination;
  if (draft === null || site === null) return;
  const saving = await desk.writing.flush();
  if (saving.is === 'notSaved') return reportUnsaved(desk, saving.failure);
  await put(desk, { draft, site: site.id, despiteEmbargo: null });
}

async function put(
  desk: Showing,
  request: { draft: string; site: string; despiteEmbargo: string | null },
): Promise<void> {
  const { draft } = request;
  const shown = await desk.onSite.put(request, (failure) => {
    if (failure.code !== 'embargo_holds') return reportOf(desk, draft, failure);
    const go = (reason: string) => void put(desk, { ...request, despiteEmbargo: reason });
    const timeZone = desk.writing.fields?.timeZone ?? 'UTC';
    desk.embargo.ask({ act: 'previewLink', until: failure.until ?? null, timeZone, go, wait: null });
  });
  // What left for a reason is shown with the others.
  if (request.despiteEmbargo !== null) await desk.embargo.read(desk.writing.draft);
  if (shown) desk.notices.say(t('on-site-done'));
}

/** Takes the open draft's preview off the site where it is seen. */
export async function removePreview(desk: Showing): Promise<void> {
  const { draft } = desk.writing;
  const site = desk.destination;
  if (draft === null || site === null) return;
  const gone = await desk.onSite.remove(draft, site.id, (failure) => reportOf(desk, draft, failure));
  if (gone) desk.notices.tell(t('on-site-removed', { site: site.name }));
}

/** Says that a preview was to leave its site and is there still. */
export function tellStays(
  { notices }: Pick<Desk, 'notices'>,
  { siteName: site, failure }: SitePreview,
): void {
  if (failure === null) return;
  notices.note(t('on-site-stays', { site }), `${wordsOf(failure).title}\n${failure.message}`);
}
