// Page and manuscript follow one another. The frame fires no events (WebKit bug 218086), so it is watched.
import type { ScrollPlace } from '../../editor/editor';
import { pointAt, sourceOffset } from './click';
import { ShownPage } from './geometry';
import type { PagePreview } from './state.svelte';

/** What the preview needs of the manuscript; the writing feature has it. */
export interface Manuscript {
  readonly draft: string | null;
  onMove(handler: (move: 'typed' | 'selected' | 'scrolled') => void): () => void;
  caret(): number;
  slice(from: number, to: number): string;
  scrollPlace(): ScrollPlace | null;
  scrollTo(place: ScrollPlace): void;
  goTo(offset: number): void;
  focus(): void;
}

/** Space kept around the caret's block, in the page's pixels. */
const MARGIN = 32;
/** How long after a key, or a click on the page, the manuscript's scrolling is not taken for the writer's, milliseconds. */
const QUIET = 250;
/** What a hand does to the window; what it does in the frame never reaches the window. */
const HANDS = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;
/** How long after a key a patch of the page is taken for its own, milliseconds. */
const PATCHED = 1000;
/** How long a click must stand before it is one and not the start of a selection, milliseconds. */
const STANDING = 140;

/** How long the page may have the keyboard without a selection, and how long after a key it is hers to scroll, milliseconds. */
const LOST = 400;

/** Keeps both in step while the preview is on screen. */
export class ScrollSync {
  readonly #frame: HTMLIFrameElement;
  readonly #preview: PagePreview;
  readonly #manuscript: Manuscript;
  readonly #stops: (() => void)[];
  #drawing = 0;
  #watching = 0;
  /** What the next frame has to do. */
  #todo: 'caret' | 'scroll' | null = null;
  /** Where the page was put; anything else is the reader's doing. */
  #put = 0;
  /** Whom the writer scrolled last: the other one's scrolling is an echo, however late it is told. */
  #leader: 'manuscript' | 'page' = 'manuscript';
  #quietUntil = 0;
  #typingUntil = 0;
  #point: { node: Node; offset: number; since: number } | null = null;
  #keyAt = -LOST;
  #lostSince: number | null = null;

  constructor(frame: HTMLIFrameElement, preview: PagePreview, manuscript: Manuscript) {
    this.#frame = frame;
    this.#preview = preview;
    this.#manuscript = manuscript;
    this.#stops = [
      manuscript.onMove((move) => this.#moved(move)),
      preview.onPatched(() => performance.now() < this.#typingUntil && this.#draw('caret')),
      preview.onShown(() => this.#draw('scroll')),
    ];
    for (const hand of HANDS) window.addEventListener(hand, this.#handed, { capture: true, passive: true });
  }

  /** The pointer or the keyboard is in the page: watch it. */
  watch = (): void => {
    this.#put = this.#page()?.scroll ?? 0;
    if (this.#watching === 0) this.#watching = requestAnimationFrame(this.#look);
  };

  /** It has left. */
  unwatch = (): void => {
    cancelAnimationFrame(this.#watching);
    this.#watching = 0;
  };

  /** Stops everything. */
  stop(): void {
    this.unwatch();
    cancelAnimationFrame(this.#drawing);
    for (const hand of HANDS) window.removeEventListener(hand, this.#handed, { capture: true });
    for (const stop of this.#stops) stop();
  }

  readonly #handed = (event: Event): void => {
    this.#leader = 'manuscript';
    if (event.type === 'keydown') this.#keyAt = performance.now();
  };

  #page(): ShownPage | null {
    const { contentWindow } = this.#frame;
    const { document, blocks } = this.#preview;
    return contentWindow && document ? new ShownPage(contentWindow, document, blocks) : null;
  }

  #moved(move: 'typed' | 'selected' | 'scrolled'): void {
    const now = performance.now();
    // Typing scrolls the manuscript too; then the caret leads, not the scroll.
    if (move === 'typed') {
      this.#quietUntil = now + QUIET;
      this.#typingUntil = now + PATCHED;
    }
    if (move !== 'scrolled') this.#draw('caret');
    else if (this.#leader === 'manuscript' && now >= this.#quietUntil) this.#draw('scroll');
  }

  /** Layout is read once per frame, after the page was patched, never within a key. */
  #draw(what: 'caret' | 'scroll'): void {
    this.#todo = what;
    if (this.#drawing === 0) this.#drawing = requestAnimationFrame(this.#drawn);
  }

  readonly #drawn = (): void => {
    this.#drawing = 0;
    const page = this.#page();
    const todo = this.#todo;
    this.#todo = null;
    if (!page || todo === null) return;
    if (todo === 'caret') {
      this.#scrolled(page.reveal(this.#manuscript.caret(), MARGIN));
      return;
    }
    const place = this.#manuscript.scrollPlace();
    if (place) this.#scrolled(page.follow(place));
  };

  #scrolled(top: number | null | undefined): void {
    if (typeof top === 'number') this.#put = top;
  }

  readonly #look = (): void => {
    this.#watching = requestAnimationFrame(this.#look);
    const page = this.#page();
    if (!page) return;
    if (Math.abs(page.scroll - this.#put) > 1) {
      this.#put = page.scroll;
      this.#leader = 'page';
      this.#manuscript.scrollTo(page.place());
    }
    this.#lookForClick();
    this.#lookForKeyboard();
  };

  #lookForClick(): void {
    const selection = this.#frame.contentDocument?.getSelection();
    const node = selection?.anchorNode;
    if (!selection?.isCollapsed || !node) {
      this.#point = null;
      return;
    }
    const offset = selection.anchorOffset;
    if (this.#point?.node !== node || this.#point.offset !== offset) {
      this.#point = { node, offset, since: performance.now() };
    } else if (performance.now() - this.#point.since >= STANDING) {
      this.#point = null;
      // Without a selection the same place can be clicked again.
      selection.removeAllRanges();
      this.#clicked(node, offset);
    }
  }

  /**
   * A click on a link or a margin gives no selection, and takes the keyboard: no key reaches the window from the frame, so
   * the manuscript gets it back. Who came by key (F6) scrolls the page with it and keeps it.
   */
  #lookForKeyboard(): void {
    const selected = this.#frame.contentDocument?.getSelection()?.rangeCount !== 0;
    if (document.activeElement !== this.#frame || selected) {
      this.#lostSince = null;
      return;
    }
    const now = performance.now();
    this.#lostSince ??= now;
    if (this.#lostSince - this.#keyAt >= LOST && now - this.#lostSince >= LOST) this.#manuscript.focus();
  }

  #clicked(node: Node, offset: number): void {
    const { document, blocks } = this.#preview;
    const point = document && pointAt(document.body, node, offset);
    if (!point) {
      this.#manuscript.focus();
      return;
    }
    this.#quietUntil = performance.now() + QUIET;
    this.#manuscript.goTo(sourceOffset(point, blocks, (from, to) => this.#manuscript.slice(from, to)));
  }
}
