// Pictures on their way in: chosen, dropped, fetched; where they go and what is said of them. Keeps none itself.

import type { DroppedThere } from '../core/client';
import type { Failure, FailureCode } from '../core/contract';
import type { NotKept } from '../features/writing/coming-in';
import { t } from '../locales/index.svelte';
import { droppedBy, nameOf, type Given } from '../shared/pictures/given';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';
import type { NoticeAction } from './notices.svelte';
import { headlineOf } from './reports';

/** What of the desk pictures need. */
export type Showing = Pick<Desk, 'client' | 'library' | 'notices' | 'picker' | 'report' | 'writing'>;

/** Where a picture dropped on it becomes the lead. */
const LEAD = '[data-drop="lead"]';

/** Puts a picture that she chooses where the caret is. */
export async function insertPicture(desk: Showing): Promise<void> {
  const { client, writing } = desk;
  const path = await attempt(desk.report, () => client.call('choose_picture', t('choose-picture-text')));
  if (path !== null) writing.bring([{ from: 'file', path }]);
  writing.focus();
}

/** Takes in what was dropped on the window: into the text, or as the lead. */
export function takeDrop(desk: Showing, { names, x, y }: DroppedThere): void {
  const { writing } = desk;
  const { pictures, links } = droppedBy(names);
  if (document.elementFromPoint(x, y)?.closest(LEAD)) return takeLead(desk, pictures[0]);
  const gap = writing.gapAt(x, y);
  if (gap === null || isCovered()) {
    if (pictures.length > 0) desk.notices.note(t('picture-dropped-nowhere'));
    return;
  }
  if (pictures.length > 0) writing.bring(pictures, gap);
  if (links.length > 0) insertLinks(desk, links, x, y);
}

function takeLead(desk: Showing, given: Given | undefined): void {
  if (given) void desk.picker.lead(desk.writing, given);
}

/** A dialog lies over the text: nothing can be dropped on what is behind it. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

/** Nothing is asked of a site because a link to it was dropped; if she says that it is a picture, it is. */
function insertLinks(desk: Showing, links: readonly string[], x: number, y: number): void {
  desk.writing.insertAt(x, y, links.join(' '));
  const [address] = links;
  if (links.length > 1 || !address?.startsWith('https:')) return;
  const bring: NoticeAction = {
    label: t('picture-link-bring'),
    run: () => desk.writing.bring([{ from: 'address', address }]),
  };
  desk.notices.tell(t('picture-link-dropped'), [bring]);
}

/** Says which pictures could not be kept, and why: one notice for each reason. */
export function tellNotKept(desk: Showing, draft: string | null, pictures: readonly NotKept[]): void {
  const byCode = new Map<FailureCode, NotKept[]>();
  for (const one of pictures) byCode.set(one.failure.code, [...(byCode.get(one.failure.code) ?? []), one]);
  for (const alike of byCode.values()) tellOfOne(desk, draft, alike);
}

/** The notice is the picture's: a later one of the same kind does not take its place. */
function tellOfOne(desk: Showing, draft: string | null, alike: readonly NotKept[]): void {
  const [{ failure } = { failure: { code: 'internal', message: '' } as Failure }] = alike;
  const names = alike.map(({ name }) => name).join(', ');
  const message = alike.map(({ name, failure: { message } }) => `${name}\n${message}`).join('\n');
  const about = `picture ${draft ?? ''} ${names}`;
  const mended = () => draft !== null && headlineOf(desk, draft) === undefined;
  desk.notices.failOf({ draft: about, headline: names, mended }, { ...failure, message }, wordsOf);
}

/** Says that pictures are in the library, and in no text: their draft was closed for good meanwhile. */
export function tellLeft(desk: Pick<Desk, 'notices'>, names: readonly string[]): void {
  if (names.length > 0)
    desk.notices.note(t('picture-left', { count: names.length, names: names.join(', ') }));
}

/** Fetches a picture from an address that she gave, into the text. */
export function bringFrom(desk: Showing, address: string): void {
  const given: Given = { from: 'address', address: address.trim() };
  desk.notices.say(t('picture-fetching', { name: nameOf(given) }));
  desk.writing.bring([given]);
}
