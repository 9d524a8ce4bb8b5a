// What the window knows of the library's pictures: asked once each, and again when the core says that one changed.
import { SvelteMap } from 'svelte/reactivity';
import type { Client } from '../../core/client';
import type { Event, PictureView } from '../../core/contract';

/** The pictures that were asked for since the window was opened. */
export class PictureLooks {
  readonly #client: Client;
  readonly #learnt: () => void;
  readonly #known = new SvelteMap<string, PictureView>();
  readonly #asked = new Set<string>();

  /** `learnt` hears that more is known. */
  constructor(client: Client, learnt: () => void) {
    this.#client = client;
    this.#learnt = learnt;
  }

  /** What is known of a picture, `/media/HASH.ENDING`; `null` until it is, which it will be soon. Reactive. */
  of(source: string): PictureView | null {
    if (!this.#asked.has(source)) {
      this.#asked.add(source);
      void this.#ask(source);
    }
    return this.#known.get(source) ?? null;
  }

  /** A picture that has just been kept, or said something of. */
  is(picture: PictureView): void {
    this.#asked.add(picture.source);
    this.#known.set(picture.source, picture);
    this.#learnt();
  }

  /** Something happened in the core. */
  hear(event: Event): void {
    if (event.event === 'pictureChanged' && this.#asked.has(event.source)) void this.#ask(event.source);
  }

  /** What is not there any more, or cannot be asked for now, stays unknown: its place says so. */
  async #ask(source: string): Promise<void> {
    try {
      const { picture } = await this.#client.call('picture', source);
      this.is(picture);
    } catch (failure) {
      console.warn('nothing is known of a picture', source, failure);
      this.#known.delete(source);
      this.#learnt();
    }
  }
}
