// The outbox and how far each promise is, as the core tells it; decides nothing about sites.

import type { Client } from '../../core/client';
import type { DispatchView, DraftStatus, Event, PublicationView, SiteOutcome } from '../../core/contract';
import type { Wish } from './hour.svelte';
import { hourOf } from './hours';

/** What the window says about the newest promise of a draft. */
export type Progress = 'none' | 'waiting' | 'sending' | 'unknown' | 'done' | 'failed';

/** What the big button does for a draft. */
export type MainAction =
  | 'publish'
  | 'update'
  | 'upToDate'
  | 'replace'
  | 'underWay'
  | 'restore'
  | 'bringBack'
  | 'reschedule'
  | 'scheduled';

/** What holds an article back holds it. */
const UNWISHED = { despiteEmbargo: null, despiteChecks: null };

/** The promises made, newest first, and the commands that make, cancel and retry them. */
export class Publishing {
  #dispatches = $state.raw<readonly DispatchView[]>([]);
  readonly #open = $derived(this.#dispatches.filter(isOpen).length);
  readonly #failed = $derived(this.#dispatches.filter(({ state }) => state === 'failed').length);
  readonly #locked = $derived(this.#dispatches.some(waitsForPassphrase));
  #asking = $state<string | null>(null);

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #settled: (dispatch: DispatchView) => void;
  readonly #delayed: (dispatch: DispatchView) => void;
  #watched = new Set<string>();
  #reading: Promise<void> | null = null;
  #stale = false;

  /** `report` hears failed commands; `settled` hears each promise that came to an end while we watched, `delayed` each that met another hindrance. */
  constructor(
    client: Client,
    report: (failure: unknown) => void,
    settled: (dispatch: DispatchView) => void,
    delayed: (dispatch: DispatchView) => void = () => undefined,
  ) {
    this.#delayed = delayed;
    this.#client = client;
    this.#report = report;
    this.#settled = settled;
  }

  /** The promises, newest first. */
  get dispatches(): readonly DispatchView[] {
    return this.#dispatches;
  }

  /** Promises not yet at their end. */
  get open(): number {
    return this.#open;
  }

  /** Promises that need the journalist. */
  get failed(): number {
    return this.#failed;
  }

  /** Whether a promise waits for the passphrase of the sites' passwords. */
  get locked(): boolean {
    return this.#locked;
  }

  /** The draft whose promise is being written just now. */
  get asking(): string | null {
    return this.#asking;
  }

  /** The newest promise for a draft. */
  newest(draft: string): DispatchView | null {
    return this.#dispatches.find((dispatch) => dispatch.draft === draft) ?? null;
  }

  /** All promises for a draft, newest first. */
  of(draft: string): readonly DispatchView[] {
    return this.#dispatches.filter((dispatch) => dispatch.draft === draft);
  }

  /** The promise whose receipt says how an article stands; `null` when it is not among the ones that are listed. */
  provenBy(publication: PublicationView | null): DispatchView | null {
    const id = publication?.dispatch ?? null;
    return this.#dispatches.find((dispatch) => dispatch.id === id) ?? null;
  }

  /** Hears the core. */
  hear(event: Event): void {
    if (event.event === 'outboxChanged') void this.read();
  }

  /** Reads the outbox again; several calls at once read it once more, not several times. */
  read(): Promise<void> {
    this.#stale = true;
    this.#reading ??= this.#readUntilFresh();
    return this.#reading;
  }

  /** Promises to publish or to update, now or as wished; `null` when the core would not. */
  publish(draft: string, site: string, wish: Wish | null = null): Promise<DispatchView | null> {
    return this.#promise(draft, () =>
      wish === null
        ? this.#client.call('publish', { draft, site })
        : this.#client.call('publish_as', { draft, site, ...UNWISHED, bringsBack: false, ...wish }),
    );
  }

  /** Promises to take an article off a site; `null` when the core would not. */
  unpublish(draft: string, site: string): Promise<DispatchView | null> {
    return this.#promise(draft, () => this.#client.call('unpublish', { draft, site }));
  }

  /** Promises to publish or to update on several sites, now or as wished; `told` hears what came of each before any of them ends. `null` when none could be asked. */
  publishTo(
    draft: string,
    sites: string[],
    wish: Wish | null,
    told: (outcomes: readonly SiteOutcome[]) => void,
  ): Promise<readonly SiteOutcome[] | null> {
    return this.#ask(draft, async () => {
      const { at, despiteEmbargo, despiteChecks } = { at: null, ...UNWISHED, ...wish };
      const request = { draft, sites, at, despiteEmbargo, despiteChecks };
      const outcomes = await this.#client.call('publish_to', request);
      told(outcomes);
      return outcomes;
    });
  }

  /** Promises to take an article off every site. */
  unpublishEverywhere(draft: string): Promise<readonly SiteOutcome[] | null> {
    return this.#ask(draft, () => this.#client.call('unpublish_everywhere', draft));
  }

  /** Takes a promise back. Resolves to whether that could be done. */
  cancel(dispatch: string): Promise<boolean> {
    return this.#tell('cancel_dispatch', dispatch);
  }

  /** Tries a promise again now. */
  retry(dispatch: string): Promise<boolean> {
    return this.#tell('retry_dispatch', dispatch);
  }

  async #promise(draft: string, make: () => Promise<DispatchView>): Promise<DispatchView | null> {
    const outcomes = await this.#ask(draft, async () => {
      const dispatch = await make();
      return [{ site: dispatch.site, siteName: dispatch.siteName, dispatch, failure: null }];
    });
    return outcomes?.[0]?.dispatch ?? null;
  }

  async #ask(
    draft: string,
    make: () => Promise<readonly SiteOutcome[]>,
  ): Promise<readonly SiteOutcome[] | null> {
    if (this.#asking !== null) return null;
    this.#asking = draft;
    try {
      const outcomes = await make();
      for (const { dispatch } of outcomes)
        if (dispatch && !this.#dispatches.some((known) => known.id === dispatch.id))
          this.#watched.add(dispatch.id);
      await this.read();
      return outcomes;
    } catch (failure) {
      this.#report(failure);
      return null;
    } finally {
      this.#asking = null;
    }
  }

  async #tell(command: 'cancel_dispatch' | 'retry_dispatch', dispatch: string): Promise<boolean> {
    try {
      await this.#client.call(command, dispatch);
      return true;
    } catch (failure) {
      this.#report(failure);
      return false;
    } finally {
      await this.read();
    }
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      try {
        this.#take(await this.#client.call('outbox', null));
      } catch (failure) {
        this.#report(failure);
      }
    }
    this.#reading = null;
  }

  #take(outbox: readonly DispatchView[]): void {
    const before = new Map(this.#dispatches.map((dispatch) => [dispatch.id, dispatch]));
    const sorted = [...outbox].sort((one, other) => other.madeAt - one.madeAt);
    this.#dispatches = sorted;
    for (const dispatch of sorted) {
      const earlier = before.get(dispatch.id);
      if (!this.#wasOpen(dispatch, earlier)) continue;
      if (!isOpen(dispatch)) this.#end(dispatch);
      else if (dispatch.failure !== (earlier?.failure ?? null)) this.#delayed(dispatch);
    }
  }

  /** A promise made here may reach its end before we ever saw it open. */
  #wasOpen(dispatch: DispatchView, earlier: DispatchView | undefined): boolean {
    if (earlier) return isOpen(earlier);
    return this.#watched.has(dispatch.id) || this.#asking === dispatch.draft;
  }

  #end(dispatch: DispatchView): void {
    this.#watched.delete(dispatch.id);
    if (progressOf(dispatch) !== 'none') this.#settled(dispatch);
  }
}

/** Whether a promise has not come to its end. */
export function isOpen(dispatch: DispatchView): boolean {
  return dispatch.state === 'waiting' || dispatch.state === 'sending' || dispatch.state === 'unknown';
}

function waitsForPassphrase(dispatch: DispatchView): boolean {
  return isOpen(dispatch) && dispatch.failure === 'secrets_locked';
}

/** How far a promise is; nothing is known of one that is not to be sent. */
export function progressOf(dispatch: DispatchView | null): Progress {
  if (dispatch === null || dispatch.state === 'cancelled' || dispatch.state === 'superseded') return 'none';
  return dispatch.state;
}

/** Whether a later text may take its place: nothing of it was sent. */
function givesWay(dispatch: DispatchView): boolean {
  return dispatch.state === 'waiting' && dispatch.operation !== 'unpublish';
}

/** What the big button would do now, from what is live, what is promised, and whether that is outdated. */
export function mainAction(
  status: DraftStatus | null,
  publication: PublicationView | null,
  dispatch: DispatchView | null,
  outdated = false,
  moment = Date.now(),
): MainAction {
  if (status === 'binned') return 'restore';
  if (dispatch !== null && isOpen(dispatch)) {
    if (!outdated || !givesWay(dispatch)) return 'underWay';
    return hourOf(dispatch, moment) === null ? 'replace' : 'reschedule';
  }
  if (publication?.withdrawn) return 'bringBack';
  if (publication !== null && publication.goesLive !== null && publication.goesLive > moment)
    return publication.behind || outdated || dispatch?.state === 'failed' ? 'reschedule' : 'scheduled';
  if (publication === null || !publication.live) return 'publish';
  return status === 'changed' || dispatch?.state === 'failed' ? 'update' : 'upToDate';
}
