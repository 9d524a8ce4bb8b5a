// Where she is in the open text: what is selected, who hears that it moved, and when its place is kept. Knows no core.
import type { EditorState } from '@codemirror/state';
import { selectionCounts } from '../../editor/selection';

/** What a selection holds; `null` stands for an empty one. */
export interface SelectionCounts {
  words: number;
  characters: number;
}

/** Why the manuscript moved: the page follows typing and scrolling in different ways. */
export type Move = 'typed' | 'selected' | 'scrolled';

/** Rest before the selection is counted, milliseconds. */
const COUNT_REST = 120;
/** Rest before the place is kept, milliseconds. */
const PLACE_REST = 1000;

/** The place in the open text. */
export class Place {
  #selection = $state.raw<SelectionCounts | null>(null);
  readonly #movers = new Set<(move: Move) => void>();
  readonly #text: () => EditorState | null;
  readonly #keepNow: () => void;
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  /** The place in a text, which `keepNow` remembers. */
  constructor(text: () => EditorState | null, keepNow: () => void) {
    this.#text = text;
    this.#keepNow = keepNow;
  }

  /** What is selected; `null` when nothing is. */
  get selection(): SelectionCounts | null {
    return this.#selection;
  }

  /** Hears when the manuscript moves; call what it returns to stop. */
  onMove(handler: (move: Move) => void): () => void {
    this.#movers.add(handler);
    return () => void this.#movers.delete(handler);
  }

  /** It moved. */
  moved(move: Move): void {
    this.#keepTimer ??= setTimeout(() => this.keep(), PLACE_REST);
    for (const handler of this.#movers) handler(move);
  }

  /** The caret or the selection did. */
  selected(): void {
    this.moved('selected');
    if (this.#text()?.selection.main.empty && this.#selection === null) return;
    clearTimeout(this.#countTimer);
    this.#countTimer = setTimeout(() => this.count(), COUNT_REST);
  }

  /** Counts the selection at once. */
  count(): void {
    clearTimeout(this.#countTimer);
    const text = this.#text();
    this.#selection = text && selectionCounts(text);
  }

  /** Keeps the place at once, if it moved since. */
  keep(): void {
    if (this.#keepTimer === undefined) return;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    this.#keepNow();
  }
}
