// What the desk says of a failure: in words, of which draft, with what remedy, for as long as it is so.

import { asFailure } from '../core/client';
import type { DispatchView, Failure } from '../core/contract';
import { endsWithPassphrase } from '../core/failures';
import { holds } from '../features/publishing/embargo.svelte';
import { isOpen } from '../features/publishing/state.svelte';
import { t } from '../locales/index.svelte';
import { now } from '../shared/clock.svelte';
import type { Desk } from './desk.svelte';
import { reasonOf, wordsOf } from './failure-words';
import { endsWithSaving, isInDraft, mended, type DraftFacts } from './faults';
import { STAY_WITH_MORE } from './notices.svelte';
import { remedies, type Mending } from './remedies';

/** What of the desk a report needs. */
export type Reporting = Mending & Pick<Desk, 'library' | 'publishing'>;

/** What notices of the sites' passwords are about. */
const PASSWORDS = 'passwords';

/** Shows a failure of no draft; one that a passphrase mends, until it was given. */
export function report(desk: Mending, thrown: unknown): void {
  const about = endsWithPassphrase(asFailure(thrown)) ? PASSWORDS : null;
  desk.notices.fail(thrown, wordsOf, remedies(desk, thrown, null), about);
}

/** Shows why a site could not be asked what it has; nothing was to be sent, and nothing changed. */
export function reportUnseen(desk: Mending, thrown: unknown): void {
  const about = endsWithPassphrase(asFailure(thrown)) ? PASSWORDS : null;
  const words = (failure: Failure) => ({ title: wordsOf(failure).title, todo: t('live-failed') });
  desk.notices.fail(thrown, words, remedies(desk, thrown, null), about);
}

/** Shows that something waits for the passphrase, for as long as it does. */
export function reportLocked(desk: Mending, waits: boolean): void {
  if (waits) report(desk, { code: 'secrets_locked', message: '' });
  else passphraseGiven(desk);
}

/** A passphrase was given: what was shown of one that is missing is no longer so. */
export function passphraseGiven({ notices }: Pick<Desk, 'notices'>): void {
  notices.withdraw(PASSWORDS);
}

/** What notices of a library that takes nothing are about. */
const LIBRARY = 'library';

/** Shows that there is no new article, and why; where the library takes nothing, for as long as that is so. */
export function reportNoDraft(desk: Mending, thrown: unknown): void {
  const words = (failure: Failure) => ({
    ...wordsOf(failure),
    title: t('new-draft-failed', { reason: reasonOf(failure.code) }),
  });
  const about = endsWithSaving(asFailure(thrown)) ? LIBRARY : null;
  desk.notices.fail(thrown, words, remedies(desk, thrown, null), about);
}

/** The library took something: what was shown of one that takes nothing is no longer so. */
export function libraryTakes({ notices }: Pick<Desk, 'notices'>): void {
  notices.withdraw(LIBRARY);
}

/** Shows a site's fault for as long as it lasts; `null` says that it is well again. */
export function reportSite(desk: Mending, site: string, fault: Failure | null): void {
  desk.notices.withdraw(site);
  if (fault !== null) desk.notices.fail(fault, wordsOf, remedies(desk, fault, null), site);
}

/** What notices of the backups are about. */
const BACKUPS = 'backups';

/** Shows what keeps backups from being made for as long as it does; `null` says that one was made. */
export function reportBackups(desk: Pick<Desk, 'notices' | 'dialog'>, fault: Failure | null): void {
  desk.notices.withdraw(BACKUPS);
  const settings = { label: t('settings'), run: () => (desk.dialog = 'settings') };
  if (fault !== null) desk.notices.fail(fault, wordsOf, [settings], BACKUPS);
}

/** Shows a failure of a draft, and of one of its promises: by name, with a remedy that opens it, for as long as it is so. */
export function reportOf(
  desk: Reporting,
  draft: string,
  thrown: unknown,
  dispatch: DispatchView | null = null,
): void {
  const failure = asFailure(thrown);
  let then = factsOf(desk, draft);
  let leftAt: number | null = null;
  const isMended = () => {
    // Nothing waits for what was only asked, and is found again by asking: it does not follow her to other drafts for long.
    if (dispatch === null && isInDraft(failure.code) && draft !== desk.writing.draft) {
      leftAt ??= Date.now();
      return now() - leftAt > STAY_WITH_MORE;
    }
    leftAt = null;
    if (dispatch !== null && !standsFailed(desk, dispatch.id)) return true;
    if (failure.code === 'dispatch_open' && !hasOpen(desk, draft)) return true;
    const facts = factsOf(desk, draft);
    if (facts === null) return false;
    then ??= facts;
    return mended(failure, then, facts);
  };
  const headline = headlineOf(desk, draft) ?? dispatch?.headline ?? '';
  show(desk, failure, draft, headline, isMended);
}

/** Says why the last words of the open draft are on the screen only, for as long as they are. */
export function reportUnsaved(desk: Mending, failure: Failure): void {
  const { writing } = desk;
  const { draft, fields } = writing;
  if (draft === null) return report(desk, failure);
  show(desk, failure, draft, fields?.headline ?? '', () => {
    const { saving, elsewhere } = writing;
    return draft === writing.draft ? saving.is !== 'notSaved' : elsewhere?.draft !== draft;
  });
}

/** Says that a field holds what cannot go out, before the core is asked; `title` names it. */
export function reportField(desk: Reporting, draft: string, title: string, isMended: () => boolean): void {
  const headline = headlineOf(desk, draft) || t('untitled');
  const failure = { code: 'field_invalid', message: '' } as const;
  const words = () => ({ title, todo: t('date-unread-todo') });
  desk.notices.failOf({ draft, headline, mended: isMended }, failure, words);
}

function show(
  desk: Mending,
  failure: Failure,
  draft: string,
  headline: string,
  isMended: () => boolean,
): void {
  const subject = { draft, headline: headline || t('untitled'), mended: isMended };
  desk.notices.failOf(subject, failure, wordsOf, remedies(desk, failure, draft));
}

/** Whether a promise is at its end without success: not tried again, not given up. */
function standsFailed({ publishing }: Reporting, dispatch: string): boolean {
  return publishing.dispatches.some(({ id, state }) => id === dispatch && state === 'failed');
}

/** Whether a promise of a draft is not at its end. */
function hasOpen({ publishing }: Reporting, draft: string): boolean {
  return publishing.dispatches.some((promised) => promised.draft === draft && isOpen(promised));
}

/** The headline of a draft, as far as the window knows it. */
export function headlineOf(
  { writing, library }: Pick<Desk, 'writing' | 'library'>,
  draft: string,
): string | undefined {
  if (draft === writing.draft) return writing.fields?.headline;
  return library.row(library.indexOf(draft))?.headline;
}

/** What is known of a draft: all of the open one, nothing of another. */
function factsOf({ writing }: Reporting, draft: string): DraftFacts | null {
  const { fields, slug, counts, status } = writing;
  if (draft !== writing.draft || fields === null) return null;
  return {
    headline: fields.headline,
    slug,
    words: counts.words,
    characters: counts.characters,
    picture: fields.leadPicture?.source ?? null,
    fields: JSON.stringify(fields),
    binned: status === 'binned',
    embargo: fields.embargo,
    held: holds(fields.embargo, now()),
  };
}
