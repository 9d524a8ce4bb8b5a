// What somebody else made of an article on its site: asked there, shown, and taken into the draft; draws nothing.

import { asFailure, type Client } from '../../core/client';
import type { Failure, LiveChange } from '../../core/contract';
import { Answers } from '../../shared/questions/answers.svelte';

/** What is known of an article on its site. */
export type Seen =
  | { is: 'looking' }
  | { is: 'changed'; change: LiveChange }
  /** Nobody changed it, or not any more. */
  | { is: 'same' }
  | { is: 'failed'; failure: Failure };

interface Article {
  draft: string;
  site: string;
}

/** The live article that is looked at; one at a time. */
export class LiveArticle {
  #article = $state.raw<Article | null>(null);
  #seen = $state.raw<Seen>({ is: 'looking' });
  #renewed = $state(false);
  #taking = $state(false);
  #checking = $state<string | null>(null);
  /** The answers to what both changed. */
  readonly answers = new Answers();
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #looked: () => Promise<void>;

  /** `report` hears what a quiet check fails with; `looked` is called when a site was asked. */
  constructor(client: Client, report: (failure: unknown) => void, looked: () => Promise<void>) {
    this.#client = client;
    this.#report = report;
    this.#looked = looked;
  }

  /** What is shown; `null` while nothing is. */
  get seen(): Seen | null {
    return this.#article === null ? null : this.#seen;
  }

  /** Whether one of the texts changed since the questions were shown first. */
  get renewed(): boolean {
    return this.#renewed;
  }

  /** Whether theirs is being taken into the draft. */
  get taking(): boolean {
    return this.#taking;
  }

  /** The draft whose site is asked without showing anything. */
  get checking(): string | null {
    return this.#checking;
  }

  /** Shows what somebody made of an article. */
  async look(draft: string, site: string): Promise<void> {
    const article = { draft, site };
    this.#article = article;
    this.#renewed = false;
    await this.#ask(article);
  }

  /** Asks again what could not be told. */
  async again(): Promise<void> {
    if (this.#article) await this.#ask(this.#article);
  }

  /** Asks the site and shows nothing. Resolves to whether somebody changed the article; `null` when it can't be told. */
  async check(draft: string, site: string): Promise<boolean | null> {
    if (this.#checking !== null) return null;
    this.#checking = draft;
    try {
      const change = await this.#client.call('live_change', { draft, site });
      await this.#looked();
      return change !== null;
    } catch (failure) {
      this.#report(failure);
      return null;
    } finally {
      this.#checking = null;
    }
  }

  /** Shows nothing any more; nothing is taken. */
  putAway(): void {
    this.#article = null;
    this.answers.ask([]);
  }

  /** Takes theirs into the draft. Resolves to whether that was done; else what is there now is shown. */
  async take(): Promise<boolean> {
    const article = this.#article;
    const answers = this.answers.all;
    if (article === null || answers === null || this.#seen.is !== 'changed' || this.#taking) return false;
    const { version } = this.#seen.change;
    this.#taking = true;
    try {
      await this.#client.call('take_live_change', { ...article, version, answers });
      this.putAway();
      return true;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code !== 'asked_else') this.#seen = { is: 'failed', failure };
      else {
        this.#renewed = true;
        await this.#ask(article);
      }
      return false;
    } finally {
      this.#taking = false;
    }
  }

  async #ask(article: Article): Promise<void> {
    const stillMeant = () => this.#article === article;
    this.#seen = { is: 'looking' };
    this.answers.ask([]);
    try {
      const change = await this.#client.call('live_change', article);
      if (!stillMeant()) return;
      this.answers.ask(change?.questions ?? []);
      this.#seen = change === null ? { is: 'same' } : { is: 'changed', change };
      void this.#looked();
    } catch (thrown) {
      if (stillMeant()) this.#seen = { is: 'failed', failure: asFailure(thrown) };
    }
  }
}
