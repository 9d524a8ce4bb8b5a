// The copy of the open draft: read through the core as it changes, what was found in it, and what is done about that. Judges nothing.
import type { Client } from '../../core/client';
import type { CopyAbout, CopyFinding, HouseFault, HouseFile, HowFar } from '../../core/contract';
import type { CopyDesk, Editor, FindingKind, Found, ReadStretch } from '../../editor/editor';

/** Something that was found, where it stands in the editor. */
export type CopyFound = CopyFinding & Found;

/** A finding in a list, with the words beside it. */
export interface Listed {
  finding: CopyFound;
  before: string;
  after: string;
}

/** So many characters beside a finding are shown with it. */
const BESIDE = 24;
/** So many findings are listed at most, the first of the text: what is mended makes room for the next. */
const LISTED = 500;
/** Pause before something is asked again for which the core had another text, milliseconds. */
const AGAIN = 150;

/** A finding that is looked at, and where in the window its words are. */
export interface Pointed {
  finding: CopyFound;
  rect: DOMRect;
}

/** How it is underlined; what needs no rule to be seen is `copy`. */
const KINDS: Partial<Record<CopyAbout['is'], FindingKind>> = {
  spelling: 'spelling',
  signs: 'signs',
  style: 'style',
};

function underlined(finding: CopyFinding): CopyFound {
  return { ...finding, kind: KINDS[finding.about.is] ?? 'copy' };
}

/** The open text, as far as it is read. */
export interface OpenCopy {
  /** Which text the core has, if it has the very one that is shown. */
  readonly known: { draft: string; sequence: number } | null;
  /** What shows it. */
  readonly editor: Editor | null;
}

/** What was found in the open draft's copy. */
export class Copy {
  #findings = $state.raw<readonly Listed[]>([]);
  #count = $state(0);
  #hasSigns = $state(false);
  #ignored = $state(0);
  #faults = $state.raw<readonly HouseFault[]>([]);
  #pointed = $state.raw<Pointed | null>(null);
  #suggested = $state.raw<readonly string[] | null>(null);
  readonly #client: Client;
  readonly #text: OpenCopy;
  readonly #report: (failure: unknown) => void;

  /** Reads through `client` what `text` shows; `report` hears why something could not be done. */
  constructor(client: Client, text: OpenCopy, report: (failure: unknown) => void) {
    this.#client = client;
    this.#text = text;
    this.#report = report;
  }

  /** The first of what was found, in the text's order, where it stood when the text last rested. */
  get findings(): readonly Listed[] {
    return this.#findings;
  }

  /** How much was found. */
  get count(): number {
    return this.#count;
  }

  /** Whether signs are among it. */
  get hasSigns(): boolean {
    return this.#hasSigns;
  }

  /** How much of what is ignored in this draft still stands in it. */
  get ignored(): number {
    return this.#ignored;
  }

  /** What is wrong with the house's files. */
  get faults(): readonly HouseFault[] {
    return this.#faults;
  }

  /** The finding that is looked at. */
  get pointed(): Pointed | null {
    return this.#pointed;
  }

  /** What the editor asks. */
  readonly desk: CopyDesk = {
    read: (from, to) => this.#read(from, to),
    across: () => this.#readAcross(),
    found: () => this.#list(),
    open: (finding) => this.point(finding as CopyFound),
  };

  /** Looks at the finding at the caret, else at the next one behind it. Whether there is one. */
  pointNear(): boolean {
    const near = this.#text.editor?.findingNear<CopyFound>() ?? null;
    if (near) this.point(near);
    return near !== null;
  }

  /** Looks at a finding. For a misspelt word it is asked what was meant. */
  point(finding: CopyFound): void {
    const rect = this.#text.editor?.point(finding.from, finding.to) ?? null;
    this.#pointed = rect && { finding, rect };
    this.#suggested = null;
    if (rect && finding.about.is === 'spelling') void this.#suggest(finding, finding.about.language);
  }

  /** What could stand where the finding is that is looked at; `null` while that is being asked. */
  get replacements(): readonly string[] | null {
    const finding = this.#pointed?.finding;
    return finding?.about.is === 'spelling' ? this.#suggested : (finding?.replacements ?? []);
  }

  /** The writer knows this word from now on, wherever it stands. */
  async learn(word: string): Promise<void> {
    try {
      await this.#client.call('learn_word', word);
      this.#text.editor?.readAnew();
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** A finding is not told again, so far; nothing where its words stand no more. */
  async ignore(finding: CopyFound, far: HowFar): Promise<void> {
    try {
      while (this.#stands(finding)) {
        const { known } = this.#text;
        const { from, to, rule } = finding;
        if (known && (await this.#client.call('ignore_finding', { ...known, from, to, rule, far }))) {
          return this.readAnew();
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** All that was ignored in the draft is told again. */
  async heedAgain(): Promise<void> {
    const draft = this.#text.known?.draft;
    if (draft === undefined) return;
    try {
      await this.#client.call('heed_again', draft);
      this.readAnew();
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Opens one of the house's files in the desktop's program for it. */
  async openFile(file: HouseFile): Promise<void> {
    try {
      await this.#client.call('open_house_file', file);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Reads the text anew: a file of the house changed. */
  readAnew(): void {
    this.#text.editor?.readAnew();
  }

  /** Looks at the next one behind a finding; at the first again behind the last. */
  pointAfter({ from }: CopyFound): void {
    const all = this.#text.editor?.findings<CopyFound>() ?? [];
    const next = all.find((one) => one.from > from) ?? all[0];
    if (next) queueMicrotask(() => this.point(next));
  }

  /** Looks away from it; the keyboard is in the text again. */
  leave(): void {
    this.#pointed = null;
    this.#text.editor?.focus();
  }

  /** Writes something else there, in one step that undo takes back; nothing where the words stand no more. */
  replace(finding: CopyFound, insert: string): void {
    this.#text.editor?.mend(finding, insert);
  }

  /** What stands between quotation marks around a finding, else its words, is in this language. */
  inLanguage({ from, to }: CopyFound, tag: string): void {
    this.#text.editor?.inLanguage(tag, this.#text.editor.quotation(from, to) ?? { from, to });
  }

  /** Does all that the house's signs ask for, in one step. */
  setSigns(): void {
    const signs = this.#text.editor?.findings<CopyFound>().filter(({ about }) => about.is === 'signs');
    if (!signs?.length) return;
    const changes = signs.map(({ from, to, replacements }) => ({ from, to, insert: replacements[0] ?? '' }));
    this.#text.editor?.apply({ changes, userEvent: 'input.signs' });
  }

  #list(): void {
    const { editor } = this.#text;
    const all = editor?.findings<CopyFound>() ?? [];
    this.#count = all.length;
    this.#hasSigns = all.some(({ about }) => about.is === 'signs');
    this.#findings = all.slice(0, LISTED).map((finding) => ({
      finding,
      before: editor?.textBeside(finding.from, -BESIDE) ?? '',
      after: editor?.textBeside(finding.to, BESIDE) ?? '',
    }));
  }

  async #suggest(finding: CopyFound, language: string): Promise<void> {
    const { known } = this.#text;
    const draft = known?.draft;
    let suggested: readonly string[] = [];
    try {
      const word = finding.text;
      if (draft !== undefined) suggested = await this.#client.call('suggestions', { draft, word, language });
    } catch (failure) {
      this.#report(failure);
    }
    if (this.#pointed?.finding === finding) this.#suggested = suggested;
  }

  #stands({ from, to, text }: CopyFound): boolean {
    const found = this.#text.editor?.findings<CopyFound>() ?? [];
    return found.some((one) => one.from === from && one.to === to && one.text === text);
  }

  /** Asks what of the house's files is not followed: one of them may have changed. */
  async readFaults(): Promise<void> {
    try {
      this.#faults = await this.#client.call('house_faults', null);
    } catch (failure) {
      this.#report(failure);
    }
  }

  async #readAcross(): Promise<readonly CopyFound[] | null> {
    const { known } = this.#text;
    if (known === null) return null;
    try {
      const across = await this.#client.call('read_across', known);
      if (across === null) return null;
      this.#ignored = across.ignored;
      this.#faults = across.faults;
      return across.findings.map(underlined);
    } catch (failure) {
      console.warn('the copy could not be read as a whole', failure);
      return [];
    }
  }

  async #read(from: number, to: number): Promise<ReadStretch | null> {
    const { known } = this.#text;
    if (known === null) return null;
    try {
      const stretch = await this.#client.call('read_copy', { ...known, from, to });
      if (stretch === null) return null;
      return { ...stretch, findings: stretch.findings.map(underlined) };
    } catch (failure) {
      // What can't be read now is read when it changes: a text without underlines is no lost text.
      console.warn('the copy could not be read', failure);
      return { from, to, findings: [] };
    }
  }
}
