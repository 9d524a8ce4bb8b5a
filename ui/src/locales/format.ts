// Numbers, dates and names of languages as the interface's language writes them, by Intl; reads no clock.

import { locale, t } from './index.svelte';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whose habits numbers and dates follow. English is dated as the page is: day, month, and a clock of 24 hours. */
function region(): string {
  return locale() === 'en' ? 'en-GB' : locale();
}

const made = new Map<string, unknown>();

function once<T>(key: string, make: () => T): T {
  const name = `${locale()} ${key}`;
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as T;
}

/** A date as it is written: French says « 1er mai », which Intl does not. */
function written(format: Intl.DateTimeFormat, moment: number): string {
  const parts = format.formatToParts(moment);
  const first = locale() === 'fr' && parts.some(({ type, value }) => type === 'month' && /\D/.test(value));
  return parts.map(({ type, value }) => (first && type === 'day' && value === '1' ? '1er' : value)).join('');
}

/** « 1 005 » or "1,005". */
export function number(value: number): string {
  return once('number', () => new Intl.NumberFormat(region())).format(value);
}

/** The name of a day of the week, 1 for Monday to 7 for Sunday. */
export function weekday(day: number): string {
  // The first of January 2024 was a Monday.
  const format = once(
    'weekday',
    () => new Intl.DateTimeFormat(region(), { weekday: 'long', timeZone: 'UTC' }),
  );
  return format.format(Date.UTC(2024, 0, day));
}

/** The size of a file: « 4,2 Mo » or "4.2 MB". */
export function fileSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unit = units[power] ?? 'byte';
  const size = bytes / 1000 ** power;
  const maximumFractionDigits = power > 0 && size < 10 ? 1 : 0;
  const options: Intl.NumberFormatOptions = {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  };
  return once(`size ${unit} ${maximumFractionDigits}`, () => new Intl.NumberFormat(region(), options)).format(
    size,
  );
}

/** Date and time of a moment (milliseconds), in the zone given or the system's. */
export function dateTime(moment: number, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short', timeZone };
  return written(
    once(`long ${timeZone ?? ''}`, () => new Intl.DateTimeFormat(region(), options)),
    moment,
  );
}

/** The day of a moment with its weekday: « samedi 2 mai 2026 ». */
export function longDay(moment: number, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeZone };
  return written(
    once(`full ${timeZone}`, () => new Intl.DateTimeFormat(region(), options)),
    moment,
  );
}

/** Day and hour, short, by a clock of 24 hours: « 29 avr., 02:49 »; with the year where it is not the one of `now`. */
export function shortDateTime(moment: number, now: number, timeZone?: string): string {
  const zone = timeZone ?? '';
  const years = once(`year ${zone}`, () => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }));
  const sameYear = years.format(moment) === years.format(now);
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  };
  if (!sameYear) options.year = 'numeric';
  return written(
    once(`short ${sameYear} ${zone}`, () => new Intl.DateTimeFormat(region(), options)),
    moment,
  );
}

/** The hour alone. */
export function time(moment: number): string {
  return once('time', () => new Intl.DateTimeFormat(region(), { timeStyle: 'short' })).format(moment);
}

/** The day of a moment: « 29 avril », with the year where it is not the one of `now`. */
export function day(moment: number, now: number): string {
  const sameYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = sameYear
    ? { day: 'numeric', month: 'long' }
    : { day: 'numeric', month: 'long', year: 'numeric' };
  return written(
    once(`day ${sameYear}`, () => new Intl.DateTimeFormat(region(), options)),
    moment,
  );
}

/** A day as a heading: « Aujourd’hui », « Hier », « Samedi 2 mai », with the year where it is another. */
export function dayTitle(moment: number, now: number): string {
  const days = midnightsBetween(moment, now);
  if (days === 0) return t('history-today');
  if (days === 1) return t('history-yesterday');
  const year = new Date(moment).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year };
  const title = once(`title ${year}`, () => new Intl.DateTimeFormat(region(), options)).format(moment);
  return title.charAt(0).toLocaleUpperCase(locale()) + title.slice(1);
}

function midnightsBetween(moment: number, now: number): number {
  const start = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((start(now) - start(moment)) / DAY);
}

/** How long ago, as a person says it: « à l’instant », « il y a 2 min », « hier », « 24 avril ». */
export function ago(moment: number, now: number): string {
  const words = once('ago', () => new Intl.RelativeTimeFormat(region(), { numeric: 'auto', style: 'short' }));
  const elapsed = Math.max(0, now - moment);
  if (elapsed < MINUTE) return t('just-now');
  if (elapsed < HOUR) return words.format(-Math.floor(elapsed / MINUTE), 'minute');
  const days = midnightsBetween(moment, now);
  if (days === 0) return words.format(-Math.floor(elapsed / HOUR), 'hour');
  if (days < 7) return words.format(-days, 'day');
  return day(moment, now);
}

/** How long until, as a person says it: « dans 2 min ». A past moment is now. */
export function until(moment: number, now: number): string {
  const words = once('ago', () => new Intl.RelativeTimeFormat(region(), { numeric: 'auto', style: 'short' }));
  const left = Math.max(0, moment - now);
  if (left < MINUTE) return words.format(Math.ceil(left / 1000), 'second');
  if (left < HOUR) return words.format(Math.ceil(left / MINUTE), 'minute');
  if (left < DAY) return words.format(Math.ceil(left / HOUR), 'hour');
  return words.format(Math.ceil(left / DAY), 'day');
}

/** How far a zone's clocks are from universal time at a moment: « UTC+2 ». */
export function zoneOffset(moment: number, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone, timeZoneName: 'shortOffset' };
  const parts = once(`offset ${timeZone}`, () => new Intl.DateTimeFormat(region(), options)).formatToParts(
    moment,
  );
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}

/** Words one after another: « le titre et le texte ». */
export function list(words: readonly string[]): string {
  return once('list', () => new Intl.ListFormat(region(), { type: 'conjunction' })).format(words);
}

/** A language's name: « français », "French"; the tag itself where it has none. */
export function languageName(tag: string): string {
  try {
    return once('languages', () => new Intl.DisplayNames(locale(), { type: 'language' })).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Compares two words as the interface's language sorts them. */
export function compare(one: string, other: string): number {
  return once('compare', () => new Intl.Collator(locale(), { sensitivity: 'base', numeric: true })).compare(
    one,
    other,
  );
}
