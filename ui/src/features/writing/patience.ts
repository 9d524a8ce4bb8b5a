// A watch over what is under way: says when nothing has moved for too long. Knows not what it watches.
import type { Failure } from '../../core/contract';

/** How long nothing may move before the writer is told, milliseconds. */
export const PATIENCE = 10_000;

/** One watch; it stands still until something is under way. */
export class Patience {
  readonly #lost: () => void;
  #late = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `lost` is called each time it runs out. */
  constructor(lost: () => void) {
    this.#lost = lost;
  }

  /** What is said once it has run out; `null` before. */
  get failure(): Failure | null {
    return this.#late ? { code: 'library_busy', message: `no answer for ${PATIENCE} ms` } : null;
  }

  /** Something is under way. */
  watch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#late = true;
      this.#lost();
    }, PATIENCE);
  }

  /** Something moved, or nothing is under way any more: it starts anew. */
  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#late = false;
  }

  /** Forgets its timer. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
