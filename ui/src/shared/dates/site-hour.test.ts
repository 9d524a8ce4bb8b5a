// The hour of a site: told by its own clock, and whose clock it is only where that says something.
import { beforeEach, expect, it } from 'vitest';
import { setLocale } from '../../locales/index.svelte';
import { siteDate, siteHour } from './site-hour';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const MOMENT = Date.UTC(2026, 3, 29, 0, 49);
const FAR = HERE === 'America/New_York' ? 'Asia/Tokyo' : 'America/New_York';
const CITY = FAR === 'Asia/Tokyo' ? '29 apr., 09:49 (Tokyo)' : '28 Apr, 20:49 (New York)';

beforeEach(() => setLocale('en'));

it('names no clock that shows what this one shows', () => {
  expect(siteHour(MOMENT, MOMENT, HERE)).toBe(siteHour(MOMENT, MOMENT, undefined));
  expect(siteHour(MOMENT, MOMENT, HERE)).not.toContain('(');
});

it('says whose clock shows another hour', () => {
  expect(siteHour(MOMENT, MOMENT, FAR)).toBe(CITY);
  setLocale('fr');
  expect(siteDate(MOMENT, 'Asia/Kathmandu')).toContain('à 06:34 (Kathmandu)');
});

it('tells a zone without a city by its distance', () => {
  expect(siteHour(MOMENT, MOMENT, 'Etc/GMT-11')).toBe('29 Apr, 11:49 (UTC+11)');
});
