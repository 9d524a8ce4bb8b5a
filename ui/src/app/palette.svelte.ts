// What the palette offers for what was typed: commands by their names, drafts by the core's search. Runs nothing.

import type { Client } from '../core/client';
import type { DraftRow } from '../core/contract';
import { t } from '../locales/index.svelte';
import { score } from '../shared/fold';
import { COMMAND_IDS, COMMANDS, type CommandId } from './keyboard';

/** Drafts offered at the most. */
const DRAFTS = 7;

/** From this score on a command comes before the drafts: it starts with what was typed. */
const FIRST = 9;

/** Commands whose name answers what was typed, best first; all of them for nothing typed. */
export function commandsFor(
  typed: string,
  can: (command: CommandId) => boolean,
): { id: CommandId; worth: number }[] {
  return COMMAND_IDS.filter((id) => id !== 'palette' && can(id))
    .map((id) => ({ id, worth: score(t(COMMANDS[id].name), typed) }))
    .filter(({ worth }) => worth > 0)
    .sort((one, other) => other.worth - one.worth);
}

/** Whether the commands come before the drafts. */
export function commandsFirst(typed: string, commands: readonly { worth: number }[]): boolean {
  return typed.trim() !== '' && (commands[0]?.worth ?? 0) >= FIRST;
}

/** The drafts that answer what was typed, or the last changed ones. */
export class DraftFinder {
  #found = $state.raw<readonly DraftRow[]>([]);
  #total = $state(0);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  #round = 0;

  /** Searches through `client`. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The best drafts. */
  get found(): readonly DraftRow[] {
    return this.#found;
  }

  /** How many there are in the whole library. */
  get total(): number {
    return this.#total;
  }

  /** Searches; a later search makes an earlier answer void. */
  async find(typed: string): Promise<void> {
    const round = ++this.#round;
    const search = typed.trim();
    const order = search === '' ? 'changed' : 'relevance';
    try {
      const filter = { status: null, also: null, section: null, tag: null, language: null };
      const page = await this.#client.call('list_drafts', {
        search,
        order,
        ...filter,
        offset: 0,
        limit: DRAFTS,
      });
      if (round !== this.#round) return;
      this.#found = page.rows;
      this.#total = page.total;
    } catch (failure) {
      this.#report(failure);
    }
  }
}
