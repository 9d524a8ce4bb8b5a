// What the window has to say: failures that stay until they are put away, good news that goes by itself.

import type { Failure, FailureCode } from '../core/contract';
import { asFailure } from '../core/client';
import { FAILURES, type Severity } from '../core/failures';

/** Something a notice offers to do. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

/** One notice, its words already in the journalist's language. */
export interface Notice {
  id: number;
  tone: Severity | 'done';
  title: string;
  todo: string | null;
  detail: string | null;
  actions: readonly NoticeAction[];
  /** The failure it speaks of; the same one is not shown twice. */
  code: FailureCode | null;
  /** What alone it speaks of, as a site: it goes when that is well again. */
  about: string | null;
}

/** How long good news stays, milliseconds. */
export const STAY = 8_000;

/** The notices on screen, oldest first. */
export class Notices {
  #shown = $state.raw<readonly Notice[]>([]);
  #spoken = $state('');
  #next = 1;
  readonly #later: (run: () => void, after: number) => void;

  /** `later` runs something after a while; tests give their own. */
  constructor(later: (run: () => void, after: number) => void = (run, after) => void setTimeout(run, after)) {
    this.#later = later;
  }

  /** The notices on screen. */
  get shown(): readonly Notice[] {
    return this.#shown;
  }

  /** What a screen reader hears politely. */
  get spoken(): string {
    return this.#spoken;
  }

  /** Says something only to screen readers. */
  say(text: string): void {
    this.#spoken = text;
  }

  /**
   * Shows a failure until it is put away; the same one replaces its earlier notice. One that is
   * `about` something alone goes by `withdraw` too, unless it was shown for another reason.
   */
  fail(
    thrown: unknown,
    words: (failure: Failure) => { title: string; todo: string },
    actions: NoticeAction[] = [],
    about: string | null = null,
  ): void {
    const failure = asFailure(thrown);
    const { title, todo } = words(failure);
    const earlier = this.#shown.find((notice) => notice.code === failure.code);
    const rest = this.#shown.filter((notice) => notice.code !== failure.code);
    const notice: Notice = {
      id: this.#next++,
      tone: FAILURES[failure.code].severity,
      title,
      todo,
      detail: failure.message,
      actions,
      code: failure.code,
      about: earlier === undefined || earlier.about === about ? about : null,
    };
    this.#shown = [...rest, notice].slice(-4);
  }

  /** Shows good news for a while. */
  tell(title: string, actions: NoticeAction[] = []): void {
    const id = this.#next++;
    this.#shown = [
      ...this.#shown,
      { id, tone: 'done' as const, title, todo: null, detail: null, actions, code: null, about: null },
    ].slice(-4);
    this.#later(() => this.dismiss(id), STAY);
  }

  /** Puts away what was shown about something: it is well again. */
  withdraw(about: string): void {
    this.#shown = this.#shown.filter((notice) => notice.about !== about);
  }

  /** Puts a notice away. */
  dismiss(id: number): void {
    this.#shown = this.#shown.filter((notice) => notice.id !== id);
  }
}
