// The page of the open draft in its frame: blocks, frame, title. Knows nothing of where they come from.
import type { Block, Splice } from '../../core/contract';

/** The width at which the page is shown. */
export type PageWidth = 'phone' | 'tablet' | 'desktop';

/** The page that is shown; a writing `PageSink`. */
export class PagePreview {
  /** The width the page is shown at. */
  width = $state<PageWidth>('desktop');
  /** The document the frame starts from. */
  source = $state.raw('');

  /** Shows another page. */
  open(draft: string, page: string, blocks: readonly Block[]): void {
    void draft;
    void blocks;
    this.source = page;
  }

  /** Shows nothing. */
  close(): void {
    this.source = '';
  }

  /** Replaces blocks of the body. */
  splice(splices: readonly Splice[]): void {
    void splices;
  }

  /** Replaces everything of the article region but the body. */
  frame(html: string): void {
    void html;
  }

  /** Replaces the document's title. */
  title(title: string): void {
    void title;
  }
}
