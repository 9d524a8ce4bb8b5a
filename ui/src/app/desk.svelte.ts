// The application's composition: the features made once and wired; here alone do they meet.

import { tick } from 'svelte';
import type { Client } from '../core/client';
import type {
  Check,
  DispatchView,
  DraftRow,
  Event,
  Failure,
  OpenDraft,
  PublicationView,
  SiteView,
  Start,
} from '../core/contract';
import { Checks } from '../features/checks/state.svelte';
import { passageOf, wordsOfCheck } from '../features/checks/words';
import { Correcting } from '../features/corrections/state.svelte';
import { WorkFolders } from '../features/folders/state.svelte';
import { DraftHistory } from '../features/history/state.svelte';
import { Importing } from '../features/importing/state.svelte';
import { PicturePicker } from '../features/inspector/picture.svelte';
import { PictureLibrary } from '../features/pictures/library.svelte';
import { OpenedPicture } from '../features/pictures/opened.svelte';
import { TypedDate } from '../shared/dates/typed-date.svelte';
import type { RowActions } from '../features/library/actions';
import { Library } from '../features/library/state.svelte';
import { PagePreview } from '../features/preview/state.svelte';
import { EverywhereReport } from '../features/publishing/everywhere.svelte';
import { ChosenHour, type Wish } from '../features/publishing/hour.svelte';
import { Embargoes } from '../features/publishing/embargo.svelte';
import { LiveArticle } from '../features/publishing/live.svelte';
import { actionEverywhere, mainPublication, placesOf, type Place } from '../features/publishing/places';
import { Receipts } from '../features/publishing/receipts.svelte';
import { isOpen, mainAction, Publishing, type MainAction } from '../features/publishing/state.svelte';
import { Backups } from '../features/settings/backups.svelte';
import { Passwords } from '../features/settings/passwords.svelte';
import { Choices } from '../features/settings/state.svelte';
import { FollowedSite } from '../features/preview/followed.svelte';
import { SitePreviews } from '../features/preview/site-previews.svelte';
import { SiteAdding } from '../features/sites/adding.svelte';
import { Sites } from '../features/sites/state.svelte';
import { Copy } from '../features/copydesk/state.svelte';
import { Writing, type Unsaved } from '../features/writing/state.svelte';
import { t } from '../locales/index.svelte';
import { burst } from '../shared/burst';
import { PictureLooks } from '../shared/pictures/looks.svelte';
import { copyAddress, openAddress } from './addresses';
import { attempt } from './attempt';
import { destinedOf, NAMES, placeOf } from './checks';
import { mayClose } from './closing';
import type { SetAside } from './destinations';
import { exportDrafts, importFiles, saveElsewhere } from './files';
import { tellDoubt } from './history';
import { tellOfImport } from './imports';
import { Layout } from './layout.svelte';
import { Notices } from './notices.svelte';
import { focusHeadline } from './panes';
import { lookOf, openInText } from './picture-desk';
import { takeDrop, tellLeft, tellNotKept } from './pictures';
import {
  askDespite,
  publish,
  publishNow,
  tellOfDelay,
  tellOfEnd,
  unpublish,
  unpublishAll,
  unpublishEverywhere,
  type Agreed,
} from './publish';
import { askToDelete, askToDeleteLive, askToLose, askToSetAside, type Question } from './questions';
import {
  libraryTakes,
  passphraseGiven,
  report,
  reportBackups,
  reportNoDraft,
  reportOf,
  reportSite,
  reportUnsaved,
  reportUnseen,
} from './reports';
import { tellStays } from './site-previews';
import { tellFileBack, tellFileGone } from './work-files';

/** Which dialog is open. */
export type OpenDialog =
  'palette' | 'outbox' | 'settings' | 'shortcuts' | 'pictureAddress' | 'passageLanguage' | null;

/** How soon after a change the library is read again, milliseconds. */
const REFRESH_AFTER = 250;

/** How soon after a change the open draft is looked through again, milliseconds: fields are on their way by then. */
const CHECK_AFTER = 700;

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
  /** What is found in the open draft's copy. */
  readonly copy: Copy;
  /** What is found before the open draft goes out. */
  readonly checks: Checks;
  readonly publishing: Publishing;
  readonly receipts: Receipts;
  readonly everywhere = new EverywhereReport(() => this.publishing.dispatches);
  /** What sites said that the open drafts no longer go to. */
  readonly setAside: SetAside = new Map();
  /** Drafts that go out with other words than readers read, of which nothing was said. */
  readonly unsaid = new Set<string>();
  readonly live: LiveArticle;
  readonly sites: Sites;
  readonly followed: FollowedSite;
  readonly onSite: SitePreviews;
  readonly adding: SiteAdding;
  readonly importing: Importing;
  readonly folders: WorkFolders;
  readonly looks: PictureLooks;
  readonly picker: PicturePicker;
  readonly pictures: PictureLibrary;
  readonly picture: OpenedPicture;
  readonly typedDate = new TypedDate();
  readonly typedEmbargo = new TypedDate('embargo');
  readonly embargo: Embargoes;
  readonly hour = new ChosenHour();
  readonly correcting: Correcting;
  readonly history: DraftHistory;
  readonly backups: Backups;
  readonly passwords: Passwords;

  /** Which dialog is open. */
  dialog = $state<OpenDialog>(null);
  #question = $state.raw<Question | null>(null);
  /** The sample article that the first start's hint explains; the hint is shown beside no other. */
  sample = $state<string | null>(null);

  #lookedAt = $state<string | null>(null);
  readonly #refreshSoon = burst(REFRESH_AFTER, () => void this.library.refresh());
  readonly #checkSoon = burst(CHECK_AFTER, () => void this.checks.read(destinedOf(this)));
  readonly #agreed: Agreed = new Map();

  /** A desk on what the core's start answered. */
  constructor(client: Client, start: Start) {
    this.client = client;
    this.start = start;
    this.choices = new Choices(client, start.settings, start.locale, this.report);
    this.layout = new Layout(this.choices);
    this.library = new Library(client, (thrown, draft) => this.#reportAbout(draft ?? null, thrown));
    this.looks = new PictureLooks(client, () => this.writing.looked());
    this.writing = new Writing(client, this.preview, this.report, this.#mayLose, {
      look: (source) => lookOf(this.looks.of(source)),
      open: (_, { from }) => openInText(this, from),
      notKept: (draft, pictures) => tellNotKept(this, draft, pictures),
      left: (names) => tellLeft(this, names),
    });
    this.copy = new Copy(client, this.writing, this.report);
    this.writing.copyDesk = this.copy.desk;
    this.sites = new Sites(client, start.sites, this.report, (site, fault) => reportSite(this, site, fault));
    this.followed = new FollowedSite(client, this.report, () => this.writing.renewPage());
    this.onSite = new SitePreviews(client, this.report, (preview) => tellStays(this, preview));
    this.adding = new SiteAdding(client, ({ name }) => this.notices.tell(t('site-added-late', { name })));
    this.importing = new Importing(client, this.report, (view) => tellOfImport(this, view));
    const reportOfPromise = (thrown: unknown) => this.#reportAbout(this.publishing.asking, thrown);
    const ended = (dispatch: DispatchView) => tellOfEnd(this, dispatch);
    const delayed = (dispatch: DispatchView) => tellOfDelay(this, dispatch);
    this.publishing = new Publishing(client, reportOfPromise, ended, delayed);
    this.receipts = new Receipts(client, this.report);
    this.embargo = new Embargoes(client, this.report);
    const learn = () => this.writing.learnStanding();
    this.live = new LiveArticle(client, (thrown) => reportUnseen(this, thrown), learn);
    this.correcting = new Correcting(client, this.report);
    this.checks = new Checks(client, this.report);
    this.folders = new WorkFolders(client, this.report, (folder, fault) => reportSite(this, folder, fault));
    this.history = new DraftHistory(client, this.writing, this.report);
    this.backups = new Backups(client, this.report);
    this.passwords = new Passwords(client, this.report, this.#passphraseGiven);
    this.pictures = new PictureLibrary(client, this.report);
    this.picture = new OpenedPicture(client, this.report);
    client.beforeClose(() => mayClose(this));
    this.picker = new PicturePicker(client, {
      report: (thrown) => this.#reportAbout(this.writing.draft, thrown),
      notKept: (draft, picture) => tellNotKept(this, draft, [picture]),
      left: (name) => tellLeft(this, [name]),
    });
  }

  /** Shows a failure; each failure knows one thing to do about it. */
  readonly report = (thrown: unknown): void => report(this, thrown);

  /** What waited for the passphrase goes on by itself. */
  readonly #passphraseGiven = (): void => {
    passphraseGiven(this);
    this.adding.passphraseGiven();
    void this.importing.passphraseGiven();
  };

  readonly #reportNoDraft = (thrown: unknown): void => reportNoDraft(this, thrown);

  /** Shows a failure of what was asked for a draft, which may no longer be the open one. */
  #reportAbout(draft: string | null, thrown: unknown): void {
    if (draft === null) this.report(thrown);
    else reportOf(this, draft, thrown);
  }

  /** Says why the last words of the open draft are on the screen only. */
  reportUnsaved(failure: Failure): void {
    reportUnsaved(this, failure);
  }

  readonly #mayLose = (unsaved: readonly Unsaved[]): Promise<boolean> =>
    new Promise((answer) => this.ask(askToLose(unsaved, answer)));

  /** The question that waits for its answer. */
  get question(): Question | null {
    return this.#question;
  }

  /** Asks; a question that still waits is put away, and not answered by this one's answer. */
  ask(question: Question): void {
    this.putQuestionAway();
    this.#question = question;
  }

  /** The question is answered, or put away. */
  putQuestionAway(): void {
    const asked = this.#question;
    this.#question = null;
    asked?.dismissed?.();
  }

  /** Reads what the window shows first, and listens; call what it returns to stop. */
  open(): () => void {
    const stops = [
      this.client.listen((event) => this.#hear(event)),
      this.client.onDrop((dropped) => takeDrop(this, dropped)),
    ];
    void this.publishing.read();
    void this.#openFirst();
    void this.sites.open();
    void this.folders.read();
    void this.importing.read();
    return () => stops.forEach((stop) => stop());
  }

  /** What the big button does now. */
  get action(): MainAction {
    const { publications, status, draft, waitsOutdated } = this.writing;
    const promised = draft === null ? null : this.publishing.newest(draft);
    if (draft !== null && this.publishing.asking === draft) return 'underWay';
    if (this.chosen.length > 1 || publications.length > 1)
      return actionEverywhere(status, this.chosen, waitsOutdated);
    return mainAction(status, this.publication, promised, waitsOutdated);
  }

  /** The page is shown as the site dresses it that the open draft goes to. */
  follow(): void {
    const site = this.destination;
    if (site !== null) void this.followed.follow(site);
  }

  /** Learns anew what that site looks like. */
  async learnLook(): Promise<void> {
    const site = this.destination;
    if (site !== null) await this.followed.learn(site.id);
  }

  /** The sites that the open draft goes to, or is on. */
  readonly places: readonly Place[] = $derived.by(() => {
    const { draft, fields, publications } = this.writing;
    const promised = draft === null ? [] : this.publishing.of(draft);
    const tied = mainPublication(publications)?.site ?? promised.find(isOpen)?.site ?? null;
    const usual = this.sites.destination(tied)?.id ?? null;
    return placesOf(this.sites.list, fields?.destinations ?? [], publications, promised, usual);
  });

  /** Those that it goes to. */
  readonly chosen: readonly Place[] = $derived(this.places.filter(({ chosen }) => chosen));

  /** Where the open draft goes; of several sites the one on which it is seen. */
  readonly destination: SiteView | null = $derived.by(() => {
    const seen = this.places.find(({ site }) => site.id === this.#lookedAt);
    const live = this.chosen.find(({ publication }) => publication?.live);
    return (seen ?? live ?? this.chosen[0])?.site ?? null;
  });

  /** The open draft's article; of several the one that is seen. */
  readonly publication: PublicationView | null = $derived.by(() => {
    const { publications } = this.writing;
    const seen = publications.find(({ site }) => site === this.destination?.id);
    return seen ?? mainPublication(publications);
  });

  /** The open draft is looked through again, in a moment; another one at once. */
  check(): void {
    if (this.checks.draft === this.writing.draft) this.#checkSoon();
    else void this.checks.read(destinedOf(this));
  }

  /** She comes back to the window: what she changed in a file of the house meanwhile counts. */
  lookAgain(): void {
    void this.copy.readFaults();
    if (this.layout.right === 'checks') this.check();
  }

  /** What was found before it goes out, with the way to its place. */
  pointOf(check: Check): NonNullable<Question['points']>[number] {
    const go = placeOf(this, check);
    const passage = passageOf(check);
    const words = wordsOfCheck(check, NAMES);
    return {
      text: passage === null ? words : `${words} ${passage}`,
      see: go === null ? [] : [{ label: t('checks-see'), run: go }],
    };
  }

  /** Shows the open draft as it is on one of its sites, and others that go there. */
  lookAt(site: string): void {
    this.#lookedAt = site;
  }

  /** What the list asks for. */
  readonly rowActions: RowActions = {
    open: (row) => void this.openDraft(row.id),
    duplicate: (row) => void this.duplicate(row.id),
    exportOne: (row) => void this.exportDrafts([row.id]),
    bin: (row) => void this.bin(row.id, row.headline, row.publishedAt !== null),
    restore: (row) => void this.#restore(row),
    deleteForGood: (row) => void this.#askDelete(row),
  };

  /** Opens a draft in the manuscript. */
  async openDraft(draft: string): Promise<void> {
    this.layout.closeDrawer();
    if (draft !== this.writing.draft) await this.writing.open(draft);
  }

  /** Makes a draft, opens it and waits for its headline. */
  async newDraft(): Promise<void> {
    const made = await attempt(this.#reportNoDraft, () => this.client.call('new_draft', null));
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
    const made = await attempt(this.#reportNoDraft, () => this.client.call('duplicate_draft', draft));
    if (made) this.#take(made);
  }

  /** Moves a draft to the bin, and offers to take it back. */
  async bin(draft: string, headline: string, live: boolean): Promise<void> {
    if (draft === this.writing.draft) await this.writing.flush();
    if (!(await this.library.bin(draft))) return;
    if (draft === this.writing.draft) await this.writing.close();
    this.notices.withdraw(draft);
    const undo = { label: t('undo'), run: () => void this.library.restore(draft) };
    this.notices.tell(t(live ? 'bin-done-live' : 'bin-done', { headline: headline || t('untitled') }), [
      undo,
    ]);
  }

  /** Moves the open draft to the bin. */
  async binOpen(): Promise<void> {
    const { draft, fields, publications } = this.writing;
    const live = publications.some((there) => there.live);
    if (draft !== null) await this.bin(draft, fields?.headline ?? '', live);
  }

  /** Promises to publish or update the open draft once all of it is safe; now, or as wished; where it goes, or there. */
  publish(wish: Wish | null = null, to: readonly Place[] = this.chosen): Promise<void> {
    return publish(this, this.#agreed, wish, to);
  }

  /** Asks, then publishes at once what waits for its hour. */
  askPublishNow(): void {
    publishNow(this, this.#agreed);
  }

  /** Asks for the reason for which the open draft goes out although an embargo holds it back. */
  askDespite(): void {
    askDespite(this, this.#agreed);
  }

  /** Takes the open draft out of the bin. */
  async restoreOpen(): Promise<void> {
    if (this.writing.draft !== null) await this.library.restore(this.writing.draft);
  }

  /** Asks, then promises to take the article off its site. */
  askUnpublish(publication = this.publication): void {
    unpublish(this, publication);
  }

  /** Asks, then promises to take the article off every site. */
  askUnpublishAll(): void {
    unpublishAll(this);
  }

  /** Asks, then sets the sealed passwords aside. */
  askSetAside(): void {
    this.ask(askToSetAside(() => void this.passwords.setAside()));
  }

  /** Copies an article's address; the open one's unless told otherwise. */
  copyAddress(address = this.publication?.address): Promise<void> {
    return copyAddress(this, address);
  }

  /** Opens an address in the browser; the open article's unless told otherwise. */
  openAddress(address = this.publication?.address): Promise<void> {
    return openAddress(this, address);
  }

  /** Makes drafts of files the journalist chooses. */
  importFiles(): Promise<void> {
    return importFiles(this);
  }

  /** Writes drafts as Markdown files into a folder; `null` writes all outside the bin. */
  exportDrafts(drafts: string[] | null): Promise<void> {
    return exportDrafts(this, drafts);
  }

  /** Writes the open article to a file outside the library. */
  saveElsewhere(): Promise<void> {
    return saveElsewhere(this);
  }

  #take(made: OpenDraft): void {
    libraryTakes(this);
    this.layout.closeDrawer();
    this.writing.take(made);
    void this.library.refresh();
  }

  async #restore(row: DraftRow): Promise<void> {
    if (await this.library.restore(row.id))
      this.notices.tell(t('restore-done', { headline: row.headline || t('untitled') }));
  }

  /** What readers still see can no longer be taken down from here once its draft is gone. */
  async #askDelete({ id, headline }: DraftRow): Promise<void> {
    const erase = () => void this.#delete(id);
    const known = await attempt(this.report, () => this.client.call('publications', id));
    const there = (known ?? []).filter(({ live, goesLive }) => live || goesLive !== null);
    const names = there.map(({ siteName }) => siteName).join(', ');
    if (there.length === 0) return this.ask(askToDelete(headline, erase));
    this.ask(askToDeleteLive(headline, names, erase, () => void unpublishEverywhere(this, id)));
  }

  async #delete(draft: string): Promise<void> {
    const wasOpen = draft === this.writing.draft;
    if (wasOpen) await this.writing.close();
    if (!(await this.library.delete(draft))) return wasOpen ? this.openDraft(draft) : undefined;
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
    this.folders.hear(event);
    this.importing.hear(event);
    this.pictures.hear(event);
    this.picture.hear(event);
    this.looks.hear(event);
    if (event.event === 'linksChanged' && event.draft === this.checks.draft) this.#checkSoon();
    if (event.event === 'pictureChanged' && this.writing.shows(event.source)) this.writing.renewPage();
    if (event.event === 'saved') libraryTakes(this);
    if (event.event === 'twoReadings') tellDoubt(this, event.draft, event.other);
    if (event.event === 'notAsWritten') tellDoubt(this, event.draft, null);
    if (event.event === 'fileGone') tellFileGone(this, event.draft, event.path);
    if (event.event === 'fileBack') tellFileBack(this, event.draft, event.path);
    if (event.event === 'publicationChanged' && event.draft === this.writing.draft)
      void this.onSite.read(event.draft);
    this.history.hear(event);
    this.backups.hear(event);
    if (event.event === 'backupFailed') reportBackups(this, event.failure);
    if (event.event === 'backupMade') reportBackups(this, null);
    if (event.event === 'libraryChanged' || event.event === 'publicationChanged') this.#refreshSoon();
  }
}
