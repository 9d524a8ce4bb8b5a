// The page of the open draft in its frame: blocks, frame, title. Knows nothing of where they come from.
import type { Block, Splice } from '../../core/contract';
import { BlockList } from './blocks';
import { PageDocument } from './page-document';

/** The width at which the page is shown. */
export type PageWidth = 'phone' | 'tablet' | 'desktop';

/** The page that is shown; what the writing feature calls a `PageSink`. */
export class PagePreview {
  /** The width the page is shown at. */
  width = $state<PageWidth>('phone');
  /** The blocks of its body. */
  blocks = new BlockList([]);

  #source = $state.raw('');
  #draft: string | null = null;
  #document: PageDocument | null = null;
  /** The page as it was opened, and what has been put in place of its parts since. */
  #page = '';
  #frame: string | null = null;
  #title: string | null = null;
  #spliced = false;
  #growing = 0;
  readonly #patched = new Set<() => void>();
  readonly #shown = new Set<() => void>();

  /** What the frame starts from; changes only when the page in it cannot become the next one by itself. */
  get source(): string {
    return this.#source;
  }

  /** The document in the frame, once it is loaded. */
  get document(): PageDocument | null {
    return this.#document;
  }

  /** Shows another page; the same draft's again keeps its place. */
  open(draft: string, page: string, blocks: readonly Block[]): void {
    const same = draft === this.#draft;
    this.#draft = draft;
    this.blocks = new BlockList(blocks);
    this.#page = page;
    this.#frame = null;
    this.#title = null;
    this.#spliced = false;
    if (same && this.#document?.follow(page)) {
      tell(this.#patched);
    } else if (!this.#document?.become(page)) {
      this.#startFrom(page);
    } else if (same) {
      this.#document.complete();
    } else {
      this.#grow();
      tell(this.#shown);
    }
  }

  /** Shows nothing. */
  close(): void {
    this.#draft = null;
    this.blocks = new BlockList([]);
    this.#page = '';
    this.#startFrom('');
  }

  /** Replaces blocks of the body, in order. Throws when they do not fit. */
  splice(splices: readonly Splice[]): void {
    if (splices.length === 0) return;
    this.#spliced = true;
    for (const splice of splices) {
      this.blocks.splice(splice);
      this.#document?.splice(splice);
    }
    tell(this.#patched);
  }

  /** Replaces everything of the article region but the body. */
  frame(html: string): void {
    this.#frame = html;
    this.#document?.frame(html);
    tell(this.#patched);
  }

  /** Replaces the document's title. */
  title(title: string): void {
    this.#title = title;
    this.#document?.title(title);
  }

  /** The frame has loaded a document; false when it is not the page (a link was followed, say). */
  loaded(document: Document | null): boolean {
    if (!document?.getElementById('article-body')) return false;
    const shown = new PageDocument(document);
    if (this.#source !== this.#page) shown.become(this.#page);
    if (this.#frame !== null) shown.frame(this.#frame);
    if (this.#title !== null) shown.title(this.#title);
    if (this.#spliced) shown.fill(this.blocks.html);
    this.#document = shown;
    this.#grow();
    tell(this.#shown);
    return true;
  }

  /** The frame is gone; the next one starts from the page of now. */
  unloaded(): void {
    this.#document = null;
    this.#source = this.#page;
  }

  /** Hears every change of what is shown. */
  onPatched(heard: () => void): () => void {
    this.#patched.add(heard);
    return () => void this.#patched.delete(heard);
  }

  /** Hears when another page stands in the frame. */
  onShown(heard: () => void): () => void {
    this.#shown.add(heard);
    return () => void this.#shown.delete(heard);
  }

  /** A long page comes part by part, each after a frame: its beginning is there at once, no key waits for its end. */
  #grow(): void {
    const document = this.#document;
    const next = () => document === this.#document && document?.grow() && this.#grow();
    cancelAnimationFrame(this.#growing);
    this.#growing = requestAnimationFrame(() => setTimeout(next));
  }

  /** The same source starts nothing anew in the frame: a document that is still loading will be `loaded`. */
  #startFrom(page: string): void {
    if (page !== this.#source) this.#document = null;
    this.#source = page;
  }
}

function tell(listeners: Set<() => void>): void {
  for (const heard of listeners) heard();
}
