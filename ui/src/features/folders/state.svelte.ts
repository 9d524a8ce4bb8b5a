// The work folders, and what the writer is asked about files that others changed; draws nothing.
import { asFailure, type Client } from '../../core/client';
import type { AskedDraft, Asking, Event, Failure, FolderView, Mirrored } from '../../core/contract';
import { Answers } from '../../shared/questions/answers.svelte';

/** Who hears that a folder can't be read, and that it can again (`null`). */
export type FolderFault = (folder: string, fault: Failure | null) => void;

/** The work folders and the questions. */
export class WorkFolders {
  #list = $state.raw<readonly FolderView[]>([]);
  #asked = $state.raw<readonly AskedDraft[]>([]);
  #asking = $state.raw<Asking | null>(null);
  /** The answers to the questions that are shown. */
  readonly answers = new Answers();
  /** Whether the questions are others than were shown a moment ago. */
  #renewed = $state(false);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #onFault: FolderFault;
  readonly #faulty = new Set<string>();
  #reading: Promise<void> | null = null;
  #again = false;

  constructor(client: Client, report: (failure: unknown) => void, onFault: FolderFault) {
    this.#client = client;
    this.#report = report;
    this.#onFault = onFault;
  }

  /** The folders, in the order in which they were chosen. */
  get list(): readonly FolderView[] {
    return this.#list;
  }

  /** The drafts of which something is asked. */
  get asked(): readonly AskedDraft[] {
    return this.#asked;
  }

  /** What is shown to be answered; `null` while nothing is. */
  get asking(): Asking | null {
    return this.#asking;
  }

  /** Whether the texts changed since the questions were shown first. */
  get renewed(): boolean {
    return this.#renewed;
  }

  /** Reads the folders and the questions; a burst of news is read once. */
  read(): Promise<void> {
    this.#again = this.#reading !== null;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null;
      if (this.#again) void this.read();
    });
    return this.#reading;
  }

  /** Hears what the core tells. */
  hear(event: Event): void {
    if (event.event === 'foldersChanged') void this.read();
  }

  /** Chooses a folder and begins to mirror drafts in it. */
  async add(title: string): Promise<void> {
    const path = await this.#try(() => this.#client.call('choose_folder', title));
    if (!path) return;
    await this.#try(() => this.#client.call('add_folder', { path, mirrored: { mirrors: 'all' } }));
    await this.read();
  }

  /** Sets which drafts a folder mirrors. */
  async mirror(folder: string, mirrored: Mirrored): Promise<void> {
    await this.#try(() => this.#client.call('set_mirrored', { folder, mirrored }));
    await this.read();
  }

  /** Sets whether others read what lies in a folder. */
  async publish(folder: string, published: boolean): Promise<void> {
    await this.#try(() => this.#client.call('set_published', { folder, published }));
    await this.read();
  }

  /** Leaves a folder alone; its files stay. */
  async remove(folder: string): Promise<void> {
    await this.#try(() => this.#client.call('remove_folder', folder));
    this.#tellFault(folder, null);
    await this.read();
  }

  /** Shows what is asked of a draft. */
  async ask(draft: string): Promise<void> {
    this.#renewed = false;
    await this.#show(draft);
  }

  /** Puts the questions away; they are asked again whenever she likes. */
  putAway(): void {
    this.#asking = null;
    this.answers.ask([]);
  }

  /** Carries out the answers. Resolves to whether that was done; else the questions that are asked now are shown. */
  async settle(): Promise<boolean> {
    const asking = this.#asking;
    const answers = this.answers.all;
    if (!asking || answers === null) return false;
    const { draft, version } = asking;
    try {
      await this.#client.call('answer', { draft, version, answers });
      this.putAway();
      await this.read();
      return true;
    } catch (thrown) {
      if (asFailure(thrown).code !== 'asked_else') this.#report(thrown);
      else {
        this.#renewed = true;
        await this.#show(draft);
      }
      return false;
    }
  }

  async #show(draft: string): Promise<void> {
    const asking = await this.#try(() => this.#client.call('asking', draft));
    this.answers.ask(asking?.questions ?? []);
    this.#asking = asking;
    if (!asking) await this.read();
  }

  async #readAll(): Promise<void> {
    const [list, asked] = await Promise.all([
      this.#try(() => this.#client.call('folders', null)),
      this.#try(() => this.#client.call('asked_drafts', null)),
    ]);
    if (list) this.#list = list;
    if (asked) this.#asked = asked;
    for (const { id, fault } of list ?? []) this.#tellFault(id, fault);
  }

  #tellFault(folder: string, fault: Failure | null): void {
    if (fault !== null ? this.#faulty.has(folder) : !this.#faulty.has(folder)) return;
    if (fault) this.#faulty.add(folder);
    else this.#faulty.delete(folder);
    this.#onFault(folder, fault);
  }

  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (failure) {
      this.#report(failure);
      return null;
    }
  }
}
