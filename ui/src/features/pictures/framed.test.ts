// Framing step by step: shapes, drags, typed measures, turns; every step can be taken back.

import { expect, it } from 'vitest';
import { Framed } from './framed.svelte';
import { momentTyped, writtenMoment } from './taken';

const SIZE = { width: 4_000, height: 3_000 };

const begun = (fragment = '') => new Framed(SIZE, fragment);

it('begins with what the address says, and knows its shape', () => {
  const framed = begun('turn=90&xywh=percent:0,12.5,75,75&focus=percent:10,20');
  expect(framed.fragment).toBe('turn=90&xywh=percent:0,12.5,75,75&focus=percent:10,20');
  expect([framed.shape, framed.upright]).toEqual(['4:3', true]);
  expect(framed.left).toEqual({ width: 2_250, height: 3_000 });
  expect(begun('xywh=percent:0,0,10,80').shape).toBe('free');
});

it('takes a drag as one step, and takes it back', () => {
  const framed = begun();
  framed.choose('1:1');
  const square = framed.fragment;
  const [from, gesture] = [framed.now, Symbol('drag')];
  for (const by of [200, 700, 1_250]) framed.move('crop', by, 0, from, gesture);
  expect(framed.fragment).toBe('xywh=percent:25,0,75,100');
  framed.undo();
  expect([framed.fragment, framed.shape]).toEqual([square, '1:1']);
  framed.undo();
  expect([framed.fragment, framed.shape, framed.canUndo]).toEqual(['', 'whole', false]);
  framed.redo();
  framed.redo();
  expect([framed.fragment, framed.canRedo]).toEqual(['xywh=percent:25,0,75,100', false]);
});

it('keeps the shape while measures are typed, and never leaves the picture', () => {
  const framed = begun();
  framed.choose('16:9');
  framed.setMeasure('width', 5_000);
  expect([framed.part.width, framed.left]).toEqual([5_000, { width: 2_000, height: 1_125 }]);
  framed.setMeasure('x', 9_000);
  expect(framed.part.x).toBe(5_000);
  framed.setMeasure('height', 20_000);
  expect(framed.part.y + framed.part.height).toBeLessThanOrEqual(10_000);
  expect(framed.left.width / framed.left.height).toBeCloseTo(16 / 9, 2);
});

it('stands a shape upright, and turns crop and shape with the picture', () => {
  const framed = begun();
  framed.choose('16:9');
  framed.stand();
  expect(framed.left.width / framed.left.height).toBeCloseTo(9 / 16, 2);
  const shown = framed.left;
  framed.turn(true);
  expect([framed.shape, framed.upright]).toEqual(['16:9', false]);
  expect(framed.left).toEqual({ width: shown.height, height: shown.width });
  framed.turn(false);
  framed.reset();
  expect([framed.fragment, framed.shape]).toEqual(['', 'whole']);
});

it('keeps what matters most within the crop; the middle where nothing is said', () => {
  const framed = begun();
  expect(framed.focus).toEqual({ x: 5_000, y: 5_000 });
  framed.move('focus', -6_000, 100);
  expect(framed.fragment).toBe('focus=percent:0,51');
  framed.choose('1:1');
  framed.move('crop', 2_500, 0);
  expect(framed.now.focus).toEqual({ x: 2_500, y: 5_100 });
  framed.unpoint();
  expect(framed.fragment).toBe('xywh=percent:25,0,75,100');
});

it.each([
  ['', 'fr', ''],
  ['2026', 'fr', '2026'],
  ['2026-04', 'fr', '04/2026'],
  ['2026-04-29', 'fr', '29/04/2026'],
  ['2026-04-29T02:49:00', 'fr', '29/04/2026 02:49'],
  ['2026-04-29T02:49:00', 'en', '2026-04-29 02:49'],
] as const)('a camera’s %s is written in %s as « %s », and read back', (taken, language, written) => {
  expect(writtenMoment(taken, language)).toBe(written);
  expect(momentTyped(written, language)).toEqual({ taken });
});

it('a date that is none is not taken', () => {
  expect(momentTyped('2026-02-30', 'fr')).toBe('impossible');
  expect(momentTyped('2026-13', 'fr')).toBe('unread');
  expect(momentTyped('hier', 'fr')).toBe('unread');
  expect(momentTyped('2/5/2026', 'en')).toBe('eitherWay');
  expect(momentTyped('29 avril 2026 à 2 h 49', 'fr')).toEqual({ taken: '2026-04-29T02:49:00' });
});
