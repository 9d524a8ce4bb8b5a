// Days and hours as they are written and as people type them, in both languages.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, hourOf, writtenDay } from './written';

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
    expect(dayOf(typed, 'fr')).toBe(day);
  });

  it.each([
    ['2026-05-02', '2026-05-02'],
    ['2026/5/2', '2026-05-02'],
    ['29/4/2026', '2026-04-29'],
    ['4/29/2026', '2026-04-29'],
    ['5/5/2026', '2026-05-05'],
    ['2/5/2026', null],
  ])('is never guessed in English: %s', (typed, day) => {
    expect(dayOf(typed, 'en')).toBe(day);
  });

  it.each([
    '',
    '29',
    '29/04',
    '4/29/2026',
    '30/02/2026',
    '29/02/2026',
    '2026-13-01',
    '0/5/2026',
    '29/04/202',
    'mardi',
  ])('is none: %s', (typed) => {
    expect(dayOf(typed, 'fr')).toBeNull();
  });

  it('is read as it was written, in both languages', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('fr' as const, 'en' as const), (date, language) => {
        const day = date.toISOString().slice(0, 10);
        expect(dayOf(writtenDay(day, language), language)).toBe(day);
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
    ['9', '09:00'],
    ['0:00', '00:00'],
    ['2:30 pm', '14:30'],
    ['2 p.m.', '14:00'],
    ['12am', '00:00'],
    ['12:15 PM', '12:15'],
  ])('is understood: %s', (typed, hour) => {
    expect(hourOf(typed)).toBe(hour);
  });

  it.each(['', '24:00', '14:60', '14:3', '14h3', '13 pm', '0 am', '14:30:00', 'midi'])(
    'is none: %s',
    (typed) => {
      expect(hourOf(typed)).toBeNull();
    },
  );
});
