// The messages that name the parts of an article; decides nothing.

import type { ArticlePart } from '../core/contract';

/** What the parts of an article are called. */
export const PART_NAMES: Record<ArticlePart, string> = {
  standfirst: 'part-standfirst',
  byline: 'part-byline',
  caption: 'part-caption',
  credit: 'part-credit',
};
