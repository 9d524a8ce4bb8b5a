// The published articles of the sites that are played in memory, and the imports of them: each comes in as it is asked for.
import type {
  Commands,
  ArrivedArticle,
  Event,
  ImportView,
  PublishedArticle,
  WantedArticle,
} from '../contract';
import type { MemorySites } from './sites';

/** How many articles a part of a list has. */
const PART = 20;

type Of<C extends keyof Commands> = (request: Commands[C]['request']) => Commands[C]['reply'];

/** What was published elsewhere, and what is brought in. */
export class MemoryImports {
  /** What every site's readers can read. */
  published: PublishedArticle[] = [];
  /** What could not be kept of an article, by its identifier. */
  readonly noted = new Map<string, Pick<ArrivedArticle, 'lost' | 'picturesLeft'>>();
  /** Whether articles come in at once; else when a test says so. */
  quick = true;
  readonly #views: ImportView[] = [];
  readonly #arrived = new Map<string, ArrivedArticle[]>();
  readonly #sites: () => MemorySites;
  readonly #bring: (article: PublishedArticle) => string;
  readonly #emit: (event: Event) => void;

  /** `bring` makes a draft of an article. */
  constructor(
    sites: () => MemorySites,
    bring: (article: PublishedArticle) => string,
    emit: (event: Event) => void,
  ) {
    this.#sites = sites;
    this.#bring = bring;
    this.#emit = emit;
  }

  /** What the core answers. */
  readonly commands: {
    published_articles: Of<'published_articles'>;
    bring_in: Of<'bring_in'>;
    bring_in_all: Of<'bring_in_all'>;
    imports: Of<'imports'>;
    arrived: Of<'arrived'>;
    cancel_import: Of<'cancel_import'>;
    resume_import: Of<'resume_import'>;
    dismiss_import: Of<'dismiss_import'>;
  } = {
    published_articles: ({ words, from }) => {
      const found = this.#with(words);
      const at = Number(from ?? 0);
      const next = at + PART < found.length ? String(at + PART) : null;
      return { articles: found.slice(at, at + PART), next, total: found.length };
    },
    bring_in: ({ site, articles }) => this.#ask(site, null, articles),
    bring_in_all: ({ site, words }) => this.#ask(site, words, this.#with(words)),
    imports: () => this.#views,
    arrived: (id) => this.#arrived.get(id) ?? [],
    cancel_import: (id) => this.#move(id, 'cancelled'),
    resume_import: (id) => {
      this.#move(id, 'running');
      if (this.quick) this.finish(id);
      return null;
    },
    dismiss_import: (id) => {
      const at = this.#views.findIndex((view) => view.id === id);
      if (at >= 0) this.#views.splice(at, 1);
      this.#emit({ event: 'importsChanged' });
      return null;
    },
  };

  /** Everything that an import waits for comes in. */
  finish(id: string): void {
    const view = this.#views.find((one) => one.id === id);
    if (view?.state !== 'running') return;
    for (const article of this.#arrived.get(id) ?? []) this.#settle(view, article);
    Object.assign(view, { state: 'done', current: null });
    this.#emit({ event: 'importsChanged' });
  }

  #settle(view: ImportView, article: ArrivedArticle): void {
    if (article.state !== 'waiting') return;
    const there = this.published.find(({ remoteId }) => remoteId === article.remoteId);
    if (there === undefined) {
      view.failed += 1;
      Object.assign(article, {
        state: 'failed',
        failure: { code: 'site_not_found', message: article.address },
      });
      return;
    }
    const known = there.draft !== null;
    there.draft ??= this.#bring(there);
    if (known) view.known += 1;
    else view.brought += 1;
    const noted = known ? undefined : this.noted.get(article.remoteId);
    if (noted) view.noted += 1;
    Object.assign(article, { state: known ? 'known' : 'brought', draft: there.draft, ...noted });
  }

  #with(words: string): PublishedArticle[] {
    const wanted = words.toLowerCase();
    return this.published.filter(({ headline }) => headline.toLowerCase().includes(wanted));
  }

  #ask(site: string, words: string | null, articles: readonly WantedArticle[]): string {
    const id = `import-${this.#views.length + 1}`;
    this.#views.unshift({
      id,
      site,
      siteName: this.#sites().get(site).name,
      words,
      state: 'running',
      madeAt: Date.now(),
      listed: true,
      total: articles.length,
      found: articles.length,
      brought: 0,
      known: 0,
      failed: 0,
      noted: 0,
      current: articles[0]?.headline ?? null,
      failure: null,
      nextTry: null,
    });
    const waiting = ({ remoteId, headline, address }: WantedArticle): ArrivedArticle => ({
      remoteId,
      headline,
      address,
      state: 'waiting',
      draft: null,
      lost: [],
      picturesLeft: [],
      failure: null,
    });
    this.#arrived.set(id, articles.map(waiting));
    if (this.quick) setTimeout(() => this.finish(id), 0);
    return id;
  }

  #move(id: string, state: ImportView['state']): null {
    const view = this.#views.find((one) => one.id === id);
    if (view) view.state = state;
    this.#emit({ event: 'importsChanged' });
    return null;
  }
}
