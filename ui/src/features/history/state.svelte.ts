// A draft's history on screen: what is chosen, what it is compared with, what is kept and named. Draws nothing.

import type { Client } from '../../core/client';
import type { Comparison, Event, RestoreReply, RevisionView } from '../../core/contract';
import { changedBlocks, changesOf } from './changes';
import { extended, renewed, rowsOf, type Known, type Row } from './timeline';

/** The open draft, as its history needs it. */
export interface Present {
  /** The open draft; `null` when none is. */
  readonly draft: string | null;
  /** Resolves when the core has all that was typed, or the reason is known why not. */
  flush(): Promise<unknown>;
  /** Brings a revision back; `null` when that failed, and it was said why. */
  restore(revision: string): Promise<RestoreReply | null>;
}

/** How a comparison is seen. */
export type Look = 'page' | 'markdown';

/** Rest before what is chosen is compared, milliseconds: arrows run through many. */
export const COMPARE_REST = 90;
/** Rest before the history is read again, milliseconds: what changes it comes in bursts. */
const RENEW_REST = 60;
const NOTHING: Known = { revisions: [], cursor: null };

/** The history of one draft at a time. */
export class DraftHistory {
  #draft = $state<string | null>(null);
  #known = $state.raw<Known>(NOTHING);
  #total = $state(0);
  #presentDiffers = $state(false);
  #ready = $state(false);
  #chosen = $state<string | null>(null);
  #other = $state<string | null>(null);
  #comparison = $state.raw<Comparison | null>(null);
  #comparing = $state(false);
  #change = $state(0);
  #look = $state<Look>('page');
  #naming = $state(false);
  readonly #rows = $derived(rowsOf(this.#known.revisions));
  readonly #client: Client;
  readonly #present: Present;
  readonly #report: (failure: unknown) => void;
  #round = 0;
  #comparisonRound = 0;
  #reading = false;
  #compareTimer: ReturnType<typeof setTimeout> | undefined;
  #renewTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether others changed the present since it was compared. */
  #outdated = false;

  /** `report` hears failures of what the journalist asked for. */
  constructor(client: Client, present: Present, report: (failure: unknown) => void) {
    this.#client = client;
    this.#present = present;
    this.#report = report;
  }

  /** Whose history is on screen; `null` when none is. */
  get draft(): string | null {
    return this.#draft;
  }

  /** Whether it is on screen. */
  get shown(): boolean {
    return this.#draft !== null;
  }

  /** Whether its beginning has been read. */
  get ready(): boolean {
    return this.#ready;
  }

  /** The rows of the timeline that are known. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** The revisions that are known, newest first. */
  get revisions(): readonly RevisionView[] {
    return this.#known.revisions;
  }

  /** Whether it is known that there is no revision. */
  get isEmpty(): boolean {
    return this.#ready && this.revisions.length === 0;
  }

  /** How many revisions there are. */
  get total(): number {
    return this.#total;
  }

  /** Whether the newest revision says something else than the draft does. */
  get presentDiffers(): boolean {
    return this.#presentDiffers;
  }

  /** The revision that is looked at; `null` is the present. */
  get chosen(): RevisionView | null {
    return this.#find(this.#chosen);
  }

  /** The revision it is compared with; `null` is the present. */
  get other(): RevisionView | null {
    return this.#find(this.#other);
  }

  /** The two, older first; `null` is the present. */
  get pair(): { old: RevisionView | null; new: RevisionView | null } {
    const [chosen, other] = [this.chosen, this.other];
    return this.#place(this.#chosen) >= this.#place(this.#other)
      ? { old: chosen, new: other }
      : { old: other, new: chosen };
  }

  /** What the two differ in; `null` while it is not known. */
  get comparison(): Comparison | null {
    return this.#comparison;
  }

  /** Whether another comparison is on its way. */
  get comparing(): boolean {
    return this.#comparing;
  }

  /** How it is seen. */
  get look(): Look {
    return this.#look;
  }

  set look(look: Look) {
    if (look === this.#look) return;
    const part = this.#partOfChange();
    this.#look = look;
    this.#change = this.#changeOfPart(part);
  }

  /** Where the changes are: blocks of the page, or paragraphs of the Markdown. */
  get changes(): readonly number[] {
    const compared = this.#comparison;
    if (!compared) return [];
    return this.#look === 'page' ? changedBlocks(compared.blocks) : changesOf(compared.parts);
  }

  /** Which of the changes the reader is at. */
  get change(): number {
    return this.#change;
  }

  /** The block or paragraph she is at; `null` when nothing differs. */
  get at(): number | null {
    return this.changes[this.#change] ?? null;
  }

  /** Whether the present is about to be given a name. */
  get naming(): boolean {
    return this.#naming;
  }

  set naming(naming: boolean) {
    this.#naming = naming;
  }

  /** Shows the open draft's history, this revision chosen; otherwise what it said last before the present. */
  async open(wanted: string | null = null): Promise<void> {
    const draft = this.#present.draft;
    if (draft === null) return;
    this.close();
    this.#draft = draft;
    const round = this.#round;
    await this.#present.flush();
    await this.#read(round);
    if (wanted !== null && this.#find(wanted) === null) await this.all();
    if (round !== this.#round || !this.#ready) return;
    await this.#begin(wanted);
  }

  /** Takes the history off the screen. */
  close(): void {
    this.#round += 1;
    this.#comparisonRound += 1;
    clearTimeout(this.#compareTimer);
    clearTimeout(this.#renewTimer);
    this.#renewTimer = undefined;
    this.#outdated = false;
    this.#draft = null;
    this.#known = NOTHING;
    this.#total = 0;
    this.#ready = false;
    this.#chosen = null;
    this.#other = null;
    this.#comparison = null;
    this.#comparing = false;
    this.#change = 0;
    this.#naming = false;
  }

  /** Looks at a revision (`null`: the present). The one it is compared with stays, unless it is the same. */
  choose(revision: string | null): void {
    if (revision === this.#chosen) return;
    this.#chosen = revision;
    if (revision === this.#other) this.#other = revision === null ? this.#before(null) : null;
    this.#compareSoon();
  }

  /** Compares what is chosen with this one (`null`: the present). */
  compareWith(revision: string | null): void {
    if (revision === this.#other || revision === this.#chosen) return;
    this.#other = revision;
    this.#compareSoon();
  }

  /** The revision before the one that is chosen, if it is known. */
  get previous(): RevisionView | null {
    return this.#find(this.#before(this.#chosen));
  }

  /** Goes to another change, after the last to the first. */
  step(by: 1 | -1): void {
    const { length } = this.changes;
    if (length > 0) this.#change = (this.#change + by + length) % length;
  }

  /** Goes to the change that a block or paragraph is part of, if it is one. */
  goTo(index: number): void {
    const nth = this.changes.indexOf(index);
    if (nth >= 0) this.#change = nth;
  }

  /** Reads the next part, if there is one. */
  async more(): Promise<void> {
    const { cursor } = this.#known;
    if (cursor === null || this.#reading || this.#draft === null) return;
    const round = this.#round;
    this.#reading = true;
    try {
      const page = await this.#client.call('history', { draft: this.#draft, cursor });
      if (round === this.#round && cursor === this.#known.cursor) this.#known = extended(this.#known, page);
    } catch (failure) {
      this.#report(failure);
    } finally {
      this.#reading = false;
    }
  }

  /** Reads all that is left. */
  async all(): Promise<void> {
    const round = this.#round;
    for (let before = NaN; round === this.#round && this.#known.cursor !== null;) {
      if (this.#known.cursor === before) return;
      before = this.#known.cursor;
      await this.more();
    }
  }

  /** Keeps what the draft says now, under a name or none, and looks at it. */
  async keep(name: string): Promise<void> {
    const draft = this.#present.draft;
    if (draft === null) return;
    try {
      await this.#present.flush();
      await this.#client.call('keep_revision', { draft, name: name.trim() || null });
      this.#naming = false;
      if (draft === this.#draft) await this.#readAgain();
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Gives a revision a name; a blank one takes it away. */
  async rename(revision: string, name: string): Promise<void> {
    const wanted = name.trim() || null;
    try {
      await this.#client.call('name_revision', { revision, name: wanted });
      const revisions = this.revisions.map((one) => (one.id === revision ? { ...one, name: wanted } : one));
      this.#known = { ...this.#known, revisions };
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Brings back what is chosen; tells how it went. */
  async restore(): Promise<RestoreReply | null> {
    if (this.#chosen === null) return null;
    return this.#present.restore(this.#chosen);
  }

  /** The draft changed under the eyes of the reader: what is compared with the present is compared again. */
  async presentChanged(): Promise<void> {
    if (this.#draft === null) return;
    const round = this.#round;
    await this.#present.flush();
    await this.#readAgain();
    if (round === this.#round && (this.#chosen === null || this.#other === null)) await this.#compare();
  }

  /** Hears what became of the history, and of the draft when others write it. */
  hear(event: Event): void {
    const isPresent = event.event === 'draftChanged';
    const isOurs = isPresent || event.event === 'historyChanged' || event.event === 'publicationChanged';
    if (!isOurs || event.draft !== this.#draft) return;
    this.#outdated ||= isPresent;
    this.#renewTimer ??= setTimeout(() => {
      this.#renewTimer = undefined;
      void this.#renew();
    }, RENEW_REST);
  }

  async #renew(): Promise<void> {
    const outdated = this.#outdated;
    this.#outdated = false;
    await (outdated ? this.presentChanged() : this.#readAgain());
  }

  /** Looks at what is wanted, else at what it said last before the present; the first time anything can be. */
  async #begin(wanted: string | null): Promise<void> {
    const first = this.#presentDiffers ? 0 : Math.min(1, this.revisions.length - 1);
    this.#chosen = (this.#find(wanted) ?? this.revisions[first])?.id ?? null;
    await this.#compare();
  }

  /** Reads its newest part again; what was empty until now begins to be looked at. */
  async #readAgain(): Promise<void> {
    const round = this.#round;
    await this.#read(round);
    const isLookedAt = this.#chosen !== null || this.#other !== null;
    if (round === this.#round && !isLookedAt && this.revisions.length > 0) await this.#begin(null);
  }

  async #read(round: number): Promise<void> {
    if (this.#draft === null) return;
    try {
      const page = await this.#client.call('history', { draft: this.#draft, cursor: null });
      if (round !== this.#round) return;
      this.#known = renewed(this.#known, page);
      this.#total = page.total;
      this.#presentDiffers = page.presentDiffers;
      this.#ready = true;
    } catch (failure) {
      this.#report(failure);
    }
  }

  #compareSoon(): void {
    clearTimeout(this.#compareTimer);
    this.#compareTimer = setTimeout(() => void this.#compare(), COMPARE_REST);
  }

  async #compare(): Promise<void> {
    clearTimeout(this.#compareTimer);
    const draft = this.#draft;
    if (draft === null || this.#chosen === this.#other) return;
    const round = ++this.#comparisonRound;
    const { old, new: now } = this.pair;
    this.#comparing = true;
    try {
      const request = { draft, old: old?.id ?? null, new: now?.id ?? null };
      const comparison = await this.#client.call('compare_revisions', request);
      if (round !== this.#comparisonRound) return;
      this.#comparison = comparison;
      this.#change = 0;
    } catch (failure) {
      if (round === this.#comparisonRound) this.#report(failure);
    } finally {
      if (round === this.#comparisonRound) this.#comparing = false;
    }
  }

  #find(id: string | null): RevisionView | null {
    return this.revisions.find((revision) => revision.id === id) ?? null;
  }

  /** The present is newer than all. */
  #place(id: string | null): number {
    return id === null ? -1 : this.revisions.findIndex((revision) => revision.id === id);
  }

  #before(id: string | null): string | null {
    return this.revisions[this.#place(id) + 1]?.id ?? null;
  }

  #partOfChange(): number | null {
    const at = this.at;
    if (at === null) return null;
    return this.#look === 'markdown' ? at : (this.#comparison?.blocks[at]?.part ?? null);
  }

  #changeOfPart(part: number | null): number {
    if (part === null) return 0;
    const blocks = this.#comparison?.blocks ?? [];
    const partAt = (at: number) => (this.#look === 'markdown' ? at : (blocks[at]?.part ?? -1));
    return Math.max(
      0,
      this.changes.findIndex((at) => partAt(at) >= part),
    );
  }
}
