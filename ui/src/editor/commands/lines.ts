// What the block commands share: the lines a selection touches, and the prefixes Markdown puts before them.
import type { ChangeSpec, EditorState, Line, StateCommand, Transaction } from '@codemirror/state';

/** Runs a function on every line the selection touches; a range's end at a line's start does not touch it. */
export function touchedLines(state: EditorState): Line[] {
  const lines: Line[] = [];
  for (const range of state.selection.ranges) {
    let line = state.doc.lineAt(range.from);
    for (;;) {
      if (lines[lines.length - 1]?.number !== line.number) lines.push(line);
      const next = line.to + 1;
      if (next > state.doc.length || next > range.to || (next === range.to && !range.empty)) break;
      line = state.doc.lineAt(next);
    }
  }
  return lines;
}

/** A command that rewrites the touched lines; it applies when `rewrite` changes anything. */
export function rewriteLines(rewrite: (lines: Line[], state: EditorState) => ChangeSpec[]): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const specs = rewrite(touchedLines(state), state);
    if (specs.length === 0) return false;
    const changes = state.changes(specs);
    const selection = state.selection.map(changes, 1);
    dispatch(state.update({ changes, selection, userEvent: 'input', scrollIntoView: true }));
    return true;
  };
}

/** A whole `StateCommand` from a function that gives the transaction or nothing. */
export function command(make: (state: EditorState) => Transaction | null): StateCommand {
  return ({ state, dispatch }) => {
    const transaction = state.readOnly ? null : make(state);
    if (!transaction) return false;
    dispatch(transaction);
    return true;
  };
}

const PREFIX = /^((?:[ \t]*>[ ]?)*)([ \t]*)(?:([-*+])[ ]+|(\d{1,9})([.)])[ ]+)?(\[[ xX]\] )?(#{1,6}[ ]+)?/;

/** What stands before a line's text. Lengths in UTF-16 units. */
export interface Prefix {
  /** `> ` marks. */
  quote: string;
  /** Indentation after them. */
  indent: string;
  /** `-`, `*` or `+`; empty for none. */
  bullet: string;
  /** The number of a numbered item. */
  number: number | null;
  /** `.` or `)` after it. */
  delimiter: string;
  /** `[ ] ` or `[x] ` of a task. */
  task: string;
  /** `## ` of a heading. */
  heading: string;
  /** How long all of it is. */
  length: number;
  /** Where the list item's mark ends, before a task's box. */
  itemEnd: number;
}

/** Reads a line's prefix. */
export function prefixOf(text: string): Prefix {
  const [all = '', quote = '', indent = '', bullet = '', number, delimiter = '', task = '', heading = ''] =
    PREFIX.exec(text) ?? [];
  const inList = bullet !== '' || number !== undefined;
  const box = inList ? task : '';
  const length = inList || task === '' ? all.length : quote.length + indent.length;
  return {
    quote,
    indent,
    bullet,
    number: number === undefined ? null : Number(number),
    delimiter,
    task: box,
    heading: inList || task === '' ? heading : '',
    length,
    itemEnd: length - box.length - (inList || task === '' ? heading.length : 0),
  };
}

/** Whether nothing but white space stands there. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
