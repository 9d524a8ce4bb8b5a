// Links.
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import { command } from './lines';

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/;

/** Makes the selection (or the word at the caret) a link and puts the caret where something is missing. */
export const insertLink: StateCommand = command((state) => {
  const address = addressAt(state);
  if (address)
    return state.update({ selection: EditorSelection.range(address.from, address.to), scrollIntoView: true });
  const range = state.selection.main.empty
    ? (state.wordAt(state.selection.main.head) ?? state.selection.main)
    : state.selection.main;
  const text = state.sliceDoc(range.from, range.to);
  const isAddress = ADDRESS.test(text.trim());
  const insert = isAddress ? `[](${text.trim()})` : `[${text}]()`;
  const caret = isAddress || text === '' ? range.from + 1 : range.from + insert.length - 1;
  return state.update({
    changes: { from: range.from, to: range.to, insert },
    selection: EditorSelection.cursor(caret),
    scrollIntoView: true,
    userEvent: 'input',
  });
});

/** The address of the link the caret is in. */
function addressAt(state: EditorState): { from: number; to: number } | null {
  let node = syntaxTree(state).resolveInner(state.selection.main.head, -1);
  while (node.name !== 'Link' && node.parent) node = node.parent;
  const address = node.name === 'Link' ? node.getChild('URL') : null;
  return address && { from: address.from, to: address.to };
}
