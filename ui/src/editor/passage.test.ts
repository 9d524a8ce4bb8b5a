// A passage splits no paragraph and loses no letter, wherever the caret stands.
import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passageAfter } from './passage';

function put(text: string, caret: number, passage: string): string {
  const { from, insert } = passageAfter(Text.of(text.split('\n')), caret, passage);
  return text.slice(0, from) + insert + text.slice(from);
}

test.each([
  ['', 0, 'x'],
  ['Un.', 1, 'Un.\n\nx'],
  ['Un.\n', 4, 'Un.\n\nx'],
  ['Un.\n\nDeux.', 2, 'Un.\n\nx\n\nDeux.'],
  ['Un.\nsuite\n\nDeux.', 0, 'Un.\nsuite\n\nx\n\nDeux.'],
  ['Un.\n\n\n\nDeux.', 5, 'Un.\n\nx\n\nDeux.'],
])('%j at %i', (text, caret, expected) => {
  expect(put(text, caret, '\nx\n\n')).toBe(expected);
});

test('nothing that was there is lost', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', ' ', '\n\n'), { maxLength: 20 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.nat(), (there, at) => {
      const now = put(there, at % (there.length + 1), 'X');
      expect(now.replace('X', '').replaceAll('\n', '')).toBe(there.replaceAll('\n', ''));
      expect(now.split(/\n{2,}/).map((paragraph) => paragraph.replaceAll('\n', ''))).toContain('X');
    }),
  );
});
