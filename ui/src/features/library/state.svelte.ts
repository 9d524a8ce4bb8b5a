// The library as the window shows it: what is asked for, the rows that have arrived, the counts; draws nothing.

import type { Client } from '../../core/client';
import type { DraftOrder, DraftRow, DraftStatus, Facets, ListRequest } from '../../core/contract';

/** Rows fetched at a time; the core gives 200 at the most. */
export const PAGE = 100;

/** What of the library is shown. */
export interface LibraryQuery {
  search: string;
  status: DraftStatus | null;
  /** A second status beside `status`. */
  also: DraftStatus | null;
  section: string | null;
  tag: string | null;
  language: string | null;
  order: DraftOrder;
}

/** Everything outside the bin, last changed first. */
export const EVERYTHING: LibraryQuery = {
  search: '',
  status: null,
  also: null,
  section: null,
  tag: null,
  language: null,
  order: 'changed',
};

/** All that readers can find: what changed since its publication is live too. */
export const LIVE = { status: 'published', also: 'changed' } as const;

/** The list, its facets and what is done to its drafts. */
export class Library {
  #query = $state<LibraryQuery>({ ...EVERYTHING });
  #total = $state(0);
  #rows = $state.raw<ReadonlyMap<number, DraftRow>>(new Map());
  #facets = $state.raw<Facets | null>(null);
  #ready = $state(false);

  readonly #client: Client;
  readonly #report: (failure: unknown, draft?: string) => void;
  #round = 0;
  #asked = new Set<number>();
  #shown: [number, number] = [0, 0];
  #refreshing: Promise<void> | null = null;
  #stale = false;
  #anew = true;

  /** A library read through `client`; `report` hears what fails, and of which draft where it is of one. */
  constructor(client: Client, report: (failure: unknown, draft?: string) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** What is asked for. */
  get query(): Readonly<LibraryQuery> {
    return this.#query;
  }

  /** Rows in the whole list. */
  get total(): number {
    return this.#total;
  }

  /** Drafts by status, sections, tags, languages; `null` until they arrive. */
  get facets(): Facets | null {
    return this.#facets;
  }

  /** Whether the first answer has arrived. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether section, tag or language narrow the list. */
  get narrowed(): boolean {
    const { section, tag, language } = this.#query;
    return section !== null || tag !== null || language !== null;
  }

  /** The row at `index`, once it has arrived. */
  row(index: number): DraftRow | undefined {
    return this.#rows.get(index);
  }

  /** Where `draft` stands among the rows that have arrived; -1 for elsewhere. */
  indexOf(draft: string): number {
    for (const [index, row] of this.#rows) if (row.id === draft) return index;
    return -1;
  }

  /** Asks for something else; the list starts again at its top. */
  async ask(change: Partial<LibraryQuery>): Promise<void> {
    const asked = { ...this.#query, ...change };
    // Who asks for a status means that one alone.
    if (change.status !== undefined) asked.also = change.also ?? null;
    if (change.search !== undefined && change.order === undefined) {
      if (change.search.trim() !== '' && this.#query.search.trim() === '') asked.order = 'relevance';
      if (change.search.trim() === '' && asked.order === 'relevance') asked.order = 'changed';
    }
    this.#query = asked;
    this.#shown = [0, 0];
    this.#anew = true;
    await this.#reload();
  }

  /** Drops search and filters. */
  clear(): Promise<void> {
    return this.ask({
      ...EVERYTHING,
      order: this.#query.order === 'relevance' ? 'changed' : this.#query.order,
    });
  }

  /** Fetches what is missing of the rows from `first` to `last`, both shown. */
  show(first: number, last: number): void {
    this.#shown = [first, last];
    for (const page of pagesOf(first, last)) {
      if (!this.#asked.has(page)) void this.#fetch(page, this.#round);
    }
  }

  /** Reads the shown rows and the counts again; they stay on screen until the answer is there. */
  refresh(): Promise<void> {
    this.#stale = true;
    this.#refreshing ??= this.#refreshUntilFresh();
    return this.#refreshing;
  }

  /** Moves a draft to the bin. */
  bin(draft: string): Promise<boolean> {
    return this.#change('bin_draft', draft);
  }

  /** Takes a draft out of the bin. */
  restore(draft: string): Promise<boolean> {
    return this.#change('restore_draft', draft);
  }

  /** Deletes a binned draft for good. */
  delete(draft: string): Promise<boolean> {
    return this.#change('delete_draft', draft);
  }

  async #change(command: 'bin_draft' | 'restore_draft' | 'delete_draft', draft: string): Promise<boolean> {
    try {
      await this.#client.call(command, draft);
    } catch (failure) {
      this.#report(failure, draft);
      return false;
    }
    await this.refresh();
    return true;
  }

  async #refreshUntilFresh(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      await this.#reload();
    }
    this.#refreshing = null;
  }

  async #reload(): Promise<void> {
    const round = ++this.#round;
    this.#asked = new Set();
    const pages = pagesOf(...this.#shown).map((page) => this.#fetch(page, round));
    await Promise.all([...pages, this.#countAgain()]);
  }

  async #countAgain(): Promise<void> {
    try {
      this.#facets = await this.#client.call('facets', null);
    } catch (failure) {
      this.#report(failure);
    }
  }

  async #fetch(page: number, round: number): Promise<void> {
    this.#asked.add(page);
    try {
      const answer = await this.#client.call('list_drafts', this.#request(page));
      if (round === this.#round) this.#take(page, answer.rows, answer.total);
    } catch (failure) {
      this.#asked.delete(page);
      this.#report(failure);
    } finally {
      this.#ready = true;
    }
  }

  #request(page: number): ListRequest {
    return { ...this.#query, search: this.#query.search.trim(), offset: page * PAGE, limit: PAGE };
  }

  #take(page: number, rows: DraftRow[], total: number): void {
    const next = new Map(this.#anew ? [] : this.#rows);
    this.#anew = false;
    for (let index = page * PAGE; index < (page + 1) * PAGE; index++) next.delete(index);
    rows.forEach((row, at) => next.set(page * PAGE + at, row));
    for (const index of next.keys()) if (index >= total) next.delete(index);
    this.#rows = next;
    this.#total = total;
  }
}

function pagesOf(first: number, last: number): number[] {
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last) / PAGE); page++)
    pages.push(page);
  return pages;
}
