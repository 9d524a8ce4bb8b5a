// A draft of the library that is played in memory.
import type {
  Block,
  DispatchView,
  DraftRow,
  DraftStatus,
  ExcerptRun,
  Fields,
  ListRequest,
  PublicationView,
  SiteView,
} from '../contract';
import { MemoryHistory } from './history';
import { blocksOf, slices } from './prose';

const FIELDS: Fields = {
  headline: '',
  standfirst: '',
  section: '',
  tags: [],
  byline: '',
  language: 'fr',
  slug: null,
  publishAt: null,
  timeZone: 'Europe/Paris',
  leadPicture: null,
  embargo: null,
  corrections: [],
  destinations: [],
};

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The draft and what the core knows of it. */
export class MemoryDraft {
  fields: Fields;
  blocks: Block[];
  status: DraftStatus = 'draft';
  publications: PublicationView[] = [];
  /** What another program changed and no window is known to have: the text before it, its last change. */
  behind: { before: string; last: number } | null = null;
  sequence = 0;
  durable = 0;
  caret = 0;
  scroll = 0;
  readonly history = new MemoryHistory();

  constructor(
    readonly id: string,
    fields: Partial<Fields>,
    public text: string,
    public changedAt: number,
  ) {
    this.fields = { ...FIELDS, ...fields };
    this.blocks = blocksOf(text);
  }

  /** The article by which it is known: a live one, else the last. */
  get publication(): PublicationView | null {
    return this.publications.findLast(({ live }) => live) ?? this.publications.at(-1) ?? null;
  }

  /** Its article on a site. */
  on(site: string): PublicationView | null {
    return this.publications.find((there) => there.site === site) ?? null;
  }

  /** Whether readers of a site see what it says. */
  isSaidOn(site: string): boolean {
    const there = this.on(site);
    return there !== null && there.live && !there.behind;
  }

  /** The slug publication would use. */
  get slug(): string | null {
    const slug = folded(this.fields.slug ?? this.fields.headline.replace(/œ/gi, 'oe'))
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return slug === '' ? null : slug;
  }

  /** It was changed at this moment. */
  touch(moment: number): void {
    this.changedAt = moment;
    if (this.status === 'published') this.status = 'changed';
    for (const there of this.publications) there.behind = there.live;
  }

  /** A history such as a morning's writing leaves. */
  remember(): void {
    const paragraphs = slices(this.text);
    const hour = 60 * 60_000;
    if (paragraphs.length > 1) {
      const text = paragraphs.slice(0, -1).join('').trimEnd();
      this.history.keep({ fields: this.fields, text }, 'pause', this.changedAt - hour);
    }
    const isOut = this.status === 'published' || this.status === 'changed';
    this.history.keep(this, isOut ? 'publish' : 'pause', this.changedAt);
  }

  /** A dispatch was delivered. */
  settle(dispatch: DispatchView, site: SiteView, moment: number): void {
    const live = dispatch.operation !== 'unpublish';
    for (const { view } of this.history.revisions) {
      const promised = view.dispatches.find(({ id }) => id === dispatch.id);
      if (promised) promised.state = 'done';
      const isLive = live && promised !== undefined;
      const address = dispatch.address ?? site.url;
      view.liveOn = isLive ? [{ site: site.id, siteName: site.name, address }] : [];
    }
    const before = this.on(site.id);
    const settled: PublicationView = {
      site: site.id,
      siteName: site.name,
      address: dispatch.address ?? site.url,
      slug: before?.slug ?? this.slug ?? this.id,
      live,
      behind: false,
      publishedAt: before?.publishedAt ?? moment,
      updatedAt: before ? moment : null,
      revision: this.history.revisions.find(({ view }) => view.liveOn.length > 0)?.view.id ?? '',
      verified: true,
      dispatch: dispatch.id,
      drifted: false,
      withdrawn: false,
      checkedAt: null,
      goesLive: null,
    };
    this.publications = [...this.publications.filter((there) => there !== before), settled];
    const everywhere = this.fields.destinations.every((to) => this.isSaidOn(to.site));
    const isLive = this.publications.some((there) => there.live);
    this.status = !isLive ? 'draft' : everywhere ? 'published' : 'changed';
  }

  /** Whether a list shows it. */
  matches({ search, status, also, section, tag, language }: ListRequest): boolean {
    const where = folded(`${this.fields.headline} ${this.text}`);
    return (
      (status === null ? this.status !== 'binned' : this.status === status || this.status === also) &&
      (section === null || this.fields.section === section) &&
      (tag === null || this.fields.tags.includes(tag)) &&
      (language === null || this.fields.language === language) &&
      folded(search)
        .split(/\s+/)
        .every((word) => where.includes(word))
    );
  }

  /** Its row. */
  row({ search }: ListRequest): DraftRow {
    const published = this.status === 'published' || this.status === 'changed';
    return {
      id: this.id,
      headline: this.fields.headline,
      section: this.fields.section,
      language: this.fields.language,
      status: this.status,
      changedAt: this.changedAt,
      publishedAt: this.publication?.publishedAt ?? (published ? this.changedAt : null),
      destination:
        this.publication?.siteName ?? (published || this.status === 'onTheStone' ? 'Site local' : null),
      chosen: this.fields.destinations.length,
      liveOn: this.fields.destinations.filter(({ site }) => this.on(site)?.live).length,
      embargo: this.fields.embargo,
      excerpt: this.#excerpt(search.trim()),
    };
  }

  #excerpt(search: string): ExcerptRun[] {
    const word = folded(search).split(/\s+/)[0] ?? '';
    // Folding keeps lengths only where each letter folds to one; good enough for a sample.
    const at = word === '' ? -1 : folded(this.text).indexOf(word);
    if (at < 0) return [];
    const end = at + word.length;
    return [
      { text: `…${this.text.slice(Math.max(0, at - 40), at)}`, matched: false },
      { text: this.text.slice(at, end), matched: true },
      { text: `${this.text.slice(end, end + 60)}…`, matched: false },
    ];
  }
}
