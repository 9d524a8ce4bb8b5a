// What the history does to the open draft, and what is said of it: restored, undone, passages taken over; and what
// is asked before old versions go.

import { tick } from 'svelte';
import { shortDateTime } from '../locales/format';
import { t } from '../locales/index.svelte';
import { copyText } from '../shared/clipboard';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import { askToThin } from './questions';
import { headlineOf } from './reports';

/** What of the desk the history needs. */
type Remembering = Pick<Desk, 'history' | 'writing' | 'notices' | 'report' | 'layout'>;

/** What of it a rule for old versions needs. */
type Ruling = Pick<Desk, 'client' | 'choices' | 'ask' | 'report'>;

/** And where it opens a draft for it. */
type Reading = Remembering & Pick<Desk, 'library' | 'openDraft'>;

/** Where the keyboard was when the history opened, for each desk. */
const before = new WeakMap<object, Element | null>();

/** Shows the open draft's history, and in it the revision that is wanted. */
export async function openHistory(desk: Remembering, wanted: string | null = null): Promise<void> {
  if (!desk.history.shown) before.set(desk, document.activeElement);
  desk.layout.closeDrawer();
  await desk.history.open(wanted);
}

/**
 * Says that a draft is not as it was written, until it is put away: it is told once. The other way in which its text reads is
 * a revision, if there is one.
 */
export function tellDoubt(desk: Reading, draft: string, other: string | null): void {
  const compare = { label: t('two-readings-compare'), run: () => void compareReadings(desk, draft, other) };
  const headline = headlineOf(desk, draft) || t('untitled');
  desk.notices.warn({ draft, headline }, t(other === null ? 'not-as-written' : 'two-readings'), [compare]);
}

async function compareReadings(desk: Reading, draft: string, other: string | null): Promise<void> {
  await desk.openDraft(draft);
  if (draft === desk.writing.draft) await openHistory(desk, other);
}

/** Goes back to the manuscript, with the keyboard where it was. */
export async function closeHistory(desk: Remembering): Promise<void> {
  const element = before.get(desk);
  before.delete(desk);
  desk.history.close();
  await tick();
  const isFurniture = element instanceof HTMLElement && element.matches('button, input, select, textarea');
  if (isFurniture && element.isConnected) element.focus({ preventScroll: true });
  else desk.writing.focus();
}

/** Brings back the revision that is looked at. */
export async function restoreChosen(desk: Remembering): Promise<void> {
  const { chosen } = desk.history;
  if (chosen === null) return;
  const restored = await desk.history.restore();
  if (restored === null) return;
  desk.history.close();
  await tick();
  desk.writing.focus();
  const words = chosen.name
    ? t('history-restored-named', { name: chosen.name })
    : t('history-restored', { when: shortDateTime(chosen.madeAt, Date.now()) });
  const { draft } = desk.writing;
  const undo = { label: t('undo'), run: () => void undoRestore(desk, draft, restored.before) };
  desk.notices.tell(words, [undo]);
}

async function undoRestore(desk: Remembering, draft: string | null, revision: string): Promise<void> {
  if (draft !== desk.writing.draft && draft !== null) await desk.writing.open(draft);
  if (await desk.writing.restore(revision)) desk.notices.tell(t('history-restore-undone'));
}

/** Puts a passage of an older version into the present one. */
export async function takePassage(desk: Remembering, passage: string): Promise<void> {
  desk.writing.insert(passage);
  const see = { label: t('history-taken-see'), run: () => void closeHistory(desk) };
  desk.notices.tell(t('history-taken'), [see]);
  await desk.history.presentChanged();
}

/** Takes another rule for old versions; asks first when some would go at once. */
export async function chooseRule(desk: Ruling, days: number | null): Promise<void> {
  const choose = () => void desk.choices.choose({ historyDays: days });
  if (days === null) return choose();
  const count = await attempt(desk.report, () => desk.client.call('revisions_beyond', days));
  if (count === 0) choose();
  else if (count !== null) desk.ask(askToThin(count, days, choose));
}

/** Copies a passage of an older version. */
export async function copyPassage(desk: Remembering, passage: string): Promise<void> {
  if (await copyText(passage)) desk.notices.tell(t('history-copied'));
  else desk.report({ code: 'internal', message: 'the clipboard took nothing' });
}
