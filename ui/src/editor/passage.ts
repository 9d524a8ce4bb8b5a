// Where a passage taken from elsewhere goes in a text, so that it splits no paragraph. Knows no view.
import type { Text } from '@codemirror/state';

/** A passage on its way in: where, and with the blank lines it needs. */
export interface Placed {
  from: number;
  insert: string;
}

/** The passage as paragraphs of its own: on the blank line with the caret, or behind the paragraph it stands in. */
export function passageAfter(doc: Text, caret: number, passage: string): Placed {
  return placedAt(doc, paragraphAt(doc, caret).to, passage);
}

/** The same at a place between paragraphs. */
export function placedAt(doc: Text, from: number, passage: string): Placed {
  const before = doc.sliceString(Math.max(0, from - 2), from);
  const after = doc.sliceString(from, from + 2);
  return { from, insert: missing(before, 'end') + passage.trim() + missing(after, 'start') };
}

/** Where a passage stands by now, that stood there or nearby; `null` when it stands nowhere. */
export function passageAt(doc: Text, near: number, passage: string): number | null {
  if (doc.sliceString(near, near + passage.length) === passage) return near;
  const text = doc.toString();
  let best: number | null = null;
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1))
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at;
  return best;
}

/** The lines around an offset that have no blank one between them; a blank line is one by itself. */
export function paragraphAt(doc: Text, offset: number): { from: number; to: number } {
  const line = doc.lineAt(offset);
  if (line.text.trim() === '') return line;
  let [first, last] = [line, line];
  while (first.number > 1 && doc.line(first.number - 1).text.trim() !== '')
    first = doc.line(first.number - 1);
  while (last.number < doc.lines && doc.line(last.number + 1).text.trim() !== '')
    last = doc.line(last.number + 1);
  return { from: first.from, to: last.to };
}

/** The line ends that are missing for a blank line between a text and what follows or precedes it. */
function missing(beside: string, edge: 'start' | 'end'): string {
  if (beside === '') return '';
  const there = /^\n*/.exec(edge === 'start' ? beside : [...beside].reverse().join(''))?.[0].length ?? 0;
  return '\n'.repeat(Math.max(0, 2 - there));
}
