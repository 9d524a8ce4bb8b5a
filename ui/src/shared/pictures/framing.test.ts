// A framing is written and read as the core does it: the same table, the same properties.

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AS_IT_IS, cropOf, fragmentOf, framingOf, sizeOf, WHOLE, type Framing } from './framing';

const CORE = readFileSync(
  join(import.meta.dirname, '../../../../src-tauri/crates/domain/src/framing.rs'),
  'utf8',
);

/** The odd fragments that the core's own test goes through. */
const ODD = [...(/for odd in \[([^\]]*)\]/.exec(CORE)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(
  ([, odd = '']) => odd,
);

const side = fc.integer({ min: 0, max: WHOLE });
const framings: fc.Arbitrary<Framing> = fc.record({
  turn: fc.constantFrom(0, 90, 180, 270),
  crop: fc.tuple(side, side, side, side).map((parts) => cropOf(...parts)),
  focus: fc.option(fc.record({ x: side, y: side })),
});

describe('a framing', () => {
  it.each<[string, Framing]>([
    ['', AS_IT_IS],
    ['turn=90', { ...AS_IT_IS, turn: 90 }],
    [
      'turn=90&xywh=percent:12.5,0,75.05,100&focus=percent:50,33.33',
      {
        turn: 90,
        crop: { x: 1_250, y: 0, width: 7_505, height: 10_000 },
        focus: { x: 5_000, y: 3_333 },
      },
    ],
  ])('is what « %s » tells', (fragment, framing) => {
    expect(CORE).toContain(`"${fragment}"`);
    expect(framingOf(fragment)).toEqual(framing);
    expect(fragmentOf(framing)).toBe(fragment);
  });

  it('is none where the core reads none', () => {
    expect(ODD.length).toBeGreaterThan(8);
    for (const odd of ODD) expect(framingOf(odd), odd).toEqual(AS_IT_IS);
  });

  it('leaves sides as the core counts them', () => {
    const framed = framingOf('turn=90&xywh=percent:0,0,50,100');
    expect(sizeOf(framed, { width: 4_000, height: 3_000 })).toEqual({ width: 1_500, height: 4_000 });
    expect(sizeOf(framed, { width: 1, height: 1 })).toEqual({ width: 1, height: 1 });
  });

  it('is read back', () => {
    fc.assert(
      fc.property(framings, (framing) => {
        expect(framingOf(fragmentOf(framing))).toEqual(framing);
      }),
    );
  });

  it('survives any fragment', () => {
    const part = fc
      .tuple(
        fc.constantFrom('turn', 'xywh', 'focus', 'x'),
        fc.constantFrom('', 'percent:'),
        fc.stringMatching(/^[0-9.,&]{0,30}$/),
      )
      .map(([name, unit, value]) => `${name}=${unit}${value}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), part), (fragment) => {
        const read = framingOf(fragment);
        expect(framingOf(fragmentOf(read))).toEqual(read);
      }),
    );
  });
});
