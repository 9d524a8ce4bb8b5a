// What an hour or a grace means for a promise, in words; decides no hour.

import type { DispatchView, PublicationView } from '../../core/contract';
import { t } from '../../locales/index.svelte';
import { siteHour } from '../../shared/dates/site-hour';

/** The longest grace there is, milliseconds: what waits longer waits for its hour. */
const LONGEST_GRACE = 600_000;

/** The moment until which a promise rests, nothing of it sent; `null` for one that waits for anything else. */
export function restsUntil(dispatch: DispatchView | null, now: number): number | null {
  if (dispatch?.state !== 'waiting' || dispatch.attempts > 0) return null;
  return dispatch.notBefore !== null && dispatch.notBefore > now ? dispatch.notBefore : null;
}

/** The hour that was promised with a dispatch, here or on its site; `null` where there is none to come. */
export function hourOf(dispatch: DispatchView | null, now: number): number | null {
  const at = dispatch?.goesLive ?? (graceOf(dispatch) === null ? restsUntil(dispatch, now) : null);
  return at !== null && at > now ? at : null;
}

/** The moment at which a promise leaves that can still be taken back; `null` for one that waits for anything else. */
export function graceOf(dispatch: DispatchView | null): number | null {
  if (dispatch?.state !== 'waiting' || dispatch.attempts > 0 || !dispatch.canCancel) return null;
  const { notBefore, madeAt } = dispatch;
  return notBefore !== null && notBefore - madeAt <= LONGEST_GRACE ? notBefore : null;
}

/** The zone of a site, by its id; `undefined` for a site that is not known. */
export type ZoneOf = (site: string) => string | undefined;

/** « Sur le marbre jusqu’au 29 avr., 08:30 »; `null` for a promise that has no hour, or whose hour has come. */
export function promisedHour(dispatch: DispatchView | null, now: number, zoneOf: ZoneOf): string | null {
  // What was tried waits for something else than its hour.
  if (dispatch?.state !== 'waiting' || dispatch.failure !== null) return null;
  const { notBefore, goesLive, site } = dispatch;
  if (notBefore !== null && notBefore > now && graceOf(dispatch) === null)
    return t('stone-until', { date: siteHour(notBefore, now, zoneOf(site)) });
  return goesLive === null || goesLive <= now
    ? null
    : t('scheduled-sending', { date: siteHour(goesLive, now, zoneOf(site)) });
}

/** « Programmé sur le site pour le 29 avr., 08:30 »; `null` once readers can have it. */
export function scheduledHour(
  publication: PublicationView | null,
  now: number,
  zoneOf: ZoneOf,
): string | null {
  const goesLive = publication?.goesLive ?? null;
  return publication === null || goesLive === null || goesLive <= now
    ? null
    : t('scheduled-for', { date: siteHour(goesLive, now, zoneOf(publication.site)) });
}

/** How long after its hour a site may take to bring an article out. */
const IN_TIME = 60_000;

/** « La Gazette aurait dû le publier à 17:00, et ne l’a pas fait »; `null` unless the site was seen to have missed its hour. */
export function missedHour(publication: PublicationView | null, zoneOf: ZoneOf): string | null {
  if (publication === null || publication.goesLive === null || publication.checkedAt === null) return null;
  const { goesLive, checkedAt, site, siteName } = publication;
  if (checkedAt < goesLive + IN_TIME) return null;
  return t('scheduled-missed', { site: siteName, date: siteHour(goesLive, checkedAt, zoneOf(site)) });
}
