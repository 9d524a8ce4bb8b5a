// What the journalist chose, kept by the core at once and applied to the window; draws nothing.

import type { Client } from '../../core/client';
import type { Settings, ShownSpaces } from '../../core/contract';
import { setLocale } from '../../locales/index.svelte';

/** The smallest and the largest type of the manuscript, CSS pixels. */
export const MANUSCRIPT_SIZES = { least: 13, most: 28 } as const;

/** Which spaces are seen, in the order in which the command goes through them. */
export const SHOWN_SPACES: readonly ShownSpaces[] = ['noBreak', 'all', 'nothing'];

/** The settings in force; a change shows at once and is kept in the order it was made. */
export class Choices {
  #settings = $state<Settings>() as Settings;
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #systemLocale: string;
  #kept: Promise<void> = Promise.resolve();

  /** `settled` is the language the core settled on when the settings name none. */
  constructor(client: Client, settings: Settings, settled: string, report: (failure: unknown) => void) {
    this.#client = client;
    this.#settings = settings;
    this.#systemLocale = settled;
    this.#report = report;
    this.#apply();
  }

  /** The settings. */
  get now(): Readonly<Settings> {
    return this.#settings;
  }

  /** Changes some; resolves when they are kept. */
  choose(change: Partial<Settings>): Promise<void> {
    Object.assign(this.#settings, change);
    this.#apply();
    const settings = $state.snapshot(this.#settings);
    this.#kept = this.#kept.then(async () => {
      try {
        await this.#client.call('set_settings', settings);
      } catch (failure) {
        this.#report(failure);
      }
    });
    return this.#kept;
  }

  /** Makes the manuscript's type larger or smaller, within its bounds. */
  resize(by: number): Promise<void> {
    const { least, most } = MANUSCRIPT_SIZES;
    const size = Math.min(most, Math.max(least, this.#settings.manuscriptSize + by));
    return this.choose({ manuscriptSize: size });
  }

  /** Shows more spaces of the manuscript than it does, or none behind all of them. */
  nextSpaces(): Promise<void> {
    const next = (SHOWN_SPACES.indexOf(this.#settings.shownSpaces) + 1) % SHOWN_SPACES.length;
    return this.choose({ shownSpaces: SHOWN_SPACES[next] });
  }

  #apply(): void {
    setLocale(this.#settings.locale ?? this.#systemLocale);
    const root = document.documentElement;
    root.dataset.appearance = this.#settings.appearance;
    root.style.setProperty('--manuscript-size', `${this.#settings.manuscriptSize}px`);
  }
}
