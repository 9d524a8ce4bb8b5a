// What a draft must have become for a failure to be mended.

import { expect, it } from 'vitest';
import type { FailureCode } from '../core/contract';
import { mended, type DraftFacts } from './faults';

const THEN: DraftFacts = {
  headline: '',
  slug: 'un-port',
  words: 0,
  characters: 10,
  picture: '/media/a.jpg',
  fields: '{}',
  binned: false,
  embargo: null,
  held: false,
};

it.each([
  ['headline_missing', { headline: ' ' }, { headline: 'Un port' }],
  ['text_missing', { characters: 11 }, { words: 1 }],
  ['slug_taken', { headline: 'Un port' }, { slug: 'autre-port' }],
  ['article_too_large', { characters: 11 }, { characters: 9 }],
  ['article_too_large', {}, { picture: null }],
  ['picture_too_large', { words: 3 }, { picture: '/media/b.jpg' }],
  ['site_finds_fault', { words: 3 }, { fields: '{"section":"tech"}' }],
] satisfies [FailureCode, Partial<DraftFacts>, Partial<DraftFacts>][])('%s', (code, not, yes) => {
  const failure = { code, message: '' };
  expect(mended(failure, THEN, { ...THEN, ...not })).toBe(false);
  expect(mended(failure, THEN, { ...THEN, ...yes })).toBe(true);
});

it('holds a headline to the limit that was named', () => {
  const failure = { code: 'headline_too_long' as const, message: '', limit: 3 };
  expect(mended(failure, THEN, { ...THEN, headline: 'abcd' })).toBe(false);
  expect(mended(failure, THEN, { ...THEN, headline: 'abc' })).toBe(true);
});

it('leaves to the site what the site has to mend', () => {
  const failure = { code: 'site_forbids' as const, message: '' };
  expect(mended(failure, THEN, { ...THEN, headline: 'x', slug: 'y', fields: 'z' })).toBe(false);
});
