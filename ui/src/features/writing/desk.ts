// The drafts opened since the window was, last used first; forgets only what is safe.
import type { Progress } from './text-sync';
import type { Session } from './session';

/** How many drafts keep their undo when they are left. */
export const KEPT = 20;

/** The sessions. */
export class Desk {
  readonly #sessions = new Map<string, Session>();

  /** The session of a draft, if it was opened. */
  get(draft: string): Session | undefined {
    return this.#sessions.get(draft);
  }

  /** Puts a session on top and lets go of the oldest that are safe. */
  put(session: Session): void {
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
    for (const old of this.#sessions.values()) {
      if (this.#sessions.size <= KEPT) return;
      if (old !== session && old.progress === 'saved') this.drop(old);
    }
  }

  /** Lets go of a session. */
  drop(session: Session): void {
    session.stop();
    this.#sessions.delete(session.id);
  }

  /** How far all of them are. */
  get progress(): Progress {
    let all: Progress = 'saved';
    for (const session of this.#sessions.values()) {
      const one = session.progress;
      if (typeof one === 'object') return one;
      if (one === 'saving') all = one;
    }
    return all;
  }

  /** Resolves when all are safe or a reason is known why they are not. */
  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.settled()));
  }
}
