// Which addresses are kept pictures, and which of them the window loads.
import { expect, test } from 'vitest';
import { addressOf, inWindow, keptAt } from './kept';

const SOURCE = `/media/${'0a'.repeat(32)}.jpg`;

test('only a kept picture is one', () => {
  const framing = 'xywh=percent:0,0,50,100';
  expect(keptAt(`${SOURCE}#${framing}`)).toEqual({ source: SOURCE, framing });
  for (const odd of [`https://x.example${SOURCE}`, `/${SOURCE}`, SOURCE.toUpperCase(), `${SOURCE}?x`])
    expect(keptAt(odd), odd).toBeNull();
  expect(addressOf({ source: SOURCE, framing: '' })).toBe(SOURCE);
  expect(addressOf({ source: SOURCE, framing })).toBe(`${SOURCE}#${framing}`);
});

test('the window shows kept files from its own scheme and nothing else', () => {
  expect(inWindow('/media/a.jpg')).toBe('marbre-page://localhost/media/a.jpg');
  expect(inWindow('https://elsewhere.example/a.jpg')).toBeNull();
  expect(inWindow('//elsewhere.example/media/a.jpg')).toBeNull();
});
