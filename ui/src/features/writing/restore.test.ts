// An older version comes back under the writer's hands: in one step, undone in one, and no key is lost.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { Editor, type EditorListener } from '../../editor/editor';
import { Writing } from './state.svelte';

const DRAFT = 'draft-1';
const WORDS = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };
const page = { open: vi.fn(), close: vi.fn(), splice: vi.fn(), frame: vi.fn(), title: vi.fn() };
let client: MemoryClient;
let writing: Writing;
let editor: Editor;
let reported: unknown[];

async function setUp(text: string): Promise<void> {
  client = memoryClient({
    drafts: [{ fields: { headline: 'Un' }, text, status: 'draft', age: 1 }],
    journal: 1,
  });
  reported = [];
  writing = new Writing(
    client,
    page,
    (failure) => reported.push(failure),
    () => Promise.resolve(false),
  );
  writing.attach((listener: EditorListener) => (editor = new Editor(document.body, null, listener, WORDS)));
  await writing.open(DRAFT);
}

const text = () => editor.view.state.doc.toString();
const type = (insert: string, from: number) => editor.view.dispatch({ changes: { from, insert } });
const keep = () => client.call('keep_revision', { draft: DRAFT, name: 'un' });
const settle = () => vi.advanceTimersByTimeAsync(400);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  editor.destroy();
  vi.useRealTimers();
});

test('text and fields come back, and one undo takes both away again', async () => {
  await setUp('Le port.');
  const first = await keep();
  type(' Le quai.', 8);
  writing.setField({ headline: 'Deux' });
  await settle();
  const restoring = writing.restore(first);
  await settle();
  expect(await restoring).not.toBeNull();
  expect([text(), writing.fields?.headline]).toEqual(['Le port.', 'Un']);
  expect(client.newsroom.text(DRAFT)).toBe('Le port.');
  writing.run('undo');
  await settle();
  expect([text(), writing.fields?.headline]).toEqual(['Le port. Le quai.', 'Deux']);
  expect(client.newsroom.drafts.get(DRAFT)).toMatchObject({
    text: 'Le port. Le quai.',
    fields: { headline: 'Deux' },
  });
  writing.run('redo');
  await settle();
  expect([client.newsroom.text(DRAFT), writing.fields?.headline]).toEqual(['Le port.', 'Un']);
  expect(reported).toEqual([]);
});

test('a field set by hand since stays when the text is undone', async () => {
  await setUp('Le port.');
  const first = await keep();
  writing.setField({ headline: 'Deux', byline: 'Moi' });
  await settle();
  const restoring = writing.restore(first);
  await settle();
  await restoring;
  writing.setField({ headline: 'Trois' });
  writing.run('undo');
  await settle();
  expect(writing.fields).toMatchObject({ headline: 'Trois', byline: 'Moi' });
});

test('keys pressed while it comes back are kept on both sides', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, maxLength: 6 }), fc.nat(30), async (typed, at) => {
      await setUp('Le port dort.\n\nLa Loire.');
      const first = await keep();
      type('Autre chose. ', 3);
      await settle();
      const go = client.pause();
      const restoring = writing.restore(first);
      await settle();
      const from = at % (editor.view.state.doc.length + 1);
      type(`«${typed.replaceAll('\r', '')}»`, from);
      go();
      await settle();
      await restoring;
      await settle();
      expect(text()).toContain(`«${typed.replaceAll('\r', '')}»`);
      expect(client.newsroom.text(DRAFT)).toBe(text());
      editor.destroy();
    }),
    { numRuns: 25 },
  );
});

test('nothing is done while typed words cannot reach the core', async () => {
  await setUp('Le port.');
  const first = await keep();
  client.fail('edit', { code: 'disk_full', message: '' }, 9);
  client.fail('resync', { code: 'disk_full', message: '' }, 3);
  type('Mot. ', 0);
  await vi.advanceTimersByTimeAsync(5);
  const restoring = writing.restore(first);
  await vi.advanceTimersByTimeAsync(5);
  expect(await restoring).toBeNull();
  expect(reported).toMatchObject([{ code: 'disk_full' }]);
  expect(text()).toBe('Mot. Le port.');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(client.newsroom.text(DRAFT)).toBe('Mot. Le port.');
});

test('an answer that is lost leaves what the writer sees', async () => {
  await setUp('Le port.');
  const first = await keep();
  type('Mot. ', 0);
  await settle();
  client.lose('restore_revision');
  const restoring = writing.restore(first);
  await settle();
  expect(await restoring).toBeNull();
  await settle();
  expect(client.newsroom.text(DRAFT)).toBe('Mot. Le port.');
});

test('a passage goes behind the paragraph with the caret, in one step', async () => {
  await setUp('Un.\n\nDeux.');
  editor.place(1);
  writing.insert('Repris.\n\n');
  await settle();
  expect(client.newsroom.text(DRAFT)).toBe('Un.\n\nRepris.\n\nDeux.');
  writing.run('undo');
  expect(text()).toBe('Un.\n\nDeux.');
});
