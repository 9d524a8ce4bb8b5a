// Where the open draft stands between two answers of the core: what she typed is not what readers have.

import { expect, it } from 'vitest';
import type { PublicationView, Standing } from '../../core/contract';
import { OpenStanding } from './standing.svelte';

const there = (site: string, live: boolean) => ({ site, live, behind: false }) as PublicationView;
const standing = (status: Standing['status']): Standing => ({
  status,
  slug: 'pont',
  slugFrozen: true,
  waitsOutdated: false,
  publications: [there('a', true), there('b', true), there('c', false)],
});
const behind = ({ publications }: OpenStanding) => publications.map((of) => of.behind);

it('has every site where it is live behind it as soon as its text changes', () => {
  const open = new OpenStanding();
  open.is(standing('published'));
  open.changed();
  expect([open.status, ...behind(open)]).toEqual(['changed', true, true, false]);
  const kept = open.publications;
  open.changed();
  expect(open.publications).toBe(kept);
});

it('calls what waits to be sent outdated, and is what the core says next', () => {
  const open = new OpenStanding();
  open.is(standing('onTheStone'));
  open.changed();
  expect([open.status, open.waitsOutdated]).toEqual(['onTheStone', true]);
  open.is(standing('published'));
  expect([open.waitsOutdated, ...behind(open)]).toEqual([false, false, false, false]);
});
