// What a failure's notice offers beside its words: one thing to do, on the draft it speaks of.

import { tick } from 'svelte';
import { asFailure } from '../core/client';
import type { Failure } from '../core/contract';
import { FAILURES, type FailureAction } from '../core/failures';
import { renewalOf } from '../features/sites/words';
import { t } from '../locales/index.svelte';
import { openAddress } from './addresses';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import { seeLiveChange } from './live';
import type { NoticeAction } from './notices.svelte';
import { mainPublication } from '../features/publishing/places';
import { focusHeadline } from './panes';

/** What of the desk a remedy needs. */
export type Mending = Pick<
  Desk,
  | 'adding'
  | 'askDespite'
  | 'client'
  | 'dialog'
  | 'inspect'
  | 'layout'
  | 'live'
  | 'notices'
  | 'openDraft'
  | 'passwords'
  | 'publishing'
  | 'publication'
  | 'report'
  | 'sites'
  | 'writing'
>;

/** What a failure's notice offers; of a draft, it opens that one first. */
export function remedies(desk: Mending, thrown: unknown, draft: string | null): NoticeAction[] {
  const remedy = remedyOf(desk, FAILURES[asFailure(thrown).code].action, draft);
  return remedy === null ? [] : [remedy];
}

/** What a password that could not be kept asks for: the passphrase, or a first one. */
export function passphraseFor(
  { passwords }: Pick<Desk, 'passwords'>,
  { code }: Failure,
): NoticeAction | null {
  if (code === 'secrets_locked')
    return { label: t('remedy-passphrase'), run: () => void passwords.ask('unlock') };
  if (code === 'keychain_unavailable')
    return { label: t('passphrase-choose'), run: () => void passwords.ask('choose') };
  return null;
}

function remedyOf(desk: Mending, action: FailureAction, draft: string | null): NoticeAction | null {
  const { writing, layout } = desk;
  const within = (run: () => void) => () => void onceOpen(desk, draft, run);
  switch (action) {
    case 'none':
      return null;
    case 'again':
      return writing.saving.is !== 'notSaved'
        ? null
        : { label: t('remedy-again'), run: () => void writing.flush() };
    case 'goToHeadline':
      return { label: t('remedy-headline'), run: within(focusHeadline) };
    case 'goToText':
      return { label: t('remedy-text'), run: within(() => writing.focus()) };
    case 'goToSlug':
      return { label: t('remedy-slug'), run: within(() => void desk.inspect('field-slug')) };
    case 'goToFields':
      return layout.right === 'inspector' && draft === writing.draft
        ? null
        : { label: t('remedy-fields'), run: within(() => void desk.inspect('field-section')) };
    case 'showOutbox':
      return { label: t('command-outbox'), run: () => (desk.dialog = 'outbox') };
    case 'overrideEmbargo':
      return draft === null
        ? null
        : { label: t('embargo-ask-despite'), run: within(() => desk.askDespite()) };
    case 'seeChecks':
      return { label: t('checks-see'), run: within(() => desk.layout.showRight('checks')) };
    case 'givePassphrase':
      return { label: t('remedy-passphrase'), run: () => void desk.passwords.ask('unlock') };
    case 'givePassword':
      return renewal(desk, siteOf(desk, draft ?? writing.draft));
    case 'showSettings':
      return { label: t('settings'), run: () => (desk.dialog = 'settings') };
    case 'seeLiveChange':
      return { label: t('live-see'), run: () => void seeLiveChange(desk, draft ?? writing.draft) };
    case 'openPage':
      return { label: t('command-open-page'), run: () => void openPageOf(desk, draft ?? writing.draft) };
  }
}

/** Where a draft last went. */
function siteOf({ publication, publishing }: Mending, draft: string | null): string | undefined {
  return draft === null ? undefined : (publishing.newest(draft)?.site ?? publication?.site);
}

/** Another password for a site that refused the one it had; `null` for one that asks for none of hers. */
export function renewal(
  { adding, sites }: Pick<Desk, 'adding' | 'sites'>,
  asked: string | undefined,
): NoticeAction | null {
  const site = sites.list.find(({ id }) => id === asked);
  const label = site && renewalOf(site.kind);
  return site && label ? { label: t(label), run: () => adding.renew(site) } : null;
}

/** Does something once a draft is the open one; nothing where it cannot be opened. */
async function onceOpen(desk: Mending, draft: string | null, run: () => void): Promise<void> {
  if (draft !== null && draft !== desk.writing.draft) {
    await desk.openDraft(draft);
    if (draft !== desk.writing.draft) return;
    await tick();
  }
  run();
}

async function openPageOf(desk: Mending, draft: string | null): Promise<void> {
  const known =
    draft === null ? null : await attempt(desk.report, () => desk.client.call('publications', draft));
  const there = mainPublication(known ?? []) ?? desk.publication;
  await openAddress(desk, there?.address);
}
