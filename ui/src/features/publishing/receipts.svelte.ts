// The receipt that is looked at: of which dispatch, what readers saw, in words. Proves nothing itself.

import type { Client } from '../../core/client';
import type {
  ArticlePart,
  Difference,
  DispatchView,
  EmbargoOverride,
  Operation,
  ReceiptView,
} from '../../core/contract';
import { list } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { PART_NAMES } from './words';
import { fitForFile } from '../../shared/file-name';

/** What a receipt comes to. */
export type Verdict = 'seen' | 'differs' | 'unseen';

/** The receipt in the dialog. */
export class Receipts {
  #dispatch = $state.raw<DispatchView | null>(null);
  #receipt = $state.raw<ReceiptView | null>(null);
  #despite = $state.raw<EmbargoOverride | null>(null);
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

  /** Shows the receipt of a dispatch that is done. */
  async show(dispatch: DispatchView): Promise<void> {
    try {
      const receipt = await this.#client.call('receipt', dispatch.id);
      if (receipt === null) throw { code: 'dispatch_missing', message: `no receipt of ${dispatch.id}` };
      const overrides = await this.#client.call('embargo_overrides', dispatch.draft);
      this.#despite = overrides.find((made) => made.dispatch === dispatch.id) ?? null;
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
  }
}

/** What a receipt comes to: nobody may have looked yet, and only what is verified is as it was sent. */
export function verdictOf({ verified, seenAt }: ReceiptView): Verdict {
  if (verified) return 'seen';
  return seenAt === null ? 'unseen' : 'differs';
}

/** What the receipt of a dispatch comes to; `null` for one that has none. */
export function arrivalOf({ state, verified }: DispatchView): Verdict | null {
  if (state !== 'done') return null;
  if (verified === null) return 'unseen';
  return verified ? 'seen' : 'differs';
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
  }
}

/** The parts that readers do not see, in one sentence; `null` where that is not all that differs. */
export function unshownWords(differences: readonly Difference[]): string | null {
  const parts: ArticlePart[] = [];
  for (const difference of differences) {
    if (difference.difference !== 'unshown') return null;
    parts.push(difference.part);
  }
  if (parts.length === 0) return null;
  const names = list(parts.map((part) => t(PART_NAMES[part])));
  return t('differences-unshown', { count: parts.length, parts: names });
}

/** The name of the file in which a receipt is kept. */
export function receiptFile(headline: string): string {
  return `${t('receipt-file', { headline: fitForFile(headline) || t('untitled') })}.json`;
}
