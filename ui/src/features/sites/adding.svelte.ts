// A site that is being added, or gets another password, step by step: what was found, how far it is, why not. Holds no
// credential.

import { asFailure, type Client } from '../../core/client';
import { endsWithPassphrase } from '../../core/failures';
import type { AddSiteRequest, DiscoveredSite, Failure, SiteView } from '../../core/contract';

/** What the dialog shows. */
export type Step = 'address' | 'folder' | 'account' | 'added' | 'renewed';

/** The site being added or renewed, and the commands that find it, add it and give it another password. */
export class SiteAdding {
  /** The address as it was pasted; kept while she goes back and forth. */
  address = $state('');
  /** The folder of files that was chosen. */
  folder = $state('');
  #step = $state<Step | null>(null);
  #found = $state.raw<DiscoveredSite | null>(null);
  #site = $state.raw<SiteView | null>(null);
  #renewing = $state.raw<SiteView | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #busy = $state(false);
  #openings = $state(0);
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

  /** The known site that gets another password; `null` for one that is added. */
  get renewing(): SiteView | null {
    return this.#renewing;
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

  /** Begins with the account of a known site. Where its password is made is looked for meanwhile. */
  renew(site: SiteView): void {
    this.close();
    this.#renewing = site;
    this.#found = { kind: site.kind, home: site.url, name: site.name, api: '', signIn: null, looks: [] };
    this.#step = 'account';
    void this.#findDoor(site);
  }

  /** Forgets everything; what is still under way is not shown any more. */
  close(): void {
    this.stop();
    this.#step = null;
    this.#found = null;
    this.#site = null;
    this.#renewing = null;
    this.address = '';
    this.folder = '';
  }

  /** Gives up what is under way; what she typed stays. */
  stop(): void {
    this.#round += 1;
    this.#busy = false;
    this.#failure = null;
  }

  /** Passwords can be kept now: what waited for that is tried again, where she typed it. */
  passphraseGiven(): void {
    if (this.#failure !== null && endsWithPassphrase(this.#failure)) this.#openings += 1;
  }

  /** How often something that had failed could be tried again since. */
  get openings(): number {
    return this.#openings;
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

  /** Tries the account at the site that was found, and adds it; at a known one, gives it this password. */
  async addAccount(login: string, secret: string): Promise<void> {
    if (this.#found === null) return;
    if (this.#renewing !== null) return this.#renew(this.#renewing.id, login.trim(), secret.trim());
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

  async #renew(site: string, login: string, secret: string): Promise<void> {
    const request = { site, login, secret };
    const renewed = await this.#attempt(() => this.#client.call('set_site_password', request));
    if (!renewed) return;
    this.#site = renewed;
    this.#step = 'renewed';
  }

  /** Without an answer the field is there all the same. */
  async #findDoor(site: SiteView): Promise<void> {
    const found = await this.#client.call('discover_site', site.url).catch(() => null);
    if (found?.kind === site.kind && this.#renewing === site) this.#found = { ...found, name: site.name };
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
