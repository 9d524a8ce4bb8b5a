// The open draft as the window shows it: fields, outline, counts, what is saved. Draws nothing, knows no layout.
import type { ChangeSet, EditorState, TransactionSpec } from '@codemirror/state';
import { asFailure, type Client } from '../../core/client';
import type {
  Counts,
  DraftStatus,
  EditReply,
  Event,
  FailureCode,
  Fields,
  FieldsReply,
  Heading,
  OpenDraft,
  PublicationView,
  RestoreReply,
} from '../../core/contract';
import {
  outsideChange,
  type Beside,
  type CopyDesk,
  type Editor,
  type EditorCommand,
  type EditorListener,
  type ScrollPlace,
  type Surroundings,
} from '../../editor/editor';
import type { Gap } from '../../editor/arrivals';
import type { Shelf, TextRange } from '../../editor/figures';
import { burst } from '../../shared/burst';
import type { Given } from '../../shared/pictures/given';
import { ComingIn, type PictureListener } from './coming-in';
import { Desk } from './desk';
import { besideText, changedSince } from './restored';
import type { PageSink } from './page-sink';
import { Place, type Move, type SelectionCounts } from './place.svelte';
import { Safety, type SaveStatus, type Unsaved } from './safety.svelte';
import { Session, type SessionListener } from './session';
import { OpenStanding } from './standing.svelte';

export type { EditorCommand } from '../../editor/editor';
export type { PageSink } from './page-sink';
export type { Move, SelectionCounts } from './place.svelte';
export type { SaveStatus, Unsaved } from './safety.svelte';

/** Rest before the open draft is read again, milliseconds: what changes it comes in bursts. */
const RENEW_REST = 50;
/** After these it is not known what the core's text is. */
const UNCERTAIN: ReadonlySet<FailureCode> = new Set(['internal', 'out_of_step']);
const NO_COUNTS: Counts = { words: 0, characters: 0, minutes: 0 };

/** Pictures of which nobody knows anything, and whose failures are reported like any other. */
const NO_SHELF = { look: () => null, open: () => undefined, left: () => undefined };

/** The open draft, and everything still on its way to the journal. */
export class Writing {
  #draft = $state<string | null>(null);
  #opening = $state(false);
  #fields = $state.raw<Fields | null>(null);
  #outline = $state.raw<readonly Heading[]>([]);
  #counts = $state.raw<Counts>(NO_COUNTS);

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #page: PageSink;
  readonly #desk = new Desk();
  readonly #safety = new Safety(this.#desk);
  /** Where the open draft stands. */
  readonly standing = new OpenStanding();
  /** Who reads its copy. */
  copyDesk: CopyDesk | null = null;
  readonly #place: Place;
  #session: Session | null = null;
  #editor: Editor | null = null;
  #around: Surroundings = { language: 'fr', label: '', placeholder: '', phrases: {} };
  #round = 0;
  /** Reads the open draft again: page, slug, status and publication; text and undo stay. */
  readonly #renew = burst(RENEW_REST, () => {
    if (this.#draft !== null && !this.#opening) void this.open(this.#draft);
  });
  /** Asks where the open draft stands; its text and its page are not read again. */
  readonly #askStanding = burst(RENEW_REST, () => void this.learnStanding());
  /** Asked before a window with unsaved work closes; true lets it close. */
  readonly #askToLose: (unsaved: readonly Unsaved[]) => Promise<boolean>;
  readonly #shelf: Shelf;
  /** Whether signs and spaces are set as the house does when they are typed or pasted. */
  houseSigns = true;
  readonly #comingIn: ComingIn;

  /**
   * A desk with nothing on it. `report` hears failures of what the journalist asked for; `pictures` knows those of the
   * library.
   */
  constructor(
    client: Client,
    page: PageSink,
    report: (failure: unknown) => void,
    askToLose: (unsaved: readonly Unsaved[]) => Promise<boolean>,
    pictures: Shelf & PictureListener = {
      ...NO_SHELF,
      notKept: (_, all) => all.forEach(({ failure }) => report(failure)),
    },
  ) {
    this.#client = client;
    this.#page = page;
    this.#report = report;
    this.#askToLose = askToLose;
    this.#shelf = pictures;
    this.#comingIn = new ComingIn(client, (draft, change) => this.#change(draft, change), pictures);
    this.#place = new Place(
      () => this.#session?.state ?? null,
      () => this.#keepPlace(),
    );
    client.listen((event) => this.#heard(event));
    client.beforeClose(() => this.#mayClose());
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
    return this.standing.slug;
  }

  /** Whether the slug can no longer change. */
  get slugFrozen(): boolean {
    return this.standing.slugFrozen;
  }

  /** Whether a text waits to be sent that is not what the draft says now. */
  get waitsOutdated(): boolean {
    return this.standing.waitsOutdated;
  }

  /** Its status. */
  get status(): DraftStatus | null {
    return this.standing.status;
  }

  /** Its articles, one a site. */
  get publications(): readonly PublicationView[] {
    return this.standing.publications;
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
    return this.#place.selection;
  }

  /** Whether what she typed in the open draft (text and fields) is safe. */
  get saving(): SaveStatus {
    return this.#safety.saving;
  }

  /** A draft she left before it was safe, and which is held up; `null` when there is none. */
  get elsewhere(): Unsaved | null {
    return this.#safety.elsewhere;
  }

  /** Opens a draft; what was open goes on being saved. Failures are reported; resolves when it is shown. */
  async open(draft: string): Promise<void> {
    const round = ++this.#round;
    const kept = this.#desk.get(draft);
    this.#opening = draft !== this.#draft;
    // Nothing of this draft may be on its way while it is read, or its blocks and patches would cross.
    await kept?.hold();
    try {
      const opened = await this.#client.call('open_draft', draft);
      if (round === this.#round) this.#show(opened);
      else if (kept) kept.reopen(opened, this.#around);
    } catch (failure) {
      this.#report(failure);
    } finally {
      kept?.release();
      if (round === this.#round) this.#opening = false;
    }
  }

  /** Shows a draft that has just been made (`new_draft`, `duplicate_draft`). */
  take(opened: OpenDraft): void {
    this.#round += 1;
    this.#opening = false;
    this.#show(opened);
  }

  /** Leaves the desk empty once the open draft is safe (or the reason known why it is not). */
  async close(): Promise<void> {
    await this.flush();
    this.#leave();
    this.#round += 1;
    this.#session = null;
    this.#draft = null;
    this.#fields = null;
    this.standing.clear();
    this.#outline = [];
    this.#counts = NO_COUNTS;
    this.#place.count();
    this.#page.close();
    this.#judge();
  }

  /** Changes fields of the open draft: shown at once, sent within 250 ms. */
  setField(patch: Partial<Fields>): void {
    if (this.#session) this.#setFieldsOf(this.#session, patch);
  }

  /**
   * Brings a revision of the open draft back, in one step that undo takes back. What was typed is with the core
   * before, or nothing is done; what is typed meanwhile stays. Failures are reported; `null` then.
   */
  async restore(revision: string): Promise<RestoreReply | null> {
    const session = this.#session;
    if (!session) return null;
    await session.settled();
    await session.hold();
    try {
      if (!session.text.clean || !session.fieldsSync.clean) throw session.unsent;
      return await this.#restore(session, revision);
    } catch (failure) {
      // The core is elsewhere, or has done it and its answer was lost: what the editor shows counts.
      if (UNCERTAIN.has(asFailure(failure).code)) session.text.sendWhole();
      this.#report(failure);
      return null;
    } finally {
      session.release();
    }
  }

  /** Puts a passage of Markdown behind the paragraph with the caret. */
  insert(passage: string): void {
    if (this.#session) this.#editor?.insertPassage(passage);
  }

  /** Writes a passage of a draft anew while it is open, wherever it stands by now; false where it stands no more. */
  rewrite(draft: string, passage: { from: number; text: string }, insert: string): boolean {
    return this.#session?.id === draft && (this.#editor?.rewrite(passage, insert) ?? false);
  }

  /** Brings pictures into the open draft's text: to a gap in it, else to where the caret is. Nothing waits for them. */
  bring(given: readonly Given[], gap: Gap | null = null): void {
    const session = this.#session;
    if (!session || given.length === 0) return;
    const here = { at: session.state.selection.main.head, before: false };
    void this.#comingIn.bring(session.id, given, gap ?? here);
  }

  /** The gap in the text nearest to a point of the window; `null` when that is not over it. */
  gapAt(x: number, y: number): Gap | null {
    return this.#session ? (this.#editor?.gapAt(x, y) ?? null) : null;
  }

  /** Puts words where they were dropped on the text. */
  insertAt(x: number, y: number, words: string): void {
    if (this.#session) this.#editor?.insertAt(x, y, words);
  }

  /** Something more is known of pictures. */
  looked(): void {
    this.#editor?.looked();
  }

  /** Whether the caret is on a picture of the library. */
  get onPicture(): boolean {
    return this.#editor?.onPicture ?? false;
  }

  /** Whether a picture of the library stands in the open draft. */
  shows(source: string): boolean {
    return this.#fields?.leadPicture?.source === source || this.text().includes(source);
  }

  /** Which text the core has, if it has the very one that is shown. */
  get known(): { draft: string; sequence: number } | null {
    const session = this.#session;
    return session?.text.quiet ? { draft: session.id, sequence: session.text.applied } : null;
  }

  /** What shows the open draft. */
  get editor(): Editor | null {
    return this.#editor;
  }

  /** A draft that was deleted for good has nothing left to save. */
  forget(draft: string): void {
    const session = this.#desk.get(draft);
    if (session && session !== this.#session) this.#desk.drop(session);
    this.#judge();
  }

  /** Waits until every draft is safe or held up; resolves to what is true of the open one. */
  async flush(): Promise<SaveStatus> {
    this.#place.keep();
    await this.#desk.settled();
    this.#judge();
    return this.#safety.saving;
  }

  /** Puts the caret at an offset of the text, in view, and the keyboard in the manuscript. */
  goTo(offset: number): void {
    this.#editor?.place(offset);
  }

  /** Puts the keyboard in the manuscript's text. */
  focus(): void {
    this.#editor?.focus();
  }

  /** Runs one of the editor's commands (bold, link, …) as its shortcut does. */
  run(command: EditorCommand): void {
    if (this.#session) this.#editor?.run(command);
  }

  /** The view in which the text is written; returns what takes it away again. */
  attach(make: (listener: EditorListener) => Editor): () => void {
    const editor = make({
      state: (state) => this.#stateIs(state),
      changed: (changes, sign, pasted) => this.#changed(changes, sign, pasted),
      selected: () => this.#place.selected(),
      scrolled: () => this.#place.moved('scrolled'),
      blurred: () => void this.flush(),
      pictures: {
        look: (source) => this.#shelf.look(source),
        open: (address, range) => this.#shelf.open(address, range),
        given: (given, gap) => this.bring(given, gap),
      },
      copy: {
        read: (from, to) => this.copyDesk?.read(from, to) ?? Promise.resolve(null),
        across: () => this.copyDesk?.across() ?? Promise.resolve(null),
        found: () => this.copyDesk?.found(),
        open: (finding) => this.copyDesk?.open(finding),
      },
    });
    this.#editor = editor;
    if (this.#session) this.#showIn(editor, this.#session);
    return () => {
      this.#leave();
      if (this.#editor === editor) this.#editor = null;
      editor.destroy();
    };
  }

  /** What a screen reader, and an empty text, say in the interface's language; which spaces are seen. */
  speak(words: Omit<Surroundings, 'language'>): void {
    this.#around = { ...words, language: this.#around.language };
    this.#surround();
  }

  /** Hears when the manuscript moves; call what it returns to stop. */
  onMove(handler: (move: Move) => void): () => void {
    return this.#place.onMove(handler);
  }

  /** The caret's offset, UTF-16 units. */
  caret(): number {
    return this.#session?.state.selection.main.head ?? 0;
  }

  /** The whole text, words included that nothing has saved yet. */
  text(): string {
    return this.#session?.state.doc.toString() ?? '';
  }

  /** Some of the text, for finding a click on the page in it. */
  slice(from: number, to: number): string {
    return this.#session?.state.sliceDoc(from, to) ?? '';
  }

  /** Where the manuscript stands; `null` while it is not drawn. */
  scrollPlace(): ScrollPlace | null {
    return this.#editor?.scrollPlace() ?? null;
  }

  /** Scrolls the manuscript; its caret stays. */
  scrollTo(place: ScrollPlace): void {
    this.#editor?.scrollTo(place);
  }

  #show(opened: OpenDraft): void {
    this.#leave();
    const session = this.#sessionOf(opened);
    const shown = this.#session === session && this.#editor?.view.state === session.state;
    this.#session = session;
    this.#draft = session.id;
    this.#fields = session.fields;
    this.standing.is(opened);
    this.#outline = opened.outline;
    this.#counts = opened.counts;
    this.#around = { ...this.#around, language: session.fields.language };
    this.#page.open(session.id, opened.page, opened.blocks);
    if (this.#editor && !shown) this.#showIn(this.#editor, session);
    this.#place.count();
    this.#judge();
  }

  #setFieldsOf(session: Session, patch: Partial<Fields>): void {
    session.fields = { ...session.fields, ...patch };
    session.fieldsSync.set(session.fields);
    if (session !== this.#session) return;
    this.#fields = session.fields;
    if (patch.language !== undefined) this.#surround();
  }

  async #restore(session: Session, revision: string): Promise<RestoreReply> {
    const { fields: before, id: draft } = session;
    const length = session.state.doc.length;
    const sequence = session.text.applied;
    const reply = await this.#client.call('restore_revision', { draft, revision, sequence });
    const set = (patch: Partial<Fields>) => this.#setFieldsOf(session, patch);
    const typed = changedSince(before, session.fields);
    session.fields = { ...reply.shown.fields, ...typed };
    session.fieldsSync.reopened(reply.shown.fields);
    if (Object.keys(typed).length > 0) session.fieldsSync.set(session.fields);
    const also = besideText(before, reply.shown.fields, () => session.fields, set);
    session.text.followed(reply.changes, length, reply.edit, (changes) =>
      this.#takeIn(session, changes, also),
    );
    if (session === this.#session) {
      this.#fields = session.fields;
      this.#fieldsKept(reply.shown);
      this.#surround();
    }
    return reply;
  }

  #sessionOf(opened: OpenDraft): Session {
    let session = this.#desk.get(opened.id);
    if (session) session.reopen(opened, this.#around);
    else session = new Session(this.#client, opened, this.#around, this.#sessions);
    this.#desk.put(session);
    return session;
  }

  #showIn(editor: Editor, session: Session): void {
    editor.show(session.state, this.#around);
    if (typeof session.scroll === 'number') editor.scrollBack(session.scroll);
    else editor.view.dispatch({ effects: session.scroll });
    this.copyDesk?.found();
  }

  /** The open draft is left: its place and its fields are kept, its view's scroll remembered. */
  #leave(): void {
    this.#place.keep();
    const session = this.#session;
    if (!session) return;
    if (this.#editor) session.scroll = this.#editor.view.scrollSnapshot();
    void session.settled();
  }

  #surround(): void {
    if (this.#session) this.#around = { ...this.#around, language: this.#session.fields.language };
    if (this.#session) this.#editor?.surround(this.#around);
  }

  #stateIs(state: EditorState): void {
    if (this.#session) this.#session.state = state;
  }

  #changed(changes: ChangeSet, sign: number | null, pasted: readonly TextRange[]): void {
    if (this.houseSigns) this.#session?.text.changed(changes, sign, pasted);
    else this.#session?.text.changed(changes);
    this.standing.changed();
    this.#place.moved('typed');
  }

  /** A lost place is a small thing: it is said in the log and no more. */
  #keepPlace(): void {
    if (!this.#session || !this.#editor) return;
    const place = { draft: this.#session.id, caret: this.caret(), scroll: this.#editor.firstVisible() };
    this.#client
      .call('keep_place', place)
      .catch((failure: unknown) => console.warn('place not kept', failure));
  }

  readonly #sessions: SessionListener = {
    edited: (session, reply) => session === this.#session && this.#edited(reply),
    retouched: (session, changes) => this.#retouch(session, changes),
    outside: (session, changes) => this.#takeIn(session, changes),
    fieldsKept: (session, reply) => session === this.#session && this.#fieldsKept(reply),
    moved: () => this.#judge(),
  };

  /** What others wrote goes into the view that shows the text, else into its state. */
  #takeIn(session: Session, changes: ChangeSet, also?: Beside): void {
    if (session === this.#session && this.#editor) this.#editor.take(changes, also);
    else session.state = session.state.update(outsideChange(changes, also)).state;
  }

  /** Signs and spaces as the house sets them. Nothing is done to a text that is not shown: nobody types in it. */
  #retouch(session: Session, changes: ChangeSet): void {
    if (session === this.#session) this.#editor?.retouch(changes);
  }

  /** Changes a text on the desk as its writer does; false when it is not there. */
  #change(draft: string, change: (state: EditorState) => TransactionSpec): boolean {
    const session = this.#desk.get(draft);
    if (!session) return false;
    const spec = change(session.state);
    if (session === this.#session && this.#editor) this.#editor.apply(spec);
    else session.apply(spec);
    return true;
  }

  #edited(reply: EditReply): void {
    this.#counts = reply.counts;
    if (reply.outline) this.#outline = reply.outline;
    if (reply.outside) return this.#renew();
    this.#onPage(() => {
      this.#page.splice(reply.splices);
      if (reply.frame !== null) this.#page.frame(reply.frame);
    });
  }

  #fieldsKept(reply: FieldsReply): void {
    if (this.#session) this.#fields = this.#session.fields;
    this.standing.fieldsKept(reply);
    this.#onPage(() => {
      this.#page.frame(reply.frame);
      this.#page.title(reply.title);
    });
  }

  /** Shows what came in; a page that it does not fit is fetched anew. */
  #onPage(show: () => void): void {
    try {
      show();
    } catch (defect) {
      console.error('the page and its blocks have drifted apart; it is fetched anew', defect);
      this.#renew();
    }
  }

  #heard(event: Event): void {
    if (event.event === 'saved') this.#desk.get(event.draft)?.text.saved(event.sequence);
    else if (event.event === 'notSaved') this.#desk.get(event.draft)?.text.notSaved(event.failure);
    else if (event.event === 'draftChanged') this.#caughtUp(event.draft);
    else if (event.event === 'publicationChanged' && event.draft === this.#draft) this.#renew();
    else if (event.event === 'libraryChanged' && event.draft === this.#draft) this.#askStanding();
  }

  /** Others changed a draft: its text catches up, and so do the fields and the page of the open one. */
  #caughtUp(draft: string): void {
    this.#desk.get(draft)?.text.behind();
    if (draft === this.#draft) this.#renew();
  }

  /** Asks where the open draft stands, as after its site was asked. */
  async learnStanding(): Promise<void> {
    const draft = this.#draft;
    if (draft === null) return;
    try {
      const standing = await this.#client.call('standing', draft);
      if (draft === this.#draft) this.standing.is(standing);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** The open draft's page is dressed otherwise now: it is read again. */
  renewPage(): void {
    this.#renew();
  }

  /** A window with unsaved work closes only when the writer says so, the reason on screen. */
  async #mayClose(): Promise<boolean> {
    await this.flush();
    const { unsaved } = this.#safety;
    return unsaved.length === 0 || this.#askToLose(unsaved);
  }

  #judge(): void {
    this.#safety.judge(this.#session);
  }
}
