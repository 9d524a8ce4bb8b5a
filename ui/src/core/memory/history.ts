// The revisions of one draft, played in memory: kept, listed, named; never changed.
import type { HistoryPage, RevisionReason, RevisionView } from '../contract';
import { wordsBetween, type Said } from './compare';

/** A revision with what it says. */
export interface MemoryRevision extends Said {
  view: RevisionView;
}

const ROWS = 100;
let last = 0;

/** A draft's history, oldest first. */
export class MemoryHistory {
  readonly revisions: MemoryRevision[] = [];

  /** The newest revision. */
  get newest(): MemoryRevision | undefined {
    return this.revisions.at(-1);
  }

  /** Keeps what is said. */
  keep(said: Said, reason: RevisionReason, madeAt: number, name: string | null = null): MemoryRevision {
    last += 1;
    const revision: MemoryRevision = {
      ...structuredClone({ fields: said.fields, text: said.text }),
      view: {
        id: `revision-${last}`,
        madeAt,
        reason,
        maker: { by: 'writer' },
        name,
        headline: said.fields.headline,
        ...wordsBetween(this.newest?.text ?? '', said.text),
        liveOn: [],
        dispatches: [],
      },
    };
    this.revisions.push(revision);
    return revision;
  }

  /** Whether the newest revision says this. */
  holds(said: Said): boolean {
    const newest = this.newest;
    return newest?.text === said.text && JSON.stringify(newest.fields) === JSON.stringify(said.fields);
  }

  /** How many a rule of so many days would let go. */
  beyond(days: number): number {
    const limit = Date.now() - days * 86_400_000;
    const seen = new Set<string>();
    return this.revisions.toReversed().filter(({ view }) => {
      const day = new Date(view.madeAt).toDateString();
      const isLast = !seen.has(day);
      seen.add(day);
      const isKept = isLast || view.name !== null || view.liveOn.length > 0 || view.dispatches.length > 0;
      return !isKept && ['pause', 'steady'].includes(view.reason) && view.madeAt < limit;
    }).length;
  }

  /** A part of it, newest first. */
  page(said: Said, cursor: number | null): HistoryPage {
    const end = cursor ?? this.revisions.length;
    const begin = Math.max(0, end - ROWS);
    return {
      total: this.revisions.length,
      revisions: this.revisions
        .slice(begin, end)
        .reverse()
        .map((revision) => revision.view),
      cursor: begin > 0 ? begin : null,
      presentDiffers: !this.holds(said),
    };
  }
}
