// An article's address, for the browser and for the clipboard; asks no site anything.

import { asFailure } from '../core/client';
import { t } from '../locales/index.svelte';
import { copyText } from '../shared/clipboard';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';
import type { NoticeAction } from './notices.svelte';

/** What of the desk an address needs. */
export type Addressing = Pick<Desk, 'client' | 'notices' | 'report'>;

/** Copies an address; without one, nothing. */
export async function copyAddress(desk: Addressing, address: string | undefined): Promise<void> {
  if (!address) return;
  if (await copyText(address)) desk.notices.tell(t('address-copied'));
  else desk.report({ code: 'internal', message: 'the clipboard took nothing' });
}

/** Opens an address in the browser; where there is none, it is shown to be copied. Without one, nothing. */
export async function openAddress(desk: Addressing, address: string | undefined): Promise<void> {
  if (!address) return;
  try {
    await desk.client.call('open_address', address);
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code !== 'browser_missing') return desk.report(failure);
    desk.notices.fail(
      { ...failure, message: `${address}\n${failure.message}` },
      (failed) => ({ ...wordsOf(failed), todo: `${wordsOf(failed).todo} ${address}` }),
      [copying(desk, address)],
    );
  }
}

/** What a notice offers beside an article's address. */
export function addressActions(desk: Addressing, address: string | null): NoticeAction[] {
  if (address === null) return [];
  const open = { label: t('command-open-page'), run: () => void openAddress(desk, address) };
  return [open, copying(desk, address)];
}

function copying(desk: Addressing, address: string): NoticeAction {
  return { label: t('command-copy-address'), run: () => void copyAddress(desk, address) };
}
