// Which columns the window shows, at any width; the settings keep what is chosen, this knows what fits.

import type { RightColumn } from '../core/contract';
import type { Choices } from '../features/settings/state.svelte';

/** Under this width the right column is a drawer over the manuscript, CSS pixels. */
export const NARROW = 900;

/** Under this width the library is a drawer too. */
export const NARROWEST = 640;

/** The columns. */
export class Layout {
  #width = $state(1440);
  #alone = $state(false);
  #drawer = $state<'library' | 'right' | null>(null);
  readonly #choices: Choices;

  /** `choices` keep what is shown when there is room. */
  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** Tells the window's width. */
  resize(width: number): void {
    if (width >= NARROW && this.#width < NARROW) this.#drawer = null;
    this.#width = width;
  }

  /** Whether the right column is a drawer. */
  get rightIsDrawer(): boolean {
    return this.#width < NARROW;
  }

  /** Whether the library is a drawer. */
  get libraryIsDrawer(): boolean {
    return this.#width < NARROWEST;
  }

  /** Whether only the manuscript is shown. */
  get alone(): boolean {
    return this.#alone;
  }

  /** Whether a drawer lies over the manuscript. */
  get drawer(): 'library' | 'right' | null {
    return this.#drawer;
  }

  /** Whether the library is on screen. */
  get library(): boolean {
    if (this.libraryIsDrawer) return this.#drawer === 'library';
    return !this.#alone && this.#choices.now.libraryShown;
  }

  /** What the right column shows on screen. */
  get right(): RightColumn {
    const chosen = this.#choices.now.rightColumn;
    if (this.rightIsDrawer)
      return this.#drawer === 'right' ? (chosen === 'nothing' ? 'page' : chosen) : 'nothing';
    return this.#alone ? 'nothing' : chosen;
  }

  /** Shows or hides the library. */
  toggleLibrary(): void {
    if (this.libraryIsDrawer) {
      this.#drawer = this.#drawer === 'library' ? null : 'library';
      return;
    }
    const shown = !this.library;
    this.#alone = false;
    void this.#choices.choose({ libraryShown: shown });
  }

  /** Shows the page or the inspector; a second call hides it. */
  toggleRight(column: Exclude<RightColumn, 'nothing'>): void {
    this.showRight(this.right === column ? 'nothing' : column);
  }

  /** Shows this in the right column. */
  showRight(column: RightColumn): void {
    this.#alone = false;
    if (this.rightIsDrawer) {
      this.#drawer = column === 'nothing' ? null : 'right';
      if (column !== 'nothing') void this.#choices.choose({ rightColumn: column });
      return;
    }
    void this.#choices.choose({ rightColumn: column });
  }

  /** Leaves the manuscript alone, or brings the columns back. */
  toggleAlone(): void {
    this.#alone = !this.#alone;
    this.#drawer = null;
  }

  /** Closes the drawer. */
  closeDrawer(): void {
    this.#drawer = null;
  }
}
