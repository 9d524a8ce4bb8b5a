// A figure is read back as it was written, whatever its words are; nothing else is taken for one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf, lineOf } from './figure';
import { addressOf, inWindow, keptAt } from './kept';

const SOURCE = `/media/${'0a'.repeat(32)}.jpg`;

test('a line says the picture, its framing and its words', () => {
  const line = `![Une grue](${SOURCE}#turn=90&focus=percent:50,33.33 "Le Havre, lundi © C. Auvray / AFP")`;
  const figure = {
    source: SOURCE,
    framing: 'turn=90&focus=percent:50,33.33',
    alt: 'Une grue',
    caption: 'Le Havre, lundi',
    credit: 'C. Auvray / AFP',
  };
  expect(figureOf(line)).toEqual(figure);
  expect(lineOf(figure)).toBe(line);
});

test.each([
  [{ alt: '', caption: '', credit: '' }, `![](${SOURCE})`],
  [{ alt: 'a', caption: '', credit: '© AFP' }, `![a](${SOURCE} "© AFP")`],
  [{ alt: 'a [b]', caption: 'Un "mot"', credit: '' }, `![a \\[b\\]](${SOURCE} "Un \\"mot\\"")`],
])('%j', (words, line) => {
  expect(lineOf({ source: SOURCE, framing: '', ...words })).toBe(line);
});

test('words come back, on one line', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '"', '\\', '[', ']', '*', '&', 'é', '(', ')', '<'),
  });
  const tidy = (said: string) => said.replace(/\s*\n\s*/g, ' ').trim();
  fc.assert(
    fc.property(words, words, words, (alt, caption, credit) => {
      const line = lineOf({ source: SOURCE, framing: '', alt, caption, credit });
      expect(line).not.toContain('\n');
      expect(figureOf(line)).toEqual({
        source: SOURCE,
        framing: '',
        alt: tidy(alt),
        caption: tidy(caption),
        credit: tidy(credit),
      });
    }),
  );
});

test.each([
  `Voici ![a](${SOURCE})`,
  `![a](${SOURCE}) et la suite`,
  '![a](https://a.example/b.jpg)',
  '![a](/media/short.jpg)',
  `    ![a](${SOURCE})`,
  `- ![a](${SOURCE})`,
  '',
])('%j is no figure', (line) => {
  expect(figureOf(line)).toBeNull();
});

test('only a kept picture is one', () => {
  expect(keptAt(`${SOURCE}#xywh=percent:0,0,50,100`)).toEqual({
    source: SOURCE,
    framing: 'xywh=percent:0,0,50,100',
  });
  for (const odd of [`https://x.example${SOURCE}`, `/${SOURCE}`, SOURCE.toUpperCase(), `${SOURCE}?x`])
    expect(keptAt(odd), odd).toBeNull();
  expect(addressOf({ source: SOURCE, framing: '' })).toBe(SOURCE);
});

test('the window shows kept files from its own scheme and nothing else', () => {
  expect(inWindow('/media/a.jpg')).toBe('marbre-page://localhost/media/a.jpg');
  expect(inWindow('https://elsewhere.example/a.jpg')).toBeNull();
  expect(inWindow('//elsewhere.example/media/a.jpg')).toBeNull();
});
