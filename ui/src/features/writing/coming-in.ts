// Pictures on their way into a draft's text: kept one after the other, then put where they were given. Draws nothing.
import type { EditorState, TransactionSpec } from '@codemirror/state';
import { asFailure, type Client } from '../../core/client';
import type { Failure, PictureView } from '../../core/contract';
import { arrivalsIn, arriving, landing, progressed, type Gap } from '../../editor/arrivals';
import { nameOf, type Given } from '../../shared/pictures/given';
import { copiedThere, keep } from '../../shared/pictures/keep';
import { writePicture } from '../../shared/pictures/written';

/** A picture that could not be kept. */
export interface NotKept {
  name: string;
  failure: Failure;
}

/** Who hears what became of pictures. */
export interface PictureListener {
  /** Some could not be kept, for a draft. */
  notKept(draft: string, pictures: readonly NotKept[]): void;
  /** They are in the library, but the draft they were meant for is not on the desk any more. */
  left(names: readonly string[]): void;
}

/** Changes the text of a draft on the desk, shown or not; false when it is not there. */
export type Change = (draft: string, change: (state: EditorState) => TransactionSpec) => boolean;

/** The pictures that come in. */
export class ComingIn {
  readonly #client: Client;
  readonly #change: Change;
  readonly #listener: PictureListener;
  #last = 0;

  /** Pictures are kept through `client`. */
  constructor(client: Client, change: Change, listener: PictureListener) {
    this.#client = client;
    this.#change = change;
    this.#listener = listener;
  }

  /** Brings pictures into a draft. What was given together stands in the text together, as one step. */
  async bring(draft: string, offered: readonly Given[], gap: Gap): Promise<void> {
    const isUnseen = offered.some(({ from }) => from === 'clipboard');
    const given = isUnseen ? await copiedThere(this.#client) : offered;
    if (given.length === 0) return;
    const id = ++this.#last;
    this.#change(draft, () => arriving({ ...gap, id, names: given.map(nameOf), done: 0 }));
    const kept: PictureView[] = [];
    const notKept: NotKept[] = [];
    for (const [at, one] of given.entries()) {
      try {
        kept.push(await keep(this.#client, one, (way) => this.#change(draft, () => progressed(id, at, way))));
      } catch (thrown) {
        notKept.push({ name: nameOf(one), failure: asFailure(thrown) });
      }
      this.#change(draft, () => progressed(id, at + 1));
    }
    if (!this.#land(draft, id, kept)) this.#listener.left(kept.map(({ name }) => name));
    if (notKept.length > 0) this.#listener.notKept(draft, notKept);
  }

  #land(draft: string, id: number, kept: readonly PictureView[]): boolean {
    const lines = kept.map(({ source, words }) => writePicture(source, words));
    let isThere = false;
    this.#change(draft, (state) => {
      isThere = arrivalsIn(state).some((arrival) => arrival.id === id);
      return landing(state, id, lines);
    });
    return isThere || lines.length === 0;
  }
}
