// Marks around words: bold, italic. Text in, text out; knows no view.
import {
  EditorSelection,
  type ChangeSpec,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import { prefixOf } from './lines';

/** A mark that stands on both sides of words. */
export type Mark = '**' | '*' | '~~';

/** A stretch of the text. */
export interface Span {
  from: number;
  to: number;
}

/** Puts the mark around the selection, or the word at the caret, or takes it away where it stands. */
export function toggleMark(mark: Mark): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const result = state.changeByRange((range) => toggleRange(state, range, mark));
    dispatch(state.update(result, { userEvent: 'input', scrollIntoView: true }));
    return true;
  };
}

function toggleRange(state: EditorState, range: SelectionRange, mark: Mark) {
  if (range.empty) return toggleAtCaret(state, range, mark);
  const spans = spansOf(state, range);
  const first = spans[0];
  const last = spans[spans.length - 1];
  if (!first || !last) return { range };
  const marked = spans.map((span) => markedSpan(state, span, mark));
  const remove = marked.every((span) => span !== null);
  const changes = spans.flatMap((span, index) => {
    const inner = marked[index];
    return remove && inner ? unwrap(inner, mark) : inner ? [] : wrap(span, mark);
  });
  const set = state.changes(changes);
  const from = set.mapPos(remove ? (marked[0]?.from ?? first.from) : first.from, 1);
  const to = set.mapPos(remove ? (marked[marked.length - 1]?.to ?? last.to) : last.to, -1);
  return { changes: set, range: EditorSelection.range(from, Math.max(from, to)) };
}

function toggleAtCaret(state: EditorState, range: SelectionRange, mark: Mark) {
  const at = range.head;
  const size = mark.length;
  if (markedSpan(state, { from: at, to: at }, mark)) {
    return { changes: [{ from: at - size, to: at + size }], range: EditorSelection.cursor(at - size) };
  }
  if (closesHere(state, at, mark)) return { range: EditorSelection.cursor(at + size) };
  const word = state.wordAt(at);
  if (!word) {
    return { changes: [{ from: at, insert: mark + mark }], range: EditorSelection.cursor(at + size) };
  }
  const marked = markedSpan(state, word, mark);
  if (marked) return { changes: unwrap(marked, mark), range: EditorSelection.cursor(at - size) };
  return { changes: wrap(word, mark), range: EditorSelection.cursor(at + size) };
}

/** Whether marked words end at `at`, as they do while the writer types them: then the key ends the mark. */
function closesHere(state: EditorState, at: number, mark: Mark): boolean {
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  if (!/[^\s*~]$/.test(before) || !hasMark(runAfter(state, at, mark), 3, mark)) return false;
  const runs = before.match(mark === '~~' ? /~+/g : /\*+/g) ?? [];
  return runs.filter((run) => hasMark(run.length, 3, mark)).length % 2 === 1;
}

/** The selection line by line, without white space at its ends and without prefixes: marks cannot span blocks. */
export function spansOf(state: EditorState, range: SelectionRange): Span[] {
  const spans: Span[] = [];
  for (let position = range.from; position <= range.to;) {
    const line = state.doc.lineAt(position);
    const start = Math.max(range.from, line.from + prefixOf(line.text).length);
    const text = state.sliceDoc(start, Math.min(range.to, line.to));
    const trimmed = text.trim();
    const from = start + text.indexOf(trimmed);
    if (trimmed !== '' && start <= range.to) spans.push({ from, to: from + trimmed.length });
    position = line.to + 1;
  }
  return spans;
}

function wrap(span: Span, mark: Mark): ChangeSpec[] {
  return [
    { from: span.from, insert: mark },
    { from: span.to, insert: mark },
  ];
}

function unwrap(inner: Span, mark: Mark): ChangeSpec[] {
  return [
    { from: inner.from - mark.length, to: inner.from },
    { from: inner.to, to: inner.to + mark.length },
  ];
}

/** The words between the marks, when `span` is marked: marks just outside it or just inside it. */
function markedSpan(state: EditorState, span: Span, mark: Mark): Span | null {
  if (hasMark(runBefore(state, span.from, mark), runAfter(state, span.to, mark), mark)) return span;
  const text = state.sliceDoc(span.from, span.to);
  const size = mark.length;
  if (text.length < 2 * size + 1) return null;
  const opening = runAfter(state, span.from, mark);
  const closing = runBefore(state, span.to, mark);
  if (opening >= text.length || !hasMark(opening, closing, mark)) return null;
  return { from: span.from + size, to: span.to - size };
}

/** One star is italic, two bold, three both. */
function hasMark(opening: number, closing: number, mark: Mark): boolean {
  const run = Math.min(opening, closing, 3);
  if (mark === '*') return run === 1 || run === 3;
  return run >= 2;
}

function runBefore(state: EditorState, position: number, mark: Mark): number {
  const text = state.sliceDoc(Math.max(0, position - 3), position);
  let run = 0;
  while (run < text.length && text[text.length - 1 - run] === mark[0]) run += 1;
  return run;
}

function runAfter(state: EditorState, position: number, mark: Mark): number {
  const text = state.sliceDoc(position, position + 3);
  let run = 0;
  while (run < text.length && text[run] === mark[0]) run += 1;
  return run;
}
