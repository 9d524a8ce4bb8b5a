// Wall times there and back, through the hours that spring skips and autumn repeats.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf, momentsOf, wallTimeOf, zones } from './zone';

it('reads the wall in a zone', () => {
  const moment = Date.UTC(2026, 3, 29, 0, 49);
  expect(wallTimeOf(moment, 'Europe/Paris')).toEqual({ date: '2026-04-29', time: '02:49' });
  expect(wallTimeOf(moment, 'America/Montreal')).toEqual({ date: '2026-04-28', time: '20:49' });
});

it('comes back to the wall it started from', () => {
  const minutes = fc.integer({ min: Date.UTC(1975, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
  const somewhere = fc.constantFrom(
    'Europe/Paris',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'UTC',
  );
  fc.assert(
    fc.property(minutes, somewhere, (minute, zone) => {
      const wall = wallTimeOf(minute * 60_000, zone);
      const moment = momentOf(wall, zone);
      expect(moment).not.toBeNull();
      expect(wallTimeOf(moment ?? 0, zone)).toEqual(wall);
    }),
  );
});

describe('hours that are not simple', () => {
  it('gives the hour after one that spring skips', () => {
    const moment = momentOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Paris');
    expect(wallTimeOf(moment ?? 0, 'Europe/Paris')).toEqual({ date: '2026-03-29', time: '03:30' });
  });

  it('gives the first of an hour that autumn repeats', () => {
    expect(momentOf({ date: '2026-10-25', time: '02:30' }, 'Europe/Paris')).toBe(
      Date.UTC(2026, 9, 25, 0, 30),
    );
  });

  it('knows how often the wall shows an hour', () => {
    const often = (date: string) => momentsOf({ date, time: '02:30' }, 'Europe/Paris');
    expect(often('2026-03-29')).toEqual([]);
    expect(often('2026-10-25')).toEqual([Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]);
    expect(often('2026-04-29')).toEqual([Date.UTC(2026, 3, 29, 0, 30)]);
  });

  it.each([
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-04-29', '25:00'],
    ['29/04/2026', '10:00'],
    ['', ''],
  ])('has no moment for %s %s', (date, time) => {
    expect(momentOf({ date, time }, 'Europe/Paris')).toBeNull();
  });
});

it('offers the given zones first, once', () => {
  const offered = zones(['Europe/Paris', 'Asia/Tokyo']);
  expect(offered.slice(0, 2)).toEqual(['Europe/Paris', 'Asia/Tokyo']);
  expect(new Set(offered).size).toBe(offered.length);
});
