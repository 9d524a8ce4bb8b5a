// A history's words: reasons, makers, fields, and what a version is called. Decides nothing.

import type { ComparedField, Maker, RevisionReason, RevisionView } from '../../core/contract';
import { shortDateTime } from '../../locales/format';
import { t } from '../../locales/index.svelte';

const REASONS: Record<RevisionReason, string> = {
  pause: 'history-pause',
  steady: 'history-steady',
  named: 'history-named',
  publish: 'history-publish',
  update: 'history-update',
  beforeRestore: 'history-before-restore',
  restore: 'history-restore',
  merge: 'history-merge',
  import: 'history-import',
  recovery: 'history-recovery',
};

/** Why a revision was made. Her own text was kept before a merge; what came of one is the file's. */
export function reasonOf({ reason, maker }: Pick<RevisionView, 'reason' | 'maker'>): string {
  return t(reason === 'merge' && maker.by === 'writer' ? 'history-before-merge' : REASONS[reason]);
}

/** The message that names a field. */
export const FIELDS: Record<ComparedField, string> = {
  headline: 'writing-headline',
  standfirst: 'writing-standfirst',
  section: 'field-section',
  tags: 'field-tags',
  byline: 'field-byline',
  language: 'field-language',
  slug: 'field-slug',
  publishAt: 'field-date',
  timeZone: 'field-zone',
  picture: 'history-field-picture',
  pictureAlt: 'history-field-picture-alt',
  pictureCaption: 'history-field-picture-caption',
  pictureCredit: 'history-field-picture-credit',
  embargo: 'field-embargo',
  corrections: 'field-corrections',
};

/** Whose words a revision holds. */
export function makerOf(maker: Maker): string {
  if (maker.by === 'file') return t('history-by-file', { path: fileName(maker.path) });
  if (maker.by === 'site') return t('history-by-site', { name: maker.name });
  return t('history-by-writer');
}

/** What a version is called in a sentence: its name, else its moment; `null` is the present. */
export function nameOf(revision: RevisionView | null): string {
  if (revision === null) return t('history-present');
  return revision.name
    ? t('quoted', { headline: revision.name })
    : shortDateTime(revision.madeAt, Date.now());
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
