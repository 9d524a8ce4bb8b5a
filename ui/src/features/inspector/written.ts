// A day and an hour as the interface's language writes them, and as people type them; knows no zone, reads no clock.

import type { Locale } from '../../locales/index.svelte';

const YEAR_FIRST = /^(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{2}|\d{4})$/;
const HOUR = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|\s*h|(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?$/i;

/** A day (`2026-04-29`) as it is written: « 29/04/2026 » in French; in English, where that is read in two ways, as it is. */
export function writtenDay(day: string, language: Locale): string {
  return language === 'fr' ? day.split('-').reverse().join('/') : day;
}

/**
 * The day (`2026-04-29`) that somebody means who types 29/4/2026, 29.04.26 or 2026-04-29; `null` for what no calendar
 * shows, and in English for what may be one day or another (2/5/2026).
 */
export function dayOf(typed: string, language: Locale): string | null {
  const text = typed.trim();
  const first = YEAR_FIRST.exec(text)?.slice(1).map(Number);
  if (first) return dayIn(first[0], first[1], first[2]);
  const [one, two, end] = YEAR_LAST.exec(text)?.slice(1).map(Number) ?? [];
  const year = end === undefined || end > 99 ? end : 2000 + end;
  const dayFirst = dayIn(year, two, one);
  if (language === 'fr') return dayFirst;
  const monthFirst = dayIn(year, one, two);
  if (dayFirst === null || monthFirst === null) return dayFirst ?? monthFirst;
  return dayFirst === monthFirst ? dayFirst : null;
}

/** The hour (`14:30`) that somebody means who types 14:30, 14h30, 14 h, 1430 or 2.30 pm; `null` for what no clock shows. */
export function hourOf(typed: string): string | null {
  const match = HOUR.exec(typed.trim());
  if (!match) return null;
  const [, hours, marked, joined, half] = match;
  const minute = Number(marked ?? joined ?? 0);
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half);
  return hour === null || hour > 23 || minute > 59 ? null : `${padded(hour)}:${padded(minute)}`;
}

function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function dayIn(year = NaN, month = NaN, day = NaN): string | null {
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const real =
    midnight.getUTCFullYear() === year &&
    midnight.getUTCMonth() === month - 1 &&
    midnight.getUTCDate() === day;
  return real ? `${year}-${padded(month)}-${padded(day)}` : null;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}
