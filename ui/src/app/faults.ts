// When what a failure said of a draft is no longer so; shows nothing and mends nothing.

import type { Failure, FailureCode } from '../core/contract';

/** What of a draft a failure can be about. */
export interface DraftFacts {
  headline: string;
  /** The address that publication would use. */
  slug: string | null;
  words: number;
  characters: number;
  /** The lead picture's source. */
  picture: string | null;
  /** All fields, to see whether any of them was changed. */
  fields: string;
  binned: boolean;
  /** Until when its embargo holds, or held. */
  embargo: number | null;
  /** Whether it does. */
  held: boolean;
}

type Test = (then: DraftFacts, now: DraftFacts, limit: number) => boolean;

const headlineChanged: Test = (then, now) => now.headline !== then.headline;
const fieldsChanged: Test = (then, now) => now.fields !== then.fields;
const shorter: Test = (then, now) => now.characters < then.characters || now.picture !== then.picture;
const pictureChanged: Test = (then, now) => now.picture !== then.picture;

/** What the writer can mend by herself in the draft; everything else ends with a send that succeeds. */
const MENDED: Partial<Record<FailureCode, Test>> = {
  headline_missing: (_, now) => now.headline.trim() !== '',
  headline_too_long: (then, now, limit) =>
    limit > 0 ? [...now.headline].length <= limit : headlineChanged(then, now, limit),
  text_missing: (_, now) => now.words > 0,
  text_too_large: shorter,
  article_too_large: shorter,
  slug_taken: (then, now) => now.slug !== then.slug,
  field_invalid: fieldsChanged,
  field_too_long: fieldsChanged,
  too_many_tags: fieldsChanged,
  site_finds_fault: fieldsChanged,
  picture_unknown: pictureChanged,
  picture_too_large: pictureChanged,
  picture_broken: pictureChanged,
  picture_too_many_pixels: pictureChanged,
  picture_gave_up: pictureChanged,
  picture_missing: pictureChanged,
  embargo_holds: (then, now) => now.embargo !== then.embargo || (then.held && !now.held),
  draft_binned: (_, now) => !now.binned,
};

/** Whether the writer mends it in the draft. */
export function isInDraft(code: FailureCode): boolean {
  return code in MENDED;
}

/** Whether `failure`, said when the draft was as `then`, is mended `now`. */
export function mended(failure: Failure, then: DraftFacts, now: DraftFacts): boolean {
  return MENDED[failure.code]?.(then, now, failure.limit ?? 0) ?? false;
}

/** What keeps the library from taking anything. */
const OF_LIBRARY: ReadonlySet<FailureCode> = new Set([
  'library_read_only',
  'disk_full',
  'disk_fault',
  'library_busy',
]);

/** Whether a failure of what only the library was asked for is mended as soon as it takes something. */
export function endsWithSaving({ code }: Failure): boolean {
  return OF_LIBRARY.has(code);
}
