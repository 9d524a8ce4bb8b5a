// What is asked before an article goes out: dates to come and pictures left behind, by name.

import { expect, it } from 'vitest';
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
  expect(wordsOfFindings([])).toEqual({ ask: null, tell: null, unsaid: false });
});

it('advises to say what changed, and asks nothing for it', () => {
  expect(wordsOfFindings([{ finding: 'changedUnsaid' }])).toEqual({ ask: null, tell: null, unsaid: true });
});
