// The changes of a comparison as one walks them: which paragraphs differ, which are folded away, what one said before.
import type { Comparison, MarkedBlock, Part, PartKind, ComparedRun } from '../../core/contract';

/** Paragraphs around a change that stay unfolded. */
const AROUND = 1;
/** Fewer paragraphs are not worth a fold. */
const FOLD_FROM = 3;

/** What the Markdown view shows: a paragraph, or a fold over some that are the same. */
export type Piece = { is: 'part'; part: Part; index: number } | { is: 'fold'; from: number; to: number };

/** The indexes of the parts that differ, in order. A paragraph that moved counts once, where it went. */
export function changesOf(parts: readonly Part[]): number[] {
  return parts.flatMap(({ kind }, index) => (differs(kind) ? [index] : []));
}

/** The same of the page's blocks; several blocks may show one part. */
export function changedBlocks(blocks: readonly MarkedBlock[]): number[] {
  return blocks.flatMap(({ kind, part }, index) => {
    const goesOn = part !== null && blocks[index - 1]?.part === part && differs(blocks[index - 1]?.kind);
    return differs(kind) && !goesOn ? [index] : [];
  });
}

function differs(kind: PartKind | undefined): boolean {
  return kind !== undefined && kind !== 'kept' && kind !== 'movedAway';
}

/** The pieces to show: long runs of what is the same are folded, but for those in `unfolded` (by first index). */
export function piecesOf(parts: readonly Part[], unfolded: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  const show = (from: number, to: number) =>
    parts.slice(from, to).forEach((part, at) => pieces.push({ is: 'part', part, index: from + at }));
  for (let from = 0; from < parts.length;) {
    let to = from;
    while (to < parts.length && parts[to]?.kind === 'kept') to += 1;
    if (to === from) {
      show(from, from + 1);
      from += 1;
      continue;
    }
    const begin = from === 0 ? from : from + AROUND;
    const end = to === parts.length ? to : to - AROUND;
    if (end - begin < FOLD_FROM || unfolded.has(begin)) show(from, to);
    else {
      show(from, begin);
      pieces.push({ is: 'fold', from: begin, to: end });
      show(end, to);
    }
    from = to;
  }
  return pieces;
}

/** What a paragraph said in the old version, Markdown; empty where it was not. */
export function oldPassage({ kind, runs }: Part): string {
  if (kind === 'added' || kind === 'kept') return '';
  return runs
    .filter((run) => run.kind !== 'added')
    .map((run) => run.text)
    .join('');
}

/** Whether a paragraph said something else, or stands no more: it can be taken out of the old version. */
export function canTake(part: Part): boolean {
  if (part.kind === 'moved')
    return part.runs.some(({ kind, text }) => kind === 'removed' && text.trim() !== '');
  return (part.kind === 'removed' || part.kind === 'changed') && oldPassage(part).trim() !== '';
}

/** The part that a block of the page shows. */
export function partOf({ parts, blocks }: Comparison, block: number): Part | null {
  const index = blocks[block]?.part;
  return index == null ? null : (parts[index] ?? null);
}

/** A paragraph's runs without the blank lines behind it. */
export function shownRuns({ runs }: Part): ComparedRun[] {
  const shown = [...runs];
  while (shown.length > 0) {
    const last = shown.pop();
    const text = last?.text.replace(/\n+$/, '') ?? '';
    if (last && text !== '') return [...shown, { ...last, text }];
  }
  return shown;
}
