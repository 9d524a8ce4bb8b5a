// The receipt that is looked at: of which dispatch, what readers saw, in words. Proves nothing itself.

import type { Client } from '../../core/client';
import type {
  ArticlePart,
  Difference,
  DispatchView,
  CheckOverride,
  EmbargoOverride,
  Operation,
  ReceiptView,
  Remains,
} from '../../core/contract';
import { list } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { PART_NAMES } from '../../shared/parts';
import { REMAINS_NAMES } from './words';
import { fitForFile } from '../../shared/file-name';

/** What a receipt comes to. */
export type Verdict = 'seen' | 'differs' | 'unseen';

/** The receipt in the dialog. */
export class Receipts {
  #dispatch = $state.raw<DispatchView | null>(null);
  #receipt = $state.raw<ReceiptView | null>(null);
  #despite = $state.raw<EmbargoOverride | null>(null);
  #despiteChecks = $state.raw<CheckOverride | null>(null);
  readonly #client: Client;
  readonly #report: (failure: unknown) => void;

  constructor(client: Client, report: (failure: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The dispatch whose receipt is shown; `null` while none is. */
  get dispatch(): DispatchView | null {
    return this.#dispatch;
  }

  /** Its receipt. */
  get receipt(): ReceiptView | null {
    return this.#receipt;
  }

  /** What let it go although an embargo held it back. */
  get despite(): EmbargoOverride | null {
    return this.#despite;
  }

  /** What let it go although a check held it back. */
  get despiteChecks(): CheckOverride | null {
    return this.#despiteChecks;
  }

  /** Shows the receipt of a dispatch that is done. */
  async show(dispatch: DispatchView): Promise<void> {
    try {
      const receipt = await this.#client.call('receipt', dispatch.id);
      if (receipt === null) throw { code: 'dispatch_missing', message: `no receipt of ${dispatch.id}` };
      const overrides = await this.#client.call('embargo_overrides', dispatch.draft);
      const letOut = await this.#client.call('check_overrides', dispatch.draft);
      this.#despite = overrides.find((made) => made.dispatch === dispatch.id) ?? null;
      this.#despiteChecks = letOut.find((made) => made.dispatch === dispatch.id) ?? null;
      this.#receipt = receipt;
      this.#dispatch = dispatch;
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Puts it away. */
  close(): void {
    this.#dispatch = null;
    this.#receipt = null;
    this.#despite = null;
    this.#despiteChecks = null;
  }
}

/** What a receipt comes to: nobody may have looked at all of it yet, and only what is verified is as it was sent. */
export function verdictOf({ verified }: Pick<ReceiptView, 'verified'>): Verdict {
  if (verified === null) return 'unseen';
  return verified ? 'seen' : 'differs';
}

/** What the receipt of a dispatch comes to; `null` for one that has none. */
export function arrivalOf({ state, verified }: DispatchView): Verdict | null {
  return state === 'done' ? verdictOf({ verified }) : null;
}

/** What readers see otherwise, in words. */
export function differenceWords(difference: Difference, operation: Operation): string {
  switch (difference.difference) {
    case 'article':
      return t(operation === 'unpublish' ? 'difference-still-there' : 'difference-article');
    case 'headline':
      return difference.seen === ''
        ? t('difference-no-headline')
        : t('difference-headline', { seen: difference.seen });
    case 'text':
      return t('difference-text', { passage: difference.passage });
    case 'leadPicture':
      return t('difference-picture');
    case 'canonical':
      return t('difference-canonical', { seen: difference.seen });
    case 'card':
      return difference.seen === ''
        ? t('difference-no-card', { property: difference.property })
        : t('difference-card', { property: difference.property, seen: difference.seen });
    case 'unshown':
      return t('difference-unshown', { part: t(PART_NAMES[difference.part]), sent: difference.sent });
    case 'overwritten':
      return t('difference-overwritten');
    case 'pictureUnclean':
      return t('served-unclean', {
        address: difference.address,
        remains: remainsWords(difference.remains),
      });
    case 'pictureMissing':
      return t('served-missing', { address: difference.address });
  }
}

function remainsWords(remains: readonly Remains[]): string {
  return list(remains.map((one) => t(REMAINS_NAMES[one])));
}

/** What no sending mends: parts that a theme does not show, and what a site leaves in its pictures. */
export interface Settled {
  /** All of it, in short. */
  words: string;
  /** Whether it is the pictures alone. */
  isPictures: boolean;
}

/** What no sending mends; `null` where that is not all that differs. */
export function settledOf(differences: readonly Difference[]): Settled | null {
  const parts: ArticlePart[] = [];
  const remains = new Set<Remains>();
  let unclean = 0;
  for (const difference of differences) {
    if (difference.difference === 'unshown') parts.push(difference.part);
    else if (difference.difference === 'pictureUnclean') {
      unclean += 1;
      for (const one of difference.remains) remains.add(one);
    } else return null;
  }
  const said: string[] = [];
  const names = list(parts.map((part) => t(PART_NAMES[part])));
  if (parts.length > 0) said.push(t('differences-unshown', { count: parts.length, parts: names }));
  const kinds = (Object.keys(REMAINS_NAMES) as Remains[]).filter((one) => remains.has(one));
  if (unclean > 0) said.push(t('served-unclean-all', { count: unclean, remains: remainsWords(kinds) }));
  return said.length === 0 ? null : { words: said.join(' '), isPictures: parts.length === 0 };
}

/** What is said of the pictures that were looked at, and of those that still are to be. */
export function picturesWords({
  picturesClean: clean,
  picturesWaiting: waiting,
}: Pick<ReceiptView, 'picturesClean' | 'picturesWaiting'>): string[] {
  const said = [
    { count: clean, message: 'served-clean' },
    { count: waiting, message: 'served-waiting' },
  ];
  return said.filter(({ count }) => count > 0).map(({ count, message }) => t(message, { count }));
}

/** The name of the file in which a receipt is kept. */
export function receiptFile(headline: string): string {
  return `${t('receipt-file', { headline: fitForFile(headline) || t('untitled') })}.json`;
}
