// The pictures of the library that is played in memory: names and words, and no pixel.
import type {
  Copied,
  Event,
  Failure,
  PicturePlace,
  PictureUse,
  PictureView,
  PictureWords,
} from '../contract';
import { failure, type Answers } from './answers';
import type { MemoryDraft } from './draft';

type Asked =
  | 'copied'
  | 'keep_copied_picture'
  | 'keep_picture'
  | 'keep_picture_bytes'
  | 'pictures'
  | 'picture'
  | 'set_picture_words'
  | 'remove_pictures';

/** Nothing is said of a picture. */
export const NO_WORDS: PictureWords = {
  alt: '',
  caption: '',
  credit: '',
  source: '',
  licence: '',
  taken: '',
};

/** What a kept picture is unless a test says otherwise. */
const PICTURE: PictureView = {
  source: '',
  name: '',
  width: 1600,
  height: 900,
  bytes: 240_000,
  moving: false,
  located: false,
  addedAt: 0,
  words: NO_WORDS,
  offered: NO_WORDS,
  state: 'developing',
  failure: null,
  thumbnail: null,
  shown: null,
  uses: 0,
};

/** The pictures, and the darkroom that makes their copies. */
export class MemoryPictures {
  readonly #kept = new Map<string, PictureView>();
  readonly #drafts: () => Iterable<MemoryDraft>;
  readonly #emit: (event: Event) => void;
  readonly #patience: () => number | null;
  /** What the next files say of themselves, or are. */
  next: Partial<PictureView> = {};
  /** What another program has copied. */
  copied: Copied = { picture: false, files: [] };
  #last = 0;

  /** `patience`: milliseconds until a picture's copies are made; `null` waits for `develop`. */
  constructor(
    drafts: () => Iterable<MemoryDraft>,
    patience: () => number | null,
    emit: (event: Event) => void,
  ) {
    this.#drafts = drafts;
    this.#patience = patience;
    this.#emit = emit;
  }

  /** What the core answers. */
  readonly commands: Answers<Asked> = {
    keep_picture: (request) => {
      if (request.from === 'file') return this.keep(nameOf(request.path), request.path);
      const { address } = request;
      if (address.startsWith('http:')) throw failure('picture_not_secure', address);
      if (!address.startsWith('https://')) throw failure('field_invalid', address);
      return this.keep(nameOf(new URL(address).pathname) || 'picture.jpg', address);
    },
    copied: () => this.copied,
    keep_copied_picture: () => {
      if (!this.copied.picture) throw failure('picture_unknown', '');
      return this.keep('image.png', 'image.png');
    },
    keep_picture_bytes: ({ name, bytes }) => this.keep(name, [...bytes].join(), { bytes: bytes.length }),
    pictures: ({ search, unused, offset, limit }) => {
      const words = search.toLowerCase().split(/\s+/);
      const found = [...this.#kept.keys()]
        .map((source) => this.view(source))
        .filter((picture) => words.every((word) => saidOf(picture).includes(word)))
        .filter(({ source }) => !unused || this.#usesOf(source).length === 0)
        .reverse();
      const bytes = found.reduce((sum, picture) => sum + picture.bytes, 0);
      return { pictures: found.slice(offset, offset + limit), total: found.length, bytes };
    },
    picture: (source) => ({ picture: this.view(source), uses: this.#usesOf(source) }),
    set_picture_words: ({ source, words }) => {
      this.#change(source, { words });
      return this.view(source);
    },
    remove_pictures: (sources) => {
      const unused = sources
        .map((source) => this.view(source))
        .filter(({ source }) => this.#usesOf(source).length === 0);
      for (const { source } of unused) {
        this.#kept.delete(source);
        this.#emit({ event: 'pictureChanged', source });
      }
      return { removed: unused.length, bytes: unused.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
  };

  /** Keeps a picture, once for the same content; its copies are made in a moment. */
  keep(name: string, content: string, more: Partial<PictureView> = {}): PictureView {
    const source = `/media/${hashOf(content)}.${endingOf(name)}`;
    if (!this.#kept.has(source)) {
      const picture = { ...PICTURE, source, name, addedAt: ++this.#last, ...more, ...this.next };
      this.#kept.set(source, { ...picture, words: this.next.words ?? picture.offered });
      const patience = this.#patience();
      if (patience !== null) setTimeout(() => this.develop(source), patience);
    }
    return this.view(source);
  }

  /** A picture's copies are made; or could not be. */
  develop(source: string, why: Failure | null = null): void {
    if (!this.#kept.has(source)) return;
    const copy = (size: string) => `/media/${hashOf(source + size)}.webp`;
    const made = { thumbnail: copy('480'), shown: copy('2048'), state: 'ready', failure: null } as const;
    this.#change(source, why === null ? made : { state: 'failed', failure: why });
  }

  /** A picture that must be there, and in how many drafts it is. */
  view(source: string): PictureView {
    const found = this.#kept.get(source);
    if (!found) throw failure('file_missing', source);
    const uses = this.#usesOf(source).filter(({ place }) => place !== 'revision');
    return { ...found, uses: new Set(uses.map(({ draft }) => draft)).size };
  }

  #change(source: string, change: Partial<PictureView>): void {
    this.#kept.set(source, { ...this.view(source), ...change });
    this.#emit({ event: 'pictureChanged', source });
  }

  #usesOf(source: string): PictureUse[] {
    return [...this.#drafts()]
      .sort((one, other) => other.changedAt - one.changedAt)
      .flatMap((draft) => placesOf(draft, source).map((place) => useOf(draft, place)));
  }
}

function placesOf({ fields, text, history }: MemoryDraft, source: string): PicturePlace[] {
  const places: PicturePlace[] = [];
  if (fields.leadPicture?.source === source) places.push('lead');
  if (text.includes(source)) places.push('text');
  const was = history.revisions.some(
    (revision) => revision.text.includes(source) || revision.fields.leadPicture?.source === source,
  );
  return places.length === 0 && was ? ['revision'] : places;
}

function useOf({ id, fields }: MemoryDraft, place: PicturePlace): PictureUse {
  const credit = place === 'lead' ? (fields.leadPicture?.credit ?? '') : '';
  return { draft: id, headline: fields.headline, place, credit };
}

function saidOf({ name, words }: PictureView): string {
  return [name, ...Object.values(words)].join(' ').toLowerCase();
}

function nameOf(path: string): string {
  return decodeURIComponent(path.split('/').pop() ?? '');
}

function endingOf(name: string): string {
  const ending = /\.(jpe?g|png|webp|avif|gif)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) throw failure('picture_unknown', name);
  return ending === 'jpeg' ? 'jpg' : ending;
}

/** 64 hexadecimal digits; the same content gives the same ones, which is all that is asked of them here. */
function hashOf(content: string): string {
  const part = (seed: number) => {
    let sum = seed;
    for (const sign of content) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x0100_0193) >>> 0;
    return sum.toString(16).padStart(8, '0');
  };
  return [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => part(seed * 0x811c_9dc5)).join('');
}
