// The hour at which an article is to go out, as it is chosen: in the site's zone, and only an hour that can be kept.

import type { SiteView } from '../../core/contract';
import { TypedDate } from '../../shared/dates/typed-date.svelte';
import { momentOf, momentsOf, wallTimeOf, type WallTime } from '../../shared/dates/zone';

const HOUR = 3_600_000;

/** What keeps an hour from being taken: what stands there is none, it is over, or the clocks skip it. */
export type HourFault = 'unread' | 'past' | 'skipped';

/** Who keeps the hour: the site's clock, or this program. */
export type Keeper = 'site' | 'marbre';

/** What is wished of a dispatch besides its text. */
export interface Wish {
  at: number | null;
  newsletter: string | null;
  /** Why it goes out although an embargo holds it back. */
  despiteEmbargo?: string;
  /** Why it goes out although a check holds it back. */
  despiteChecks?: string;
  /** It comes back although somebody took it off the site. */
  bringsBack?: boolean;
}

/** What is known of a draft whose hour is chosen. */
export interface Before {
  /** The newsletter that was chosen before. */
  newsletter?: string | null;
  /** Its embargo. */
  embargo?: number | null;
}

/** The hour that is being chosen for a draft; nothing while `draft` is `null`. */
export class ChosenHour {
  #draft = $state<string | null>(null);
  #site = $state.raw<SiteView | null>(null);
  #isUpdate = $state(false);
  #embargo = $state<number | null>(null);
  #wall = $state.raw<WallTime>({ date: '', time: '' });
  /** Whether it goes out now after all, for the newsletter's sake. */
  atOnce = $state(false);
  /** Which of an hour that the wall shows twice. */
  second = $state(false);
  /** The newsletter whose readers get it, by its slug. */
  newsletter = $state<string | null>(null);
  /** What stands in the fields. */
  readonly typed = new TypedDate();

  readonly #moments = $derived(this.#site === null ? [] : momentsOf(this.#wall, this.#site.timeZone));

  /**
   * Begins with the next full hour that is not too near, and none at which the draft is under embargo; with the
   * newsletter that was chosen before.
   */
  choose(draft: string, site: SiteView, isUpdate: boolean, now: number, before: Before = {}): void {
    const { newsletter = null, embargo = null } = before;
    this.#draft = draft;
    this.#site = site;
    this.#isUpdate = isUpdate;
    this.#embargo = embargo !== null && embargo > now ? embargo : null;
    this.newsletter = site.newsletters.some(({ slug }) => slug === newsletter) ? newsletter : null;
    this.atOnce = false;
    this.typed.clear();
    const first = Math.max(Math.floor(now / HOUR) * HOUR + 2 * HOUR, this.#embargo ?? 0);
    this.wall = wallTimeOf(first, site.timeZone);
    this.second = this.#moments.indexOf(first) === 1;
  }

  /** Chooses no more. */
  putAway(): void {
    this.#draft = null;
  }

  /** For which draft. */
  get draft(): string | null {
    return this.#draft;
  }

  /** On which site. */
  get site(): SiteView | null {
    return this.#site;
  }

  /** Until when the draft is under embargo; `null` when it is not. */
  get embargo(): number | null {
    return this.#embargo;
  }

  /** Whether readers have the article already. */
  get isUpdate(): boolean {
    return this.#isUpdate;
  }

  /** What the wall is to show there. */
  get wall(): WallTime {
    return this.#wall;
  }

  set wall(wall: WallTime) {
    this.#wall = wall;
    this.second = false;
  }

  /** Whether the wall shows this hour twice. */
  get twice(): boolean {
    return this.#moments.length > 1;
  }

  /** The moments of an hour that the wall shows twice. */
  get moments(): readonly number[] {
    return this.#moments;
  }

  /** The moment that is meant; `null` for an hour that is none. */
  get at(): number | null {
    return this.#moments[this.second ? 1 : 0] ?? this.#moments[0] ?? null;
  }

  /** The hour after one that the clocks skip. */
  get instead(): WallTime | null {
    const { timeZone } = this.#site ?? {};
    const moment = timeZone === undefined ? null : momentOf(this.#wall, timeZone);
    return timeZone === undefined || moment === null ? null : wallTimeOf(moment, timeZone);
  }

  /** A new article is kept by a site that brings it out by itself; an update waits here. */
  get keeper(): Keeper {
    return this.#site?.schedules === true && !this.#isUpdate ? 'site' : 'marbre';
  }

  /** The newsletters it can go to: only what readers have not got yet is sent to them. */
  get newsletters(): SiteView['newsletters'] {
    return this.#isUpdate ? [] : (this.#site?.newsletters ?? []);
  }

  /** What keeps this hour from being taken; `null` when nothing does. */
  fault(now: number): HourFault | null {
    if (this.atOnce) return null;
    if (this.typed.unread(this.#draft) !== null) return 'unread';
    if (this.at === null) return 'skipped';
    return this.at <= now ? 'past' : null;
  }

  /** What is wished; `null` while something keeps it from being taken. */
  wish(now: number): Wish | null {
    if (this.fault(now) !== null) return null;
    return { at: this.atOnce ? null : this.at, newsletter: this.isUpdate ? null : this.newsletter };
  }
}
