// What the writing asks of whoever shows the open draft's page.
import type { Block, Splice } from '../../core/contract';

/** Whoever shows the open draft's page; called in the task in which the core's answer arrives. */
export interface PageSink {
  /** A draft's page, whole; the same draft's again keeps its place. */
  open(draft: string, page: string, blocks: readonly Block[]): void;
  /** No draft is open. */
  close(): void;
  /** Blocks of the body to replace, in order; throws when they do not fit the page. */
  splice(splices: readonly Splice[]): void;
  /** The article region with an empty body. */
  frame(html: string): void;
  /** The page's title. */
  title(title: string): void;
}
