// Days and hours as they are written and as people type them, in both languages.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../locales/index.svelte';
import { dayOf, hourOf, writtenDay } from './written';

/** The day alone, or why there is none. */
function read(typed: string, language: Locale): string {
  const found = dayOf(typed, language);
  return typeof found === 'string' ? found : found.day;
}

describe('a day', () => {
  it.each([
    ['29/04/2026', '2026-04-29'],
    ['2/5/2026', '2026-05-02'],
    ['02/05/26', '2026-05-02'],
    ['2.5.2026', '2026-05-02'],
    ['2-5-2026', '2026-05-02'],
    [' 2 5 2026 ', '2026-05-02'],
    ['2026-05-02', '2026-05-02'],
    ['2026/5/2', '2026-05-02'],
    ['29/02/2028', '2028-02-29'],
  ])('is understood in French: %s', (typed, day) => {
    expect(read(typed, 'fr')).toBe(day);
  });

  it.each([
    ['2026-05-02', '2026-05-02'],
    ['2026/5/2', '2026-05-02'],
    ['29/4/2026', '2026-04-29'],
    ['4/29/2026', '2026-04-29'],
    ['5/5/2026', '2026-05-05'],
    ['2.5.2026', '2026-05-02'],
    ['2/5/2026', 'eitherWay'],
  ])('is never guessed in English: %s', (typed, day) => {
    expect(read(typed, 'en')).toBe(day);
  });

  it.each([
    ['3 mai 2027', '2027-05-03'],
    ['1er août 2026', '2026-08-01'],
    ['1ER AOUT 2026', '2026-08-01'],
    ['vendredi 1er mai 2026', '2026-05-01'],
    ['le 14 févr. 2026', '2026-02-14'],
    ['29 avr 26', '2026-04-29'],
    ['3 sept. 2026', '2026-09-03'],
    ['2 May 2026', '2026-05-02'],
    ['May 2, 2026', '2026-05-02'],
    ['Sat, May 2nd 2026', '2026-05-02'],
    ['mardi 3 mars 2026', '2026-03-03'],
  ])('is understood in words, in both languages: %s', (typed, day) => {
    expect([read(typed, 'fr'), read(typed, 'en')]).toEqual([day, day]);
  });

  it.each([
    ['2/5/2026 14h30', '2026-05-02', '14:30'],
    ['3 mai 2027 à 9 h', '2027-05-03', '09:00'],
    ['2026-05-02T14:30', '2026-05-02', '14:30'],
    ['2026-05-02, 2 pm', '2026-05-02', '14:00'],
    ['May 2, 2026 at 2:30 pm', '2026-05-02', '14:30'],
  ])('is understood with the hour after it: %s', (typed, day, hour) => {
    expect(dayOf(typed, 'fr')).toEqual({ day, hour });
  });

  it.each([
    ['4/29/2026', 'impossible'],
    ['30/02/2026', 'impossible'],
    ['29/02/2026', 'impossible'],
    ['2026-13-01', 'impossible'],
    ['0/5/2026', 'impossible'],
    ['31 avril 2026', 'impossible'],
    ['2/5/2026 25h', 'impossible'],
    ['', 'unread'],
    ['29', 'unread'],
    ['29/04', 'unread'],
    ['29/04/202', 'unread'],
    ['mardi', 'unread'],
    ['3 mai', 'unread'],
    ['3 jui 2026', 'unread'],
    ['3 brumaire 2026', 'unread'],
    ['2/5/2026 midi', 'unread'],
  ])('is none, and why: %s', (typed, why) => {
    expect(read(typed, 'fr')).toBe(why);
  });

  it('is read as it was written, in both languages', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('fr' as const, 'en' as const), (date, language) => {
        const day = date.toISOString().slice(0, 10);
        expect(read(writtenDay(day, language), language)).toBe(day);
      }),
    );
  });
});

describe('an hour', () => {
  it.each([
    ['14:30', '14:30'],
    ['14h30', '14:30'],
    ['14 H 30', '14:30'],
    ['14\u202fh\u202f30', '14:30'],
    ['14.30', '14:30'],
    ['1430', '14:30'],
    ['930', '09:30'],
    ['9:05', '09:05'],
    ['14h', '14:00'],
    ['9 h 5', '09:05'],
    ['9', '09:00'],
    ['0:00', '00:00'],
    ['2:30 pm', '14:30'],
    ['2 p.m.', '14:00'],
    ['12am', '00:00'],
    ['12:15 PM', '12:15'],
  ])('is understood: %s', (typed, hour) => {
    expect(hourOf(typed)).toBe(hour);
  });

  it.each([
    ['24:00', 'impossible'],
    ['14:60', 'impossible'],
    ['13 pm', 'impossible'],
    ['0 am', 'impossible'],
    ['', 'unread'],
    ['14:3', 'unread'],
    ['14:30:00', 'unread'],
    ['midi', 'unread'],
  ])('is none, and why: %s', (typed, why) => {
    expect(hourOf(typed)).toBe(why);
  });
});
