// A day and an hour as the interface's language writes them, and as people type them; knows no zone, reads no clock.

import type { Locale } from '../../locales/index.svelte';
import { fold } from '../fold';

/** Why a text is no day or no hour: it looks like none, like one that does not exist, or like two of them. */
export type Misread = 'unread' | 'impossible' | 'eitherWay';

/** A day (`2026-04-29`), and the hour (`14:30`) where one was typed after it. */
export interface ReadDay {
  day: string;
  hour: string | null;
}

const YEAR_FIRST = /^(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})\s*([-/.\s])\s*(\d{1,2})\s*[-/.\s]\s*(\d{2}|\d{4})$/;
const WEEKDAY =
  /^(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S*\d|[a-z]+\.?\s+\d)/;
const DAY_THEN_MONTH =
  /^(?:le\s+|the\s+)?(\d{1,2})(?:er|e|st|nd|rd|th)?[\s-]*(?:of\s+)?([a-z]{3,})\.?,?[\s-]*(\d{2}|\d{4})$/;
const MONTH_THEN_DAY = /^([a-z]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*[,\s]\s*(\d{4})$/;
const HOUR_AFTER = /^(.*\d)(?:\s*,\s*|\s+|t)(?:a\s+|at\s+)?(\d{1,2}\s*(?:[:h].*|[ap]\.?\s?m\.?))$/;
const HOUR = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|\s*h\s*(\d)|\s*h|(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?$/i;

const MONTHS = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
] as const;

/** A day (`2026-04-29`) as it is written: « 29/04/2026 » in French; in English, where that is read in two ways, as it is. */
export function writtenDay(day: string, language: Locale): string {
  return language === 'fr' ? day.split('-').reverse().join('/') : day;
}

/**
 * The day that somebody means who types 29/4/2026, 29.04.26, 2026-04-29, « 29 avr. 2026 » or "April 29, 2026", an hour
 * after it or not. In English 2/5/2026 may be one day or another.
 */
export function dayOf(typed: string, language: Locale): ReadDay | Misread {
  const text = fold(typed).trim();
  const day = dayAlone(text, language);
  const [, before, after] = (day === 'unread' && HOUR_AFTER.exec(text)) || [];
  if (before === undefined || after === undefined) return isMisread(day) ? day : { day, hour: null };
  const dayBefore = dayAlone(before, language);
  const hour = hourOf(after);
  if (isMisread(dayBefore)) return dayBefore;
  return isMisread(hour) ? hour : { day: dayBefore, hour };
}

/** The hour (`14:30`) that somebody means who types 14:30, 14h30, 14 h, 9 h 5, 1430 or 2.30 pm. */
export function hourOf(typed: string): string {
  const match = HOUR.exec(typed.trim());
  if (!match) return 'unread';
  const [, hours, marked, single, joined, half] = match;
  const minute = Number(marked ?? single ?? joined ?? 0);
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half);
  return hour === null || hour > 23 || minute > 59 ? 'impossible' : `${padded(hour)}:${padded(minute)}`;
}

/** Whether what was read is the reason why nothing was. */
export function isMisread(read: string | ReadDay): read is Misread {
  return read === 'unread' || read === 'impossible' || read === 'eitherWay';
}

/** A day (`2026-04-29`), or why it is none. */
function dayAlone(text: string, language: Locale): string {
  const first = YEAR_FIRST.exec(text)?.slice(1).map(Number);
  if (first) return dayIn(first[0], first[1], first[2]) ?? 'impossible';
  const last = YEAR_LAST.exec(text);
  if (last)
    return dayOfNumbers(
      Number(last[1]),
      Number(last[3]),
      yearOf(last[4]),
      last[2] !== '.' && language === 'en',
    );
  const words = text.replace(WEEKDAY, '');
  const [, day, month, year] = DAY_THEN_MONTH.exec(words) ?? [];
  if (month !== undefined) return dayOfMonth(yearOf(year), month, Number(day));
  const [, monthFirst, dayAfter, yearAfter] = MONTH_THEN_DAY.exec(words) ?? [];
  return monthFirst === undefined ? 'unread' : dayOfMonth(yearOf(yearAfter), monthFirst, Number(dayAfter));
}

/** Day and month by numbers: the day first, unless `eitherWay` leaves that open. */
function dayOfNumbers(one: number, two: number, year: number, eitherWay: boolean): string {
  const dayFirst = dayIn(year, two, one);
  const monthFirst = eitherWay ? dayIn(year, one, two) : null;
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return 'eitherWay';
  return dayFirst ?? monthFirst ?? 'impossible';
}

/** The month by its name or the start of it, in either language. */
function dayOfMonth(year: number, name: string, day: number): string {
  const months = MONTHS.flatMap((names, at) => (names.some((full) => full.startsWith(name)) ? [at + 1] : []));
  // « sept » is a start; "jui" is one of two.
  if (months.length !== 1) return 'unread';
  return dayIn(year, months[0], day) ?? 'impossible';
}

function yearOf(written = ''): number {
  return written.length > 2 ? Number(written) : 2000 + Number(written);
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
