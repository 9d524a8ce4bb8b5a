// One draft on the desk: its editor state (undo and all) and its two ways to the library.
import type { ChangeSet, EditorState, StateEffect, TransactionSpec } from '@codemirror/state';
import type { Client } from '../../core/client';
import type { EditReply, Failure, Fields, FieldsReply, OpenDraft } from '../../core/contract';
import { carried } from '../../editor/arrivals';
import { newState, type Surroundings } from '../../editor/editor';
import { FieldsSync } from './fields-sync';
import { TextSync, type Progress } from './text-sync';

/** Who hears what becomes of a draft. */
export interface SessionListener {
  edited(session: Session, reply: EditReply): void;
  /** What was typed or pasted is set as the house does: the view that shows the text, or its state, takes that. */
  retouched(session: Session, changes: ChangeSet): void;
  /** Others changed its text: the view that shows it, or its state, takes that. */
  outside(session: Session, changes: ChangeSet): void;
  fieldsKept(session: Session, reply: FieldsReply): void;
  moved(): void;
}

/** A draft that was opened since the window was. */
export class Session {
  readonly id: string;
  readonly text: TextSync;
  readonly fieldsSync: FieldsSync;
  /** The text and its undo; the view's while it is shown. */
  state: EditorState;
  fields: Fields;
  /** Where the view stood when the draft was left: this window's own, or the first visible character that the library knows. */
  scroll: StateEffect<unknown> | number;

  /** A draft as it was opened. */
  constructor(client: Client, opened: OpenDraft, around: Surroundings, listener: SessionListener) {
    this.id = opened.id;
    this.fields = opened.fields;
    this.scroll = opened.scroll;
    this.state = newState(opened.text, opened.caret, around);
    const live = {
      text: () => this.state.doc.toString(),
      length: () => this.state.doc.length,
      caret: () => this.state.selection.main.head,
    };
    const moved = () => listener.moved();
    this.text = new TextSync(client, this.id, opened, live, {
      answered: (reply) => listener.edited(this, reply),
      retouched: (changes) => listener.retouched(this, changes),
      outside: (changes) => listener.outside(this, changes),
      moved,
    });
    this.fieldsSync = new FieldsSync(client, this.id, opened.fields, {
      answered: (reply) => {
        this.fields = this.fieldsSync.wanted ?? reply.fields;
        listener.fieldsKept(this, reply);
      },
      moved,
    });
    this.#match(opened.text);
  }

  /** The draft was opened again: what was not yet sent is newer than what came, all else is as it came. */
  reopen(opened: OpenDraft, around: Surroundings): void {
    if (this.fieldsSync.clean) {
      this.fieldsSync.reopened(opened.fields);
      this.fields = opened.fields;
    }
    // Others wrote while words of hers are on their way: both go together.
    if (!this.text.clean && opened.sequence !== this.text.applied) return this.text.behind();
    this.text.reopened(opened);
    if (!this.text.clean || this.#holds(opened.text)) return;
    this.state = carried(this.state, newState(opened.text, opened.caret, around));
    this.scroll = opened.scroll;
    this.#match(opened.text);
  }

  /** The writer's own change to a text that no view shows. */
  apply(spec: TransactionSpec): void {
    const { state, changes, docChanged } = this.state.update(spec);
    this.state = state;
    if (docChanged) this.text.changed(changes);
  }

  /** How far the draft is; a failure outweighs everything. */
  get progress(): Progress {
    const both = [this.text.progress, this.fieldsSync.progress];
    return both.find((one) => typeof one === 'object') ?? both.find((one) => one === 'saving') ?? 'saved';
  }

  /** Why something typed has not reached the core. */
  get unsent(): Failure {
    const { progress } = this;
    if (typeof progress === 'object') return progress;
    return { code: 'library_busy', message: `draft ${this.id}: typed words are still on their way` };
  }

  /** Resolves when all is safe or a reason is known why it is not. */
  async settled(): Promise<void> {
    await Promise.all([this.text.settled(), this.fieldsSync.settled()]);
  }

  /** Nothing is in flight until `release`. */
  async hold(): Promise<void> {
    await Promise.all([this.text.hold(), this.fieldsSync.hold()]);
  }

  /** Ends a `hold`. */
  release(): void {
    this.text.release();
    this.fieldsSync.release();
  }

  /** Lets go of it. */
  stop(): void {
    this.text.stop();
    this.fieldsSync.stop();
  }

  #holds(text: string): boolean {
    return this.state.doc.length === text.length && this.state.doc.toString() === text;
  }

  /** The editor knows one kind of line end; a text that had others is sent back without them. */
  #match(text: string): void {
    if (text.includes('\r')) this.text.sendWhole();
  }
}
