// When a picture was taken, as its camera wrote it and as people do: a year, a month, a day, an hour; knows no zone.

import type { Locale } from '../../locales/index.svelte';
import { dayOf, isMisread, writtenDay, type Misread } from '../../shared/dates/written';

const CAMERA = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?)?)?)?$/;
const MONTH = /^(\d{1,2})\s*[-/.]\s*(\d{4})$/;

/** `2026-04-29T02:49:00` or a part of it from the left, as it is written: « 29/04/2026 02:49 ». */
export function writtenMoment(taken: string, language: Locale): string {
  const [, year, month, day, hour] = CAMERA.exec(taken) ?? [];
  if (year === undefined) return taken;
  if (month === undefined) return year;
  if (day === undefined) return language === 'fr' ? `${month}/${year}` : `${year}-${month}`;
  const date = writtenDay(`${year}-${month}-${day}`, language);
  return hour === undefined ? date : `${date} ${hour}`;
}

/** The moment that somebody means, as a camera writes it; or why it is none. Empty for nothing. */
export function momentTyped(typed: string, language: Locale): { taken: string } | Misread {
  const text = typed.trim();
  if (text === '' || isCameras(text)) return { taken: text };
  const [, month, year] = MONTH.exec(text) ?? [];
  if (month !== undefined && Number(month) >= 1 && Number(month) <= 12)
    return { taken: `${year}-${month.padStart(2, '0')}` };
  const read = dayOf(text, language);
  if (isMisread(read)) return read;
  return { taken: read.hour === null ? read.day : `${read.day}T${read.hour}:00` };
}

/** Whether a camera could have written it, on a day that there was. */
function isCameras(text: string): boolean {
  const [found, year, month = '01', day = '01'] = CAMERA.exec(text) ?? [];
  if (found === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
