// From what was found before an article goes out to its place: the text, a field, a picture, another draft. Finds nothing.

import { tick } from 'svelte';
import type { Check, CheckAbout, FieldName, Finding } from '../core/contract';
import { safeFix, type Names } from '../features/checks/words';
import type { CopyFound } from '../features/copydesk/state.svelte';
import { nameOf } from '../features/copydesk/words';
import { writeCorrection } from './correct';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';
import { focusHeadline, focusStandfirst } from './panes';
import { seePicture } from './picture-findings';

/** What other features call what was found. */
export const NAMES: Names = {
  copy: nameOf,
  whyNot: (code) => wordsOf({ code, message: '' }).title,
};

/** The fields of the inspector. */
const FIELDS: Partial<Record<FieldName, string>> = {
  section: 'field-section',
  byline: 'field-byline',
  picture: 'picture-alt',
};

/** The way to what a check is about; `null` where there is no place to go to. */
export function placeOf(desk: Desk, { about }: Check): (() => void) | null {
  switch (about.is) {
    case 'copy':
      return () => void lookAt(desk, about);
    case 'link':
      return () => goToLink(desk, about);
    case 'linksWaiting':
      return null;
    case 'copies':
      return () => desk.layout.showRight('copy');
    case 'markIn':
    case 'missing':
    case 'tooLong':
      return wayToField(desk, about.field);
    case 'slugTaken':
      return () => void desk.inspect('field-slug');
    case 'embargo':
      return () => void desk.inspect('field-embargo');
    case 'article':
      return wayToFinding(desk, about.finding);
  }
}

/** Writes the one thing that is right there instead. */
export function mend(desk: Desk, check: Check): void {
  const fix = safeFix(check);
  const { about } = check;
  if (fix === null) return;
  if (about.is === 'copy') desk.copy.replace(asFound(about), fix);
  if (about.is === 'link') for (const place of addressesOf(desk, about)) desk.copy.replace(place, fix);
}

/** What is to be looked through: the open draft, and where it goes. */
export function destinedOf({ writing, chosen }: Pick<Desk, 'chosen' | 'writing'>) {
  if (writing.draft === null) return null;
  return { draft: writing.draft, sites: chosen.map(({ site }) => site.id) };
}

async function lookAt(desk: Desk, about: CheckAbout & { is: 'copy' }): Promise<void> {
  // Where the window is narrow the list lies over the text.
  desk.layout.closeDrawer();
  await tick();
  desk.copy.point(asFound(about));
}

function goToLink({ layout, writing }: Desk, { places }: CheckAbout & { is: 'link' }): void {
  const [first] = places;
  layout.closeDrawer();
  if (first) writing.goTo(first[0]);
}

/** Where its address stands in the text, the last first; not where a reference names it. */
function addressesOf({ writing }: Desk, { address, places }: CheckAbout & { is: 'link' }): CopyFound[] {
  const all = places.map(([from, to]) => [from, writing.slice(from, to).indexOf(address)] as const);
  const found = all.filter(([, at]) => at >= 0).map(([from, at]) => from + at);
  const kind = 'copy' as const;
  return found.toReversed().map((from) => ({
    ...{ from, to: from + address.length, text: address, kind },
    ...{ about: { is: 'linkNowhere' }, replacements: [], rule: '' },
  }));
}

function asFound({ finding }: CheckAbout & { is: 'copy' }): CopyFound {
  return { ...finding, kind: 'copy' };
}

function wayToField(desk: Desk, field: FieldName): (() => void) | null {
  if (field === 'headline') return focusHeadline;
  if (field === 'standfirst') return focusStandfirst;
  const id = FIELDS[field];
  return id === undefined ? null : () => void desk.inspect(id);
}

function wayToFinding(desk: Desk, finding: Finding): (() => void) | null {
  switch (finding.finding) {
    case 'picture':
      return () => seePicture(desk, finding);
    case 'pictureNotSent':
      return () => seePicture(desk, { address: finding.address, lead: false });
    case 'codeNotPublished':
      return () => goToLine(desk, finding.line);
    case 'dateToCome':
    case 'dateStays':
      return () => void desk.inspect('field-date-kind');
    case 'changedUnsaid':
      return () => writeCorrection(desk);
    case 'lostByUpdate':
    case 'partsUnseen':
      return null;
  }
}

function goToLine({ layout, writing }: Desk, line: number): void {
  layout.closeDrawer();
  const before = writing
    .text()
    .split('\n')
    .slice(0, line - 1);
  writing.goTo(before.reduce((sum, words) => sum + words.length + 1, 0));
}
