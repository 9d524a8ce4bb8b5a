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
  /** What alone it speaks of, as a site or a draft: it goes when that is well again. */
  about: string | null;
  /** The draft it speaks of, by its headline. */
  subject: string | null;
  /** Whether what it says is no longer so. */
  mended: (() => boolean) | null;
}

/** The draft that a failure is about. */
export interface Subject {
  draft: string;
  /** Its headline, as shown. */
  headline: string;
  /** Whether the fault is gone; asked again whenever the desk changes. */
  mended: () => boolean;
}

/** What good news is about, by name, and what could be done then. */
export type Of = Partial<Pick<Notice, 'about' | 'subject' | 'todo'>>;

/** How long good news stays, milliseconds. */
export const STAY = 8_000;
/** The same where it offers something to do, or to unfold. */
export const STAY_WITH_MORE = 14_000;
/** How long it stays after the pointer or the keyboard left it, milliseconds. */
const AFTER_LEAVING = 3_000;

/** A notice that is no failure and speaks of nothing. */
const PLAIN = { todo: null, detail: null, code: null, about: null, subject: null, mended: null };

/** The notices on screen, oldest first. */
export class Notices {
  #shown = $state.raw<readonly Notice[]>([]);
  #spoken = $state('');
  #next = 1;
  /** Notices under the pointer or the keyboard, which do not go by themselves. */
  #held = new Set<number>();
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
    const isEarlier = (notice: Notice) => notice.code === failure.code && notice.subject === null;
    const earlier = this.#shown.find(isEarlier);
    const rest = this.#shown.filter((notice) => !isEarlier(notice));
    const notice: Notice = {
      id: this.#next++,
      tone: FAILURES[failure.code].severity,
      title,
      todo,
      detail: failure.message,
      actions,
      code: failure.code,
      about: earlier === undefined || earlier.about === about ? about : null,
      subject: null,
      mended: null,
    };
    this.#shown = [...rest, notice].slice(-4);
  }

  /** Shows a failure of one draft, by name, until it is put away or mended. */
  failOf(
    subject: Subject,
    failure: Failure,
    words: (failure: Failure) => { title: string; todo: string },
    actions: NoticeAction[] = [],
  ): void {
    const rest = this.#shown.filter(
      ({ code, about, subject: named }) => code !== failure.code || about !== subject.draft || named === null,
    );
    const notice: Notice = {
      id: this.#next++,
      tone: FAILURES[failure.code].severity,
      ...words(failure),
      detail: failure.message,
      actions,
      code: failure.code,
      about: subject.draft,
      subject: subject.headline,
      mended: subject.mended,
    };
    this.#shown = [...rest, notice].slice(-4);
  }

  /** Shows until it is put away or mended what was told of a draft once and must not be missed. */
  warn(
    { draft, headline, mended }: Omit<Subject, 'mended'> & Partial<Subject>,
    title: string,
    actions: NoticeAction[],
  ): void {
    const notice: Notice = {
      ...PLAIN,
      id: this.#next++,
      tone: 'grave',
      title,
      actions,
      about: draft,
      subject: headline,
      mended: mended ?? null,
    };
    this.#shown = [...this.#shown, notice].slice(-4);
  }

  /** Puts away what is mended. */
  review(): void {
    const left = this.#shown.filter((notice) => notice.mended?.() !== true);
    if (left.length < this.#shown.length) this.#shown = left;
  }

  /** Shows good news for a while, of a draft by name; what is `about` the same takes its place. */
  tell(title: string, actions: readonly NoticeAction[] = [], of: Of = {}): void {
    if (of.about) this.withdraw(of.about);
    this.#pass({ ...PLAIN, tone: 'done', title, actions, ...of });
  }

  /** Shows for a while what stops nothing and is no good news either. */
  note(title: string, detail: string | null = null): void {
    this.#pass({ ...PLAIN, tone: 'note', title, actions: [], detail });
  }

  #pass(notice: Omit<Notice, 'id'>): void {
    const id = this.#next++;
    this.#shown = [...this.#shown, { ...notice, id }].slice(-4);
    const toHandle = notice.actions.length > 0 || notice.detail !== null;
    this.#later(() => this.#expire(id), toHandle ? STAY_WITH_MORE : STAY);
  }

  /** The pointer or the keyboard is on a notice: it stays. */
  hold(id: number): void {
    this.#held.add(id);
  }

  /** They left it. */
  release(id: number): void {
    this.#held.delete(id);
  }

  #expire(id: number): void {
    if (this.#held.has(id)) this.#later(() => this.#expire(id), AFTER_LEAVING);
    else this.dismiss(id);
  }

  /** Puts away what was shown about something: it is well again. */
  withdraw(about: string): void {
    this.#shown = this.#shown.filter((notice) => notice.about !== about);
  }

  /** Puts a notice away. */
  dismiss(id: number): void {
    this.#held.delete(id);
    this.#shown = this.#shown.filter((notice) => notice.id !== id);
  }
}
