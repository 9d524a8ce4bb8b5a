// The application's composition: the features made once and wired; here alone do they meet.

import type { Client } from '../core/client';
import { asFailure } from '../core/client';
import { FAILURES, type FailureAction } from '../core/failures';
import type {
  DispatchView,
  DraftRow,
  Event,
  Failure,
  FailureCode,
  FileFailure,
  OpenDraft,
  Start,
} from '../core/contract';
import { tick } from 'svelte';
import { PicturePicker } from '../features/inspector/picture.svelte';
import type { RowActions } from '../features/library/actions';
import { Library } from '../features/library/state.svelte';
import { PagePreview } from '../features/preview/state.svelte';
import { wordsOfFindings } from '../features/publishing/findings';
import { mainAction, Publishing, type MainAction } from '../features/publishing/state.svelte';
import { Sites } from '../features/publishing/sites.svelte';
import { Choices } from '../features/settings/state.svelte';
import { Writing, type Unsaved } from '../features/writing/state.svelte';
import { t } from '../locales/index.svelte';
import { copyText } from '../shared/clipboard';
import { wordsOf } from './failure-words';
import { mended, type DraftFacts } from './faults';
import { Layout } from './layout.svelte';
import { focusHeadline } from './panes';
import { Notices, type NoticeAction } from './notices.svelte';

/** A question asked before something that cannot be undone. */
export interface Question {
  title: string;
  text: string;
  confirm: string;
  run: () => void;
  /** The answer is no, or there is none. */
  dismissed?: () => void;
}

/** Which dialog is open. */
export type OpenDialog = 'palette' | 'outbox' | 'settings' | 'shortcuts' | null;

/** How soon after a change the library is read again, milliseconds. */
const REFRESH_AFTER = 250;

/** Everything on the journalist's desk. */
export class Desk {
  readonly client: Client;
  readonly start: Start;
  readonly notices = new Notices();
  readonly choices: Choices;
  readonly layout: Layout;
  readonly library: Library;
  readonly preview = new PagePreview();
  readonly writing: Writing;
  readonly publishing: Publishing;
  readonly sites: Sites;
  readonly picker: PicturePicker;

  /** Which dialog is open. */
  dialog = $state<OpenDialog>(null);
  /** The question that waits for its answer. */
  question = $state.raw<Question | null>(null);
  /** The sample article that the first start's hint explains; the hint is shown beside no other. */
  sample = $state<string | null>(null);

  #refreshing = false;
  /** What was asked of a draft before it went out, and agreed to. */
  readonly #agreed = new Map<string, string>();

  /** A desk on what the core's start answered. */
  constructor(client: Client, start: Start) {
    this.client = client;
    this.start = start;
    this.choices = new Choices(client, start.settings, start.locale, this.report);
    this.layout = new Layout(this.choices);
    this.library = new Library(client, this.report);
    this.writing = new Writing(client, this.preview, this.report, this.#askToLose);
    this.sites = new Sites(client, start.sites, this.report, this.#siteFault);
    this.publishing = new Publishing(
      client,
      this.#reportOfPromise,
      (dispatch) => void this.#settled(dispatch),
    );
    this.picker = new PicturePicker(client, this.#reportOfOpen);
  }

  /** Shows a failure; each failure knows one thing to do about it. */
  readonly report = (thrown: unknown): void => {
    this.notices.fail(thrown, wordsOf, this.#remedies(thrown, null));
  };

  /** Shows a failure of a draft: by its name, with a remedy that opens it, for as long as it is so. */
  reportOf(draft: string, thrown: unknown, dispatch: DispatchView | null = null): void {
    const failure = asFailure(thrown);
    let then = this.#factsOf(draft);
    const isMended = () => {
      if (dispatch !== null && !this.#standsFailed(dispatch.id)) return true;
      const now = this.#factsOf(draft);
      if (now === null) return false;
      then ??= now;
      return mended(failure, then, now);
    };
    const headline = this.#headlineOf(draft) ?? dispatch?.headline ?? '';
    this.#show(failure, draft, headline, isMended);
  }

  /** Says why the last words of the open draft are on the screen only, for as long as they are. */
  reportUnsaved(failure: Failure): void {
    const { draft, fields } = this.writing;
    if (draft === null) return this.report(failure);
    this.#show(failure, draft, fields?.headline ?? '', () => {
      const { saving, elsewhere } = this.writing;
      return draft === this.writing.draft ? saving.is !== 'notSaved' : elsewhere?.draft !== draft;
    });
  }

  #show(failure: Failure, draft: string, headline: string, isMended: () => boolean): void {
    const subject = { draft, headline: headline || t('untitled'), mended: isMended };
    this.notices.failOf(subject, failure, wordsOf, this.#remedies(failure, draft));
  }

  /** Whether a promise is at its end without success: not tried again, not given up. */
  #standsFailed(dispatch: string): boolean {
    return this.publishing.dispatches.some(({ id, state }) => id === dispatch && state === 'failed');
  }

  /** A failure of what was asked for the open draft. */
  readonly #reportOfOpen = (thrown: unknown): void => {
    const { draft } = this.writing;
    if (draft === null) this.report(thrown);
    else this.reportOf(draft, thrown);
  };

  /** A failure of what was promised; its draft may no longer be the open one. */
  readonly #reportOfPromise = (thrown: unknown): void => {
    const { asking } = this.publishing;
    if (asking === null) this.report(thrown);
    else this.reportOf(asking, thrown);
  };

  #headlineOf(draft: string): string | undefined {
    if (draft === this.writing.draft) return this.writing.fields?.headline;
    return this.library.row(this.library.indexOf(draft))?.headline;
  }

  /** What is known of a draft: all of the open one, nothing of another. */
  #factsOf(draft: string): DraftFacts | null {
    const { fields, slug, counts, status } = this.writing;
    if (draft !== this.writing.draft || fields === null) return null;
    return {
      headline: fields.headline,
      slug,
      words: counts.words,
      characters: counts.characters,
      picture: fields.leadPicture?.source ?? null,
      fields: JSON.stringify(fields),
      binned: status === 'binned',
    };
  }

  /** Whether the window may close although the last words are on the screen only. */
  readonly #askToLose = (unsaved: readonly Unsaved[]): Promise<boolean> =>
    new Promise((resolve) => {
      const reasons = new Set(unsaved.map(({ failure }) => wordsOf(failure).title));
      const drafts = unsaved.map(({ headline }) => t('quoted', { headline: headline || t('untitled') }));
      this.question = {
        title: t('close-unsaved-title'),
        text: t('close-unsaved-text', { drafts: drafts.join(', '), reason: [...reasons].join(' ') }),
        confirm: t('close-unsaved-confirm'),
        run: () => resolve(true),
        dismissed: () => resolve(false),
      };
    });

  /** The question is answered, or put away. */
  putQuestionAway(): void {
    const asked = this.question;
    this.question = null;
    asked?.dismissed?.();
  }

  /** A site's fault is shown for as long as it lasts. */
  readonly #siteFault = (site: string, fault: Failure | null): void => {
    this.notices.withdraw(site);
    if (fault !== null) this.notices.fail(fault, wordsOf, this.#remedies(fault, null), site);
  };

  /** Reads what the window shows first, and listens; call what it returns to stop. */
  open(): () => void {
    const stop = this.client.listen((event) => this.#hear(event));
    void this.publishing.read();
    void this.#openFirst();
    void this.sites.open();
    return stop;
  }

  /** What the big button does now. */
  get action() {
    const { publication, status, draft, waitsOutdated } = this.writing;
    const promised = draft === null ? null : this.publishing.newest(draft);
    if (draft !== null && this.publishing.asking === draft) return 'underWay';
    return mainAction(status, publication, promised, waitsOutdated);
  }

  /** Where the open draft goes. */
  get destination() {
    return this.sites.destination(this.writing.publication);
  }

  /** What the list asks for. */
  readonly rowActions: RowActions = {
    open: (row) => void this.openDraft(row.id),
    duplicate: (row) => void this.duplicate(row.id),
    exportOne: (row) => void this.exportDrafts([row.id]),
    bin: (row) => void this.bin(row.id, row.headline, row.publishedAt !== null),
    restore: (row) => void this.#restore(row),
    deleteForGood: (row) => this.#askDelete(row),
  };

  /** Opens a draft in the manuscript. */
  async openDraft(draft: string): Promise<void> {
    this.layout.closeDrawer();
    if (draft !== this.writing.draft) await this.writing.open(draft);
  }

  /** Makes a draft, opens it and waits for its headline. */
  async newDraft(): Promise<void> {
    const made = await this.#try(() => this.client.call('new_draft', null));
    if (!made) return;
    this.#take(made);
    await tick();
    focusHeadline();
  }

  /** Shows the inspector with the keyboard in one of its fields. */
  async inspect(field: string): Promise<void> {
    this.layout.showRight('inspector');
    await tick();
    document.getElementById(field)?.focus();
  }

  /** Makes a copy of a draft and opens it. */
  async duplicate(draft: string): Promise<void> {
    await this.writing.flush();
    const made = await this.#try(() => this.client.call('duplicate_draft', draft));
    if (made) this.#take(made);
  }

  /** Moves a draft to the bin, and offers to take it back. */
  async bin(draft: string, headline: string, live: boolean): Promise<void> {
    if (draft === this.writing.draft) await this.writing.close();
    if (!(await this.library.bin(draft))) return;
    this.notices.withdraw(draft);
    const undo = { label: t('undo'), run: () => void this.library.restore(draft) };
    this.notices.tell(t(live ? 'bin-done-live' : 'bin-done', { headline: headline || t('untitled') }), [
      undo,
    ]);
  }

  /** Moves the open draft to the bin. */
  async binOpen(): Promise<void> {
    const { draft, fields, publication } = this.writing;
    if (draft !== null) await this.bin(draft, fields?.headline ?? '', publication?.live === true);
  }

  /** Promises to publish or update the open draft once all of it is safe. */
  async publish(): Promise<void> {
    const { draft } = this.writing;
    const site = this.destination;
    if (draft === null || this.publishing.asking === draft) return;
    const { action } = this;
    if (action === 'underWay') return this.reportOf(draft, { code: 'earlier_under_way', message: '' });
    if (action === 'restore') return this.reportOf(draft, { code: 'draft_binned', message: '' });
    if (site === null) return this.reportOf(draft, { code: 'site_missing', message: 'no site is known' });
    const saving = await this.writing.flush();
    if (saving.is === 'notSaved') return this.reportUnsaved(saving.failure);
    // What stood in the way before is asked anew.
    this.notices.withdraw(draft);
    const found = await this.#try(() => this.client.call('findings', { draft, site: site.id }));
    if (found === null) return;
    const { ask, tell } = wordsOfFindings(found);
    if (tell !== null) this.notices.tell(tell);
    if (ask === null || this.#agreed.get(draft) === ask) return this.#promise(draft, site.id, action);
    this.question = {
      title: t('findings-title'),
      text: ask,
      confirm: t('findings-confirm'),
      run: () => {
        this.#agreed.set(draft, ask);
        void this.#promise(draft, site.id, action);
      },
    };
  }

  async #promise(draft: string, site: string, action: MainAction): Promise<void> {
    const dispatch = await this.publishing.publish(draft, site);
    if (!dispatch) return;
    const words = action === 'replace' ? 'publish-replaced' : 'progress-waiting';
    this.notices.say(t(words, { site: dispatch.siteName }));
  }

  /** Takes the open draft out of the bin. */
  async restoreOpen(): Promise<void> {
    if (this.writing.draft !== null) await this.library.restore(this.writing.draft);
  }

  /** Asks, then promises to take the article off its site. */
  askUnpublish(): void {
    const { draft, publication } = this.writing;
    if (draft === null || !publication?.live) return;
    this.question = {
      title: t('unpublish-title'),
      text: t('unpublish-text', { site: publication.siteName }),
      confirm: t('unpublish-confirm'),
      run: () => void this.publishing.unpublish(draft, publication.site),
    };
  }

  /** Copies the article's address. */
  async copyAddress(address = this.writing.publication?.address): Promise<void> {
    if (!address) return;
    if (await copyText(address)) this.notices.tell(t('address-copied'));
    else this.report({ code: 'internal', message: 'the clipboard took nothing' });
  }

  /** Opens an address in the browser. */
  async openAddress(address = this.writing.publication?.address): Promise<void> {
    if (!address) return;
    try {
      await this.client.call('open_address', address);
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code !== 'browser_missing') return this.report(failure);
      const copy = { label: t('command-copy-address'), run: () => void this.copyAddress(address) };
      this.notices.fail(
        { ...failure, message: `${address}\n${failure.message}` },
        (failed) => ({ ...wordsOf(failed), todo: `${wordsOf(failed).todo} ${address}` }),
        [copy],
      );
    }
  }

  /** Makes drafts of files the journalist chooses. */
  async importFiles(): Promise<void> {
    const paths = await this.#try(() => this.client.call('choose_files', t('choose-files')));
    if (!paths || paths.length === 0) return;
    const report = await this.#try(() => this.client.call('import_files', paths));
    if (!report) return;
    if (report.drafts.length > 0) this.notices.tell(t('import-done', { count: report.drafts.length }));
    if (report.known.length > 0) this.notices.tell(t('import-known', { count: report.known.length }));
    if (report.unknownKeys.length > 0)
      this.notices.tell(
        t('import-unknown', { count: report.unknownKeys.length, keys: report.unknownKeys.join(', ') }),
      );
    this.#reportFiles(report.failures);
    await this.library.refresh();
    const first = report.drafts[0] ?? report.known[0];
    if (first !== undefined) await this.openDraft(first);
  }

  /** Writes drafts as Markdown files into a folder; `null` writes all outside the bin. */
  async exportDrafts(drafts: string[] | null): Promise<void> {
    const folder = await this.#try(() => this.client.call('choose_folder', t('choose-folder')));
    if (!folder) return;
    await this.writing.flush();
    const report = await this.#try(() => this.client.call('export_drafts', { folder, drafts }));
    if (report) this.notices.tell(t('export-done', { count: report.written, folder: report.folder }));
  }

  /** One notice for each reason, with all the files it stopped. */
  #reportFiles(failures: readonly FileFailure[]): void {
    const byCode = new Map<FailureCode, string[]>();
    for (const { path, failure } of failures) {
      byCode.set(failure.code, [...(byCode.get(failure.code) ?? []), `${path}\n${failure.message}`]);
    }
    for (const [code, files] of byCode) this.report({ code, message: files.join('\n') });
  }

  #take(made: OpenDraft): void {
    this.layout.closeDrawer();
    this.writing.take(made);
    void this.library.refresh();
  }

  async #restore(row: DraftRow): Promise<void> {
    if (await this.library.restore(row.id))
      this.notices.tell(t('restore-done', { headline: row.headline || t('untitled') }));
  }

  #askDelete(row: DraftRow): void {
    this.question = {
      title: t('delete-title'),
      text: t('delete-text', { headline: row.headline || t('untitled') }),
      confirm: t('delete-confirm'),
      run: () => void this.#delete(row.id),
    };
  }

  async #delete(draft: string): Promise<void> {
    if (draft === this.writing.draft) await this.writing.close();
    if (!(await this.library.delete(draft))) return;
    this.writing.forget(draft);
    this.notices.withdraw(draft);
  }

  async #openFirst(): Promise<void> {
    await this.library.refresh();
    const first = this.start.lastDraft ?? this.library.row(0)?.id;
    if (this.start.firstStart) this.sample = first ?? null;
    if (first === undefined || this.writing.draft !== null) return;
    await this.writing.open(first);
    this.writing.focus();
  }

  #hear(event: Event): void {
    this.publishing.hear(event);
    this.sites.hear(event);
    if (event.event === 'libraryChanged' || event.event === 'publicationChanged') this.#refreshSoon();
  }

  #refreshSoon(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    setTimeout(() => {
      this.#refreshing = false;
      void this.library.refresh();
    }, REFRESH_AFTER);
  }

  async #settled(dispatch: DispatchView): Promise<void> {
    if (dispatch.state === 'failed') {
      const { failure, failureDetail } = dispatch;
      const why = { code: failure ?? 'internal', message: failureDetail ?? '' } as const;
      return this.reportOf(dispatch.draft, why, dispatch);
    }
    this.notices.withdraw(dispatch.draft);
    if (dispatch.operation === 'unpublish')
      return this.notices.tell(t('unpublish-done', { site: dispatch.siteName }));
    const publication = await this.#try(() => this.client.call('publication', dispatch.draft));
    const seen = publication?.verified ?? null;
    const words = seen === true ? 'publish-seen' : seen === false ? 'publish-differs' : 'publish-unseen';
    this.notices.tell(
      t(words, { site: dispatch.siteName, operation: dispatch.operation }),
      this.#addressActions(dispatch.address),
    );
  }

  #addressActions(address: string | null): NoticeAction[] {
    if (address === null) return [];
    return [
      { label: t('command-open-page'), run: () => void this.openAddress(address) },
      { label: t('command-copy-address'), run: () => void this.copyAddress(address) },
    ];
  }

  /** What a failure's notice offers beside its words; of a draft, it opens that one first. */
  #remedies(thrown: unknown, draft: string | null): NoticeAction[] {
    const remedy = this.#remedy(FAILURES[asFailure(thrown).code].action, draft);
    return remedy === null ? [] : [remedy];
  }

  #remedy(action: FailureAction, draft: string | null): NoticeAction | null {
    const within = (run: () => void) => () => void this.#with(draft, run);
    switch (action) {
      case 'none':
        return null;
      case 'again':
        return this.writing.saving.is !== 'notSaved'
          ? null
          : { label: t('remedy-again'), run: () => void this.writing.flush() };
      case 'goToHeadline':
        return { label: t('remedy-headline'), run: within(focusHeadline) };
      case 'goToText':
        return { label: t('remedy-text'), run: within(() => this.writing.focus()) };
      case 'goToSlug':
        return { label: t('remedy-slug'), run: within(() => void this.inspect('field-slug')) };
      case 'goToFields':
        return this.layout.right === 'inspector' && draft === this.writing.draft
          ? null
          : { label: t('remedy-fields'), run: within(() => void this.inspect('field-section')) };
      case 'showOutbox':
        return { label: t('command-outbox'), run: () => (this.dialog = 'outbox') };
      case 'openPage':
        return { label: t('command-open-page'), run: () => void this.#openPageOf(draft) };
    }
  }

  /** Does something once a draft is the open one; nothing where it cannot be opened. */
  async #with(draft: string | null, run: () => void): Promise<void> {
    if (draft !== null && draft !== this.writing.draft) {
      await this.openDraft(draft);
      if (draft !== this.writing.draft) return;
      await tick();
    }
    run();
  }

  async #openPageOf(draft: string | null): Promise<void> {
    const of = draft ?? this.writing.draft;
    const publication = of === null ? null : await this.#try(() => this.client.call('publication', of));
    await this.openAddress(publication?.address);
  }

  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (failure) {
      this.report(failure);
      return null;
    }
  }
}
