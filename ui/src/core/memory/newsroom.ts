// The commands of the core, played in memory with the meaning the real ones have.
import type { Command, ReplyOf, RequestOf } from '../client';
import type {
  Backups,
  Block,
  Change,
  Comeback,
  Commands,
  CopyFinding,
  EditReply,
  Event,
  ExportReport,
  ExportRequest,
  Failure,
  Fields,
  FieldsReply,
  HouseFault,
  HowFar,
  OpenDraft,
  RestoreReply,
  RestoreRequest,
  Settings,
  Standing,
} from '../contract';
import { failure, type Answers } from './answers';
import { comparisonOf, type Said } from './compare';
import { MemoryDraft } from './draft';
import { MemoryFolders } from './folders';
import type { MemoryRevision } from './history';
import { MemoryImports } from './imports';
import { facetsOf, rowsOf } from './listing';
import { MemoryOutbox } from './outbox';
import { frameOf, pageOf, titleOf } from './page';
import { MemoryPictures } from './pictures';
import { blocksOf, changesBetween, countsOf, mergedOf, outlineOf, splicesBetween } from './prose';
import type { Sample } from './samples';
import { MemorySafe } from './secrets';
import { MemorySites } from './sites';

const ROWS = 200;
const BACKUP_FOLDER = '~/.local/share/marbre/backups';

/** The library, the site and the outbox of one window. */
export class MemoryNewsroom {
  readonly drafts = new Map<string, MemoryDraft>();
  readonly sites = new MemorySites();
  /** Why the journal takes nothing at present. */
  refusing: Failure | null = null;
  settings: Settings;
  /** What was published elsewhere. */
  readonly imports = new MemoryImports(
    () => this.sites,
    ({ headline }) => this.#add({ headline }, '', 0).id,
    (event) => this.#emit(event),
  );
  /** Work folders, and what is asked of their files. */
  readonly folders = new MemoryFolders(
    (id) => this.draft(id),
    (event) => this.#emit(event),
  );
  /** What was kept of pictures. */
  readonly pictures = new MemoryPictures(
    () => this.drafts.values(),
    () => this.#journal,
    (event) => this.#emit(event),
  );
  /** What was promised. */
  readonly outbox = new MemoryOutbox(this, (event) => this.#emit(event));
  readonly backups: Backups = {
    folder: BACKUP_FOLDER,
    chosen: false,
    count: 7,
    newest: Date.UTC(2026, 3, 29, 0, 49),
    failure: null,
  };
  /** Where credentials are kept. */
  readonly safe = new MemorySafe();
  /** Where a damaged file goes when its library comes back; `null` when there was none any more. */
  keptAside: string | null = 'library.db.damaged-20260429T004900Z';
  /** What comes back of a damaged library. */
  comeback: Comeback = {
    backupAt: Date.UTC(2026, 3, 28, 6, 12),
    badBackups: 0,
    same: 11,
    found: [
      { headline: 'Le pont rouvre', changedAt: Date.UTC(2026, 3, 28, 19, 2), fate: 'continued' },
      { headline: 'La gare ferme (retrouvé)', changedAt: Date.UTC(2026, 3, 28, 20, 30), fate: 'apart' },
    ],
    whole: false,
    keptAside: null,
  };
  readonly #emit: (event: Event) => void;
  readonly #journal: number | null;
  /** What the house sets otherwise of what was typed before the caret. */
  completed: (text: string, caret: number) => Change[] = () => [];
  /** What it sets otherwise of what was pasted there. */
  setOtherwise: (text: string, from: number, to: number) => Change[] = () => [];
  /** What may be meant by misspelt words. */
  readonly suggested = new Map<string, string[]>();
  /** The words that were learnt. */
  readonly learnt: string[] = [];
  /** What is found in a copy. */
  found: (text: string) => CopyFinding[] = () => [];
  /** What only a whole text shows. */
  across: (text: string) => CopyFinding[] = () => [];
  /** What was ignored, and how far. */
  readonly ignored: { draft: string; rule: string; words: string; far: HowFar }[] = [];
  /** What is wrong with the house's files. */
  faults: HouseFault[] = [];
  /** What was saved outside the library, by its path. */
  readonly elsewhere = new Map<string, string>();
  readonly #locale: string;
  readonly #born = Date.now();
  #last = 0;

  /** A library with these drafts. `journal`: milliseconds until a change is durable; `null` waits for `commit`. */
  constructor(samples: Sample[], locale: string, journal: number | null, emit: (event: Event) => void) {
    this.#emit = emit;
    this.#journal = journal;
    this.#locale = locale;
    this.settings = {
      locale: null,
      appearance: 'system',
      graphics: 'automatic',
      byline: 'Camille Auvray',
      draftLanguage: null,
      manuscriptSize: 17.5,
      libraryShown: true,
      rightColumn: 'page',
      historyDays: null,
      graceSeconds: 0,
      pictureCredit: false,
      houseSigns: true,
      shownSpaces: 'noBreak',
      sentenceWords: 40,
      destinations: [],
    };
    for (const sample of samples) {
      const draft = this.#add(sample.fields, sample.text, sample.age);
      draft.status = sample.status;
      draft.remember();
    }
  }

  /** Runs a command. */
  run<C extends Command>(command: C, request: RequestOf<C>): Commands[C]['reply'] {
    return (this.#commands[command] as (request: RequestOf<C>) => ReplyOf<C>)(request);
  }

  #ignoredIn(id: string) {
    return this.ignored.filter(({ draft, far }) => draft === id && far !== 'always');
  }

  /** Here a place is known by its words alone. */
  #heeded(id: string, findings: CopyFinding[]): CopyFinding[] {
    const isIgnored = ({ rule, text }: CopyFinding) =>
      this.ignored.some(({ draft, rule: by, words, far }) =>
        far === 'always' ? by === rule : draft === id && by === rule && words === text,
      );
    return findings.filter((one) => !isIgnored(one));
  }

  /** The text the core holds. */
  text(draft: string): string {
    return this.draft(draft).text;
  }

  /** Another program changes a draft: the core has it at once, an open window hears of it. */
  changeOutside(id: string, text: string, fields: Partial<Fields> = {}): void {
    const draft = this.draft(id);
    if (text !== draft.text) {
      const before = draft.behind?.before ?? draft.text;
      this.#changed(draft, text, draft.blocks);
      draft.behind = { before, last: draft.sequence };
    }
    draft.fields = { ...draft.fields, ...fields };
    this.#emit({ event: 'draftChanged', draft: id });
  }

  /** The journal takes everything it owes; or says why it does not. */
  commit(draft: string): void {
    const held = this.draft(draft);
    if (this.refusing) {
      this.#emit({ event: 'notSaved', draft, failure: this.refusing });
      return;
    }
    held.durable = held.sequence;
    this.#emit({ event: 'saved', draft, sequence: held.sequence });
  }

  /** A draft that must be there. */
  draft(id: string): MemoryDraft {
    const found = this.drafts.get(id);
    if (!found) throw failure('draft_missing', `no draft ${id}`);
    return found;
  }

  /** Where a new draft goes, as it was chosen. */
  #chosen(): Fields['destinations'] {
    return this.settings.destinations.map((site) => ({ site, headline: null, standfirst: null, slug: null }));
  }

  #add(fields: Partial<Fields>, text: string, age = 0): MemoryDraft {
    this.#last += 1;
    const draft = new MemoryDraft(`draft-${this.#last}`, fields, text, this.#born - age * 60_000);
    this.drafts.set(draft.id, draft);
    return draft;
  }

  #open(draft: MemoryDraft): OpenDraft {
    draft.blocks = blocksOf(draft.text);
    return {
      id: draft.id,
      fields: draft.fields,
      ...this.#standing(draft),
      text: draft.text,
      sequence: draft.sequence,
      durable: draft.durable,
      caret: draft.caret,
      scroll: draft.scroll,
      page: pageOf(draft.fields, draft.text),
      blocks: draft.blocks,
      outline: outlineOf(draft.text),
      counts: countsOf(draft.text),
    };
  }

  /** The text is another one: blocks, counts, and the journal in a moment. */
  #changed(draft: MemoryDraft, text: string, blocks: readonly Block[]): EditReply {
    const minutes = countsOf(draft.text).minutes;
    const outline = JSON.stringify(outlineOf(draft.text));
    draft.text = text;
    draft.blocks = blocksOf(text);
    draft.sequence += 1;
    draft.touch(Date.now());
    if (this.#journal !== null) setTimeout(() => this.commit(draft.id), this.#journal);
    const counts = countsOf(text);
    const now = outlineOf(text);
    return {
      sequence: draft.sequence,
      durable: draft.durable,
      splices: splicesBetween(blocks, draft.blocks),
      frame: counts.minutes === minutes ? null : frameOf(draft.fields, text),
      counts,
      outline: JSON.stringify(now) === outline ? null : now,
      retouches: [],
    };
  }

  #version(draft: MemoryDraft, revision: string | null): Said {
    return revision === null ? draft : this.#revision(draft, revision);
  }

  #revision(draft: MemoryDraft, id: string): MemoryRevision {
    const found = draft.history.revisions.find(({ view }) => view.id === id);
    if (!found) throw failure('revision_missing', id);
    return found;
  }

  /** A revision comes back; both what was and what is are in the history. */
  #restore({ draft: id, revision, sequence }: RestoreRequest): RestoreReply {
    const draft = this.draft(id);
    const wanted = structuredClone(this.#revision(draft, revision));
    if (sequence !== null && sequence !== draft.sequence)
      throw failure('out_of_step', `${sequence}, not ${draft.sequence}`);
    const { history } = draft;
    if (!history.holds(draft)) history.keep(draft, 'beforeRestore', Date.now());
    const before = history.newest?.view.id ?? '';
    const changes = changesBetween(draft.text, wanted.text);
    draft.fields = { ...wanted.fields, slug: draft.publication ? draft.fields.slug : wanted.fields.slug };
    const edit = this.#changed(draft, wanted.text, draft.blocks);
    const kept = history.keep(draft, 'restore', Date.now());
    this.commit(id);
    this.#emit({ event: 'historyChanged', draft: id });
    this.#emit({ event: 'libraryChanged', draft: id });
    return {
      before,
      revision: kept.view.id,
      changes,
      edit: { ...edit, durable: draft.durable },
      shown: shownOf(draft),
    };
  }

  /** Writes nothing; what an embargo holds back is left out, or refused when it was named. */
  #export({ folder, drafts, despiteEmbargo: despite }: ExportRequest): ExportReport {
    const all = drafts === null ? [...this.drafts.values()] : drafts.map((id) => this.draft(id));
    const kept = all.filter(({ status }) => drafts !== null || status !== 'binned');
    const held = kept.filter((draft) => this.outbox.overrides.holds(draft, null) && despite === null);
    for (const draft of drafts === null && despite === null ? [] : kept)
      this.outbox.overrides.letGo(draft, 'export', { at: null, despite, dispatch: null });
    return { folder, written: kept.length - held.length, held: held.map(({ fields }) => fields.headline) };
  }

  #standing(draft: MemoryDraft): Standing {
    const { status, slug, publication, publications } = draft;
    const waitsOutdated = status === 'onTheStone' && !draft.history.holds(draft);
    return { status, slug, slugFrozen: publication !== null, publications, waitsOutdated };
  }

  /** Lists and promises are others now. */
  told(draft: string | null): void {
    this.#emit({ event: 'libraryChanged', draft });
    this.#emit({ event: 'outboxChanged' });
  }

  #setStatus(id: string, status: MemoryDraft['status']): null {
    this.draft(id).status = status;
    this.told(id);
    return null;
  }

  readonly #commands: Answers<Command> = {
    start: () => ({
      locale: this.settings.locale ?? this.#locale,
      settings: this.settings,
      sites: this.sites.list,
      firstStart: false,
      lastDraft: this.drafts.keys().next().value ?? null,
      version: '0.1.0',
      libraryPath: '~/.local/share/marbre',
      timeZone: 'Europe/Paris',
    }),
    set_settings: (settings) => {
      this.settings = settings;
      return null;
    },
    list_drafts: (request) => {
      const rows = rowsOf(this.drafts.values(), request, this.#locale);
      const end = request.offset + Math.min(request.limit, ROWS);
      return { total: rows.length, rows: rows.slice(request.offset, end) };
    },
    facets: () => facetsOf(this.drafts.values()),
    new_draft: () => {
      const draft = this.#add(
        {
          byline: this.settings.byline,
          language: this.settings.draftLanguage ?? this.#locale,
          destinations: this.#chosen(),
        },
        '',
      );
      this.told(draft.id);
      return this.#open(draft);
    },
    duplicate_draft: (id) => {
      const from = this.draft(id);
      const draft = this.#add({ ...from.fields, slug: null }, from.text);
      this.told(draft.id);
      return this.#open(draft);
    },
    bin_draft: (id) => this.#setStatus(id, 'binned'),
    restore_draft: (id) => this.#setStatus(id, 'draft'),
    delete_draft: (id) => {
      this.drafts.delete(this.draft(id).id);
      this.told(id);
      return null;
    },
    import_files: (paths) => {
      const drafts = paths.map(
        (path) => this.#add({ headline: path.split('/').pop() ?? path, destinations: this.#chosen() }, '').id,
      );
      this.told(null);
      return { drafts, known: [], failures: [], unknownKeys: [], findings: [] };
    },
    export_drafts: (request) => this.#export(request),
    open_draft: (id) => this.#open(this.draft(id)),
    standing: (id) => this.#standing(this.draft(id)),
    edit: ({ draft: id, sequence, changes, length, caret, signs }) => {
      const draft = this.draft(id);
      let text = draft.text;
      for (const { from, to, insert } of changes.toReversed())
        text = text.slice(0, from) + insert + text.slice(to);
      if (sequence !== draft.sequence + 1)
        throw failure('out_of_step', `${sequence} after ${draft.sequence}`);
      if (text.length !== length) throw failure('out_of_step', `${text.length} units, not ${length}`);
      draft.caret = caret;
      const reply = this.#changed(draft, text, draft.blocks);
      return { ...reply, retouches: signs.flatMap((end) => this.completed(text, end)) };
    },
    pasted: ({ draft: id, sequence, from, to }) => {
      const draft = this.draft(id);
      return draft.sequence === sequence ? this.setOtherwise(draft.text, from, to) : null;
    },
    set_line: ({ text, pasted, caret }) =>
      pasted === null ? this.completed(text, caret) : this.setOtherwise(text, pasted, caret),
    read_copy: ({ draft: id, sequence, from, to }) =>
      this.draft(id).sequence === sequence
        ? { from, to, findings: this.#heeded(id, this.found(this.draft(id).text)) }
        : null,
    house_faults: () => this.faults,
    read_across: ({ draft: id, sequence }) =>
      this.draft(id).sequence === sequence
        ? {
            findings: this.#heeded(id, this.across(this.draft(id).text)),
            ignored: this.#ignoredIn(id).length,
            faults: this.faults,
          }
        : null,
    ignore_finding: ({ draft: id, sequence, from, to, rule, far }) => {
      const { text, sequence: now } = this.draft(id);
      if (now !== sequence) return false;
      if (far === 'always' && rule === 'mark') throw failure('field_invalid', 'a mark is to be completed');
      this.ignored.push({ draft: id, rule, words: text.slice(from, to), far });
      return true;
    },
    heed_again: (id) => {
      for (const one of this.#ignoredIn(id)) this.ignored.splice(this.ignored.indexOf(one), 1);
      return null;
    },
    suggestions: ({ word }) => this.suggested.get(word) ?? [],
    learn_word: (word) => {
      this.learnt.push(word);
      return null;
    },
    open_house_file: () => null,
    resync: ({ draft: id, text, caret, known }) => {
      const draft = this.draft(id);
      draft.caret = caret;
      const { behind } = draft;
      draft.behind = null;
      if (behind === null || known >= behind.last) return this.#changed(draft, text, draft.blocks);
      const merged = mergedOf(behind.before, text, draft.text);
      const reply = this.#changed(draft, merged, draft.blocks);
      return { ...reply, outside: changesBetween(text, merged) };
    },
    set_fields: ({ draft: id, fields: hers, was }) => {
      const draft = this.draft(id);
      const names = Object.keys(hers) as (keyof Fields)[];
      const set = names.filter((name) => JSON.stringify(hers[name]) !== JSON.stringify(was[name]));
      const fields = {
        ...draft.fields,
        ...(Object.fromEntries(set.map((name) => [name, hers[name]])) as Partial<Fields>),
      };
      if (!/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]+)*$/.test(fields.language))
        throw failure('field_invalid', fields.language);
      draft.fields = fields;
      draft.touch(Date.now());
      this.#emit({ event: 'libraryChanged', draft: id });
      return shownOf(draft);
    },
    history: ({ draft: id, cursor }) => {
      const draft = this.draft(id);
      return draft.history.page(draft, cursor);
    },
    keep_revision: ({ draft: id, name }) => {
      const draft = this.draft(id);
      const newest = draft.history.newest;
      if (name === null && newest && draft.history.holds(draft)) return newest.view.id;
      const kept = draft.history.keep(draft, 'named', Date.now(), name?.trim() || null);
      this.#emit({ event: 'historyChanged', draft: id });
      return kept.view.id;
    },
    name_revision: ({ revision, name }) => {
      for (const draft of this.drafts.values()) {
        const found = draft.history.revisions.find(({ view }) => view.id === revision);
        if (!found) continue;
        found.view.name = name?.trim() || null;
        this.#emit({ event: 'historyChanged', draft: draft.id });
        return null;
      }
      throw failure('revision_missing', revision);
    },
    compare_revisions: ({ draft: id, old, new: now }) => {
      const draft = this.draft(id);
      const [before, after] = [this.#version(draft, old), this.#version(draft, now)];
      return comparisonOf(before, after, (body) => pageOf(after.fields, after.text, body));
    },
    revisions_beyond: (days) =>
      [...this.drafts.values()].reduce((sum, { history }) => sum + history.beyond(days), 0),
    restore_revision: (request) => this.#restore(request),
    keep_place: ({ draft: id, caret, scroll }) => {
      Object.assign(this.draft(id), { caret, scroll });
      return null;
    },
    ...this.pictures.commands,
    sites: () => this.sites.list,
    discover_site: (address) => this.sites.discover(address),
    add_site: (request) => {
      const site = this.sites.add(request);
      this.#emit({ event: 'siteChanged', site: site.id, reachable: true });
      return site;
    },
    set_site_password: ({ site, secret }) => this.sites.renew(site, secret),
    follow_site: () => false,
    learn_look: (site) => {
      const look = this.sites.learn(site, Date.now());
      this.#emit({ event: 'siteChanged', site, reachable: true });
      return look;
    },
    ...this.imports.commands,
    ...this.outbox.commands,
    save_report: ({ path, report }) => {
      this.elsewhere.set(path, report);
      return null;
    },
    export_receipt: () => null,
    ...this.folders.commands,
    open_address: () => null,
    choose_picture: () => '/tmp/portiques.jpg',
    choose_files: () => [],
    choose_folder: () => null,
    choose_place: ({ name }) => `/tmp/${name}`,
    save_elsewhere: ({ path, text }) => {
      this.elsewhere.set(path, text);
      return null;
    },
    backups: () => this.backups,
    set_backup_folder: (folder) => {
      Object.assign(this.backups, { folder: folder ?? BACKUP_FOLDER, chosen: folder !== null });
      return this.backups;
    },
    back_up: () => {
      Object.assign(this.backups, { count: this.backups.count + 1, newest: Date.now(), failure: null });
      this.#emit({ event: 'backupMade', madeAt: Date.now() });
      return this.backups;
    },
    safekeeping: () => this.safe.standing,
    seal: (passphrase) => this.safe.seal(passphrase),
    unlock: (passphrase) => this.outbox.opened(this.safe.unlock(passphrase)),
    lock: () => this.safe.lock(),
    change_passphrase: ({ current, next }) => this.outbox.opened(this.safe.change(current, next)),
    set_sealed_aside: () => this.safe.setAside(),
    propose_comeback: () => this.comeback,
    bring_up: () => ({ ...this.comeback, keptAside: this.keptAside }),
  };
}

function shownOf({ fields, text, slug, status }: MemoryDraft): FieldsReply {
  return { frame: frameOf(fields, text), title: titleOf(fields), slug, status, fields };
}
