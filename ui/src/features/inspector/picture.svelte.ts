// Takes a picture in as the lead of the open draft, however it is given; sees no pixel itself.

import { t } from '../../locales/index.svelte';
import { asFailure, type Client } from '../../core/client';
import type { Failure, LeadPicture, PictureView } from '../../core/contract';
import { nameOf, type Given } from '../../shared/pictures/given';
import { copiedThere, keep } from '../../shared/pictures/keep';
import type { PictureLooks } from '../../shared/pictures/looks.svelte';
import type { InspectedDraft } from './draft';

/** What is said of a lead picture. */
export type LeadWords = Pick<LeadPicture, 'alt' | 'caption' | 'credit'>;

/** What the application gives to the lead picture's place. */
export interface LeadPlace {
  picker: PicturePicker;
  /** What is known of the library's pictures. */
  looks: PictureLooks;
  /** Why copies could not be made, in words. */
  reasonOf: (failure: Failure) => string;
  /** Chooses one of the library's. */
  library?: (() => void) | undefined;
  /** Frames the one that is there. */
  crop?: (() => void) | undefined;
}

/** Who hears what became of a picture. */
export interface PickListener {
  /** Something else went wrong than keeping it. */
  report(failure: unknown): void;
  /** It could not be kept. */
  notKept(draft: string, picture: { name: string; failure: Failure }): void;
  /** It is in the library, but its draft is not the open one any more. */
  left(name: string): void;
}

/** A picture of the library at the head of an article, with what is said of it. */
export function leadOf({ source, width, height, words }: PictureView): LeadPicture {
  const { alt, caption, credit } = words;
  return { source, width, height, framing: '', alt, caption, credit };
}

/** Takes lead pictures in. */
export class PicturePicker {
  #coming = $state<string | null>(null);
  #way = $state('');
  readonly #client: Client;
  readonly #listener: PickListener;

  /** Pictures are kept through `client`. */
  constructor(client: Client, listener: PickListener) {
    this.#client = client;
    this.#listener = listener;
  }

  /** What the picture is called that comes in; `null` while none does. */
  get coming(): string | null {
    return this.#coming;
  }

  /** How far it is, in words; empty while that is not known. */
  get way(): string {
    return this.#way;
  }

  /** Asks for a file, which becomes the lead; whether one did. */
  async choose(draft: InspectedDraft): Promise<boolean> {
    try {
      const path = await this.#client.call('choose_picture', t('choose-picture'));
      return path !== null && (await this.lead(draft, { from: 'file', path }));
    } catch (failure) {
      this.#listener.report(failure);
      return false;
    }
  }

  /**
   * Makes a picture the lead of the draft that is open now; whether it did. Words belong to one picture: another one never
   * inherits them. `said` is what is said already of this one.
   */
  async lead(draft: InspectedDraft, given: Given, said: LeadWords | null = null): Promise<boolean> {
    const asker = draft.draft;
    if (asker === null || this.#coming !== null) return false;
    this.#coming = nameOf(given);
    try {
      const [meant] = given.from === 'clipboard' ? await copiedThere(this.#client) : [given];
      if (meant === undefined) return false;
      const picture = await keep(this.#client, meant, ({ words }) => (this.#way = words));
      if (draft.draft === asker) draft.setField({ leadPicture: withWords(leadOf(picture), said) });
      else this.#listener.left(picture.name);
      return draft.draft === asker;
    } catch (thrown) {
      this.#listener.notKept(asker, { name: nameOf(given), failure: asFailure(thrown) });
      return false;
    } finally {
      this.#coming = null;
      this.#way = '';
    }
  }
}

function withWords(lead: LeadPicture, said: LeadWords | null): LeadPicture {
  if (said === null) return lead;
  const { alt, caption, credit } = said;
  return { ...lead, alt: alt || lead.alt, caption: caption || lead.caption, credit: credit || lead.credit };
}

/** What can be said of a lead picture with one click, and who says it. */
export interface Offer {
  words: string;
  by: 'library' | 'file';
}

/** What the library, or else the file, says of a picture in a field that says nothing. */
export function offerFor(field: keyof LeadWords, lead: LeadPicture, known: PictureView | null): Offer | null {
  if (lead[field].trim() !== '' || known === null) return null;
  const { words, offered } = known;
  if (words[field] !== '' && words[field] !== offered[field]) return { words: words[field], by: 'library' };
  return offered[field] === '' ? null : { words: offered[field], by: 'file' };
}
