// Out to the site and off it: what stands in the way, what is asked first, what is said at the end.

import type { DispatchView, SiteView } from '../core/contract';
import type { TypedDate } from '../shared/dates/typed-date.svelte';
import type { Wish } from '../features/publishing/hour.svelte';
import { graceOf, hourOf, restsUntil } from '../features/publishing/hours';
import { wordsOfFindings } from '../features/publishing/findings';
import type { MainAction } from '../features/publishing/state.svelte';
import { dateTime } from '../locales/format';
import { t } from '../locales/index.svelte';
import { addressActions } from './addresses';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import type { NoticeAction } from './notices.svelte';
import { askToPublish, askToUnpublish, askToUpdate } from './questions';
import { reportField, reportOf, reportUnsaved, type Reporting } from './reports';

/** What of the desk a publication needs. */
export type Outgoing = Reporting &
  Pick<Desk, 'action' | 'ask' | 'destination' | 'hour' | 'receipts' | 'typedDate'>;

/** What was asked of a draft before it went out, and agreed to, by draft. */
export type Agreed = Map<string, string>;

/** Promises to publish or update the open draft once all of it is safe; now, or as wished. */
export async function publish(desk: Outgoing, agreed: Agreed, wish: Wish | null = null): Promise<void> {
  const { draft } = desk.writing;
  const { action, destination: site } = desk;
  if (draft === null || desk.publishing.asking === draft) return;
  const waiting = desk.publishing.newest(draft);
  const moves = wish !== null && restsUntil(waiting, Date.now()) !== null;
  if (action === 'underWay' && !moves)
    return reportOf(desk, draft, { code: 'earlier_under_way', message: '' });
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
  const meant = wish ?? (action === 'replace' ? sameHour(waiting) : null);
  const promised = () => promise(desk, { draft, site: site.id, action, wish: meant });
  if (ask === null || agreed.get(draft) === ask) return promised();
  const agree = () => {
    agreed.set(draft, ask);
    void promised();
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

/** A text that takes the place of one that waits for its hour waits for it too. */
function sameHour(waiting: DispatchView | null): Wish | null {
  const at = hourOf(waiting, Date.now());
  return at === null ? null : { at, newsletter: null };
}

/** What is promised. */
interface Promised {
  draft: string;
  site: string;
  action: MainAction;
  wish: Wish | null;
}

async function promise(desk: Outgoing, { draft, site, action, wish }: Promised): Promise<void> {
  const dispatch = await desk.publishing.publish(draft, site, wish);
  if (!dispatch) return;
  if (wish?.at) return desk.notices.tell(wordsOfHour(dispatch, wish.at));
  const leaves = graceOf(dispatch);
  if (leaves !== null) return desk.notices.say(wordsOfGrace(dispatch, leaves));
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

function wordsOfHour({ goesLive, siteName: site }: DispatchView, at: number): string {
  return t(goesLive === null ? 'hour-promised-here' : 'hour-promised-there', { site, date: dateTime(at) });
}

function wordsOfGrace({ siteName: site, madeAt }: DispatchView, leaves: number): string {
  return t('grace-waits', { site, seconds: Math.round((leaves - madeAt) / 1000) });
}

/** Chooses the hour at which the open draft is to go out. */
export function chooseHour({ writing, destination, hour }: Outgoing): void {
  const { draft, publication } = writing;
  if (draft !== null && destination !== null)
    hour.choose(draft, destination, publication?.live === true, Date.now());
}

/** Takes back what has not left yet. */
export async function takeBack({ publishing, notices }: Outgoing, dispatch: string): Promise<void> {
  if (await publishing.cancel(dispatch)) notices.tell(t('grace-cancelled'));
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
