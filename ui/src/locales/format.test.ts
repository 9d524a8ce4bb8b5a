// Times and names as both languages write them.

import { afterEach, describe, expect, it } from 'vitest';
import { ago, compare, dateTime, languageName, number, until } from './format';
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
  expect(until(NOON + 90_000, NOON)).toBe('in 2 min.');
  expect(until(NOON - 90_000, NOON)).toBe('now');
});

it('writes a date in the zone it is given', () => {
  setLocale('fr');
  const moment = Date.UTC(2026, 3, 29, 0, 49);
  expect(dateTime(moment, 'Europe/Paris')).toBe('29 avril 2026 à 02:49');
  expect(dateTime(moment, 'America/New_York')).toBe('28 avril 2026 à 20:49');
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
