// Drafts that are seen on their site before they are out: put there, read, taken away. Knows no page and no editor.
import { asFailure, type Client } from '../../core/client';
import type { Failure, PreviewOnSiteRequest, SitePreview } from '../../core/contract';

/** What is being done with a preview. */
export type InHand = 'putting' | 'removing';

/** The open draft's previews on sites. */
export class SitePreviews {
  #all = $state.raw<readonly SitePreview[]>([]);
  #inHand = $state.raw<{ draft: string; site: string; what: InHand } | null>(null);
  #reading: string | null = null;

  readonly #client: Client;
  readonly #report: (failure: unknown) => void;
  readonly #stays: (preview: SitePreview) => void;

  /** `stays` hears of each that was to leave its site and could not. */
  constructor(client: Client, report: (failure: unknown) => void, stays: (preview: SitePreview) => void) {
    this.#client = client;
    this.#report = report;
    this.#stays = stays;
  }

  /** The open draft's preview on a site. */
  on(site: string): SitePreview | null {
    return this.#all.find((preview) => preview.site === site) ?? null;
  }

  /** What is being done with the open draft's preview on a site. */
  inHand(site: string): InHand | null {
    const now = this.#inHand;
    return now !== null && now.site === site && now.draft === this.#reading ? now.what : null;
  }

  /** Reads the open draft's previews; again when something changed. */
  async read(draft: string | null): Promise<void> {
    const before = draft === this.#reading ? this.#all : [];
    if (draft !== this.#reading) this.#all = [];
    this.#reading = draft;
    if (draft === null) return;
    try {
      const all = await this.#client.call('site_previews', draft);
      if (this.#reading !== draft) return;
      this.#all = all;
      const told = new Set(before.filter(({ failure }) => failure !== null).map(({ site }) => site));
      for (const one of all) if (one.failure !== null && !told.has(one.site)) this.#stays(one);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Puts a draft on a site; `refused` hears why not. */
  async put(request: PreviewOnSiteRequest, refused: (failure: Failure) => void): Promise<boolean> {
    const put = () => this.#client.call('preview_on_site', request);
    return this.#do({ ...request, what: 'putting' }, put, refused);
  }

  /** Takes a draft off a site; `refused` hears why not. */
  async remove(draft: string, site: string, refused: (failure: Failure) => void): Promise<boolean> {
    const remove = () => this.#client.call('remove_site_preview', { draft, site });
    return this.#do({ draft, site, what: 'removing' }, remove, refused);
  }

  async #do(
    { draft, site, what }: { draft: string; site: string; what: InHand },
    work: () => Promise<unknown>,
    refused: (failure: Failure) => void,
  ): Promise<boolean> {
    if (this.#inHand !== null) return false;
    this.#inHand = { draft, site, what };
    try {
      await work();
      return true;
    } catch (thrown) {
      refused(asFailure(thrown));
      return false;
    } finally {
      this.#inHand = null;
      // Also after a failure: what may be there is shown.
      if (this.#reading === draft) await this.read(draft);
    }
  }
}
