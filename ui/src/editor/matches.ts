// How many matches a search has; reads the whole text, so it is called when typing rests.
import { getSearchQuery } from '@codemirror/search';
import type { EditorState } from '@codemirror/state';

/** Matches counted at the most; beyond it the panel says "more than". */
export const COUNTED = 999;

/** How many matches there are, `most` and one at the most, and which of them is selected (from 1; 0 for none). */
export function countMatches(state: EditorState, most = COUNTED): { total: number; current: number } {
  const facts = { total: 0, current: 0 };
  const query = getSearchQuery(state);
  if (!query.valid || query.search === '') return facts;
  const { from, to } = state.selection.main;
  const cursor = query.getCursor(state);
  for (let match = cursor.next(); !match.done && facts.total <= most; match = cursor.next()) {
    facts.total += 1;
    if (match.value.from === from && match.value.to === to) facts.current = facts.total;
  }
  return facts;
}
