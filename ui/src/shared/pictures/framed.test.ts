// What is seen in the box is the framed part, whichever way the picture is turned.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laidOut } from './framed';
import { AS_IT_IS, cropOf, turnedSize, WHOLE, type Framing } from './framing';

test('a picture as it is fills its box', () => {
  expect(laidOut(AS_IT_IS, { width: 400, height: 300 })).toEqual({
    shape: 4 / 3,
    image: {
      left: '50%',
      top: '50%',
      width: '100%',
      height: '100%',
      transform: 'translate(-50%, -50%) rotate(0deg)',
    },
  });
});

test('the crop’s corners are the box’s', () => {
  const side = fc.integer({ min: 500, max: WHOLE });
  const framings = fc.record({
    turn: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
    crop: fc.tuple(side, side).map(([width, height]) => cropOf(WHOLE - width, 0, width, height)),
    focus: fc.constant(null),
  });
  fc.assert(
    fc.property(framings, (framing: Framing) => {
      const size = { width: 4_000, height: 3_000 };
      const { shape, image } = laidOut(framing, size);
      const box = { width: shape * 1_000, height: 1_000 };
      const [left, top, width, height] = (['left', 'top', 'width', 'height'] as const).map(
        (name) => Number.parseFloat(image[name]) / 100,
      ) as [number, number, number, number];
      const laid = turnedSize(framing.turn, { width: width * box.width, height: height * box.height });
      const [x, y] = [left * box.width - laid.width / 2, top * box.height - laid.height / 2];
      const crop = framing.crop ?? { x: 0, y: 0, width: WHOLE, height: WHOLE };
      expect(-x / laid.width).toBeCloseTo(crop.x / WHOLE, 2);
      expect(-y / laid.height).toBeCloseTo(crop.y / WHOLE, 2);
      expect(box.width / laid.width).toBeCloseTo(crop.width / WHOLE, 2);
      expect(box.height / laid.height).toBeCloseTo(crop.height / WHOLE, 2);
    }),
  );
});
