// What was found before an article goes out, in words, one sentence each. Finds and weighs nothing.

import type {
  Check,
  CheckAbout,
  CheckWeight,
  CopyAbout,
  FailureCode,
  FieldName,
  LinkAnswer,
} from '../../core/contract';
import { dateTime, list } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { wordsOfFinding } from './findings';

/** The words of other features. */
export interface Names {
  /** What was found in the copy. */
  copy: (about: CopyAbout) => string;
  /** Why a picture can't be sent. */
  whyNot: (failure: FailureCode) => string;
}

/** What the weights are called, the heaviest first. */
export const WEIGHTS: readonly [CheckWeight, string][] = [
  ['required', 'checks-required'],
  ['warning', 'checks-warning'],
  ['advice', 'checks-advice'],
];

/** The fields that checks speak of. */
const FIELDS: Partial<Record<FieldName, string>> = {
  headline: 'check-field-headline',
  standfirst: 'check-field-standfirst',
  section: 'check-field-section',
  byline: 'check-field-byline',
  picture: 'check-field-picture',
};

/** A check in one sentence. */
export function wordsOfCheck({ kind, about }: Check, names: Names): string {
  switch (about.is) {
    case 'article':
      return wordsOfFinding(about.finding, names.whyNot);
    case 'copy':
      return names.copy(about.finding.about);
    case 'copies':
      return t(`check-copies-${kind}`, { count: about.count });
    case 'link':
      return wordsOfAnswer(about.answer, about.address);
    case 'linksWaiting':
      return t('check-links-waiting', { count: about.count });
    case 'markIn':
      return t('check-mark-in', { field: fieldName(about.field), mark: about.mark });
    case 'missing':
      return t('check-missing', { field: about.field });
    case 'tooLong': {
      const { field, length, most, site } = about;
      return t('check-too-long', { field: fieldName(field), length, most, site });
    }
    case 'slugTaken': {
      const { slug, site, headline } = about;
      return t('check-slug-taken', { slug, site, headline: headline || t('untitled') });
    }
    case 'embargo':
      return t('check-embargo', { date: dateTime(about.until, about.timeZone) });
  }
}

/** The passage that a check is about; none where it is about no words. */
export function passageOf({ about }: Check): string | null {
  return about.is === 'copy' && about.finding.text.trim() !== '' ? about.finding.text : null;
}

/** What is known of where a link leads. */
function wordsOfAnswer(answer: LinkAnswer, address: string): string {
  if (answer.is === 'moved') return t('check-link-moved', { address, to: answer.to });
  if (answer.is === 'refused' || answer.is === 'failing')
    return t(`check-link-${answer.is}`, { address, status: answer.status });
  if (answer.is !== 'changed') return t(`check-link-${LINKS[answer.is]}`, { address });
  const date = dateTime(answer.since);
  if (answer.missing.length === 0) return t('check-link-changed', { address, date });
  const quotes = list(answer.missing.map((quote) => t('quoted', { headline: quote })));
  return t('check-link-quote-gone', { address, date, quotes });
}

/** The answers that say all by themselves. */
const LINKS: Record<Exclude<LinkAnswer['is'], 'changed' | 'failing' | 'moved' | 'refused'>, string> = {
  answers: 'answers',
  missing: 'missing',
  gone: 'gone',
  busy: 'busy',
  silent: 'silent',
  noSuchHost: 'no-such-host',
  insecure: 'insecure',
  private: 'private',
};

/** The one thing that can safely be written instead; `null` where only the writer knows. */
export function safeFix({ about }: Check): string | null {
  if (about.is === 'link') return newAddress(about);
  if (about.is !== 'copy') return null;
  const [only, ...others] = about.finding.replacements;
  return only === undefined || others.length > 0 ? null : only;
}

/** Where a link leads now, with what it points at there; none where it is sent to a home page, which is another page. */
function newAddress({ address, answer }: CheckAbout & { is: 'link' }): string | null {
  if (answer.is !== 'moved') return null;
  const [there, fragment] = address.split('#');
  const isHome = (url: string) => URL.canParse(url) && new URL(url).pathname === '/';
  if (isHome(answer.to) && !isHome(there ?? '')) return null;
  return fragment === undefined ? answer.to : `${answer.to}#${fragment}`;
}

/** What a check is called by which something went out all the same. */
export function kindName(kind: string): string {
  return t(`check-${kind}`);
}

function fieldName(field: FieldName): string {
  return t(FIELDS[field] ?? 'inspector');
}
