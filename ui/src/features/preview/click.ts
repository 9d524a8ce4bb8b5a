// A click on the page, found in the source: the block first, then the letter in it.
import type { BlockList } from './blocks';

/** Letters of the source that no reader sees: a link's address, a tag. */
const UNSEEN = /\]\([^()\n]*\)|<[^<>\n]*>/g;

/** A place in a page's body: a block, the block's text, and an offset in that text. */
export interface PagePoint {
  index: number;
  text: string;
  offset: number;
}

/** The block that holds a node of the body; `null` when the node is elsewhere on the page. */
export function pointAt(body: Element, node: Node, offset: number): PagePoint | null {
  let block: Node | null = node;
  while (block && block.parentNode !== body) block = block.parentNode;
  if (block?.nodeType !== 1) return null;
  const range = body.ownerDocument.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return {
    index: Array.prototype.indexOf.call(body.children, block),
    text: block.textContent ?? '',
    offset: range.toString().length,
  };
}

/** The source offset of a point. `slice` reads the source. */
export function sourceOffset(
  point: PagePoint,
  blocks: BlockList,
  slice: (from: number, to: number) => string,
): number {
  const start = blocks.start(point.index);
  const source = slice(start, start + blocks.length(point.index)).trimEnd();
  const share = point.text.length === 0 ? 0 : point.offset / point.text.length;
  return start + (aligned(point, source) ?? Math.round(share * source.length));
}

/**
 * Reads source and page side by side: what a reader sees is the source less its marks, so every letter of the page
 * is looked for from where the last one was found. White space differs (line ends, indents) and is passed over.
 */
function aligned({ text, offset }: PagePoint, written: string): number | null {
  const source = written.replace(UNSEEN, (unseen) => ' '.repeat(unseen.length));
  let at = 0;
  let after: number | null = null;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (letter.trim() === '') {
      if (index >= offset && after !== null) return after;
      continue;
    }
    const found = source.indexOf(letter, at);
    if (found < 0) return after;
    if (index >= offset) return found;
    at = found + 1;
    after = at;
  }
  return after;
}
