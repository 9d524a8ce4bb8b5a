// The memory keeps the contract's promises, else tests on top of it would prove nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryClient } from '../memory-client';
import { blocksOf, slices, splicesBetween } from './prose';

const markdown = fc
  .array(
    fc.constantFrom('a', 'b ', '\n', '\n\n', '# ', '> ', '- ', '```\n', '[^1]', '[^1]: n', '**', '\t', 'é'),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

test('blocks cover the text, every character once', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      expect(slices(text).join('')).toBe(text);
      expect(blocksOf(text).reduce((sum, block) => sum + block.length, 0)).toBe(text.length);
    }),
  );
});

test('splices turn the one list into the other', () => {
  fc.assert(
    fc.property(markdown, markdown, (before, after) => {
      const blocks = blocksOf(before);
      for (const { at, remove, insert } of splicesBetween(blocks, blocksOf(after)))
        blocks.splice(at, remove, ...insert);
      expect(blocks).toEqual(blocksOf(after));
    }),
  );
});

test('an edit of the wrong length or number is out of step', async () => {
  const client = memoryClient();
  const edit = { draft: 'draft-1', changes: [{ from: 0, to: 0, insert: 'x' }], caret: 1 };
  const length = client.newsroom.text('draft-1').length;
  await expect(client.call('edit', { ...edit, sequence: 1, length })).rejects.toMatchObject({
    code: 'out_of_step',
  });
  await expect(client.call('edit', { ...edit, sequence: 2, length: length + 1 })).rejects.toMatchObject({
    code: 'out_of_step',
  });
  await expect(client.call('edit', { ...edit, sequence: 1, length: length + 1 })).resolves.toMatchObject({
    sequence: 1,
  });
});
