// A draft on its sites: what is known of each, and that their sum calls nothing published that is not.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DispatchState, DispatchView, PublicationView, SiteView } from '../../core/contract';
import { actionEverywhere, mainPublication, placesOf, stateOf, summaryOfPlaces, type Place } from './places';

const siteOf = (id: string) => ({ id, name: id }) as SiteView;
const SITES = [siteOf('a'), siteOf('b'), siteOf('c')];
const goesTo = (site: string) => ({ site, headline: null, standfirst: null, slug: null });
const there = (site: string, more: Partial<PublicationView> = {}) =>
  ({
    site,
    live: true,
    behind: false,
    verified: true,
    drifted: false,
    withdrawn: false,
    goesLive: null,
    ...more,
  }) as PublicationView;
const promised = (site: string, state: DispatchState) =>
  ({ site, state, operation: 'publish' }) as DispatchView;

function placeOf(publication: PublicationView | null, dispatch: DispatchView | null): Place {
  return { site: siteOf('a'), chosen: true, destination: goesTo('a'), publication, dispatch };
}

it('names where a draft goes, else the usual site, and where it is besides', () => {
  const ids = (places: Place[]) => places.map(({ site, chosen }) => [site.id, chosen]);
  expect(ids(placesOf(SITES, [], [], [], 'b'))).toEqual([['b', true]]);
  expect(ids(placesOf(SITES, [goesTo('c'), goesTo('a')], [], [], 'b'))).toEqual([
    ['a', true],
    ['c', true],
  ]);
  expect(ids(placesOf(SITES, [goesTo('c')], [there('a')], [], 'a'))).toEqual([
    ['a', false],
    ['c', true],
  ]);
  const [place] = placesOf(
    SITES,
    [goesTo('a')],
    [],
    [promised('b', 'waiting'), promised('a', 'failed')],
    null,
  );
  expect(place?.dispatch?.state).toBe('failed');
});

it.each([
  [null, null, 'none'],
  [null, 'waiting', 'waiting'],
  [there('a'), 'failed', 'failed'],
  [there('a'), 'done', 'live'],
  [there('a', { behind: true }), 'cancelled', 'behind'],
  [there('a', { behind: true, drifted: true }), null, 'drifted'],
  [there('a', { verified: false }), 'done', 'differs'],
  [there('a', { live: false }), 'done', 'withdrawn'],
  [there('a', { live: false, goesLive: 5 }), 'done', 'scheduled'],
] as const)('of %j and %j tells first that it is %s', (publication, dispatch, state) => {
  expect(stateOf(placeOf(publication, dispatch && promised('a', dispatch)))).toBe(state);
});

it('is known by a live article where it has one', () => {
  expect(mainPublication([there('a'), there('b', { live: false })])?.site).toBe('a');
  expect(mainPublication([there('a', { live: false }), there('b', { live: false })])?.site).toBe('b');
  expect(mainPublication([])).toBeNull();
});

it('does with all sites what one of them needs', () => {
  const live = placeOf(there('a'), null);
  const old = placeOf(there('b', { behind: true }), null);
  const none = placeOf(null, null);
  const sending = placeOf(null, promised('c', 'sending'));
  expect(actionEverywhere('published', [live, live], false)).toBe('upToDate');
  expect(actionEverywhere('changed', [live, old], false)).toBe('update');
  expect(actionEverywhere('changed', [live, none], false)).toBe('publish');
  expect(actionEverywhere('onTheStone', [live, sending], false)).toBe('underWay');
  expect(actionEverywhere('binned', [live, old], false)).toBe('restore');
});

const publications = fc.option(
  fc.record({
    live: fc.boolean(),
    behind: fc.boolean(),
    drifted: fc.boolean(),
    withdrawn: fc.constant(false),
    verified: fc.option(fc.boolean()),
    goesLive: fc.option(fc.constant(5)),
  }),
);
const states = fc.option(
  fc.constantFrom<DispatchState>(
    'waiting',
    'sending',
    'unknown',
    'done',
    'failed',
    'cancelled',
    'superseded',
  ),
);
const places = fc.array(
  fc
    .tuple(publications, states)
    .map(([publication, state]) =>
      placeOf(publication && there('a', publication), state && promised('a', state)),
    ),
  { minLength: 1, maxLength: 5 },
);

it('never calls published, and never shows as good, what one site has not', () => {
  fc.assert(
    fc.property(places, (chosen) => {
      const { words, tone, out, total } = summaryOfPlaces(chosen);
      const isThere = ({ publication, dispatch }: Place) =>
        publication?.live === true &&
        !publication.behind &&
        !['waiting', 'sending', 'unknown', 'failed'].includes(dispatch?.state ?? 'done');
      if (words === 'chip-everywhere') expect(chosen.every(isThere)).toBe(true);
      if (tone === 'ok') expect(chosen.every(({ publication }) => publication?.verified === true)).toBe(true);
      if (chosen.some(({ dispatch }) => dispatch?.state === 'failed')) expect(tone).toBe('warn');
      expect(out).toBeLessThanOrEqual(total);
    }),
  );
});
