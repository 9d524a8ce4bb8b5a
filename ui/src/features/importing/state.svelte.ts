// Published articles on their way into the library: what a site has, what is chosen of it, how far it is; draws nothing.

import { asFailure, type Client } from '../../core/client';
import { endsWithPassphrase } from '../../core/failures';
import type {
  ArrivedArticle,
  Event,
  Failure,
  ImportView,
  PublishedArticle,
  SiteView,
} from '../../core/contract';

/** What is known of the list that is asked for. */
export type Looking = 'idle' | 'looking' | 'more';

/** The report that is read. */
export interface Report {
  id: string;
  articles: readonly ArrivedArticle[];
}

/** A site's published articles, and the imports of them. */
export class Importing {
  #site = $state.raw<SiteView | null>(null);
  #articles = $state.raw<readonly PublishedArticle[]>([]);
  #chosen = $state.raw<ReadonlySet<string>>(new Set());
  #next = $state.raw<string | null>(null);
  #total = $state.raw<number | null>(null);
  #looking = $state.raw<Looking>('idle');
  #failure = $state.raw<Failure | null>(null);
  #imports = $state.raw<readonly ImportView[]>([]);
  #report = $state.raw<Report | null>(null);
  #asking = $state.raw(false);
  /** The words that are typed; those that are looked for are `sought`. */
  words = $state('');
  #sought = $state.raw('');
  #asked = 0;
  #reading = false;
  #stale = false;
  readonly #client: Client;
  readonly #tell: (failure: unknown) => void;
  readonly #ended: (view: ImportView) => void;

  /** `ended` hears of each import that came to its end, or can't go on. */
  constructor(client: Client, tell: (failure: unknown) => void, ended: (view: ImportView) => void) {
    this.#client = client;
    this.#tell = tell;
    this.#ended = ended;
  }

  /** Whose articles are shown; `null` while the dialog is closed. */
  get site(): SiteView | null {
    return this.#site;
  }

  /** The articles that are known, in the site's order. */
  get articles(): readonly PublishedArticle[] {
    return this.#articles;
  }

  /** Whether there are more than are shown. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** How many there are, as far as the site says. */
  get total(): number | null {
    return this.#total;
  }

  get looking(): Looking {
    return this.#looking;
  }

  /** Why the list could not be read. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** The words that the list was read for. */
  get sought(): string {
    return this.#sought;
  }

  /** Whether an import is being asked for. */
  get asking(): boolean {
    return this.#asking;
  }

  /** The imports that go on, and the reports that are kept, the newest first. */
  get imports(): readonly ImportView[] {
    return this.#imports;
  }

  /** The first import that goes on. */
  get running(): ImportView | null {
    return this.#imports.find(({ state }) => state === 'running') ?? null;
  }

  /** The report that is read. */
  get report(): Report | null {
    return this.#report;
  }

  /** How many are chosen. */
  get chosen(): number {
    return this.#chosen.size;
  }

  /** Whether an article is chosen. */
  isChosen({ remoteId }: PublishedArticle): boolean {
    return this.#chosen.has(remoteId);
  }

  /** Shows what a site has. */
  open(site: SiteView): void {
    this.#site = site;
    this.words = '';
    void this.read();
    void this.search();
  }

  /** Shows nothing any more; what was asked for goes on. */
  close(): void {
    this.#site = null;
    this.#asked += 1;
    this.#articles = [];
    this.#chosen = new Set();
    this.#report = null;
  }

  /** Reads the site's list anew, for the words that are typed. */
  async search(): Promise<void> {
    this.#sought = this.words.trim();
    this.#articles = [];
    this.#chosen = new Set();
    this.#next = null;
    this.#total = null;
    await this.#look('looking', null);
  }

  /** Passwords are open now: a list that waited for that is read. */
  async passphraseGiven(): Promise<void> {
    if (this.#failure !== null && endsWithPassphrase(this.#failure)) await this.search();
  }

  /** Reads the next part of the list. */
  async more(): Promise<void> {
    if (this.#next !== null && this.#looking === 'idle') await this.#look('more', this.#next);
  }

  /** Chooses an article, or no longer does. */
  toggle({ remoteId, draft }: PublishedArticle): void {
    if (draft !== null) return;
    const chosen = new Set(this.#chosen);
    if (!chosen.delete(remoteId)) chosen.add(remoteId);
    this.#chosen = chosen;
  }

  /** Asks for the chosen articles. Resolves to whether that was taken. */
  async bringChosen(): Promise<boolean> {
    const site = this.#site;
    if (site === null) return false;
    const articles = this.#articles
      .filter((article) => this.isChosen(article))
      .map(({ remoteId, headline, address }) => ({ remoteId, headline, address }));
    return this.#ask(() => this.#client.call('bring_in', { site: site.id, articles }));
  }

  /** Asks for every article of the list, shown or not. Resolves to whether that was taken. */
  async bringAll(): Promise<boolean> {
    const site = this.#site;
    if (site === null) return false;
    const words = this.#sought;
    return this.#ask(() => this.#client.call('bring_in_all', { site: site.id, words }));
  }

  /** Stops an import. */
  cancel(id: string): Promise<void> {
    return this.#move('cancel_import', id);
  }

  /** Takes an import up again. */
  resume(id: string): Promise<void> {
    return this.#move('resume_import', id);
  }

  /** Lets a report go. */
  async dismiss(id: string): Promise<void> {
    if (this.#report?.id === id) this.#report = null;
    await this.#move('dismiss_import', id);
  }

  /** Shows an import's report, or puts it away. */
  async showReport(id: string): Promise<void> {
    if (this.#report?.id === id) {
      this.#report = null;
      return;
    }
    try {
      this.#report = { id, articles: await this.#client.call('arrived', id) };
    } catch (failure) {
      this.#tell(failure);
    }
  }

  /** Hears the core. */
  hear(event: Event): void {
    if (event.event === 'importsChanged') void this.read();
  }

  /** Reads how far the imports are; at most one question is under way. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#stale = true;
      return;
    }
    this.#reading = true;
    try {
      do {
        this.#stale = false;
        const ran = new Set(this.#imports.filter(({ state }) => state === 'running').map(({ id }) => id));
        this.#imports = await this.#client.call('imports', null);
        const ended = this.#imports.filter(({ id, state }) => ran.has(id) && state !== 'running');
        // What came in is known in the list.
        if (ended.length > 0) await this.#mark();
        ended.filter(({ state }) => state !== 'cancelled').forEach(this.#ended);
      } while (this.#stale);
    } catch (failure) {
      this.#tell(failure);
    } finally {
      this.#reading = false;
    }
  }

  async #move(command: 'cancel_import' | 'resume_import' | 'dismiss_import', id: string): Promise<void> {
    try {
      await this.#client.call(command, id);
      await this.read();
    } catch (failure) {
      this.#tell(failure);
    }
  }

  async #ask(call: () => Promise<string>): Promise<boolean> {
    if (this.#asking) return false;
    this.#asking = true;
    try {
      await call();
      this.#chosen = new Set();
      await this.read();
      return true;
    } catch (failure) {
      this.#tell(failure);
      return false;
    } finally {
      this.#asking = false;
    }
  }

  /** Marks the articles that have a draft now. */
  async #mark(): Promise<void> {
    const drafts = new Map<string, string>();
    for (const { id, site } of this.#imports) {
      if (site !== this.#site?.id) continue;
      for (const { remoteId, draft } of await this.#client.call('arrived', id))
        if (draft !== null) drafts.set(remoteId, draft);
    }
    this.#articles = this.#articles.map((article) => ({
      ...article,
      draft: article.draft ?? drafts.get(article.remoteId) ?? null,
    }));
  }

  async #look(how: 'looking' | 'more', from: string | null): Promise<void> {
    const site = this.#site;
    if (site === null) return;
    const asked = ++this.#asked;
    this.#looking = how;
    this.#failure = null;
    try {
      const part = await this.#client.call('published_articles', {
        site: site.id,
        words: this.#sought,
        from,
      });
      if (asked !== this.#asked) return;
      const known = new Set(this.#articles.map(({ remoteId }) => remoteId));
      this.#articles = [...this.#articles, ...part.articles.filter(({ remoteId }) => !known.has(remoteId))];
      this.#next = part.next;
      this.#total = part.total ?? this.#total;
    } catch (thrown) {
      if (asked === this.#asked) this.#failure = asFailure(thrown);
    } finally {
      if (asked === this.#asked) this.#looking = 'idle';
    }
  }
}
