// The words and marks of a draft's status, wherever it is shown; decides no status.

import type { DraftOrder, DraftStatus, StatusCounts } from '../../core/contract';

/** The message that names a status. */
export const STATUS_NAMES: Record<DraftStatus, string> = {
  draft: 'status-draft',
  onTheStone: 'status-on-the-stone',
  published: 'status-published',
  changed: 'status-changed',
  binned: 'status-binned',
};

/** The message that names the drafts of a status, in the plural; `all` is everything outside the bin. */
export const STATUS_GROUPS: Record<keyof StatusCounts, string> = {
  all: 'library-all',
  draft: 'library-drafts',
  onTheStone: 'library-stone',
  published: 'library-published',
  changed: 'library-changed',
  binned: 'library-bin',
};

/** The message that names an order. */
export const ORDER_NAMES: Record<DraftOrder, string> = {
  changed: 'order-changed',
  created: 'order-created',
  headline: 'order-headline',
  relevance: 'order-relevance',
};
