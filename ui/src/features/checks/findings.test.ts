// What is asked before an article goes out: dates to come and pictures left behind, by name.

import { expect, it, vi } from 'vitest';
import type { Finding, PictureFlaw } from '../../core/contract';
import { LOCALES, setLocale } from '../../locales/index.svelte';
import { wordsOfFindings } from './findings';

const DECEMBER = Date.UTC(2026, 11, 22, 8);

it('asks about a date to come and names every picture that is not sent', () => {
  const found = wordsOfFindings([
    { finding: 'dateToCome', at: DECEMBER, timeZone: 'Europe/Paris' },
    { finding: 'pictureNotSent', address: 'port.jpg', linked: false },
    { finding: 'pictureNotSent', address: 'http://a.b/c.png', linked: true },
  ]);
  expect(found.ask).toMatch(/2026/);
  expect(found.ask).toContain('port.jpg');
  expect(found.ask).toContain('http://a.b/c.png');
  expect(found.tell).toBeNull();
});

it('tells of pictures that become links without asking', () => {
  const found = wordsOfFindings([{ finding: 'pictureNotSent', address: 'http://a.b/c.png', linked: true }]);
  expect([found.ask, found.tell?.includes('http://a.b/c.png')]).toEqual([null, true]);
});

it('asks about code that is dropped, with its lines, and about what the site does not show', () => {
  const { ask } = wordsOfFindings([
    { finding: 'codeNotPublished', line: 3, element: 'iframe' },
    { finding: 'codeNotPublished', line: 12, element: 'script' },
    { finding: 'partsUnseen', parts: ['credit'] },
  ]);
  expect(ask).toMatch(/iframe.*3.*script.*12/);
  expect(ask).toMatch(/crédit|credit/);
});

it('says nothing where nothing was found', () => {
  expect(wordsOfFindings([])).toEqual({ ask: null, tell: null, unsaid: false, pictures: [] });
});

it('advises to say what changed, and asks nothing for it', () => {
  expect(wordsOfFindings([{ finding: 'changedUnsaid' }])).toEqual({
    ask: null,
    tell: null,
    unsaid: true,
    pictures: [],
  });
});

const flaw = (address: string, flaw: PictureFlaw, lead = false): Finding => ({
  finding: 'picture',
  address,
  lead,
  flaw,
});

it('says once what several pictures lack, and which they are', () => {
  setLocale('fr');
  const { ask, pictures } = wordsOfFindings([
    flaw('/media/l.jpg', { is: 'noAlt' }, true),
    flaw('/media/a.jpg', { is: 'noAlt' }),
    flaw('/media/a.jpg', { is: 'noCredit' }),
    flaw('/media/a.jpg', { is: 'tooSmall', width: 300, wanted: 720 }),
    flaw('/media/l.jpg', { is: 'tooSmall', width: 800, wanted: 1200 }, true),
  ]);
  expect(ask).toBeNull();
  expect(pictures.map(({ words }) => words)).toEqual([
    '2 images ne sont pas décrites à ceux qui ne les voient pas.',
    'Une image n’a pas de crédit.',
    '2 images sont trop petites pour leur place.',
  ]);
  expect(pictures[0]?.pictures).toEqual([
    { address: '/media/l.jpg', lead: true },
    { address: '/media/a.jpg', lead: false },
  ]);
});

it('has words in both languages for every flaw of a picture', () => {
  const flaws: PictureFlaw[] = [
    { is: 'noAlt' },
    { is: 'noCredit' },
    { is: 'tooSmall', width: 300, wanted: 720 },
    { is: 'blurred' },
    { is: 'creditedElse', here: 'Ada', there: 'Zoé', draft: 'Le pont' },
    { is: 'creditedElse', here: 'Ada', there: 'Zoé', draft: null },
    { is: 'notDeveloped', failure: 'picture_broken' },
  ];
  const missing = vi.spyOn(console, 'error').mockReturnValue(undefined);
  for (const locale of LOCALES) {
    setLocale(locale);
    const one = wordsOfFindings(flaws.map((one) => flaw('/media/a.jpg', one))).pictures;
    const two = wordsOfFindings(
      flaws.flatMap((one) => [flaw('/media/a.jpg', one), flaw('/media/b.jpg', one)]),
    ).pictures;
    expect(one).toHaveLength(flaws.length);
    expect(two.every(({ pictures }) => pictures.length === 2)).toBe(true);
    const said = one.map(({ words }) => words).join(' ');
    for (const word of ['300', '720', 'Ada', 'Zoé', 'Le pont', 'picture_broken'])
      expect(said).toContain(word);
  }
  expect(missing).not.toHaveBeenCalled();
  setLocale('fr');
});
