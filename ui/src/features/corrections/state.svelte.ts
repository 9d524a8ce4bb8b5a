// A correction as it is written: what it is, what readers are told, its date, and what changed since they read the article. Draws nothing.

import type { Client } from '../../core/client';
import type { Comparison, Correction, CorrectionKind } from '../../core/contract';
import { TypedDate } from '../../shared/dates/typed-date.svelte';
import { momentOf, wallTimeOf, type WallTime } from '../../shared/dates/zone';

/** The longest text, in characters, as the core has it. */
export const LONGEST = 2000;
/** The most corrections of an article, as the core has it. */
export const MOST = 50;

/** What keeps a correction from being taken. */
export type CorrectionFault = 'empty' | 'long' | 'undated';

/** Which article is corrected. */
export interface Corrected {
  draft: string;
  /** The zone of its site, in which dates are meant. */
  zone: string;
  /** The revision that readers have; `null` where none has been read. */
  read: string | null;
}

/** The correction that is being written; nothing while `of` is `null`. */
export class Correcting {
  #of = $state.raw<Corrected | null>(null);
  #before = $state.raw<Correction | null>(null);
  #changed = $state.raw<Comparison | null>(null);
  kind = $state<CorrectionKind>('correction');
  text = $state('');
  /** Whether it bears another date than the moment it is taken. */
  dated = $state(false);
  wall = $state.raw<WallTime>({ date: '', time: '' });
  /** What stands in the date's fields. */
  readonly typed = new TypedDate();
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  /** Asks `client` what changed; `report` hears why it can't be told. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Begins a new correction, or writes one anew. */
  write(of: Corrected, before: Correction | null, now: number): void {
    this.#of = of;
    this.#before = before;
    this.#changed = null;
    this.kind = before?.kind ?? 'correction';
    this.text = before?.text ?? '';
    this.dated = before !== null;
    this.wall = wallTimeOf(before?.at ?? now, of.zone);
    this.typed.clear();
    if (of.read !== null) void this.#compare(of, of.read);
  }

  /** Writes no more. */
  putAway(): void {
    this.#of = null;
  }

  /** Of which article. */
  get of(): Corrected | null {
    return this.#of;
  }

  /** The correction that is written anew; `null` for a new one. */
  get before(): Correction | null {
    return this.#before;
  }

  /** What changed since readers read the article; `null` while that is not known. */
  get changed(): Comparison | null {
    return this.#changed;
  }

  /** The moment of its date; `null` for one that is none. */
  get at(): number | null {
    return this.#of === null ? null : momentOf(this.wall, this.#of.zone);
  }

  /** What keeps it from being taken; `null` when nothing does. */
  get fault(): CorrectionFault | null {
    if (this.text.trim() === '') return 'empty';
    if ([...this.text].length > LONGEST) return 'long';
    const unread = this.#of !== null && this.typed.unread(this.#of.draft) !== null;
    return this.dated && (unread || this.at === null) ? 'undated' : null;
  }

  /** The corrections of an article with this one; `null` while something keeps it from being taken. */
  among(all: readonly Correction[], now: number): Correction[] | null {
    if (this.fault !== null) return null;
    const before = this.#before;
    // A date that was not touched keeps its seconds: by them it is known on the page.
    const untouched = before !== null && this.at === Math.floor(before.at / 60_000) * 60_000;
    const dated = untouched ? before.at : this.at;
    const one = { kind: this.kind, text: this.text.trim(), at: (this.dated ? dated : null) ?? now };
    const others = all.filter((other) => before === null || !isSame(other, before));
    return [...others, one].sort((first, second) => first.at - second.at);
  }

  async #compare(of: Corrected, read: string): Promise<void> {
    try {
      const changed = await this.#client.call('compare_revisions', { draft: of.draft, old: read, new: null });
      if (this.#of === of) this.#changed = changed;
    } catch (failure) {
      if (this.#of === of) this.#report(failure);
    }
  }
}

/** The corrections without one of them. */
export function without(all: readonly Correction[], one: Correction): Correction[] {
  return all.filter((other) => !isSame(other, one));
}

function isSame(one: Correction, other: Correction): boolean {
  return one.at === other.at && one.kind === other.kind && one.text === other.text;
}
