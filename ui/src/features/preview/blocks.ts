// The blocks of the page's body and their share of the text: which block holds an offset. Knows no document.
import type { Block, Splice } from '../../core/contract';

/** A place in the body: a block, and how far down it, 0 to 1. */
export interface BlockPlace {
  index: number;
  share: number;
}

/** The list of blocks. */
export class BlockList {
  #blocks: Block[];
  /** `#starts[i]` is where block i begins in the text; valid below `#known`. */
  #starts: number[] = [0];
  #known = 1;

  /** A body's blocks, in order. */
  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks.slice();
  }

  /** How many blocks there are. */
  get count(): number {
    return this.#blocks.length;
  }

  /** The body as the page has it. */
  get html(): string {
    return this.#blocks.map((block) => block.html).join('\n');
  }

  /** Replaces blocks; throws a `RangeError` when the splice reaches beyond the body. */
  splice({ at, remove, insert }: Splice): void {
    if (at < 0 || remove < 0 || at + remove > this.#blocks.length) {
      throw new RangeError(`${remove} blocks at ${at} of ${this.#blocks.length}`);
    }
    this.#blocks.splice(at, remove, ...insert);
    this.#known = Math.min(this.#known, at + 1);
  }

  /** Where a block begins in the text, UTF-16 units. Adds up only what has changed since it was last asked. */
  start(index: number): number {
    while (this.#known <= index) {
      const before = this.#known - 1;
      this.#starts[this.#known] = (this.#starts[before] ?? 0) + (this.#blocks[before]?.length ?? 0);
      this.#known += 1;
    }
    return this.#starts[index] ?? 0;
  }

  /** A block's share of the text, UTF-16 units. */
  length(index: number): number {
    return this.#blocks[index]?.length ?? 0;
  }

  /** The block that holds an offset; `null` for a body without blocks. */
  placeOf(offset: number): BlockPlace | null {
    if (this.#blocks.length === 0) return null;
    let low = 0;
    let high = this.#blocks.length - 1;
    // The notes stand last and have no length: no offset is theirs.
    while (high > 0 && this.length(high) === 0) high -= 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    const length = this.length(low);
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, (offset - this.start(low)) / length));
    return { index: low, share };
  }

  /** The offset of such a place. */
  offsetOf({ index, share }: BlockPlace): number {
    return this.start(index) + share * this.length(index);
  }
}
