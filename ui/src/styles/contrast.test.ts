// The colours can be read: WCAG AA for every ink on every ground it stands on, light and dark.

/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// Tests get an empty text for an imported stylesheet, so the file itself is read.
const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

type Colours = Record<string, string>;

function coloursOf(selector: RegExp): Colours {
  const block = selector.exec(tokens)?.[1] ?? '';
  const colours: Colours = {};
  for (const [, name = '', colour = ''] of block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g))
    colours[name] = colour;
  return colours;
}

const light = coloursOf(/\[data-appearance='light'\] \{([^}]*)\}/);
const dark = coloursOf(/:root\[data-appearance='dark'\] \{([^}]*)\}/);
const darkBySystem = coloursOf(/:root:not\(\[data-appearance='light'\]\) \{([^}]*)\}/);

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

/** Text, the grounds it stands on, and the contrast it needs. */
const PAIRS: [string, string[], number][] = [
  ['ink', ['paper', 'panel', 'page', 'sel', 'hover', 'accent-wash', 'mark'], 7],
  ['soft', ['paper', 'panel', 'page', 'sel', 'hover', 'accent-wash'], 4.5],
  ['faint', ['paper', 'panel', 'page'], 4.5],
  ['accent', ['paper', 'panel', 'page', 'sel', 'hover'], 4.5],
  ['accent-ink', ['accent', 'accent-deep'], 4.5],
  ['ok', ['paper', 'panel'], 4.5],
  ['warn', ['paper', 'panel'], 4.5],
  ['ok-mark', ['panel', 'sel', 'hover'], 3],
  ['warn-mark', ['panel'], 3],
  ['came', ['paper', 'panel', 'came-wash'], 4.5],
  ['went', ['paper', 'panel', 'went-wash'], 4.5],
  ['moved', ['paper', 'panel', 'moved-wash'], 4.5],
  ['ink', ['came-wash', 'went-wash', 'moved-wash'], 7],
  ['soft', ['came-wash', 'went-wash', 'moved-wash'], 4.5],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, colours) => {
  it.each(PAIRS)('%s can be read on %j', (ink, grounds, least) => {
    for (const ground of grounds) {
      const reached = contrast(colours[ink] ?? '', colours[ground] ?? '');
      expect(reached, `${ink} on ${ground}: ${reached.toFixed(2)}`).toBeGreaterThanOrEqual(least);
    }
  });
});

it('gives the same dark colours to who chose them and to whose system did', () => {
  expect(darkBySystem).toEqual(dark);
  expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
});
