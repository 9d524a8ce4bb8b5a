// Keeps a picture from a file or an address as the lead of the open draft; sees no pixel itself.

import { t } from '../../locales/index.svelte';
import type { Client } from '../../core/client';
import type { LeadPicture, PictureRequest, PictureView } from '../../core/contract';

/** Whether readers' browsers would load a picture from there: a page served over `https` shows nothing over `http`. */
export function isSecure(address: string): boolean {
  return /^https:\/\//i.test(address.trim());
}

/** A picture of the library at the head of an article, with what is said of it. */
export function leadOf({ source, width, height, words }: PictureView): LeadPicture {
  const { alt, caption, credit } = words;
  return { source, width, height, framing: '', alt, caption, credit };
}

/** Asks for a picture and keeps it. */
export class PicturePicker {
  #busy = $state(false);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  /** `report` hears why a picture could not be kept. */
  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Whether a picture is being chosen or kept. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Asks for a file; `null` when none was chosen or it could not be kept. */
  fromFile(): Promise<LeadPicture | null> {
    return this.#keep(async () => {
      const path = await this.#client.call('choose_picture', t('choose-picture'));
      return path === null ? null : { from: 'file', path };
    });
  }

  /** Takes a picture at an address; `null` when it could not be kept. */
  fromAddress(address: string): Promise<LeadPicture | null> {
    return this.#keep(() => Promise.resolve({ from: 'address', address: address.trim() }));
  }

  /** Description, caption and credit belong to one picture: another one never inherits them. */
  async #keep(ask: () => Promise<PictureRequest | null>): Promise<LeadPicture | null> {
    if (this.#busy) return null;
    this.#busy = true;
    try {
      const request = await ask();
      return request === null ? null : leadOf(await this.#client.call('keep_picture', request));
    } catch (failure) {
      this.#report(failure);
      return null;
    } finally {
      this.#busy = false;
    }
  }
}
