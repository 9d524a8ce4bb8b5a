// Where the open draft stands: its status, its slug, its articles, and whether what waits to be sent is what it says now.
import type { DraftStatus, FieldsReply, PublicationView, Standing } from '../../core/contract';

const NOWHERE: readonly PublicationView[] = [];

/** The standing of the open draft, as the core last said it. */
export class OpenStanding {
  #status = $state<DraftStatus | null>(null);
  #slug = $state<string | null>(null);
  #slugFrozen = $state(false);
  #waitsOutdated = $state(false);
  #publications = $state.raw<readonly PublicationView[]>(NOWHERE);

  /** Its status; `null` where no draft is open. */
  get status(): DraftStatus | null {
    return this.#status;
  }

  /** The slug publication would use (or used). */
  get slug(): string | null {
    return this.#slug;
  }

  /** Whether the slug can no longer change. */
  get slugFrozen(): boolean {
    return this.#slugFrozen;
  }

  /** Whether a text waits to be sent that is not what the draft says now. */
  get waitsOutdated(): boolean {
    return this.#waitsOutdated;
  }

  /** Its articles, one a site. */
  get publications(): readonly PublicationView[] {
    return this.#publications;
  }

  /** The core says so. */
  is({ status, slug, slugFrozen, waitsOutdated, publications }: Standing): void {
    this.#status = status;
    this.#slug = slug;
    this.#slugFrozen = slugFrozen;
    this.#waitsOutdated = waitsOutdated;
    this.#publications = publications;
  }

  /** Fields were kept. */
  fieldsKept({ status, slug }: FieldsReply): void {
    this.#status = status;
    this.#slug = slug;
  }

  /** Its text changed: readers, and what waits, have another. */
  changed(): void {
    if (this.#status === 'published') this.#status = 'changed';
    if (this.#status === 'onTheStone') this.#waitsOutdated = true;
    if (this.#publications.some(({ live, behind }) => live && !behind))
      this.#publications = this.#publications.map((there) => ({ ...there, behind: there.live }));
  }

  /** No draft is open. */
  clear(): void {
    this.#status = null;
    this.#waitsOutdated = false;
    this.#publications = NOWHERE;
  }
}
