// Footnotes: a citation where the caret is, its text at the end.
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import { command } from './lines';

const DEFINITION = /^\[\^([^\]\s]+)\]:/;

/** Cites a new note and goes to its text; given inside a note's text, goes back to where it is cited. */
export const insertFootnote: StateCommand = command((state) => {
  const here = DEFINITION.exec(state.doc.lineAt(state.selection.main.head).text);
  return here?.[1] === undefined ? newNote(state) : backToCitation(state, here[1]);
});

function newNote(state: EditorState) {
  const at = state.selection.main.to;
  const label = `[^${nextNumber(state)}]`;
  const end = state.doc.length;
  const definition = `${gapBefore(state)}${label}: `;
  const changes =
    at === end
      ? [{ from: end, insert: label + definition }]
      : [
          { from: at, insert: label },
          { from: end, insert: definition },
        ];
  return state.update({
    changes,
    selection: EditorSelection.cursor(end + label.length + definition.length),
    scrollIntoView: true,
    userEvent: 'input',
  });
}

/** A blank line before the notes, none between them. */
function gapBefore(state: EditorState): string {
  const { doc } = state;
  const last = doc.line(doc.lines);
  const previous = last.text.trim() === '' && doc.lines > 1 ? doc.line(doc.lines - 1) : last;
  const onFreshLine = last.text === '' && doc.lines > 1;
  if (DEFINITION.test(previous.text)) return onFreshLine ? '' : '\n';
  if (onFreshLine) return previous.text.trim() === '' ? '' : '\n';
  return '\n\n';
}

function nextNumber(state: EditorState): number {
  let highest = 0;
  for (const match of state.doc.toString().matchAll(/\[\^(\d{1,6})\]/g)) {
    highest = Math.max(highest, Number(match[1]));
  }
  return highest + 1;
}

function backToCitation(state: EditorState, name: string) {
  const label = `[^${name}]`;
  const text = state.doc.toString();
  let at = text.indexOf(label);
  while (at >= 0 && text[at + label.length] === ':') at = text.indexOf(label, at + 1);
  if (at < 0) return null;
  return state.update({ selection: EditorSelection.cursor(at + label.length), scrollIntoView: true });
}
