// Who hears what happens in a view: states outlive views and go from one to another, so they name neither.
import type { ChangeSet, EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Taking } from './drops';
import type { CopyDesk } from './findings';
import type { Shelf, TextRange } from './figures';

/** What an owner hears. All calls come in the task in which the key was handled. */
export interface EditorListener {
  /** Every new state, also of a mere selection. */
  state(state: EditorState): void;
  /**
   * The text changed; `sign` is where a sign ends that was typed at the caret and is no letter, `pasted` where what was
   * pasted stands.
   */
  changed(changes: ChangeSet, sign: number | null, pasted: readonly TextRange[]): void;
  /** The selection moved, with or without the text. */
  selected(): void;
  /** The manuscript was scrolled. */
  scrolled(): void;
  /** The keyboard left the manuscript. */
  blurred(): void;
  /** Pictures are given to the text, and those in it looked at. */
  pictures?: Shelf & { given: Taking };
  /** The text is read, and what is found in it looked at. */
  copy?: CopyDesk;
}

const listeners = new WeakMap<EditorView, EditorListener>();

/** From now on `listener` hears of the view. */
export function host(view: EditorView, listener: EditorListener): void {
  listeners.set(view, listener);
}

/** Who hears of a view. */
export function hostOf(view: EditorView): EditorListener | undefined {
  return listeners.get(view);
}
