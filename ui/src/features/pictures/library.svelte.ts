// The pictures of the library as they are looked through: searched, chosen, removed where nothing uses them. Draws nothing.

import { asFailure, type Client } from '../../core/client';
import type { Event, Failure, PictureList, PictureView, RemovedPictures } from '../../core/contract';
import { burst } from '../../shared/burst';

/** How many are read at once. */
export const PAGE = 60;
/** The most that the core gives at once. */
const MOST = 200;
/** Rest after a key or an event before the list is read again, milliseconds. */
const REST = 120;

/** For what a picture is chosen. */
export interface Choosing {
  place: 'lead' | 'text';
  take: (picture: PictureView) => void;
}

/** What came of a removal. */
export interface Removal extends RemovedPictures {
  /** How many stay, for they are used meanwhile. */
  stayed: number;
}

/** The library's pictures, newest first; nothing is read while it is not open. */
export class PictureLibrary {
  #open = $state(false);
  #choosing = $state.raw<Choosing | null>(null);
  #pictures = $state.raw<readonly PictureView[]>([]);
  #total = $state(0);
  #bytes = $state(0);
  #reading = $state(false);
  #adding = $state(false);
  #ready = $state(false);
  #failure = $state.raw<Failure | null>(null);
  #selected = $state.raw<ReadonlySet<string>>(new Set());
  #removal = $state.raw<Removal | null>(null);
  #search = $state('');
  #unused = $state(false);
  #asked = 0;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #soon = burst(REST, () => void this.#again());

  /** `report` hears what could not be done. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** For what one is chosen; `null` while they are looked through. */
  get choosing(): Choosing | null {
    return this.#choosing;
  }

  get pictures(): readonly PictureView[] {
    return this.#pictures;
  }

  /** How many answer what is asked. */
  get total(): number {
    return this.#total;
  }

  /** The size of all those, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get reading(): boolean {
    return this.#reading;
  }

  /** Whether one is being taken in. */
  get adding(): boolean {
    return this.#adding;
  }

  /** Whether it was read since it was opened. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Why it could not be read. */
  get failure(): Failure | null {
    return this.#failure;
  }

  get hasMore(): boolean {
    return this.#pictures.length < this.#total;
  }

  /** What came of the last removal. */
  get removal(): Removal | null {
    return this.#removal;
  }

  /** The words that are looked for. */
  get search(): string {
    return this.#search;
  }

  set search(words: string) {
    this.#search = words;
    this.#removal = null;
    this.#soon();
  }

  /** Whether only those are shown that nothing uses. */
  get unused(): boolean {
    return this.#unused;
  }

  set unused(only: boolean) {
    this.#unused = only;
    this.#removal = null;
    void this.read();
  }

  /** The pictures that are selected, as far as they are shown and still unused. */
  get selected(): readonly PictureView[] {
    return this.#pictures.filter((picture) => picture.uses === 0 && this.#selected.has(picture.source));
  }

  /** Opens it, to look through or to choose one. */
  open(choosing: Choosing | null = null): void {
    this.#open = true;
    this.#choosing = choosing;
    this.#search = '';
    this.#unused = false;
    this.#selected = new Set();
    this.#removal = null;
    this.#ready = false;
    void this.read();
  }

  close(): void {
    this.#open = false;
    this.#choosing = null;
    this.#asked += 1;
    this.#pictures = [];
  }

  /** Reads the list from its start. */
  read(): Promise<void> {
    return this.#read(0, PAGE);
  }

  /** Reads the next part. */
  async more(): Promise<void> {
    const shown = this.#pictures.length;
    if (this.hasMore && !this.#reading) await this.#read(shown, shown + PAGE);
  }

  /** Chooses a picture for what one is chosen for, and closes. */
  choose(picture: PictureView): void {
    const choosing = this.#choosing;
    this.close();
    choosing?.take(picture);
  }

  isSelected({ source }: PictureView): boolean {
    return this.#selected.has(source);
  }

  /** Selects a picture that nothing uses, or no longer does. */
  toggle({ source, uses }: PictureView): void {
    if (uses > 0 || this.#choosing !== null) return;
    const selected = new Set(this.#selected);
    if (!selected.delete(source)) selected.add(source);
    this.#selected = selected;
  }

  /** Selects all unused ones that are shown, or none where they are selected. */
  toggleAll(): void {
    const unused = this.#pictures.filter(({ uses }) => uses === 0);
    const all = this.selected.length === unused.length;
    this.#selected = new Set(all ? [] : unused.map(({ source }) => source));
  }

  /** Takes one in by `add`, and shows it. */
  async add(add: () => Promise<void>): Promise<void> {
    if (this.#adding) return;
    this.#adding = true;
    try {
      await add();
      await this.#again();
    } finally {
      this.#adding = false;
    }
  }

  /** Removes pictures for good; what is used meanwhile stays. */
  async remove(pictures: readonly PictureView[]): Promise<void> {
    const sources = pictures.map(({ source }) => source);
    try {
      const removed = await this.#client.call('remove_pictures', sources);
      this.#selected = new Set();
      await this.#again();
      this.#removal = { ...removed, stayed: sources.length - removed.removed };
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Hears the core: a picture came, has its copies, or is gone. */
  hear(event: Event): void {
    if (this.#open && event.event === 'pictureChanged') this.#soon();
  }

  /** Reads what is shown once more, as far as it was read. */
  async #again(): Promise<void> {
    if (this.#open) await this.#read(0, Math.max(PAGE, this.#pictures.length));
  }

  /** Reads so many, of which the first stay as they are; what is shown changes once all are there. */
  async #read(from: number, to: number): Promise<void> {
    const asked = ++this.#asked;
    const filter = { search: this.#search.trim(), unused: this.#unused };
    this.#reading = true;
    try {
      let found = this.#pictures.slice(0, from);
      let list: PictureList;
      let grew: boolean;
      do {
        const limit = Math.min(MOST, to - found.length);
        list = await this.#client.call('pictures', { ...filter, offset: found.length, limit });
        if (asked !== this.#asked) return;
        const known = new Set(found.map(({ source }) => source));
        const more = list.pictures.filter(({ source }) => !known.has(source));
        found = [...found, ...more];
        grew = more.length > 0;
      } while (grew && found.length < Math.min(to, list.total));
      this.#show(found, list);
    } catch (failure) {
      if (asked === this.#asked) this.#failure = asFailure(failure);
    } finally {
      if (asked === this.#asked) this.#reading = false;
    }
  }

  #show(found: readonly PictureView[], { total, bytes }: PictureList): void {
    this.#pictures = found;
    this.#total = total;
    this.#bytes = bytes;
    this.#failure = null;
    this.#ready = true;
  }
}
