// The site whose dress the page is shown in, and learning what that looks like; knows no page.
import type { Client } from '../../core/client';
import type { SiteView } from '../../core/contract';

/** The site that the page follows. */
export class FollowedSite {
  /** The site that is being learnt. */
  learning = $state<string | null>(null);

  #site: string | null = null;
  #learntAt: number | null = null;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #renew: () => void;

  /** `renew` has the page made anew. */
  constructor(client: Client, report: (failure: unknown) => void, renew: () => void) {
    this.#client = client;
    this.#report = report;
    this.#renew = renew;
  }

  /** The page is to be seen as this site shows it. */
  async follow({ id, look }: SiteView): Promise<void> {
    const learntAt = look?.learntAt ?? null;
    const known = id === this.#site;
    const asBefore = learntAt === this.#learntAt;
    this.#site = id;
    this.#learntAt = learntAt;
    if (known) {
      if (!asBefore) this.#renew();
      return;
    }
    try {
      if (await this.#client.call('follow_site', id)) this.#renew();
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Learns from one of the site's pages what its articles look like; the core tells when that changed. */
  async learn(site: string): Promise<void> {
    if (this.learning !== null) return;
    this.learning = site;
    try {
      await this.#client.call('learn_look', site);
    } catch (failure) {
      this.#report(failure);
    } finally {
      this.learning = null;
    }
  }
}
