// The sites a draft can go to and which one is meant; knows nothing of how they are reached.

import type { Client } from '../../core/client';
import type { Event, PublicationView, SiteView } from '../../core/contract';

/** The sites, and the one chosen for drafts that are on none yet. */
export class Sites {
  #list = $state.raw<readonly SiteView[]>([]);
  #chosen = $state<string | null>(null);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  /** `sites` as the start gave them. */
  constructor(client: Client, sites: readonly SiteView[], report: (failure: unknown) => void) {
    this.#client = client;
    this.#list = sites;
    this.#report = report;
  }

  /** All sites. */
  get list(): readonly SiteView[] {
    return this.#list;
  }

  /** Where a draft with this publication goes: where it already is, else the chosen site, else the first. */
  destination(publication: PublicationView | null): SiteView | null {
    const by = (id: string | null | undefined) => this.#list.find((site) => site.id === id);
    return (
      (publication?.live ? by(publication.site) : undefined) ?? by(this.#chosen) ?? this.#list[0] ?? null
    );
  }

  /** Chooses the site for drafts that are on none yet. */
  choose(site: string): void {
    this.#chosen = site;
  }

  /** Hears the core. */
  hear(event: Event): void {
    if (event.event !== 'siteChanged') return;
    this.#list = this.#list.map((site) =>
      site.id === event.site ? { ...site, reachable: event.reachable } : site,
    );
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.#list = await this.#client.call('sites', null);
    } catch (failure) {
      this.#report(failure);
    }
  }
}
