// Times and names as both languages write them.

import { afterEach, describe, expect, it } from 'vitest';
import { ago, compare, dateTime, languageName, longDay, number, shortDateTime, until } from './format';
import { setLocale } from './index.svelte';

const NOON = new Date(2026, 3, 29, 12, 0, 0).getTime();
const MINUTE = 60_000;

afterEach(() => setLocale('fr'));

describe('how long ago', () => {
  it.each([
    [10_000, 'à l’instant'],
    [2 * MINUTE, 'il y a 2 min'],
    [3 * 60 * MINUTE, 'il y a 3 h'],
    [24 * 60 * MINUTE, 'hier'],
    [5 * 24 * 60 * MINUTE, 'il y a 5 j'],
    [20 * 24 * 60 * MINUTE, '9 avril'],
    [400 * 24 * 60 * MINUTE, '25 mars 2025'],
  ])('%d ms is %s', (elapsed, words) => {
    setLocale('fr');
    expect(ago(NOON - elapsed, NOON).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('never speaks of the future', () => {
    expect(ago(NOON + MINUTE, NOON)).toBe(ago(NOON, NOON));
  });
});

it('says how long until', () => {
  setLocale('en');
  expect(until(NOON + 90_000, NOON)).toBe('in 2 min');
  expect(until(NOON - 90_000, NOON)).toBe('now');
});

it('writes a date in the zone it is given', () => {
  setLocale('fr');
  const moment = Date.UTC(2026, 3, 29, 0, 49);
  expect(dateTime(moment, 'Europe/Paris')).toBe('29 avril 2026 à 02:49');
  expect(dateTime(moment, 'America/New_York')).toBe('28 avril 2026 à 20:49');
});

it('says the first of a month as French does', () => {
  setLocale('fr');
  const moment = Date.UTC(2026, 4, 1, 10);
  expect(longDay(moment, 'Europe/Paris')).toBe('vendredi 1er mai 2026');
  expect(longDay(moment + 10 * 86_400_000, 'Europe/Paris')).toBe('lundi 11 mai 2026');
  expect(dateTime(moment, 'Europe/Paris')).toBe('1er mai 2026 à 12:00');
  setLocale('en');
  expect(longDay(moment, 'Europe/Paris')).toBe('Friday, 1 May 2026');
});

it('writes a short date by a clock of 24 hours, with the year where it is another', () => {
  const moment = Date.UTC(2027, 3, 29, 13, 5);
  setLocale('fr');
  expect(shortDateTime(moment, moment, 'Europe/Paris')).toBe('29 avr., 15:05');
  expect(shortDateTime(moment, NOON, 'Europe/Paris')).toBe('29 avr. 2027, 15:05');
  setLocale('en');
  expect(shortDateTime(moment, moment, 'Europe/Paris')).toBe('29 Apr, 15:05');
  expect(shortDateTime(moment, NOON, 'Europe/Paris')).toBe('29 Apr 2027, 15:05');
});

it('names languages, and leaves a tag that is none', () => {
  setLocale('en');
  expect(languageName('fr')).toBe('French');
  expect(languageName('not a tag')).toBe('not a tag');
});

it('sorts and counts by the language', () => {
  expect(['zoo', 'Été', 'eau'].sort(compare)).toEqual(['eau', 'Été', 'zoo']);
  expect(number(1234567)).toBe('1\u202f234\u202f567');
});
