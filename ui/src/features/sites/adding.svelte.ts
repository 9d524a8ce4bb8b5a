// A site that is being added, step by step: what was found, how far it is, why not. Holds no credential.

import { asFailure, type Client } from '../../core/client';
import type { AddSiteRequest, DiscoveredSite, Failure, SiteView } from '../../core/contract';

/** What the dialog shows. */
export type Step = 'address' | 'folder' | 'account' | 'added';

/** The site being added, and the commands that find it and add it. */
export class SiteAdding {
  /** The address as it was pasted; kept while she goes back and forth. */
  address = $state('');
  /** The folder of files that was chosen. */
  folder = $state('');
  #step = $state<Step | null>(null);
  #found = $state.raw<DiscoveredSite | null>(null);
  #site = $state.raw<SiteView | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #busy = $state(false);
  #round = 0;
  readonly #client: Client;
  readonly #late: (site: SiteView) => void;

  /** `late` hears of a site that was added after the dialog had been closed. */
  constructor(client: Client, late: (site: SiteView) => void) {
    this.#client = client;
    this.#late = late;
  }

  /** What is shown; `null` while the dialog is closed. */
  get step(): Step | null {
    return this.#step;
  }

  /** What was found at the address. */
  get found(): DiscoveredSite | null {
    return this.#found;
  }

  /** The site, once it is added. */
  get site(): SiteView | null {
    return this.#site;
  }

  /** Why the last attempt did not work. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Whether a site is being asked. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Begins with an empty address. */
  open(): void {
    this.close();
    this.#step = 'address';
  }

  /** Forgets everything; what is still under way is not shown any more. */
  close(): void {
    this.stop();
    this.#step = null;
    this.#found = null;
    this.#site = null;
    this.address = '';
    this.folder = '';
  }

  /** Gives up what is under way; what she typed stays. */
  stop(): void {
    this.#round += 1;
    this.#busy = false;
    this.#failure = null;
  }

  /** Back to the address. */
  back(): void {
    this.stop();
    this.#step = 'address';
  }

  /** Files instead of an address. */
  toFolder(): void {
    this.stop();
    this.#step = 'folder';
  }

  /** Finds out what is at the address. */
  async discover(): Promise<void> {
    const address = this.address.trim();
    if (address === '') return;
    const found = await this.#attempt(() => this.#client.call('discover_site', address));
    if (!found) return;
    this.#found = found;
    this.#step = 'account';
  }

  /** Chooses the folder of files. */
  async chooseFolder(title: string): Promise<void> {
    const round = this.#round;
    try {
      const path = await this.#client.call('choose_folder', title);
      if (path && round === this.#round) this.folder = path;
    } catch (thrown) {
      if (round === this.#round) this.#failure = asFailure(thrown);
    }
  }

  /** Tries the account at the site that was found, and adds it. */
  async addAccount(login: string, secret: string): Promise<void> {
    if (this.#found === null) return;
    const { kind, home, api } = this.#found;
    await this.#add({ kind, home, api, login: login.trim(), secret: secret.trim() });
  }

  /** Adds the folder, whose files a generator makes into the pages at an address. */
  async addFolder(generator: string, home: string): Promise<void> {
    const api = `${generator}:${this.folder}`;
    await this.#add({ kind: 'folder', home: home.trim(), api, login: '', secret: '' });
  }

  async #add(request: AddSiteRequest): Promise<void> {
    const round = this.#round + 1;
    const site = await this.#attempt(async () => {
      const added = await this.#client.call('add_site', request);
      if (round !== this.#round) this.#late(added);
      return added;
    });
    if (!site) return;
    this.#site = site;
    this.#step = 'added';
  }

  /** One at a time; what another overtook, or was given up, gives nothing. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#busy) return null;
    const round = ++this.#round;
    this.#busy = true;
    this.#failure = null;
    try {
      const done = await work();
      return round === this.#round ? done : null;
    } catch (thrown) {
      if (round === this.#round) this.#failure = asFailure(thrown);
      return null;
    } finally {
      if (round === this.#round) this.#busy = false;
    }
  }
}
