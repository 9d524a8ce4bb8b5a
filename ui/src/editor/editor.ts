// The manuscript's view: shows one state at a time, tells what changes, scrolls. Knows text, not drafts.
import { isolateHistory } from '@codemirror/commands';
import { Annotation, type ChangeSet, type EditorState, type TransactionSpec } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { arrivals, type Gap } from './arrivals';
import { beside, type Beside } from './beside';
import { run, type EditorCommand } from './commands';
import { drops, gapAt } from './drops';
import { inLanguage } from './commands/language';
import { figureAtCaret, figures, looked, type TextRange } from './figures';
import { findingNear, findings, findingsIn, forgotten, type Found } from './findings';
import { host, hostOf, type EditorListener } from './host';
import { passageAfter, passageAt } from './passage';
import { manuscriptState, surroundWith, type Surroundings } from './setup';

export type { Surroundings } from './setup';
export type { Beside } from './beside';
export type { CopyDesk, FindingKind, Found, ReadStretch } from './findings';
export type { EditorCommand } from './commands';
export type { EditorListener } from './host';

/** A place in the manuscript's scroll: `progress` is 0 at its top and 1 at its end. */
export interface ScrollPlace {
  progress: number;
  /** The text at the reference line, UTF-16 units; `null` while that line is above the text. */
  offset: number | null;
  /** Above the text: how far down the head the reference line is, 0 to 1. */
  headShare: number;
}

/** Part of every state; tells the listener of the view that shows it. */
export const telling = EditorView.updateListener.of((update) => {
  const listener = hostOf(update.view);
  if (listener) tell(update, listener);
});

const copy = findings((view) => hostOf(view)?.copy);

const pictures = [
  arrivals,
  figures((view) => hostOf(view)?.pictures),
  drops((view) => hostOf(view)?.pictures?.given),
];

/** A state for a text, ready for any `Editor`. */
export function newState(text: string, caret: number, around: Surroundings): EditorState {
  return manuscriptState(text, caret, around, [telling, pictures, copy]);
}

/** Marks what others wrote: it is no change of the writer's, and undone in one step. */
const fromOutside = Annotation.define<true>();

/** What others wrote, as a transaction: carets stay with their words. What changed `also`, beside the text, goes back with it. */
export function outsideChange(changes: ChangeSet, also?: Beside): TransactionSpec {
  const effects = also ? [beside.of(also)] : [];
  return { changes, effects, annotations: [fromOutside.of(true), isolateHistory.of('full')] };
}

/** The view. */
export class Editor {
  readonly view: EditorView;
  readonly #listener: EditorListener;

  /** Builds an empty manuscript in `parent`; `head` scrolls with the text, above it. */
  constructor(parent: HTMLElement, head: HTMLElement | null, listener: EditorListener, around: Surroundings) {
    this.#listener = listener;
    this.view = new EditorView({ parent, state: manuscriptState('', 0, around) });
    host(this.view, listener);
    if (head) this.view.scrollDOM.insertBefore(head, this.view.contentDOM);
    this.view.scrollDOM.addEventListener('scroll', this.#scrolled, { passive: true });
    this.view.contentDOM.addEventListener('focus', this.#focused);
  }

  /** Shows a text. Its changes are heard from now on, those of the former one no more. */
  show(state: EditorState, around: Surroundings): void {
    this.view.setState(state);
    this.view.dispatch({ effects: surroundWith(around) });
    if (this.view.hasFocus) this.#seatCaret();
    else this.#liftCaret();
  }

  /** Gives the shown text other surroundings. */
  surround(around: Surroundings): void {
    this.view.dispatch({ effects: surroundWith(around) });
  }

  /** Takes what others wrote into the shown text; the listener does not hear it as a change. */
  take(changes: ChangeSet, also?: Beside): void {
    this.view.dispatch(outsideChange(changes, also));
  }

  /** Puts a passage behind the paragraph with the caret, as paragraphs of its own; undone in one step. */
  insertPassage(passage: string): void {
    const { doc, selection } = this.view.state;
    const { from, insert } = passageAfter(doc, selection.main.head, passage);
    const end = from + insert.trimEnd().length;
    this.view.dispatch({
      changes: { from, insert },
      selection: { anchor: end },
      effects: EditorView.scrollIntoView(end, { y: 'nearest', yMargin: 60 }),
      userEvent: 'input.passage',
      annotations: isolateHistory.of('full'),
    });
  }

  /** Writes a passage anew, wherever it stands by now, in one step that undo takes back; false where it stands no more. */
  rewrite(passage: { from: number; text: string }, insert: string): boolean {
    const from = passageAt(this.view.state.doc, passage.from, passage.text);
    if (from === null) return false;
    this.view.dispatch({
      changes: { from, to: from + passage.text.length, insert },
      annotations: isolateHistory.of('full'),
    });
    return true;
  }

  /** Writes something else where a finding stands, in a step of its own; nothing where its words stand no more. */
  mend({ from, to, text }: Found, insert: string): void {
    if (this.view.state.sliceDoc(from, to) !== text) return;
    this.view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      userEvent: 'input.mend',
      annotations: isolateHistory.of('full'),
    });
  }

  /** Sets what was just typed or pasted as the house does, in a step of its own that undo takes back; never into a composition. */
  retouch(changes: ChangeSet): void {
    if (this.view.composing || changes.length !== this.view.state.doc.length) return;
    this.view.dispatch({ changes, userEvent: 'input.retouch', annotations: isolateHistory.of('full') });
  }

  /** Applies the writer's own change, as if she had typed it. */
  apply(change: TransactionSpec): void {
    this.view.dispatch(change);
  }

  /** The gap between paragraphs nearest to a point of the window; `null` when that is not over the text. */
  gapAt(x: number, y: number): Gap | null {
    const { left, right, top, bottom } = this.view.dom.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom ? null : gapAt(this.view, y);
  }

  /** Puts words where they were dropped, with the caret behind them. */
  insertAt(x: number, y: number, words: string): void {
    const from = this.view.posAtCoords({ x, y }, false);
    this.view.dispatch({
      changes: { from, insert: words },
      selection: { anchor: from + words.length },
      userEvent: 'input.drop',
    });
    this.view.focus();
  }

  /** What is found in the text, in its order, where it stands now. */
  findings<F extends Found>(): F[] {
    return findingsIn<F>(this.view.state);
  }

  /** So many characters of the line before an offset, or with a positive count behind it. */
  textBeside(at: number, count: number): string {
    const line = this.view.state.doc.lineAt(at);
    return this.view.state.sliceDoc(
      Math.max(line.from, Math.min(at, at + count)),
      Math.min(line.to, Math.max(at, at + count)),
    );
  }

  /** What stands between the quotation marks around a stretch of one line; `null` where none do. */
  quotation(from: number, to: number): TextRange | null {
    const line = this.view.state.doc.lineAt(from);
    for (const match of line.text.matchAll(/[«“"]([^«»“”"]*)[»”"]/g)) {
      const words = (match[1] ?? '').trim();
      const start = line.from + match.index + match[0].indexOf(words, 1);
      if (words !== '' && start <= from && to <= start + words.length)
        return { from: start, to: start + words.length };
    }
    return null;
  }

  /** What is found at the caret; else behind it, else first in the text. */
  findingNear<F extends Found>(): F | null {
    return findingNear<F>(this.view.state);
  }

  /** The text is read anew: its rules are others. */
  readAnew(): void {
    this.view.dispatch({ effects: forgotten.of(null) });
  }

  /** Selects a stretch, in view, and says where it is in the window; `null` when it is not to be seen. */
  point(from: number, to: number): DOMRect | null {
    this.view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    const begin = this.view.coordsAtPos(from, 1);
    const end = this.view.coordsAtPos(to, -1);
    if (!begin || !end) return null;
    const right = end.top === begin.top ? end.right : begin.left + 1;
    return new DOMRect(begin.left, begin.top, right - begin.left, begin.bottom - begin.top);
  }

  /** Something more is known of the pictures that the text shows. */
  looked(): void {
    this.view.dispatch({ effects: looked.of(null) });
  }

  /** Whether the caret is on a picture of the library. */
  get onPicture(): boolean {
    return figureAtCaret(this.view.state) !== null;
  }

  /** Runs a command. */
  run(command: EditorCommand): void {
    run(this.view, command);
  }

  /** Says of the selection, or of a stretch, that it is in a language (a BCP 47 tag), or that it is in it no more. */
  inLanguage(tag: string, stretch?: TextRange): void {
    if (stretch) this.view.dispatch({ selection: { anchor: stretch.from, head: stretch.to } });
    inLanguage(tag)(this.view);
  }

  /** Puts the keyboard in the text. */
  focus(): void {
    this.view.focus();
    this.#seatCaret();
  }

  /** Puts the caret somewhere, in the middle of the view when it was out of it. */
  place(offset: number): void {
    const at = Math.max(0, Math.min(offset, this.view.state.doc.length));
    const box = this.view.lineBlockAt(at);
    const { scrollTop, clientHeight } = this.view.scrollDOM;
    const top = box.top + this.#textTop();
    const seen = top >= scrollTop && top + Math.min(box.height, 40) <= scrollTop + clientHeight;
    this.view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: seen ? 'nearest' : 'center', yMargin: 40 }),
    });
    this.view.focus();
  }

  /**
   * Scrolls so that `offset` is the first visible character (0 shows the head), as it was when the text was left, by the
   * writer or by a crash; the caret's own offset says no more than that it was in view.
   */
  scrollBack(offset: number): void {
    const { doc, selection } = this.view.state;
    const y = offset === selection.main.head ? 'center' : 'start';
    if (offset === 0) this.view.scrollDOM.scrollTop = 0;
    else this.view.dispatch({ effects: EditorView.scrollIntoView(Math.min(offset, doc.length), { y }) });
  }

  /** The first visible character; 0 while the head is in view. */
  firstVisible(): number {
    const height = this.view.scrollDOM.scrollTop - this.#textTop();
    return height <= 0 ? 0 : this.view.lineBlockAtHeight(height).from;
  }

  /** Where the manuscript stands. The reference line glides from the view's top to its bottom edge. */
  scrollPlace(): ScrollPlace {
    const { scrollTop, scrollHeight, clientHeight } = this.view.scrollDOM;
    const progress = scrollHeight > clientHeight ? Math.min(1, scrollTop / (scrollHeight - clientHeight)) : 0;
    const head = this.#textTop();
    const line = scrollTop + progress * clientHeight - head;
    // At the very top nothing but the head is meant, even before its height is known.
    if (line < 0 || scrollTop <= 0)
      return { progress, offset: null, headShare: head === 0 ? 0 : 1 + line / head };
    const box = this.view.lineBlockAtHeight(line);
    const share = box.height === 0 ? 0 : Math.min(1, Math.max(0, (line - box.top) / box.height));
    return { progress, offset: box.from + share * (box.to - box.from), headShare: 1 };
  }

  /** Scrolls to such a place. Returns the scroll position it came to. */
  scrollTo(place: ScrollPlace): number {
    const { clientHeight } = this.view.scrollDOM;
    const head = this.#textTop();
    let line = place.headShare * head;
    if (place.offset !== null) {
      const box = this.view.lineBlockAt(
        Math.max(0, Math.min(Math.floor(place.offset), this.view.state.doc.length)),
      );
      const share = box.to === box.from ? 0 : (place.offset - box.from) / (box.to - box.from);
      line = head + box.top + share * box.height;
    }
    this.view.scrollDOM.scrollTop = line - place.progress * clientHeight;
    return this.view.scrollDOM.scrollTop;
  }

  /** The head grew or shrank. */
  remeasure(): void {
    this.view.requestMeasure();
  }

  /** Takes the view down. */
  destroy(): void {
    this.view.scrollDOM.removeEventListener('scroll', this.#scrolled);
    this.view.contentDOM.removeEventListener('focus', this.#focused);
    this.view.destroy();
  }

  /**
   * Puts the browser's caret in its line. Before the first line is the same place to CodeMirror as in it, but the
   * browser would paint the caret above the head.
   */
  #seatCaret(): void {
    const selection = this.view.contentDOM.ownerDocument.getSelection();
    if (selection?.anchorNode !== this.view.contentDOM) return;
    const { node, offset } = this.view.domAtPos(this.view.state.selection.main.head);
    selection.collapse(node, offset);
  }

  /**
   * Takes the browser's caret out of a text that has not the keyboard. It stood in the lines of the former text: WebKit
   * would paint it above the head of this one, and let what is typed on a button go in at its end.
   */
  #liftCaret(): void {
    const selection = this.view.contentDOM.ownerDocument.getSelection();
    if (selection && this.view.contentDOM.contains(selection.anchorNode)) selection.removeAllRanges();
  }

  /**
   * The keyboard comes back, as from a dialog: WebKit has forgotten the caret by then and puts one at the text's start,
   * where the next word would go in. It does so once the event is over, and so the caret is put back after it.
   */
  readonly #focused = (): void => {
    queueMicrotask(() => {
      if (this.view.hasFocus) this.focus();
    });
  };

  readonly #scrolled = (): void => this.#listener.scrolled();

  #textTop(): number {
    return this.view.documentPadding.top;
  }
}

/** What stands beside the text goes back or forth with it. */
function followBeside(update: ViewUpdate): void {
  for (const { effects } of update.transactions)
    for (const effect of effects) if (effect.is(beside)) effect.value.forth();
}

/** Where a sign ends that was typed and may complete something: no letter, at the one caret there is. */
function signTyped({ transactions, state }: ViewUpdate): number | null {
  if (!transactions.some((transaction) => transaction.isUserEvent('input.type'))) return null;
  const { main, ranges } = state.selection;
  if (ranges.length > 1 || !main.empty || main.head === 0) return null;
  return /[\p{L}\p{M}\n]/u.test(state.sliceDoc(main.head - 1, main.head)) ? null : main.head;
}

/** Where what was pasted stands. A passage that she takes from her own history is none. */
function pastedIn({ transactions, changes }: ViewUpdate): TextRange[] {
  const pasted: TextRange[] = [];
  if (transactions.some((transaction) => transaction.isUserEvent('input.paste')))
    changes.iterChangedRanges((_a, _b, from, to) => from < to && pasted.push({ from, to }));
  return pasted;
}

function tell(update: ViewUpdate, listener: EditorListener): void {
  if (update.startState !== update.state) listener.state(update.state);
  const isOthers = update.transactions.some((transaction) => transaction.annotation(fromOutside));
  if (update.docChanged && !isOthers) listener.changed(update.changes, signTyped(update), pastedIn(update));
  if (!isOthers) followBeside(update);
  if (update.selectionSet || update.docChanged) listener.selected();
  if (update.focusChanged && !update.view.hasFocus) listener.blurred();
}
