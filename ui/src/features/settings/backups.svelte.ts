// How the backups stand, and where they go; makes none by itself.

import type { Client } from '../../core/client';
import type { Backups as Standing, Event } from '../../core/contract';

/** The backups, read when they are looked at. */
export class Backups {
  #now = $state.raw<Standing | null>(null);
  #busy = $state(false);
  #looked = false;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  /** `report` hears what keeps them from being read or made. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** How they stand; `null` before they were looked at. */
  get now(): Standing | null {
    return this.#now;
  }

  /** Whether one is being made. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Reads how they stand. */
  look(): Promise<void> {
    this.#looked = true;
    return this.#take(() => this.#client.call('backups', null));
  }

  /** Makes one now. */
  make(): Promise<void> {
    return this.#take(() => this.#client.call('back_up', null));
  }

  /** Has them made in a folder that is there; `null` is the library's own. */
  moveTo(folder: string | null): Promise<void> {
    return this.#take(() => this.#client.call('set_backup_folder', folder));
  }

  /** Asks for a folder, and has them made there. */
  async choose(title: string): Promise<void> {
    try {
      const folder = await this.#client.call('choose_folder', title);
      if (folder !== null) await this.moveTo(folder);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Hears the core. */
  hear(event: Event): void {
    if (!this.#looked) return;
    if (event.event === 'backupMade' || event.event === 'backupFailed') void this.look();
  }

  async #take(ask: () => Promise<Standing>): Promise<void> {
    this.#busy = true;
    try {
      this.#now = await ask();
    } catch (failure) {
      this.#report(failure);
    } finally {
      this.#busy = false;
    }
  }
}
