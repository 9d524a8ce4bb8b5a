// Where blocks stand in the shown page, in its own pixels.
import type { ScrollPlace } from '../../editor/editor';
import type { BlockList, BlockPlace } from './blocks';
import type { PageDocument } from './page-document';

/** The page as something that scrolls. */
export class ShownPage {
  readonly #window: Window;
  readonly #page: PageDocument;
  readonly #blocks: BlockList;

  constructor(window: Window, page: PageDocument, blocks: BlockList) {
    this.#window = window;
    this.#page = page;
    this.#blocks = blocks;
  }

  /** How far it is scrolled. */
  get scroll(): number {
    return this.#window.scrollY;
  }

  /** Scrolls at once and returns where it came to. */
  scrollTo(top: number): number {
    this.#window.scrollTo({ top, behavior: 'instant' });
    return this.#window.scrollY;
  }

  /** Scrolls to where the manuscript is, and returns where it came to. */
  follow({ progress, offset, headShare }: ScrollPlace): number {
    const place = offset === null ? null : this.#blocks.placeOf(offset);
    const line = place ? this.#lineOf(place) : headShare * this.#bodyTop();
    return this.scrollTo(line - progress * this.#window.innerHeight);
  }

  /** Where the page stands, as the manuscript understands it. */
  place(): ScrollPlace {
    const { scrollY, innerHeight, document } = this.#window;
    const room = document.documentElement.scrollHeight - innerHeight;
    const progress = room > 0 ? Math.min(1, scrollY / room) : 0;
    const line = scrollY + progress * innerHeight;
    const top = this.#bodyTop();
    if (line < top || this.#blocks.count === 0)
      return { progress, offset: null, headShare: top > 0 ? line / top : 0 };
    return { progress, offset: this.#blocks.offsetOf(this.#placeAt(line)), headShare: 1 };
  }

  /** Brings the block that holds an offset into view; returns where the page came to, or `null` if it was in view. */
  reveal(offset: number, margin: number): number | null {
    const place = this.#blocks.placeOf(offset);
    const element = place && this.#page.block(place.index);
    if (!element) return null;
    const { scrollY, innerHeight } = this.#window;
    const box = element.getBoundingClientRect();
    const fits = box.height + 2 * margin <= innerHeight;
    const top = fits ? box.top : box.top + place.share * box.height;
    const bottom = fits ? box.bottom : top;
    if (top < margin) return this.scrollTo(scrollY + top - margin);
    if (bottom > innerHeight - margin) return this.scrollTo(scrollY + bottom - innerHeight + margin);
    return null;
  }

  #bodyTop(): number {
    return this.#page.body.getBoundingClientRect().top + this.#window.scrollY;
  }

  #lineOf({ index, share }: BlockPlace): number {
    const box = this.#page.block(index)?.getBoundingClientRect();
    return box ? box.top + this.#window.scrollY + share * box.height : this.#bodyTop();
  }

  /** Blocks stand one below the other, so the one at a height is found by halving. */
  #placeAt(line: number): BlockPlace {
    const height = line - this.#window.scrollY;
    const shown = this.#page.body.children;
    const top = (index: number) => shown[index]?.getBoundingClientRect().top ?? 0;
    let low = 0;
    let high = Math.min(this.#blocks.count, shown.length) - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (top(middle) <= height) low = middle;
      else high = middle - 1;
    }
    const box = shown[low]?.getBoundingClientRect();
    const share = box && box.height > 0 ? Math.min(1, Math.max(0, (height - box.top) / box.height)) : 0;
    return { index: low, share };
  }
}
