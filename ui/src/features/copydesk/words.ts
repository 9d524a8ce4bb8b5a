// What is found in the copy, in words. Finds nothing itself.
import type { CopyAbout, CopyFinding, HouseFault } from '../../core/contract';
import { number, weekday } from '../../locales/format';
import { t } from '../../locales/index.svelte';

/** « 12,5 % », to a tenth. */
function percent(value: number): string {
  return `${number(Math.round(value * 10) / 10)}\u00a0%`;
}

/** What a finding is, in a few words: « Espace fine avant un signe haut ». */
export function nameOf(about: CopyAbout): string {
  switch (about.is) {
    case 'spelling':
      return t('copy-spelling');
    case 'signs':
      return t(`signs-${about.rule}`);
    case 'style':
      return about.advice;
    case 'saidTwice':
      return t('copy-said-twice', { word: about.word });
    case 'longSentence':
      return t('copy-long-sentence', { words: about.words });
    case 'shares':
      return t('copy-shares', { sum: percent(about.sum) });
    case 'share':
    case 'growth':
      return t('copy-percentage', { right: percent(about.right) });
    case 'total':
      return t('copy-total', { right: number(about.right) });
    case 'headingSkips':
      return t('copy-heading-skips', { from: about.from, to: about.to });
    case 'alike':
      return t('copy-alike', { other: about.other });
    case 'weekday':
      return t('copy-weekday', { day: weekday(about.right) });
    case 'mark':
      return t('copy-mark');
    case 'unclosed':
      return t('copy-unclosed');
    case 'unopened':
      return t('copy-unopened');
    case 'linkNowhere':
      return t('copy-link-nowhere');
    case 'linkUnseen':
      return t('copy-link-unseen');
    case 'noSuchDay':
      return t('copy-no-such-day');
    case 'noSuchTime':
      return t('copy-no-such-time');
  }
}

/** What is wrong in a file of the house: « style.fr.toml, ligne 12 : cette règle a déjà servi. » */
export function faultWords({ name, line, code }: HouseFault): string {
  const fault = t(`house-fault-${code}`);
  return line === 0
    ? t('house-fault-file', { file: name, fault })
    : t('house-fault', { file: name, line, fault });
}

/** Spaces, which can't be told apart by the eye. */
const SPACES: Record<string, string> = {
  '': 'space-none',
  ' ': 'space-plain',
  '\u00a0': 'space-no-break',
  '\u202f': 'space-narrow',
};

/** What stands there, or would instead: of a lone space its name, else the words. */
export function seen(text: string): string {
  const space = SPACES[text];
  return space === undefined ? text : t(space);
}

/** What would stand there instead. */
export function replacementWords({ about }: CopyFinding, replacement: string): string {
  return replacement === '' && about.is !== 'signs' ? t('copy-remove') : seen(replacement);
}

/** The languages of the house that a word could be in instead: those with dictionaries. */
export function otherLanguages(language: string): string[] {
  return ['fr', 'en'].filter((tag) => tag !== language.split('-')[0]?.toLowerCase());
}
