// What a caller meets when something throws.
import { expect, test } from 'vitest';
import { asFailure } from './client';

test('a failure passes through unchanged', () => {
  const failure = { code: 'disk_full', message: 'no space' };
  expect(asFailure(failure)).toBe(failure);
});

test('anything else becomes an internal failure that says what it was', () => {
  expect(asFailure(new Error('boom'))).toMatchObject({
    code: 'internal',
    message: expect.stringContaining('boom') as string,
  });
  expect(asFailure('odd')).toEqual({ code: 'internal', message: 'odd' });
});
