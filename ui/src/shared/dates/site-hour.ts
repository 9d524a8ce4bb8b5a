// A moment by the clock of a site, saying whose clock that is wherever this computer's shows another hour; reads no clock.

import { dateTime, shortDateTime, zoneOffset } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { wallTimeOf } from './zone';

/** « 29 avr., 02:49 », or « 28 avr., 20:49 (New York) »; by this computer's clock where the site's is not known. */
export function siteHour(moment: number, now: number, zone: string | undefined): string {
  return saying(moment, zone, shortDateTime(moment, now, zone));
}

/** The same in full: « 28 avril 2026 à 20:49 (New York) ». */
export function siteDate(moment: number, zone: string | undefined): string {
  return saying(moment, zone, dateTime(moment, zone));
}

function saying(moment: number, zone: string | undefined, date: string): string {
  if (zone === undefined || !isElsewhere(moment, zone)) return date;
  return t('hour-there', { date, zone: placeOf(zone, moment) });
}

function isElsewhere(moment: number, zone: string): boolean {
  const here = wallTimeOf(moment, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const there = wallTimeOf(moment, zone);
  return here.date !== there.date || here.time !== there.time;
}

/** The city that names a zone; a zone that names none is told by its distance from universal time. */
function placeOf(zone: string, moment: number): string {
  const names = zone.split('/');
  if (names.length < 2 || names[0] === 'Etc') return zoneOffset(moment, zone);
  return (names.at(-1) ?? zone).replaceAll('_', ' ');
}
