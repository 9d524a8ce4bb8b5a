// Cutting keeps what it promises: within the picture, in its shape, on what it shows.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AS_IT_IS,
  cropOf,
  framingOf,
  SHORTEST,
  sizeOf,
  turnedSize,
  WHOLE,
  type Crop,
  type Framing,
  type Size,
} from '../../shared/pictures/framing';
import {
  ALL,
  cropOfPart,
  cutFor,
  moved,
  ratioOf,
  shaped,
  shapeOf,
  SHAPES,
  sized,
  turned,
  widthByHeight,
  type Handle,
  type Part,
} from './cut';

const LYING: Size = { width: 6_000, height: 4_000 };
const HANDLES: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

const sides = fc.record({
  width: fc.integer({ min: 600, max: 12_000 }),
  height: fc.integer({ min: 600, max: 12_000 }),
});
const parts = fc.integer({ min: 0, max: WHOLE });
const crops = fc
  .tuple(parts, parts, parts, parts)
  .map((four) => cropOf(...four))
  .filter((crop): crop is Crop => crop !== null);
const framings: fc.Arbitrary<Framing> = fc.record({
  turn: fc.constantFrom(0, 90, 180, 270),
  crop: fc.option(crops),
  focus: fc.option(fc.record({ x: parts, y: parts })),
});
const steps = fc.integer({ min: -15_000, max: 15_000 });
const shapes = fc.constantFrom(...SHAPES);

function expectWithin({ x, y, width, height }: Part): void {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(WHOLE);
}

/** How far a crop's sides may be from their ratio: what a part, rounded, is in pixels. */
function expectRatio(crop: Part, ratio: number, { width, height }: Size): void {
  const [wide, high] = [(crop.width * width) / WHOLE, (crop.height * height) / WHOLE];
  const rounding = width / WHOLE + (ratio * height) / WHOLE;
  expect(Math.abs(wide - high * ratio)).toBeLessThanOrEqual(rounding);
}

describe('a shape', () => {
  it('is as large as the picture lets it be, around what was cut', () => {
    expect(shaped(AS_IT_IS, '1:1', false, LYING).crop).toEqual(cropOf(1_667, 0, 6_667, WHOLE));
    const left = { ...AS_IT_IS, crop: cropOf(0, 0, 3_000, 3_000) };
    expect(shaped(left, '1:1', false, LYING).crop).toEqual(cropOf(0, 0, 6_667, WHOLE));
    expect(shaped({ ...AS_IT_IS, focus: { x: WHOLE, y: 0 } }, '1:1', false, LYING).crop?.x).toBe(3_333);
  });

  it('that the picture has cuts nothing off', () => {
    expect(shaped(AS_IT_IS, '3:2', false, LYING).crop).toBeNull();
    expect(shaped({ ...AS_IT_IS, turn: 90 }, '3:2', true, LYING).crop).toBeNull();
  });

  it('keeps its ratio in pixels of the turned picture, and stays within it', () => {
    fc.assert(
      fc.property(framings, shapes, fc.boolean(), sides, (framing, shape, upright, size) => {
        const { crop, focus } = shaped(framing, shape, upright, size);
        const part = crop ?? ALL;
        expectWithin(part);
        const ratio = ratioOf(shape, upright);
        if (ratio !== null) expectRatio(part, ratio, turnedSize(framing.turn, size));
        if (focus) expect(part.x <= focus.x && focus.x <= part.x + part.width).toBe(true);
      }),
    );
  });

  it('is known again', () => {
    for (const shape of ['16:9', '4:3', '1:1'] as const)
      expect(shapeOf(shaped(AS_IT_IS, shape, false, LYING), LYING)).toEqual({ shape, upright: false });
    expect(shapeOf(shaped(AS_IT_IS, '16:9', true, LYING), LYING)).toEqual({ shape: '16:9', upright: true });
    expect(shapeOf(AS_IT_IS, LYING).shape).toBe('whole');
  });
});

describe('a crop', () => {
  it('is moved up to the edges', () => {
    fc.assert(
      fc.property(crops, steps, steps, (crop, x, y) => {
        const { width, height, ...at } = moved(crop, x, y);
        expectWithin({ width, height, ...at });
        expect([width, height]).toEqual([crop.width, crop.height]);
      }),
    );
  });

  it('is sized by any handle, the opposite side in its place', () => {
    fc.assert(
      fc.property(crops, fc.constantFrom(...HANDLES), steps, steps, (crop, handle, x, y) => {
        const after = sized(crop, handle, x, y, null);
        expectWithin(after);
        expect(Math.min(after.width, after.height)).toBeGreaterThanOrEqual(SHORTEST);
        if (!handle.includes('w')) expect(after.x).toBe(crop.x);
        else expect(after.x + after.width).toBe(crop.x + crop.width);
        if (!handle.includes('n')) expect(after.y).toBe(crop.y);
        else expect(after.y + after.height).toBe(crop.y + crop.height);
      }),
    );
  });

  it('keeps its shape while it is sized', () => {
    const given = fc.tuple(framings, shapes, fc.boolean(), sides, fc.constantFrom(...HANDLES), steps, steps);
    fc.assert(
      fc.property(given, ([framing, shape, upright, size, handle, x, y]) => {
        const ratio = ratioOf(shape, upright);
        const { crop } = shaped(framing, shape, upright, size);
        if (ratio === null || !crop) return;
        const seen = turnedSize(framing.turn, size);
        const after = sized(crop, handle, x, y, widthByHeight(ratio, seen));
        expectWithin(after);
        expectRatio(after, ratio, seen);
      }),
    );
  });

  it('follows the hand at a corner', () => {
    const crop = cropOf(0, 0, 5_000, 5_000)!;
    expect(sized(crop, 'se', 1_000, 0, null)).toEqual({ ...crop, width: 6_000 });
    expect(sized(crop, 'se', 1_000, 0, 1)).toEqual({ ...crop, width: 6_000, height: 6_000 });
    expect(sized(crop, 'se', 9_000, 0, 1)).toEqual(ALL);
    expect(sized(cropOf(2_000, 2_000, 4_000, 4_000)!, 'e', 2_000, 0, 1)).toEqual(
      cropOf(2_000, 1_000, 6_000, 6_000),
    );
  });
});

describe('turning', () => {
  it('four times is none, and to the left takes back the right', () => {
    fc.assert(
      fc.property(framings, (framing) => {
        const right = (one: Framing) => turned(one, true);
        expect(right(right(right(right(framing))))).toEqual(framing);
        expect(turned(right(framing), false)).toEqual(framing);
      }),
    );
  });

  it('keeps on what it shows', () => {
    const framed = framingOf('xywh=percent:0,0,25,50&focus=percent:10,20');
    const right = turned(framed, true);
    expect(right).toEqual(framingOf('turn=90&xywh=percent:50,0,50,25&focus=percent:80,10'));
    const [before, after] = [sizeOf(framed, LYING), sizeOf(right, LYING)];
    expect([after.width, after.height]).toEqual([before.height, before.width]);
  });
});

it('what is cut for another place lies within the crop, around what matters most', () => {
  fc.assert(
    fc.property(framings, sides, fc.constantFrom(16 / 9, 1, 1200 / 630), (framing, size, ratio) => {
      const cut = cutFor(ratio, framing, size);
      const part = framing.crop ?? ALL;
      const slack = 1e-6;
      expect(cut.x).toBeGreaterThanOrEqual(part.x - slack);
      expect(cut.y + cut.height).toBeLessThanOrEqual(part.y + part.height + slack);
      expect(cut.width).toBeCloseTo(cut.height * widthByHeight(ratio, turnedSize(framing.turn, size)), 4);
    }),
  );
  expect(cropOfPart(cutFor(1, { ...AS_IT_IS, focus: { x: 0, y: 0 } }, LYING))).toEqual(
    cropOf(0, 0, 6_667, WHOLE),
  );
});
