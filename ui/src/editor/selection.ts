// What a selection holds, in words and characters.
import type { EditorState } from '@codemirror/state';

const WORD = /[\p{L}\p{N}]/u;

/** Words and characters of the selected text; `null` for an empty selection. Reads the selection only. */
export function selectionCounts(state: EditorState): { words: number; characters: number } | null {
  const { from, to, empty } = state.selection.main;
  if (empty) return null;
  const text = state.sliceDoc(from, to);
  let words = 0;
  for (const [token] of text.matchAll(/\S+/g)) if (WORD.test(token)) words += 1;
  let characters = 0;
  for (const character of text) characters += character === '\n' ? 0 : 1;
  return { words, characters };
}
