// Whether what was typed is safe: in the open draft, and in those she left. Saves nothing itself.
import type { Failure } from '../../core/contract';
import type { Desk } from './desk';
import type { Session } from './session';

/** What the status bar says of the open draft. `saved`: the journal holds everything she typed in it. */
export type SaveStatus = { is: 'saved' } | { is: 'saving' } | { is: 'notSaved'; failure: Failure };

/** A draft whose last words or fields are on the screen only, and why. */
export interface Unsaved {
  draft: string;
  headline: string;
  failure: Failure;
}

/** What is safe of all that was opened. */
export class Safety {
  #saving = $state.raw<SaveStatus>({ is: 'saved' });
  #elsewhere = $state.raw<Unsaved | null>(null);
  readonly #desk: Desk;

  /** Judges the sessions of a desk. */
  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Whether what she typed in the open draft (text and fields) is safe. */
  get saving(): SaveStatus {
    return this.#saving;
  }

  /** A draft she left before it was safe, and which is held up; `null` when there is none. */
  get elsewhere(): Unsaved | null {
    return this.#elsewhere;
  }

  /** Everything that is held up, and why. */
  get unsaved(): Unsaved[] {
    return this.#desk.heldUp.map(({ session, failure }) => unsavedOf(session, failure));
  }

  /** Looks again; `open` is the draft that is shown. */
  judge(open: Session | null): void {
    const progress = open?.progress ?? 'saved';
    const now: SaveStatus =
      typeof progress === 'object' ? { is: 'notSaved', failure: progress } : { is: progress };
    if (!sameStatus(now, this.#saving)) this.#saving = now;
    const held = this.#desk.heldUp.find(({ session }) => session !== open);
    const elsewhere = held ? unsavedOf(held.session, held.failure) : null;
    if (!sameUnsaved(elsewhere, this.#elsewhere)) this.#elsewhere = elsewhere;
  }
}

function unsavedOf({ id, fields }: Session, failure: Failure): Unsaved {
  return { draft: id, headline: fields.headline, failure };
}

function sameStatus(one: SaveStatus, other: SaveStatus): boolean {
  if (one.is !== 'notSaved' || other.is !== 'notSaved') return one.is === other.is;
  return one.failure.code === other.failure.code;
}

function sameUnsaved(one: Unsaved | null, other: Unsaved | null): boolean {
  if (!one || !other) return one === other;
  return (
    one.draft === other.draft && one.headline === other.headline && one.failure.code === other.failure.code
  );
}
