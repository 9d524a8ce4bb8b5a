// What was typed as an article's date and is not, or not yet, what its draft says; outlives the fields that show it.

import type { Misread } from './written';

/** What stands in the day's or the hour's field and is not written out yet, or not understood. */
export interface Typed {
  draft: string | null;
  text: string;
  /** A day or an hour; `null` for neither. */
  meaning: string | null;
  /** Why it is neither. */
  misread: Misread | null;
  /** The one that stood there, which is kept while the text means nothing. */
  before: string;
  /** The keyboard left it, or it stood in the way, and it means nothing. */
  wrong: boolean;
}

/** Both fields of a date, as they are typed in; `name` begins their ids. */
export class TypedDate {
  readonly #name: string;
  day = $state.raw<Typed | null>(null);
  hour = $state.raw<Typed | null>(null);

  constructor(name = 'field') {
    this.#name = name;
  }

  /** What stands in a field and means nothing for a draft; `null` where the fields show what the draft keeps. */
  unread(draft: string | null): { field: string; text: string } | null {
    const meansNothing = (typed: Typed | null) => typed?.draft === draft && typed.meaning === null;
    if (this.day && meansNothing(this.day)) return { field: `${this.#name}-day`, text: this.day.text };
    if (this.hour && meansNothing(this.hour)) return { field: `${this.#name}-hour`, text: this.hour.text };
    return null;
  }

  /** What means nothing is shown to be wrong, although the keyboard has not left it. */
  judge(): void {
    this.day = judged(this.day);
    this.hour = judged(this.hour);
  }

  /** The draft's date is shown, whatever was typed. */
  clear(): void {
    this.day = this.hour = null;
  }
}

/** What was understood, as it stands; what was not, as wrong. */
export function judged(typed: Typed | null): Typed | null {
  return typed === null || typed.meaning !== null ? typed : { ...typed, wrong: true };
}
