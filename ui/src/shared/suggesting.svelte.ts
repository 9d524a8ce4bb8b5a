// Words offered while somebody types: which ones fit, and which of them the keyboard is on. Knows nothing of what they name.

import { fold, score } from './fold';

/** Offered at once, at the most. */
const MOST = 8;

/** The words that answer what is typed, best first; accents and case count for nothing. */
export function fitting(words: readonly string[], typed: string): string[] {
  const asked = fold(typed).trim();
  return words
    .filter((word) => fold(word).includes(asked))
    .sort((one, other) => score(other, asked) - score(one, asked))
    .slice(0, MOST);
}

/** The list below one field. */
export class Suggesting {
  #words = $state.raw<readonly string[]>([]);
  #at = $state(-1);

  /** What is offered; nothing while the list is closed. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** The place of the word that the keyboard is on; -1 while it is on what was typed. */
  get at(): number {
    return this.#at;
  }

  /** Offers these; the keyboard goes back to what is typed. */
  offer(words: readonly string[]): void {
    this.#words = words;
    this.#at = -1;
  }

  /** Offers nothing any more. */
  close(): void {
    this.offer([]);
  }

  /** The word that the keyboard is on. */
  get chosen(): string | null {
    return this.#words[this.#at] ?? null;
  }

  /** Takes a key: whether it was one for the list. `all` is what a closed list opens with. */
  key(key: string, all: () => readonly string[]): boolean {
    if (key === 'Escape' && this.#words.length > 0) this.close();
    else if (key === 'ArrowDown' && this.#words.length === 0) this.offer(all());
    else if (key === 'ArrowDown') this.#move(1);
    else if (key === 'ArrowUp' && this.#words.length > 0) this.#move(-1);
    else return false;
    return true;
  }

  /** Around by way of what was typed. */
  #move(by: number): void {
    const places = this.#words.length + 1;
    this.#at = ((this.#at + 1 + by + places) % places) - 1;
  }
}
