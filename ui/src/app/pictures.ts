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

/** Says which pictures could not be kept together, each by its name, and why: one notice, which folds none away. */
export function tellNotKept(desk: Showing, draft: string | null, pictures: readonly NotKept[]): void {
  const [first] = pictures;
  if (first === undefined) return;
  const names = pictures.map(({ name }) => name).join(', ');
  const message = pictures.map(({ name, failure }) => `${name}\n${failure.message}`).join('\n');
  const headline = draft === null ? undefined : headlineOf(desk, draft);
  const of = {
    // The notice is these pictures': a later one of the same kind does not take its place.
    draft: `picture ${draft ?? ''} ${names}`,
    headline: pictures.length === 1 ? first.name : headline || t('untitled'),
    mended: () => draft !== null && headlineOf(desk, draft) === undefined,
  };
  const words = pictures.length === 1 ? wordsOf : () => wordsOfAll(pictures);
  desk.notices.failOf(of, { ...first.failure, message }, words);
}

/** A line for each reason, with all that were refused for it. */
function wordsOfAll(pictures: readonly NotKept[]): { title: string; todo: string } {
  const byCode = new Map<FailureCode, { failure: Failure; names: string[] }>();
  for (const { name, failure } of pictures) {
    const alike = byCode.get(failure.code) ?? { failure, names: [] };
    byCode.set(failure.code, alike);
    alike.names.push(name);
  }
  const lines = [...byCode.values()].map(({ failure, names }) => {
    const { title: why, todo: what } = wordsOf(failure);
    return t('pictures-not-kept-why', { names: names.join(', '), why, what });
  });
  return { title: t('pictures-not-kept', { count: pictures.length }), todo: lines.join('\n') };
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
