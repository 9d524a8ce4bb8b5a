// The picture that lies on the desk: what is said of it where it is used and in the library, how it is framed. Draws nothing.

import { asFailure, type Client } from '../../core/client';
import type { Event, Failure, PictureFacts, PictureView, PictureWords } from '../../core/contract';
import { locale } from '../../locales/index.svelte';
import type { Misread } from '../../shared/dates/written';
import { Framed } from './framed.svelte';
import { momentTyped, writtenMoment } from './taken';

/** What is said of a picture where it stands. */
export type SaidHere = Pick<PictureWords, 'alt' | 'caption' | 'credit'>;

/** The use from which a picture was opened. */
export interface OpenUse {
  place: 'lead' | 'text';
  said: SaidHere;
  /** How it is framed there, as an address says it. */
  framing: string;
  /** Whether the caption is Markdown of its own, below the picture. */
  captionBelow: boolean;
  /** Gives the use other words and another framing. */
  take: (said: SaidHere, framing: string) => void;
}

/** One of the words. */
export type Word = keyof PictureWords;

const WORDS: readonly Word[] = ['alt', 'caption', 'credit', 'source', 'licence', 'taken'];
const HERE: readonly (keyof SaidHere)[] = ['alt', 'caption', 'credit'];

/** One picture at a time; none while `facts` is `null`. */
export class OpenedPicture {
  #facts = $state.raw<PictureFacts | null>(null);
  #use = $state.raw<OpenUse | null>(null);
  #framed = $state.raw<Framed | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #keeping = $state(false);
  /** What is typed; the date as people write it. */
  words = $state<PictureWords>(noWords());
  /** Whether the words of this use go with the picture when it is used next. */
  remembers = $state(false);
  /** What is typed and framed, as it was when the picture was opened. */
  #before = '';
  #asked = 0;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  /** `report` hears why a picture can't be opened. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The picture and where it is used. */
  get facts(): PictureFacts | null {
    return this.#facts;
  }

  get picture(): PictureView | null {
    return this.#facts?.picture ?? null;
  }

  /** From which use it was opened; `null` from the library. */
  get use(): OpenUse | null {
    return this.#use;
  }

  /** How it is framed; `null` where that can't be changed. */
  get framed(): Framed | null {
    return this.#framed;
  }

  /** Why its words could not be kept. */
  get failure(): Failure | null {
    return this.#failure;
  }

  get keeping(): boolean {
    return this.#keeping;
  }

  /** Why the date can't be read; `null` when it can. */
  get misread(): Misread | null {
    const read = momentTyped(this.words.taken, locale());
    return typeof read === 'string' ? read : null;
  }

  /** Lays a picture on the desk, from a use of it or from the library. */
  async open(source: string, use: OpenUse | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const facts = await this.#client.call('picture', source);
      if (asked === this.#asked) this.#show(facts, use);
    } catch (failure) {
      if (asked === this.#asked) this.#report(failure);
    }
  }

  /** Takes it off the desk; nothing is kept. */
  close(): void {
    this.#asked += 1;
    this.#facts = null;
    this.#use = null;
    this.#framed = null;
    this.#failure = null;
  }

  /** What the file offers for a word, where that is something else than what is typed. */
  offered(word: Word): string | null {
    const offer = this.picture?.offered[word].trim() ?? '';
    const written = word === 'taken' ? writtenMoment(offer, locale()) : offer;
    return offer === '' || written === this.words[word].trim() ? null : written;
  }

  /** Takes what the file offers for a word. */
  takeOffer(word: Word): void {
    const offer = this.offered(word);
    if (offer !== null) this.words[word] = offer;
  }

  /** Keeps what is said, gives the use its framing, and puts the picture away. Resolves to it; `null` when it stays. */
  async keep(): Promise<PictureView | null> {
    const [picture, use] = [this.picture, this.#use];
    if (picture === null || this.#keeping || this.misread !== null) return null;
    const said = { alt: this.words.alt, caption: this.words.caption, credit: this.words.credit };
    const framing = this.#framed?.fragment ?? use?.framing ?? '';
    const kept = await this.#keepWords(picture);
    if (kept === null) return null;
    if (use !== null && changesUse(use, said, framing)) use.take(said, framing);
    this.close();
    return kept;
  }

  /** Puts the picture away with what was done to it; whether it is away: what can't be kept stays on the desk. */
  async leave(): Promise<boolean> {
    if (this.#done() !== this.#before) return (await this.keep()) !== null || this.picture === null;
    this.close();
    return true;
  }

  /** Hears the core: copies are made, or the picture is gone. */
  hear(event: Event): void {
    if (event.event === 'pictureChanged' && event.source === this.picture?.source)
      void this.#again(event.source);
  }

  #show(facts: PictureFacts, use: OpenUse | null): void {
    const { picture } = facts;
    this.#facts = facts;
    this.#use = use;
    this.#failure = null;
    this.#framed = use === null || picture.moving ? null : new Framed(picture, use.framing);
    const taken = writtenMoment(picture.words.taken, locale());
    this.words = { ...picture.words, ...use?.said, taken };
    this.remembers = use !== null && HERE.every((word) => picture.words[word].trim() === '');
    this.#before = this.#done();
  }

  /** All that is typed, chosen and framed. */
  #done(): string {
    return JSON.stringify([this.words, this.remembers, this.#framed?.fragment]);
  }

  async #keepWords(picture: PictureView): Promise<PictureView | null> {
    const words = this.#wordsOf(picture);
    if (WORDS.every((word) => words[word] === picture.words[word])) return picture;
    this.#keeping = true;
    try {
      return await this.#client.call('set_picture_words', { source: picture.source, words });
    } catch (failure) {
      this.#failure = asFailure(failure);
      return null;
    } finally {
      this.#keeping = false;
    }
  }

  /** What the library is to say of it: the words of a use only where they are to go with it. */
  #wordsOf({ words: before }: PictureView): PictureWords {
    const { source, licence, ...typed } = $state.snapshot(this.words);
    const read = momentTyped(typed.taken, locale());
    // What a camera wrote to the second stays so while nobody writes another date.
    const untouched = typed.taken === writtenMoment(before.taken, locale());
    const taken = untouched || typeof read === 'string' ? before.taken : read.taken;
    const here = this.#use !== null && !this.remembers ? before : typed;
    const { alt, caption, credit } = here;
    return { alt, caption, credit, source, licence, taken };
  }

  async #again(source: string): Promise<void> {
    const asked = this.#asked;
    try {
      const facts = await this.#client.call('picture', source);
      if (asked === this.#asked) this.#facts = facts;
    } catch {
      // It is gone from the library; what is typed for its use stays on the screen.
    }
  }
}

function changesUse(use: OpenUse, said: SaidHere, framing: string): boolean {
  return framing !== use.framing || HERE.some((word) => said[word] !== use.said[word]);
}

function noWords(): PictureWords {
  return { alt: '', caption: '', credit: '', source: '', licence: '', taken: '' };
}
