// What the journalist is told, or asked, before an article goes out, from what the core found; stops nothing itself.

import type { FailureCode, Finding, PictureFlaw } from '../../core/contract';
import { dateTime, list } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { LOST_NAMES } from '../../shared/lost';
import { PART_NAMES } from '../../shared/parts';

/** What was found, in words: what to ask about, and what to tell without waiting for an answer. */
export interface Found {
  ask: string | null;
  tell: string | null;
  /** Whether readers would find other words than they read, and nothing that says so. */
  unsaid: boolean;
  /** What to ask about the pictures, a sentence for each flaw, with those that have it. */
  pictures: PicturesFound[];
}

/** Pictures of the open draft that have the same flaw. */
export interface PicturesFound {
  words: string;
  pictures: PicturePlace[];
}

/** Where a picture stands. */
export interface PicturePlace {
  /** As the text names it. */
  address: string;
  /** At the head; else in the text. */
  lead: boolean;
}

/** What was found, in the interface's language; `whyNot` says why a picture can't be sent. */
export function wordsOfFindings(
  findings: readonly Finding[],
  whyNot: (failure: FailureCode) => string = String,
): Found {
  const first = findings.map(askedWords).filter((words) => words !== null);
  const { left, linked } = picturesNotSent(findings);
  const code = codeNotPublished(findings);
  const pictures = left.length > 0 ? [listed('finding-pictures-left', left)] : [];
  const asked = [...first, ...(code === null ? [] : [code]), ...pictures];
  const told = linked.length > 0 ? listed('finding-pictures-linked', linked) : null;
  const unsaid = findings.some(({ finding }) => finding === 'changedUnsaid');
  const flawed = picturesFound(findings, whyNot);
  if (asked.length === 0) return { ask: null, tell: told, unsaid, pictures: flawed };
  const ask = [...asked, ...(told === null ? [] : [told])].join(' ');
  return { ask, tell: null, unsaid, pictures: flawed };
}

/** One thing that was found, in one sentence. */
export function wordsOfFinding(finding: Finding, whyNot: (failure: FailureCode) => string): string {
  switch (finding.finding) {
    case 'changedUnsaid':
      return t('finding-changed-unsaid');
    case 'codeNotPublished':
      return codeNotPublished([finding]) ?? '';
    case 'pictureNotSent':
      return listed(finding.linked ? 'finding-pictures-linked' : 'finding-pictures-left', [finding.address]);
    case 'picture':
      return wordsOfFlaw(finding.flaw, 1, whyNot);
    case 'dateToCome':
    case 'dateStays':
    case 'lostByUpdate':
    case 'partsUnseen':
      return askedWords(finding) ?? '';
  }
}

/** The flaws of pictures: one sentence for all that have the same. */
function picturesFound(
  findings: readonly Finding[],
  whyNot: (failure: FailureCode) => string,
): PicturesFound[] {
  const groups = new Map<string, { flaw: PictureFlaw; pictures: PicturePlace[] }>();
  for (const finding of findings) {
    if (finding.finding !== 'picture') continue;
    const { address, lead, flaw } = finding;
    // Pictures of several sizes are too small alike; another credit is another sentence.
    const key = flaw.is === 'tooSmall' ? flaw.is : JSON.stringify(flaw);
    const group = groups.get(key) ?? { flaw, pictures: [] };
    groups.set(key, group);
    group.pictures.push({ address, lead });
  }
  return [...groups.values()].map(({ flaw, pictures }) => ({
    words: wordsOfFlaw(flaw, pictures.length, whyNot),
    pictures,
  }));
}

function wordsOfFlaw(flaw: PictureFlaw, count: number, whyNot: (failure: FailureCode) => string): string {
  switch (flaw.is) {
    case 'noAlt':
      return t('finding-no-alt', { count });
    case 'noCredit':
      return t('finding-no-credit', { count });
    case 'tooSmall':
      return t('finding-too-small', { count, width: flaw.width, wanted: flaw.wanted });
    case 'blurred':
      return t('finding-blurred', { count });
    case 'creditedElse': {
      const { here, there, draft } = flaw;
      if (draft === null) return t('finding-credited-library', { here, there });
      return t('finding-credited-else', { here, there, headline: draft || t('untitled') });
    }
    case 'notDeveloped':
      return t('finding-not-developed', { count, why: whyNot(flaw.failure) });
  }
}

/** The pictures that readers do not get, as the text names them: those left behind, and those they get a link to. */
export function picturesNotSent(findings: readonly Finding[]): Record<'left' | 'linked', string[]> {
  const found = findings.filter((finding) => finding.finding === 'pictureNotSent');
  const addresses = (linked: boolean) =>
    found.filter((picture) => picture.linked === linked).map(({ address }) => address);
  return { left: addresses(false), linked: addresses(true) };
}

function askedWords(finding: Finding): string | null {
  switch (finding.finding) {
    case 'dateToCome':
      return t('finding-date-to-come', { date: dateTime(finding.at, finding.timeZone) });
    case 'dateStays':
      return t('finding-date-stays', {
        asked: dateTime(finding.asked, finding.timeZone),
        shown: dateTime(finding.shown, finding.timeZone),
      });
    case 'lostByUpdate':
      return t('finding-lost', {
        lost: list(finding.lost.map(({ kind, count }) => t(LOST_NAMES[kind], { count }))),
      });
    case 'partsUnseen':
      return t('finding-parts-unseen', { parts: list(finding.parts.map((part) => t(PART_NAMES[part]))) });
    case 'changedUnsaid':
    case 'codeNotPublished':
    case 'pictureNotSent':
    case 'picture':
      return null;
  }
}

/** The code that readers do not get, with its lines. */
function codeNotPublished(findings: readonly Finding[]): string | null {
  const found = findings.filter((finding) => finding.finding === 'codeNotPublished');
  if (found.length === 0) return null;
  const places = found.map(({ element, line }) => t('finding-code-place', { element, line }));
  return t('finding-code', { count: found.length, code: list(places) });
}

function listed(message: string, addresses: readonly string[]): string {
  return t(message, { count: addresses.length, addresses: addresses.join(', ') });
}
