// A draft's revisions as the timeline shows them: parts joined, days between them. Knows no client and no view.
import type { HistoryPage, RevisionView } from '../../core/contract';

/** A row of the timeline: the text as it is now, the begin of a day, or a revision. */
export type Row =
  { is: 'present' } | { is: 'day'; at: number } | { is: 'revision'; revision: RevisionView; place: number };

/** What is known of a history: a beginning of it, newest first. */
export interface Known {
  revisions: readonly RevisionView[];
  /** Where the part that is not known begins; `null` when all is. */
  cursor: number | null;
}

/** The rows, the present first. */
export function rowsOf(revisions: readonly RevisionView[]): Row[] {
  const rows: Row[] = [{ is: 'present' }];
  let last = NaN;
  revisions.forEach((revision, place) => {
    const day = new Date(revision.madeAt).setHours(0, 0, 0, 0);
    if (day !== last) rows.push({ is: 'day', at: revision.madeAt });
    last = day;
    rows.push({ is: 'revision', revision, place });
  });
  return rows;
}

/** The newest part, read again, before what was known. Where the two do not meet, only the part is. */
export function renewed(known: Known, { revisions, cursor }: HistoryPage): Known {
  const oldest = revisions.at(-1)?.id;
  const meets = known.revisions.findIndex(({ id }) => id === oldest);
  if (meets < 0 || cursor === null) return { revisions, cursor };
  const live = new Set(revisions.flatMap(({ liveOn }) => liveOn.map(({ site }) => site)));
  const older = known.revisions.slice(meets + 1).map((revision) => withoutSites(revision, live));
  return older.length === 0
    ? { revisions, cursor }
    : { revisions: [...revisions, ...older], cursor: known.cursor };
}

/** A site shows one revision: an older one is live there no more. */
function withoutSites(revision: RevisionView, sites: ReadonlySet<string>): RevisionView {
  if (!revision.liveOn.some(({ site }) => sites.has(site))) return revision;
  return { ...revision, liveOn: revision.liveOn.filter(({ site }) => !sites.has(site)) };
}

/** An older part behind what is known. */
export function extended(known: Known, { revisions, cursor }: HistoryPage): Known {
  const there = new Set(known.revisions.map(({ id }) => id));
  return { revisions: [...known.revisions, ...revisions.filter(({ id }) => !there.has(id))], cursor };
}
