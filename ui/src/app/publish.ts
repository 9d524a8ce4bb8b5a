// Out to the site and off it: what stands in the way, what is asked first, what is said at the end.

import type { Check, DispatchView, PublicationView, SiteOutcome, SiteView } from '../core/contract';
import { endsWithPassphrase } from '../core/failures';
import type { TypedDate } from '../shared/dates/typed-date.svelte';
import type { Wish } from '../features/publishing/hour.svelte';
import { holds } from '../features/publishing/embargo.svelte';
import { graceOf, hourOf, restsUntil } from '../features/publishing/hours';
import { wordsOfFindings } from '../features/checks/findings';
import type { Place } from '../features/publishing/places';
import { arrivalOf, settledOf } from '../features/publishing/receipts.svelte';
import { isOpen, type MainAction } from '../features/publishing/state.svelte';
import { t } from '../locales/index.svelte';
import { siteDate } from '../shared/dates/site-hour';
import { addressActions } from './addresses';
import { attempt } from './attempt';
import { NAMES } from './checks';
import { writeCorrection, type Correctable } from './correct';
import type { Desk } from './desk.svelte';
import { goTo, toggleDestination } from './destinations';
import { wordsOf } from './failure-words';
import { seeLiveChange } from './live';
import type { NoticeAction, Of } from './notices.svelte';
import { pointsOf, type Seeing } from './picture-findings';
import { askToPublish, askToPublishNow, askToUnpublish, askToUnschedule, askToUpdate } from './questions';
import { reportField, reportOf, reportUnsaved, type Reporting } from './reports';

/** What of the desk a publication needs. */
export type Outgoing = Reporting &
  Pick<
    Desk,
    | 'action'
    | 'ask'
    | 'checks'
    | 'chosen'
    | 'destination'
    | 'dialog'
    | 'embargo'
    | 'everywhere'
    | 'hour'
    | 'live'
    | 'openDraft'
    | 'pointOf'
    | 'publication'
    | 'receipts'
    | 'setAside'
    | 'sites'
    | 'typedDate'
    | 'typedEmbargo'
    | 'unsaid'
  > &
  Correctable &
  Seeing;

/** What was asked of a draft before it went out, and agreed to, by draft. */
export type Agreed = Map<string, string>;

/** Promises to publish or update the open draft once all of it is safe; now, or as wished; where it goes, or there. */
export async function publish(
  desk: Outgoing,
  agreed: Agreed,
  wish: Wish | null = null,
  to: readonly Place[] = desk.chosen,
): Promise<void> {
  const { draft } = desk.writing;
  const { action } = desk;
  const sites = to.map(({ site }) => site.id);
  if (draft === null || desk.publishing.asking === draft) return;
  const waiting = desk.publishing.newest(draft);
  const moves = wish !== null && restsUntil(waiting, Date.now()) !== null;
  if (action === 'underWay' && !moves)
    return reportOf(desk, draft, { code: 'earlier_under_way', message: '' });
  if (action === 'bringBack' && wish?.bringsBack !== true) return seeLiveChange(desk, draft);
  if (action === 'restore') return reportOf(desk, draft, { code: 'draft_binned', message: '' });
  if (sites.length === 0) return reportOf(desk, draft, { code: 'site_missing', message: 'no site is known' });
  if (unreadDate(desk, draft) !== null) return refuseDate(desk, draft);
  const saving = await desk.writing.flush();
  if (saving.is === 'notSaved') return reportUnsaved(desk, saving.failure);
  const meant = wish ?? (KEEPS_ITS_HOUR.has(action) ? sameWish(waiting, desk.publication) : null);
  if (isHeldBack(desk, meant)) return askDespite(desk, agreed, meant, to);
  // What stood in the way before is asked anew.
  desk.notices.withdraw(draft);
  const found = await attempt(desk.report, () => desk.checks.find({ draft, sites }));
  if (found === null) return;
  const isUpdate = to.every(({ publication }) => publication?.live === true);
  const required = found.filter(({ weight }) => weight === 'required');
  if (required.length > 0 && meant?.despiteChecks === undefined) {
    const go = (reason: string) => {
      void publish(desk, agreed, { at: null, newsletter: null, ...meant, despiteChecks: reason }, to);
    };
    const others = found.filter(({ weight }) => weight === 'warning');
    return desk.checks.hold({ checks: required, others, isUpdate, go });
  }
  const { ask, tell, unsaid, points } = asking(desk, found);
  if (tell !== null) desk.notices.note(tell);
  // Who gave a reason has seen the rest beside it.
  const isSeen = required.length > 0 || (ask === null && points.length === 0);
  const asked = isSeen ? null : JSON.stringify([ask, points]);
  const promised = async () => {
    if (unsaid) desk.unsaid.add(draft);
    else desk.unsaid.delete(draft);
    await promise(desk, { draft, sites, action, wish: meant });
  };
  if (asked === null || agreed.get(draft) === asked) return promised();
  const agree = () => {
    agreed.set(draft, asked);
    void promised();
  };
  const text = ask ?? t('findings-points');
  desk.ask(isUpdate ? askToUpdate(text, agree, points) : askToPublish(text, agree, points));
}

/** What is advised once readers have other words than before, which were not owned up to; once for each time it goes out. */
function adviceToSay(desk: Outgoing, draft: string): { todo: string | null; say: NoticeAction[] } {
  if (!desk.unsaid.delete(draft)) return { todo: null, say: [] };
  const run = async () => {
    await desk.openDraft(draft);
    if (desk.writing.draft === draft) writeCorrection(desk);
  };
  const say = { label: t('command-correct'), run: () => void run() };
  return { todo: t('finding-changed-unsaid'), say: [say] };
}

/** What who publishes is asked about, and what she is only told. */
function asking(desk: Outgoing, found: readonly Check[]) {
  const warnings = found.filter(({ weight }) => weight === 'warning');
  const findings = warnings.flatMap(({ about }) => (about.is === 'article' ? [about.finding] : []));
  const { ask, tell, pictures } = wordsOfFindings(findings, NAMES.whyNot);
  const others = warnings.filter(({ about }) => about.is !== 'article');
  const points = [...others.map((check) => desk.pointOf(check)), ...pointsOf(desk, pictures)];
  const unsaid = found.some(
    ({ about }) => about.is === 'article' && about.finding.finding === 'changedUnsaid',
  );
  return { ask, tell, unsaid, points };
}

/** Whether the open draft's embargo has not ended when others would see it, and nothing lifts it. */
function isHeldBack({ writing }: Outgoing, wish: Wish | null): boolean {
  const until = writing.fields?.embargo ?? null;
  return wish?.despiteEmbargo === undefined && holds(until, Math.max(wish?.at ?? 0, Date.now()));
}

/** Asks for the reason for which the open draft goes out under embargo, or lets it wait for the end. */
export function askDespite(
  desk: Outgoing,
  agreed: Agreed,
  wish: Wish | null = null,
  to: readonly Place[] = desk.chosen,
): void {
  const { fields } = desk.writing;
  if (fields === null || fields.embargo === null) return;
  const { embargo: until, timeZone } = fields;
  const meant = { at: null, newsletter: null, ...wish };
  const go = (reason: string) => void publish(desk, agreed, { ...meant, despiteEmbargo: reason }, to);
  const held = { act: 'publish', until, timeZone, go } as const;
  if (!to.some(({ publication }) => publication?.live)) {
    const wait = () => void publish(desk, agreed, { ...meant, at: until }, to);
    return desk.embargo.ask({ ...held, wait });
  }
  const lift = () => {
    desk.writing.setField({ embargo: null });
    void publish(desk, agreed, wish, to);
  };
  desk.embargo.ask({ ...held, wait: null, lift });
}

/** What stands in a field of the date, or of the embargo, and is not what would count. */
function unreadDate(
  { typedDate, typedEmbargo, writing }: Outgoing,
  draft: string,
): ReturnType<TypedDate['unread']> {
  if (draft !== writing.draft || writing.fields === null) return null;
  const { publishAt, embargo } = writing.fields;
  const unread = publishAt === null ? null : typedDate.unread(draft);
  return unread ?? (embargo === null ? null : typedEmbargo.unread(draft));
}

/** The article does not go out with another date than the one in sight; the keyboard goes where that is. */
async function refuseDate(desk: Outgoing, draft: string): Promise<void> {
  const unread = unreadDate(desk, draft);
  if (unread === null) return;
  desk.typedDate.judge();
  desk.typedEmbargo.judge();
  const title = t('date-unread', { text: unread.text });
  reportField(desk, draft, title, () => draft === desk.writing.draft && unreadDate(desk, draft) === null);
  await desk.inspect(unread.field);
}

const KEEPS_ITS_HOUR: ReadonlySet<MainAction> = new Set(['replace', 'reschedule']);

/** A text that takes the place of one that waits for its hour, here or on its site, waits for it too, and goes to the same readers. */
function sameWish(waiting: DispatchView | null, there: PublicationView | null): Wish | null {
  const at = hourOf(waiting, Date.now()) ?? there?.goesLive ?? null;
  return at === null ? null : { at, newsletter: waiting?.newsletter ?? null };
}

/** Asks, naming the hour that it replaces, then publishes now what waits for it here or on its site. */
export function publishNow(desk: Outgoing, agreed: Agreed): void {
  const { draft } = desk.writing;
  const waiting = draft === null ? null : desk.publishing.newest(draft);
  const wish = sameWish(waiting, desk.publication);
  if (wish?.at == null) return;
  // Several sites keep their hours unless another is named; what has passed is now.
  const at = desk.chosen.length > 1 ? Date.now() : null;
  const date = siteDate(wish.at, desk.sites.zoneOf(desk.destination?.id ?? ''));
  desk.ask(askToPublishNow(date, () => void publish(desk, agreed, { ...wish, at })));
}

/** What is promised. */
interface Promised {
  draft: string;
  sites: string[];
  action: MainAction;
  wish: Wish | null;
}

async function promise(desk: Outgoing, promised: Promised): Promise<void> {
  const { draft, sites, action, wish } = promised;
  const [site, ...more] = sites;
  if (site === undefined) return;
  if (more.length > 0) {
    const headline = desk.writing.fields?.headline ?? '';
    const begin = (outcomes: readonly SiteOutcome[]) => desk.everywhere.begin(draft, headline, outcomes);
    await desk.publishing.publishTo(draft, sites, wish, begin);
    return;
  }
  const dispatch = await desk.publishing.publish(draft, site, wish);
  if (!dispatch) return;
  if (wish?.at) return desk.notices.tell(wordsOfHour(desk, dispatch, wish.at));
  const leaves = graceOf(dispatch);
  if (leaves !== null) return desk.notices.say(wordsOfGrace(dispatch, leaves));
  const words = KEEPS_ITS_HOUR.has(action) ? 'publish-replaced' : 'progress-waiting';
  desk.notices.say(t(words, { site: dispatch.siteName }));
}

/** The open draft is to go to a site that was just added. */
export function publishTo(
  desk: Pick<Desk, 'adding' | 'dialog' | 'notices' | 'setAside' | 'writing'>,
  site: SiteView,
): void {
  goTo(desk, site.id);
  desk.adding.close();
  desk.dialog = null;
  desk.notices.tell(t('site-chosen-now', { name: site.name }));
}

/** The dispatches to a site that were refused for its password. */
export function refusedBy({ publishing }: Pick<Desk, 'publishing'>, site: string): readonly DispatchView[] {
  const refused = (one: DispatchView) => one.state === 'failed' && one.failure === 'site_refused_credential';
  return publishing.dispatches.filter((dispatch) => dispatch.site === site && refused(dispatch));
}

/** A site has another password: what was refused for the old one goes out. */
export function retryRefused(desk: Pick<Desk, 'adding' | 'publishing'>, site: string): void {
  desk.adding.close();
  for (const { id } of refusedBy(desk, site)) void desk.publishing.retry(id);
}

function wordsOfHour({ sites }: Outgoing, { goesLive, site, siteName }: DispatchView, at: number): string {
  const date = siteDate(at, sites.zoneOf(site));
  return t(goesLive === null ? 'hour-promised-here' : 'hour-promised-there', { site: siteName, date });
}

/** The site has it, and nobody is to see it yet. */
function wordsOfSchedule({ sites }: Outgoing, { goesLive, site, siteName }: DispatchView): string {
  const date = siteDate(goesLive ?? 0, sites.zoneOf(site));
  return t('scheduled-done', { site: siteName, date });
}

function wordsOfGrace({ siteName: site, madeAt }: DispatchView, leaves: number): string {
  return t('grace-waits', { site, seconds: Math.round((leaves - madeAt) / 1000) });
}

/** Chooses the hour at which the open draft is to go out. */
export function chooseHour({ publishing, writing, destination, hour, publication }: Outgoing): void {
  const { draft, fields } = writing;
  if (draft === null || destination === null) return;
  const newsletter = publishing.newest(draft)?.newsletter ?? null;
  const embargo = fields?.embargo ?? null;
  hour.choose(draft, destination, publication?.live === true, Date.now(), { newsletter, embargo });
}

/** Takes back what has not left yet. */
export async function takeBack(
  { publishing, notices }: Outgoing,
  dispatches: readonly string[],
): Promise<void> {
  const taken: boolean[] = [];
  for (const dispatch of dispatches) taken.push(await publishing.cancel(dispatch));
  if (taken.length > 0 && taken.every((done) => done)) notices.tell(t('grace-cancelled'));
}

/** Asks, then promises to take the open draft's article off a site; of several it then no longer goes there. */
export function unpublish(desk: Outgoing, publication: PublicationView | null): void {
  const { draft } = desk.writing;
  if (draft === null || publication === null) return;
  const { site, siteName } = publication;
  const others = desk.writing.publications.filter((there) => there.live && there.site !== site);
  const ask = publication.live ? askToUnpublish : askToUnschedule;
  const promised = async () => {
    const dispatch = await desk.publishing.unpublish(draft, site);
    const goesThere = desk.writing.draft === draft && desk.chosen.some((place) => place.site.id === site);
    if (dispatch && goesThere) toggleDestination(desk, site);
    const leaves = graceOf(dispatch);
    if (dispatch && leaves !== null) desk.notices.say(wordsOfGrace(dispatch, leaves));
  };
  const stays = others.map((there) => there.siteName);
  desk.ask(ask(siteName, () => void promised(), stays));
}

/** Asks, then promises to take the open draft's article off every site. */
export function unpublishAll(desk: Outgoing): void {
  const { draft, publications } = desk.writing;
  const live = publications.filter((there) => there.live).map(({ siteName }) => siteName);
  if (draft === null || live.length === 0) return;
  desk.ask(askToUnpublish(live.join(', '), () => void unpublishEverywhere(desk, draft)));
}

/** Promises to take an article off every site; what keeps it on one is told. */
export async function unpublishEverywhere(desk: Outgoing, draft: string): Promise<void> {
  const outcomes = await desk.publishing.unpublishEverywhere(draft);
  for (const { failure } of outcomes ?? []) if (failure !== null) reportOf(desk, draft, failure);
}

/** Says how a promise ended that was watched here. */
export function tellOfEnd(desk: Outgoing, dispatch: DispatchView): void {
  const { draft, operation, siteName: site } = dispatch;
  const of = { about: draft, subject: dispatch.headline || t('untitled') };
  // The report tells it beside the other sites, for longer than a notice stays.
  if (desk.everywhere.tells(dispatch.id)) return adviseAfterAll(desk, draft, of);
  if (dispatch.state === 'failed') {
    const { failure, failureDetail, embargoUntil } = dispatch;
    const until = embargoUntil === null ? {} : { until: embargoUntil };
    const why = { code: failure ?? 'internal', message: failureDetail ?? '', ...until } as const;
    return reportOf(desk, draft, why, dispatch);
  }
  desk.notices.withdraw(draft);
  const arrival = arrivalOf(dispatch);
  const receipt = { label: t('receipt-show'), run: () => void desk.receipts.show(dispatch) };
  const actions = [receipt, ...addressActions(desk, dispatch.address)];
  if (arrival === 'differs') return warnOfDifference(desk, dispatch, actions);
  if (operation === 'unpublish') return desk.notices.tell(t('unpublish-done', { site }), [], of);
  if (hourOf(dispatch, Date.now()) !== null)
    return desk.notices.tell(wordsOfSchedule(desk, dispatch), [], of);
  const words = arrival === 'seen' ? 'publish-seen' : 'publish-unseen';
  const { todo, say } = adviceToSay(desk, draft);
  desk.notices.tell(t(words, { site, operation }), [...actions, ...say], { ...of, todo });
}

/** Of several sites the last has it: now something can be said to the readers of all. */
function adviseAfterAll(desk: Outgoing, draft: string, of: Of): void {
  const { open, out } = desk.everywhere.summary;
  if (open > 0 || out === 0) return;
  const { todo, say } = adviceToSay(desk, draft);
  if (todo !== null) desk.notices.tell(todo, say, of);
}

/** Says why something that was promised here waits, for as long as it does; the report says it of several sites. */
export function tellOfDelay(desk: Outgoing, dispatch: DispatchView): void {
  const { id, draft, headline, failure, failureDetail } = dispatch;
  if (failure === null || endsWithPassphrase({ code: failure, message: '' })) return;
  if (desk.everywhere.tells(id)) return;
  const mended = () =>
    !desk.publishing.dispatches.some((one) => one.id === id && isOpen(one) && one.failure === failure);
  const outbox = { label: t('command-outbox'), run: () => (desk.dialog = 'outbox') };
  const subject = { draft, headline: headline || t('untitled'), mended };
  desk.notices.failOf(subject, { code: failure, message: failureDetail ?? '' }, wordsOf, [outbox]);
}

/** Says that readers see something else, until that is no longer so or she has seen in what. */
function warnOfDifference(desk: Outgoing, dispatch: DispatchView, actions: NoticeAction[]): void {
  const { draft, headline, operation, siteName: site } = dispatch;
  const mended = () => {
    if (desk.receipts.dispatch?.id === dispatch.id) return true;
    return desk.publishing.dispatches.some(({ id, verified }) => id === dispatch.id && verified === true);
  };
  const words = () => {
    const settled = settledOf(dispatch.differences);
    const title =
      settled === null
        ? t('publish-differs', { site, operation })
        : t('publish-unshown', { site, operation, unshown: settled.words });
    return { title, todo: '' };
  };
  const failure = { code: 'page_differs', message: '' } as const;
  desk.notices.failOf({ draft, headline: headline || t('untitled'), mended }, failure, words, actions);
}
