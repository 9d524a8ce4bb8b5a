// Readers are told what was wrong: a correction is written, kept in the draft and sent; none that they read goes unasked.

import type { Correction } from '../core/contract';
import { MOST, without } from '../features/corrections/state.svelte';
import type { Place } from '../features/publishing/places';
import { t } from '../locales/index.svelte';
import type { Desk } from './desk.svelte';

/** What of the desk a correction needs. */
export type Correctable = Pick<
  Desk,
  | 'action'
  | 'ask'
  | 'correcting'
  | 'destination'
  | 'notices'
  | 'places'
  | 'publication'
  | 'publish'
  | 'start'
  | 'writing'
>;

/** Whether a correction of the open draft can be written: readers have its article. */
export function canCorrect({ publication, writing }: Pick<Desk, 'publication' | 'writing'>): boolean {
  return publication?.live === true && (writing.fields?.corrections.length ?? MOST) < MOST;
}

/** Where readers have the open draft's article: a correction is owed to all of them, whether it still goes there or not. */
export function owedTo({ places }: Pick<Desk, 'places'>): readonly Place[] {
  return places.filter(({ publication }) => publication?.live);
}

/** The zone in which a draft's corrections are dated: its site's. */
export function zoneOf({ destination, start }: Pick<Desk, 'destination' | 'start'>): string {
  return destination?.timeZone ?? start.timeZone;
}

/** Opens a new correction, or one that is written anew. */
export function writeCorrection(desk: Correctable, before: Correction | null = null): void {
  const { publication, writing } = desk;
  const { draft } = writing;
  if (draft === null || (before === null && !canCorrect(desk))) return;
  const read = publication?.live === true ? publication.revision : null;
  desk.correcting.write({ draft, zone: zoneOf(desk), read }, before, Date.now());
}

/** Takes the correction into its draft, and sends it at once where that is asked. */
export async function takeCorrection(desk: Correctable, publishes: boolean): Promise<void> {
  const { correcting, writing } = desk;
  const { fields } = writing;
  if (correcting.of?.draft !== writing.draft || fields === null) return correcting.putAway();
  const corrections = correcting.among(fields.corrections, Date.now());
  if (corrections === null) return;
  writing.setField({ corrections });
  correcting.putAway();
  if (publishes) return desk.publish(null, owedTo(desk));
  desk.notices.tell(t('correction-kept'));
}

/** Takes a correction away; one that readers may have read only after a question. */
export function removeCorrection(desk: Correctable, correction: Correction): void {
  const { writing } = desk;
  const { draft } = writing;
  const remove = () => {
    if (writing.draft !== draft || writing.fields === null) return;
    writing.setField({ corrections: without(writing.fields.corrections, correction) });
  };
  if (!writing.publications.some(({ live }) => live)) return remove();
  desk.ask({
    title: t('correction-remove-title'),
    text: t('correction-remove-text'),
    confirm: t('correction-remove-short'),
    run: remove,
  });
}
