// The memory keeps the contract's promises, else tests on top of it would prove nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryClient } from '../memory-client';
import { partsBetween } from './compare';
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
  const edit = { draft: 'draft-1', changes: [{ from: 0, to: 0, insert: 'x' }], caret: 1, signs: [] };
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

const EMPTY = { fields: {}, text: '', status: 'draft', age: 0 } as const;

test('a restored revision is a new one, and what was there can be restored', async () => {
  const client = memoryClient({ drafts: [{ ...EMPTY, text: 'Un.\n\nDeux.' }], journal: null });
  const draft = 'draft-1';
  const first = await client.call('keep_revision', { draft, name: 'un' });
  await client.call('resync', { draft, text: 'Un.\n\nTrois.', caret: 0, known: 0 });
  const restored = await client.call('restore_revision', { draft, revision: first, sequence: 1 });
  let text = 'Un.\n\nTrois.';
  for (const { from, to, insert } of restored.changes.toReversed())
    text = text.slice(0, from) + insert + text.slice(to);
  expect([text, client.newsroom.text(draft)]).toEqual(['Un.\n\nDeux.', 'Un.\n\nDeux.']);
  expect(restored.edit).toMatchObject({ sequence: 2, durable: 2 });
  await client.call('restore_revision', { draft, revision: restored.before, sequence: 2 });
  expect(client.newsroom.text(draft)).toBe('Un.\n\nTrois.');
  const { revisions } = await client.call('history', { draft, cursor: null });
  expect(revisions.map(({ reason }) => reason).slice(0, 4)).toEqual([
    'restore',
    'restore',
    'beforeRestore',
    'named',
  ]);
  await expect(
    client.call('restore_revision', { draft, revision: first, sequence: 2 }),
  ).rejects.toMatchObject({ code: 'out_of_step' });
});

test('compared paragraphs make up both texts', () => {
  fc.assert(
    fc.property(markdown, markdown, (before, after) => {
      const parts = partsBetween(before, after);
      const joined = (kinds: string[], leave: string) =>
        parts
          .filter(({ kind }) => kind !== leave)
          .flatMap(({ runs }) => runs)
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ text }) => text)
          .join('');
      expect(joined(['kept', 'added'], 'movedAway')).toBe(after);
      expect(joined(['kept', 'removed'], 'moved')).toBe(before);
    }),
  );
});
