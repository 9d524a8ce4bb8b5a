// The embargo on the way out: what it holds back, the reason that lets it go, and what left for one. Sends nothing.

import type { Client } from '../../core/client';
import type { EmbargoOverride } from '../../core/contract';
import { isReason } from '../../shared/reason';

/** Something that an embargo holds back, and what can be done with it. */
export interface HeldBack {
  act: 'publish' | 'export' | 'previewLink';
  /** Until when; `null` where there are several. */
  until: number | null;
  timeZone: string;
  /** Lets it go for this reason. */
  go: (reason: string) => void;
  /** Promises it for the embargo's end; `null` where nothing can wait. */
  wait: (() => void) | null;
  /** Ends the embargo and sends it: offered where readers have the article already. */
  lift?: () => void;
}

/** Whether an embargo holds back what others see from this moment on. */
export function holds(until: number | null, seenFrom: number): until is number {
  return until !== null && seenFrom < until;
}

/** What is asked before something leaves under embargo, and what of the open draft did. */
export class Embargoes {
  #held = $state.raw<HeldBack | null>(null);
  #overrides = $state.raw<readonly EmbargoOverride[]>([]);
  #reading: string | null = null;
  /** What stands in the reason's field. */
  reason = $state('');

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** What is held back and asked about; `null` while nothing is. */
  get held(): HeldBack | null {
    return this.#held;
  }

  /** What of the draft that was read left under embargo, the newest first. */
  get overrides(): readonly EmbargoOverride[] {
    return this.#overrides;
  }

  /** Asks whether it goes all the same. */
  ask(held: HeldBack): void {
    this.reason = '';
    this.#held = held;
  }

  /** Asks no more. */
  putAway(): void {
    this.#held = null;
    this.reason = '';
  }

  /** Ends the embargo of what readers have already. */
  lift(): void {
    const lift = this.#held?.lift;
    this.putAway();
    lift?.();
  }

  /** Lets go what is held back; does nothing without a reason. */
  go(): void {
    const { held, reason } = { held: this.#held, reason: this.reason.trim() };
    if (held === null || !isReason(reason)) return;
    this.putAway();
    held.go(reason);
  }

  /** Promises what is held back for the embargo's end. */
  wait(): void {
    const held = this.#held;
    this.putAway();
    held?.wait?.();
  }

  /** Reads what of a draft left under embargo. */
  async read(draft: string | null): Promise<void> {
    if (draft !== this.#reading) this.#overrides = [];
    this.#reading = draft;
    if (draft === null) return;
    try {
      const overrides = await this.#client.call('embargo_overrides', draft);
      if (this.#reading === draft) this.#overrides = overrides;
    } catch (failure) {
      this.#report(failure);
    }
  }
}
