// The drafts opened since the window was, last used first; forgets only what is safe.
import type { Failure } from '../../core/contract';
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

  /** The sessions that are held up, with the reason. */
  get heldUp(): { session: Session; failure: Failure }[] {
    const held: { session: Session; failure: Failure }[] = [];
    for (const session of this.#sessions.values()) {
      const { progress } = session;
      if (typeof progress === 'object') held.push({ session, failure: progress });
    }
    return held;
  }

  /** Resolves when all are safe or a reason is known why they are not. */
  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.settled()));
  }
}
