// The promises of the library that is played in memory: made, kept a moment later, and what others made of live articles.
import { asFailure } from '../client';
import type {
  Check,
  CheckOverride,
  DispatchView,
  Event,
  LiveChange,
  Safekeeping,
  Settings,
  SiteOutcome,
} from '../contract';
import { failure, type Answers } from './answers';
import type { MemoryDraft } from './draft';
import { MemoryOverrides } from './embargo';
import type { MemorySafe } from './secrets';
import type { MemorySites } from './sites';

/** What a timer can wait, milliseconds. */
const LONGEST_WAIT = 2 ** 31;

/** What of a library promises are made of. */
interface Library {
  readonly drafts: ReadonlyMap<string, MemoryDraft>;
  readonly sites: MemorySites;
  readonly safe: MemorySafe;
  readonly settings: Settings;
  draft(id: string): MemoryDraft;
  /** Lists and promises are others now. */
  told(draft: string): void;
}

type Asked =
  | 'checks'
  | 'ask_links'
  | 'check_overrides'
  | 'publish'
  | 'publish_as'
  | 'publish_to'
  | 'unpublish'
  | 'unpublish_everywhere'
  | 'outbox'
  | 'cancel_dispatch'
  | 'retry_dispatch'
  | 'publications'
  | 'live_change'
  | 'take_live_change'
  | 'preview_on_site'
  | 'remove_site_preview'
  | 'site_previews'
  | 'embargo_overrides'
  | 'receipt';

/** The outbox, and what came of it. */
export class MemoryOutbox {
  readonly dispatches: DispatchView[] = [];
  readonly overrides = new MemoryOverrides();
  /** What is found in every draft before it goes out. */
  found: Check[] = [];
  /** What went out although something held it back. */
  readonly checkOverrides: { draft: string; made: CheckOverride }[] = [];
  /** What others made of live articles, by draft. */
  readonly liveChanges = new Map<string, LiveChange>();
  readonly #library: Library;
  readonly #emit: (event: Event) => void;

  /** The promises of a library. */
  constructor(library: Library, emit: (event: Event) => void) {
    this.#library = library;
    this.#emit = emit;
  }

  /** What the core answers. */
  readonly commands: Answers<Asked> = {
    checks: ({ draft }) => {
      const { publishAt: at, timeZone } = this.#library.draft(draft).fields;
      if (at === null || at <= Date.now()) return this.found;
      const finding = { finding: 'dateToCome', at, timeZone } as const;
      return [...this.found, { kind: 'date', weight: 'warning', about: { is: 'article', finding } }];
    },
    ask_links: () => null,
    check_overrides: (id) => this.checkOverrides.filter(({ draft }) => draft === id).map(({ made }) => made),
    publish: ({ draft: id, site }) => {
      const draft = this.#library.draft(id);
      const { newsletter = null } =
        this.dispatches.find(({ draft, state }) => draft === id && state === 'waiting') ?? {};
      this.#check(null);
      return this.#promise(draft, site, draft.publication?.live ? 'update' : 'publish', null, newsletter);
    },
    publish_as: ({ draft: id, site, at, newsletter, despiteEmbargo, despiteChecks }) => {
      const draft = this.#library.draft(id);
      const operation = draft.publication?.live ? 'update' : 'publish';
      const checks = this.#check(despiteChecks);
      const promised = this.#promise(draft, site, operation, at, newsletter, despiteEmbargo);
      if (checks.length > 0 && despiteChecks !== null) {
        const made = { dispatch: promised.id, checks, reason: despiteChecks, madeAt: Date.now() };
        this.checkOverrides.push({ draft: id, made });
      }
      return promised;
    },
    publish_to: ({ draft: id, sites, at, despiteEmbargo }) => {
      const draft = this.#library.draft(id);
      return sites.map((site) =>
        this.#outcome(site, () =>
          draft.isSaidOn(site)
            ? null
            : this.#promise(
                draft,
                site,
                draft.on(site)?.live ? 'update' : 'publish',
                at,
                null,
                despiteEmbargo,
              ),
        ),
      );
    },
    unpublish: ({ draft: id, site }) => this.#promise(this.#library.draft(id), site, 'unpublish'),
    unpublish_everywhere: (id) => {
      const draft = this.#library.draft(id);
      const live = draft.publications.filter((there) => there.live);
      return live.map(({ site }) => this.#outcome(site, () => this.#promise(draft, site, 'unpublish')));
    },
    outbox: () => this.dispatches,
    cancel_dispatch: (id) => {
      const dispatch = this.#dispatch(id);
      Object.assign(dispatch, { state: 'cancelled', canCancel: false, canRetry: false });
      this.#library.draft(dispatch.draft).status = 'draft';
      this.#library.told(dispatch.draft);
      return null;
    },
    retry_dispatch: (id) => {
      const dispatch = this.#dispatch(id);
      Object.assign(dispatch, { state: 'waiting', failure: null, canCancel: true, canRetry: false });
      setTimeout(() => this.#deliver(dispatch), 600);
      this.#library.told(dispatch.draft);
      return null;
    },
    publications: (id) => this.#library.draft(id).publications,
    live_change: ({ draft }) => this.#seenThere(this.#library.draft(draft)),
    take_live_change: ({ draft, version }) => {
      if (this.liveChanges.get(draft)?.version !== version) throw failure('asked_else', version);
      this.liveChanges.delete(draft);
      this.#seenThere(this.#library.draft(draft));
      this.#library.draft(draft).status = 'changed';
      this.#emit({ event: 'publicationChanged', draft });
      return null;
    },
    preview_on_site: ({ draft: id, site, despiteEmbargo: despite }) => {
      this.overrides.letGo(this.#library.draft(id), 'previewLink', { at: null, despite, dispatch: null });
      const shown = this.#library.sites.show(id, site, Date.now());
      this.#emit({ event: 'publicationChanged', draft: id });
      return shown;
    },
    remove_site_preview: ({ draft, site }) => {
      this.#library.sites.hide(draft, site);
      this.#emit({ event: 'publicationChanged', draft });
      return null;
    },
    site_previews: (draft) => this.#library.sites.previews.get(draft) ?? [],
    embargo_overrides: (id) => this.overrides.of(id),
    receipt: (id) => this.#library.sites.receipts.get(id) ?? null,
  };

  /** When a promise leaves and when its site brings it out, as the core has it. */
  #timing(
    site: string,
    operation: DispatchView['operation'],
    at: number | null,
  ): Pick<DispatchView, 'notBefore' | 'goesLive'> {
    const present = Date.now();
    const hour = at !== null && at > present ? at : null;
    const there = operation === 'publish' && this.#library.sites.get(site).schedules;
    const grace = present + this.#library.settings.graceSeconds * 1000;
    const notBefore = Math.max(grace, there ? 0 : (hour ?? 0));
    return { notBefore: notBefore > present ? notBefore : null, goesLive: there ? hour : null };
  }

  #promise(
    draft: MemoryDraft,
    site: string,
    operation: DispatchView['operation'],
    at: number | null = null,
    newsletter: string | null = null,
    despite: string | null = null,
  ): DispatchView {
    if (operation !== 'unpublish' && draft.fields.headline.trim() === '')
      throw failure('headline_missing', '');
    if (operation !== 'unpublish' && draft.text.trim() === '') throw failure('text_missing', '');
    const siteName = this.#library.sites.get(site).name;
    const id = `dispatch-${this.dispatches.length + 1}`;
    if (operation !== 'unpublish') this.overrides.letGo(draft, 'publish', { at, despite, dispatch: id });
    const dispatch: DispatchView = {
      id,
      draft: draft.id,
      site,
      headline: draft.fields.headline,
      siteName,
      operation,
      newsletter,
      verified: null,
      differences: [],
      state: 'waiting',
      madeAt: Date.now(),
      attempts: 0,
      ...this.#timing(site, operation, at),
      nextTry: null,
      failure: null,
      failureDetail: null,
      embargoUntil: null,
      address: null,
      canCancel: true,
      canRetry: false,
    };
    this.#supersede(draft, site);
    this.dispatches.unshift(dispatch);
    if (operation !== 'unpublish') {
      const { view } = draft.history.keep(draft, operation, Date.now());
      view.dispatches.push({ id: dispatch.id, operation, state: 'waiting', siteName });
      this.#emit({ event: 'historyChanged', draft: draft.id });
    }
    draft.status = 'onTheStone';
    this.#leave(dispatch);
    this.#library.told(draft.id);
    return dispatch;
  }

  /** What came of a site by itself. */
  #outcome(site: string, promise: () => DispatchView | null): SiteOutcome {
    const told = { site, siteName: this.#library.sites.get(site).name };
    try {
      return { ...told, dispatch: promise(), failure: null };
    } catch (thrown) {
      return { ...told, dispatch: null, failure: asFailure(thrown) };
    }
  }

  /** What is required and found; refuses where there is no reason for which it goes out all the same. */
  #check(despite: string | null): string[] {
    const required = this.found.filter(({ weight }) => weight === 'required').map(({ kind }) => kind);
    if (required.length > 0 && despite === null) throw failure('checks_hold', required.join(', '));
    return required;
  }

  /** A promise is kept at its hour; one that is days away outlives no window. */
  #leave(dispatch: DispatchView): void {
    const waits = Math.max(0, (dispatch.notBefore ?? 0) - Date.now());
    if (waits < LONGEST_WAIT) setTimeout(() => this.#deliver(dispatch), waits + 600);
  }

  /** What waited for the passphrase goes out. */
  opened(standing: Safekeeping): Safekeeping {
    for (const dispatch of this.dispatches)
      if (dispatch.failure === 'secrets_locked') setTimeout(() => this.#deliver(dispatch), 600);
    return standing;
  }

  #supersede(draft: MemoryDraft, site: string): void {
    for (const earlier of this.dispatches)
      if (
        earlier.draft === draft.id &&
        earlier.site === site &&
        (earlier.state === 'waiting' || earlier.state === 'failed')
      )
        Object.assign(earlier, { state: 'superseded', canCancel: false, canRetry: false, failure: null });
  }

  #deliver(dispatch: DispatchView): void {
    const draft = this.#library.drafts.get(dispatch.draft);
    if (!draft || dispatch.state !== 'waiting') return;
    if (dispatch.failure === 'secrets_locked' && this.#library.safe.standing.sealed !== 'open') return;
    dispatch.attempts += 1;
    dispatch.state = 'done';
    dispatch.canCancel = false;
    const site = this.#library.sites.get(dispatch.site);
    dispatch.address = `${site.url}/articles/${draft.slug ?? draft.id}`;
    draft.settle(dispatch, site, Date.now());
    this.#library.sites.prove(dispatch, Date.now());
    this.#library.sites.hide(draft.id, site.id);
    this.#library.told(draft.id);
    this.#emit({ event: 'publicationChanged', draft: draft.id });
  }

  /** What others made of a live article; from now on it is known whether they did. */
  #seenThere({ id, publication }: MemoryDraft): LiveChange | null {
    const change = this.liveChanges.get(id) ?? null;
    if (publication) Object.assign(publication, { drifted: change !== null, checkedAt: Date.now() });
    return change;
  }

  #dispatch(id: string): DispatchView {
    const found = this.dispatches.find((dispatch) => dispatch.id === id);
    if (!found) throw failure('dispatch_missing', id);
    return found;
  }
}
