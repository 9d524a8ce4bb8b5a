// What became of a draft on each of several sites, until the last is settled; tells each by itself and sums up no failure away.

import type { DispatchView, Failure, SiteOutcome } from '../../core/contract';
import { isOpen, progressOf } from './state.svelte';

/** How far one site is. */
export type RowState = 'same' | 'waiting' | 'sending' | 'unknown' | 'done' | 'failed' | 'takenBack';

/** One site of the report. */
export interface ReportRow {
  site: string;
  siteName: string;
  state: RowState;
  /** Its promise; `null` where there is none. */
  dispatch: DispatchView | null;
  /** Why it is not there; also why it waits. */
  failure: Failure | null;
}

/** What all rows come to. */
export interface Summary {
  total: number;
  /** Sites where readers have it. */
  out: number;
  /** Sites that will not get it by themselves. */
  failed: number;
  /** Sites where it is not decided yet. */
  open: number;
}

/** The report of what was asked for last. */
export class EverywhereReport {
  #draft = $state<string | null>(null);
  #headline = $state('');
  #outcomes = $state.raw<readonly SiteOutcome[]>([]);
  readonly #dispatches: () => readonly DispatchView[];
  readonly rows: readonly ReportRow[] = $derived.by(() =>
    this.#outcomes.map((outcome) => rowOf(outcome, this.#dispatches())),
  );
  readonly summary = $derived(summaryOf(this.rows));

  /** `dispatches` are the promises as they stand now. */
  constructor(dispatches: () => readonly DispatchView[]) {
    this.#dispatches = dispatches;
  }

  /** The draft that it is about; `null` while there is none. */
  get draft(): string | null {
    return this.#draft;
  }

  /** Its headline when that was asked for. */
  get headline(): string {
    return this.#headline;
  }

  /** Begins a report; an earlier one gives way. */
  begin(draft: string, headline: string, outcomes: readonly SiteOutcome[]): void {
    this.#draft = draft;
    this.#headline = headline;
    this.#outcomes = outcomes;
  }

  /** Whether it tells how this promise ends. */
  tells(dispatch: string): boolean {
    return this.rows.some((row) => row.dispatch?.id === dispatch);
  }

  /** Puts it away; not before every site is settled. */
  close(): void {
    if (this.summary.open > 0) return;
    this.#draft = null;
    this.#outcomes = [];
  }
}

/** How far a site is, by its promise as it stands now; one that took its place counts instead. */
export function rowOf(outcome: SiteOutcome, dispatches: readonly DispatchView[]): ReportRow {
  const { site, siteName, failure } = outcome;
  const dispatch = outcome.dispatch && latest(outcome.dispatch, dispatches);
  if (dispatch === null) {
    return { site, siteName, dispatch, failure, state: failure === null ? 'same' : 'failed' };
  }
  const code = dispatch.state === 'done' ? null : dispatch.failure;
  return {
    site,
    siteName,
    dispatch,
    failure: code === null ? null : { code, message: dispatch.failureDetail ?? '' },
    state: progressOf(dispatch) === 'none' ? 'takenBack' : (progressOf(dispatch) as RowState),
  };
}

function latest(promised: DispatchView, dispatches: readonly DispatchView[]): DispatchView {
  const now = dispatches.find(({ id }) => id === promised.id) ?? promised;
  if (now.state !== 'superseded') return now;
  const later = dispatches.find(
    ({ draft, site, madeAt }) => draft === now.draft && site === now.site && madeAt > now.madeAt,
  );
  return later ?? now;
}

/** What the rows come to: only what is out counts as out. */
export function summaryOf(rows: readonly ReportRow[]): Summary {
  const count = (is: (row: ReportRow) => boolean) => rows.filter(is).length;
  return {
    total: rows.length,
    out: count(({ state }) => state === 'same' || state === 'done'),
    failed: count(({ state }) => state === 'failed' || state === 'takenBack'),
    open: count(({ dispatch }) => dispatch !== null && isOpen(dispatch)),
  };
}

/** The message that sums it up; says that it is out everywhere only where it is. */
export function summaryWords({ total, out, failed }: Summary): string {
  if (out === total) return 'everywhere-all';
  return failed > 0 ? 'everywhere-refused' : 'everywhere-waits';
}
