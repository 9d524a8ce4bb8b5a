// The lists of the library that is played in memory: chosen, ordered, counted.
import type { DraftRow, Facets, ListRequest } from '../contract';
import type { MemoryDraft } from './draft';

/** The rows of a list, in its order. */
export function rowsOf(drafts: Iterable<MemoryDraft>, request: ListRequest, locale: string): DraftRow[] {
  const rows = [...drafts].filter((draft) => draft.matches(request)).map((draft) => draft.row(request));
  const by: Record<ListRequest['order'], (one: DraftRow, other: DraftRow) => number> = {
    changed: (one, other) => other.changedAt - one.changedAt,
    created: (one, other) => other.id.localeCompare(one.id, 'en', { numeric: true }),
    headline: (one, other) => one.headline.localeCompare(other.headline, locale),
    relevance: (one, other) => other.excerpt.length - one.excerpt.length,
  };
  return rows.sort(by[request.order]);
}

/** What there is to filter by. */
export function facetsOf(drafts: Iterable<MemoryDraft>): Facets {
  const all = [...drafts];
  const kept = all.filter((draft) => draft.status !== 'binned');
  const distinct = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];
  const count = (status: string) => all.filter((draft) => draft.status === status).length;
  return {
    sections: distinct(kept.map((draft) => draft.fields.section)).sort(),
    tags: distinct(kept.flatMap((draft) => draft.fields.tags)),
    languages: distinct(kept.map((draft) => draft.fields.language)),
    counts: {
      all: kept.length,
      draft: count('draft'),
      onTheStone: count('onTheStone'),
      published: count('published'),
      changed: count('changed'),
      binned: count('binned'),
    },
  };
}
