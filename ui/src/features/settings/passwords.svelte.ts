// Where the sites' passwords are kept, and the passphrase that is asked for; keeps none of them itself.

import type { Client } from '../../core/client';
import { asFailure } from '../../core/client';
import type { Failure, PassphraseChange, Safekeeping } from '../../core/contract';

/** What a passphrase is asked for. */
export type Purpose = 'choose' | 'unlock' | 'change';

/** How credentials are kept, read when it is looked at. */
export class Passwords {
  #now = $state.raw<Safekeeping | null>(null);
  #asking = $state<Purpose | null>(null);
  #busy = $state(false);
  #refused = $state.raw<Failure | null>(null);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #opened: () => void;

  /** `report` hears what fails outside the dialog; `opened`, that nothing waits for a passphrase any more. */
  constructor(client: Client, report: (failure: unknown) => void, opened: () => void) {
    this.#client = client;
    this.#report = report;
    this.#opened = opened;
  }

  /** How they are kept; `null` before that was asked. */
  get now(): Safekeeping | null {
    return this.#now;
  }

  /** What a passphrase is asked for just now. */
  get asking(): Purpose | null {
    return this.#asking;
  }

  /** Whether the core is at work: a passphrase takes it a moment, by design. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last passphrase was not taken. */
  get refused(): Failure | null {
    return this.#refused;
  }

  /** Reads how they are kept. */
  look(): Promise<void> {
    return this.#outside(() => this.#client.call('safekeeping', null));
  }

  /** Asks for a passphrase. */
  async ask(purpose: Purpose): Promise<void> {
    if (this.#now === null) await this.look();
    if (this.#now === null) return;
    this.#refused = null;
    this.#asking = purpose;
  }

  /** Asks no more. */
  putAway(): void {
    this.#asking = null;
  }

  /** Chooses the first passphrase. */
  choose(passphrase: string): Promise<void> {
    return this.#inDialog(() => this.#client.call('seal', passphrase));
  }

  /** Opens what is sealed. */
  unlock(passphrase: string): Promise<void> {
    return this.#inDialog(() => this.#client.call('unlock', passphrase));
  }

  /** Chooses another passphrase. */
  change(change: PassphraseChange): Promise<void> {
    return this.#inDialog(() => this.#client.call('change_passphrase', change));
  }

  /** Closes what is sealed. */
  lock(): Promise<void> {
    return this.#outside(() => this.#client.call('lock', null));
  }

  /** Moves the sealed file aside: its passphrase is forgotten, or it is damaged. */
  async setAside(): Promise<void> {
    this.putAway();
    await this.#outside(() => this.#client.call('set_sealed_aside', null));
  }

  async #inDialog(work: () => Promise<Safekeeping>): Promise<void> {
    if (this.#busy) return;
    this.#refused = null;
    try {
      await this.#take(work);
      this.#asking = null;
      this.#opened();
    } catch (thrown) {
      this.#refused = asFailure(thrown);
    }
  }

  async #outside(work: () => Promise<Safekeeping>): Promise<void> {
    try {
      await this.#take(work);
    } catch (thrown) {
      this.#report(thrown);
    }
  }

  async #take(work: () => Promise<Safekeeping>): Promise<void> {
    this.#busy = true;
    try {
      this.#now = await work();
    } finally {
      this.#busy = false;
    }
  }
}
