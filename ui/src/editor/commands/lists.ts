// What Enter and Tab do in a list or a quotation.
import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand } from '@codemirror/state';
import { command, isBlank, prefixOf, rewriteLines, touchedLines, type Prefix } from './lines';

/** How many items below are numbered anew at the most. */
const RENUMBER = 200;

/** Enter: goes on with the list or the quotation; on an empty item it ends it. */
export const continueMarkup: StateCommand = command((state) => {
  const range = state.selection.main;
  const line = state.doc.lineAt(range.from);
  const prefix = prefixOf(line.text);
  const item = prefix.bullet !== '' || prefix.number !== null;
  if (!item && prefix.quote === '') return null;
  const textStart = line.from + prefix.itemEnd + prefix.task.length;
  if (range.from < textStart || prefix.heading !== '') return null;
  if (range.empty && isBlank(line.text.slice(textStart - line.from)))
    return endMarkup(state, line.from, textStart, prefix);
  const insert = `\n${nextPrefix(prefix)}`;
  return state.update({
    changes: [{ from: range.from, to: range.to, insert }, ...renumber(state, range.to, prefix)],
    selection: EditorSelection.cursor(range.from + insert.length),
    scrollIntoView: true,
    userEvent: 'input',
  });
});

function nextPrefix(prefix: Prefix): string {
  const box = prefix.task === '' ? '' : '[ ] ';
  const mark =
    prefix.number !== null
      ? `${prefix.number + 1}${prefix.delimiter} `
      : prefix.bullet
        ? `${prefix.bullet} `
        : '';
  return prefix.quote + prefix.indent + mark + box;
}

/**
 * The innermost thing ends first: the item inside the quotation, then the quotation. A blank line stays behind it:
 * without one, the next words would still belong to it on the page.
 */
function endMarkup(state: EditorState, lineStart: number, textStart: number, prefix: Prefix) {
  const item = prefix.bullet !== '' || prefix.number !== null;
  const keep = item ? prefix.quote : '';
  const insert = followsBlank(state, lineStart) ? keep : `${keep.trimEnd()}\n${keep}`;
  return state.update({
    changes: { from: lineStart, to: Math.max(textStart, state.doc.lineAt(lineStart).to), insert },
    selection: EditorSelection.cursor(lineStart + insert.length),
    scrollIntoView: true,
    userEvent: 'delete',
  });
}

/** Whether nothing stands on the line before, but for the mark of a quotation. */
function followsBlank(state: EditorState, lineStart: number): boolean {
  if (lineStart === 0) return true;
  const { text } = state.doc.lineAt(lineStart - 1);
  return isBlank(text.slice(prefixOf(text).quote.length));
}

/** The items after the new one count on. */
function renumber(state: EditorState, after: number, prefix: Prefix): ChangeSpec[] {
  const specs: ChangeSpec[] = [];
  if (prefix.number === null) return specs;
  let line = state.doc.lineAt(after);
  let expected = prefix.number + 1;
  while (line.number < state.doc.lines && specs.length < RENUMBER) {
    line = state.doc.line(line.number + 1);
    const next = prefixOf(line.text);
    if (next.quote !== prefix.quote || next.indent.length > prefix.indent.length) continue;
    if (next.indent !== prefix.indent || next.number !== expected || next.delimiter !== prefix.delimiter)
      break;
    const from = line.from + next.quote.length + next.indent.length;
    specs.push({ from, to: from + String(next.number).length, insert: String(next.number + 1) });
    expected += 1;
  }
  return specs;
}

function inList(state: EditorState): boolean {
  return touchedLines(state).every((line) => {
    const prefix = prefixOf(line.text);
    return prefix.bullet !== '' || prefix.number !== null;
  });
}

const deeper = rewriteLines((lines) =>
  lines.map((line) => ({ from: line.from + prefixOf(line.text).quote.length, insert: '  ' })),
);

const shallower = rewriteLines((lines) =>
  lines.flatMap((line) => {
    const { quote, indent } = prefixOf(line.text);
    const from = line.from + quote.length;
    const width = indent.startsWith('\t') ? 1 : Math.min(2, indent.length);
    return width === 0 ? [] : [{ from, to: from + width }];
  }),
);

/** Tab: an item goes one level in. Elsewhere Tab leaves the manuscript, as everywhere in the window. */
export const indentItem: StateCommand = (target) => inList(target.state) && deeper(target);

/** Shift+Tab: an item goes one level out. */
export const outdentItem: StateCommand = (target) => inList(target.state) && shallower(target);
