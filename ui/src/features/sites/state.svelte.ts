// The sites a draft can go to and which one is meant; knows nothing of how they are reached.

import type { Client } from '../../core/client';
import type { Event, Failure, SiteView } from '../../core/contract';

/** The sites, and the one for drafts of which nobody said where they go. */
export class Sites {
  #list = $state.raw<readonly SiteView[]>([]);
  #asked = 0;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #faulty: (site: string, fault: Failure | null) => void;

  /** `sites` as the start gave them. `faulty` hears what keeps a site from running, and when nothing does any more. */
  constructor(
    client: Client,
    sites: readonly SiteView[],
    report: (failure: unknown) => void,
    faulty: (site: string, fault: Failure | null) => void,
  ) {
    this.#client = client;
    this.#list = sites;
    this.#report = report;
    this.#faulty = faulty;
  }

  /** Tells the faults there are, and reads what happened before the events were heard. */
  async open(): Promise<void> {
    for (const { id, fault } of this.#list) if (fault !== null) this.#faulty(id, fault);
    await this.#read();
  }

  /** All sites. */
  get list(): readonly SiteView[] {
    return this.#list;
  }

  /**
   * Where a draft goes of which nobody said where: to the site that it is, was or is promised `tied` to,
   * else to the local one, else to the first. Never by what was chosen for another draft.
   */
  destination(tied: string | null): SiteView | null {
    const site = this.#list.find(({ id }) => id === tied);
    return site ?? this.#list.find(({ kind }) => kind === 'local') ?? this.#list[0] ?? null;
  }

  /** The time zone of a site. */
  readonly zoneOf = (site: string): string | undefined => this.#list.find(({ id }) => id === site)?.timeZone;

  /** Hears the core. */
  hear(event: Event): void {
    if (event.event !== 'siteChanged') return;
    const { site: id, reachable } = event;
    this.#take(
      this.#list.map((site) =>
        site.id === id ? { ...site, reachable, fault: reachable ? null : site.fault } : site,
      ),
    );
    void this.#read();
  }

  #take(list: readonly SiteView[]): void {
    const before = new Map(this.#list.map((site) => [site.id, site.fault?.code]));
    this.#list = list;
    for (const { id, fault } of list) if (fault?.code !== before.get(id)) this.#faulty(id, fault);
  }

  async #read(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const list = await this.#client.call('sites', null);
      // An answer that a later one overtook is stale.
      if (asked === this.#asked) this.#take(list);
    } catch (failure) {
      this.#report(failure);
    }
  }
}
