// What was found in a draft before it goes out, as the core weighs it, and what is held back for it. Finds and sends nothing.

import type { Client } from '../../core/client';
import type { Check, CheckOverride } from '../../core/contract';
import { isReason } from '../../shared/reason';

/** A draft, and the sites that it would go to. */
export interface Destined {
  draft: string;
  sites: readonly string[];
}

/** An article that required checks hold back. */
export interface HeldBack {
  checks: readonly Check[];
  /** What she would be asked about beside them. */
  others: readonly Check[];
  /** Whether readers have it already. */
  isUpdate: boolean;
  /** Lets it go for this reason. */
  go: (reason: string) => void;
}

/** The checks of the open draft. */
export class Checks {
  #list = $state.raw<readonly Check[] | null>(null);
  #overrides = $state.raw<readonly CheckOverride[]>([]);
  #held = $state.raw<HeldBack | null>(null);
  #draft: string | null = null;
  #round = 0;
  /** What stands in the reason's field. */
  reason = $state('');

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The draft that was looked through, or is. */
  get draft(): string | null {
    return this.#draft;
  }

  /** What was found, the heaviest first; `null` while that is not known. */
  get list(): readonly Check[] | null {
    return this.#list;
  }

  /** What of the draft went out although something held it back, the newest first. */
  get overrides(): readonly CheckOverride[] {
    return this.#overrides;
  }

  /** What is held back and asked about; `null` while nothing is. */
  get held(): HeldBack | null {
    return this.#held;
  }

  /** Looks through a draft; what was found of another one is forgotten at once. */
  async read(destined: Destined | null): Promise<void> {
    const round = ++this.#round;
    if (this.#draft !== (destined?.draft ?? null)) {
      this.#draft = destined?.draft ?? null;
      this.#list = null;
      this.#overrides = [];
    }
    if (destined === null) return;
    try {
      const [list, overrides] = await Promise.all([
        this.find(destined),
        this.#client.call('check_overrides', destined.draft),
      ]);
      if (round === this.#round) [this.#list, this.#overrides] = [list, overrides];
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Asks where the links of a draft lead; what was asked a moment ago is not asked again. */
  async askLinks(draft: string | null): Promise<void> {
    if (draft === null) return;
    try {
      await this.#client.call('ask_links', draft);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** What is found in a draft that would go to these sites. */
  find({ draft, sites }: Destined): Promise<Check[]> {
    return this.#client.call('checks', { draft, sites: [...sites] });
  }

  /** Asks whether it goes all the same. */
  hold(held: HeldBack): void {
    this.reason = '';
    this.#held = held;
  }

  /** Asks no more. */
  putAway(): void {
    this.#held = null;
    this.reason = '';
  }

  /** Lets go what is held back; does nothing without a reason. */
  go(): void {
    const { held, reason } = { held: this.#held, reason: this.reason.trim() };
    if (held === null || !isReason(reason)) return;
    this.putAway();
    held.go(reason);
  }
}
