// Out to the site and off it: what stands in the way, what is asked first, what is said at the end.

import type { DispatchView, SiteView } from '../core/contract';
import type { TypedDate } from '../shared/dates/typed-date.svelte';
import { wordsOfFindings } from '../features/publishing/findings';
import type { MainAction } from '../features/publishing/state.svelte';
import { t } from '../locales/index.svelte';
import { addressActions } from './addresses';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import type { NoticeAction } from './notices.svelte';
import { askToPublish, askToUnpublish, askToUpdate } from './questions';
import { reportField, reportOf, reportUnsaved, type Reporting } from './reports';

/** What of the desk a publication needs. */
export type Outgoing = Reporting & Pick<Desk, 'action' | 'ask' | 'destination' | 'receipts' | 'typedDate'>;

/** What was asked of a draft before it went out, and agreed to, by draft. */
export type Agreed = Map<string, string>;

/** Promises to publish or update the open draft once all of it is safe. */
export async function publish(desk: Outgoing, agreed: Agreed): Promise<void> {
  const { draft } = desk.writing;
  const { action, destination: site } = desk;
  if (draft === null || desk.publishing.asking === draft) return;
  if (action === 'underWay') return reportOf(desk, draft, { code: 'earlier_under_way', message: '' });
  if (action === 'restore') return reportOf(desk, draft, { code: 'draft_binned', message: '' });
  if (site === null) return reportOf(desk, draft, { code: 'site_missing', message: 'no site is known' });
  if (unreadDate(desk, draft) !== null) return refuseDate(desk, draft);
  const saving = await desk.writing.flush();
  if (saving.is === 'notSaved') return reportUnsaved(desk, saving.failure);
  // What stood in the way before is asked anew.
  desk.notices.withdraw(draft);
  const found = await attempt(desk.report, () => desk.client.call('findings', { draft, site: site.id }));
  if (found === null) return;
  const { ask, tell } = wordsOfFindings(found);
  if (tell !== null) desk.notices.note(tell);
  if (ask === null || agreed.get(draft) === ask) return promise(desk, draft, site.id, action);
  const agree = () => {
    agreed.set(draft, ask);
    void promise(desk, draft, site.id, action);
  };
  const isUpdate = desk.writing.publication?.live === true;
  desk.ask(isUpdate ? askToUpdate(ask, agree) : askToPublish(ask, agree));
}

/** What stands in a field of the date and is not the date that would go out. */
function unreadDate({ typedDate, writing }: Outgoing, draft: string): ReturnType<TypedDate['unread']> {
  const chosen = draft === writing.draft && writing.fields?.publishAt !== null;
  return chosen ? typedDate.unread(draft) : null;
}

/** The article does not go out with another date than the one in sight; the keyboard goes where that is. */
async function refuseDate(desk: Outgoing, draft: string): Promise<void> {
  const unread = unreadDate(desk, draft);
  if (unread === null) return;
  desk.typedDate.judge();
  const title = t('date-unread', { text: unread.text });
  reportField(desk, draft, title, () => draft === desk.writing.draft && unreadDate(desk, draft) === null);
  await desk.inspect(unread.field);
}

async function promise(desk: Outgoing, draft: string, site: string, action: MainAction): Promise<void> {
  const dispatch = await desk.publishing.publish(draft, site);
  if (!dispatch) return;
  const words = action === 'replace' ? 'publish-replaced' : 'progress-waiting';
  desk.notices.say(t(words, { site: dispatch.siteName }));
}

/** The open draft is to go to a site that was just added. */
export function publishTo(desk: Pick<Desk, 'adding' | 'dialog' | 'notices' | 'sites'>, site: SiteView): void {
  desk.sites.choose(site.id);
  desk.adding.close();
  desk.dialog = null;
  desk.notices.tell(t('site-chosen-now', { name: site.name }));
}

/** Asks, then promises to take the open draft's article off its site. */
export function unpublish(desk: Outgoing): void {
  const { draft, publication } = desk.writing;
  if (draft === null || !publication?.live) return;
  const promised = () => void desk.publishing.unpublish(draft, publication.site);
  desk.ask(askToUnpublish(publication.siteName, promised));
}

/** Says how a promise ended that was watched here. */
export async function tellOfEnd(desk: Outgoing, dispatch: DispatchView): Promise<void> {
  const { draft, operation, siteName: site } = dispatch;
  if (dispatch.state === 'failed') {
    const { failure, failureDetail } = dispatch;
    const why = { code: failure ?? 'internal', message: failureDetail ?? '' } as const;
    return reportOf(desk, draft, why, dispatch);
  }
  desk.notices.withdraw(draft);
  if (operation === 'unpublish') return desk.notices.tell(t('unpublish-done', { site }));
  const publication = await attempt(desk.report, () => desk.client.call('publication', draft));
  const seen = publication?.verified ?? null;
  const receipt = { label: t('receipt-show'), run: () => void desk.receipts.show(dispatch) };
  const actions = [receipt, ...addressActions(desk, dispatch.address)];
  if (seen === false) return warnOfDifference(desk, dispatch, actions);
  desk.notices.tell(t(seen ? 'publish-seen' : 'publish-unseen', { site, operation }), actions);
}

/** Says that readers see something else, until that is no longer so or she has seen in what. */
function warnOfDifference(desk: Outgoing, dispatch: DispatchView, actions: NoticeAction[]): void {
  const { draft, headline, operation, siteName: site } = dispatch;
  const mended = () => {
    if (desk.receipts.dispatch?.id === dispatch.id) return true;
    return desk.writing.draft === draft && desk.writing.publication?.verified === true;
  };
  const words = () => ({ title: t('publish-differs', { site, operation }), todo: '' });
  const failure = { code: 'page_differs', message: '' } as const;
  desk.notices.failOf({ draft, headline: headline || t('untitled'), mended }, failure, words, actions);
}
