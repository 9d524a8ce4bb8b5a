// Another program writes into the open draft while she types: both texts are there, once, and the caret with its words.
import { undo } from '@codemirror/commands';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { Editor, type EditorListener } from '../../editor/editor';
import { Writing, type PageSink } from './state.svelte';

const TEXT = 'Le début. Le milieu. La fin.';
const WORDS = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };

let client: MemoryClient;
let writing: Writing;
let editor: Editor;
let page: { [K in keyof PageSink]: ReturnType<typeof vi.fn<PageSink[K]>> };

async function setUp(): Promise<void> {
  client = memoryClient({
    journal: null,
    drafts: [
      { fields: { headline: 'Un' }, text: TEXT, status: 'draft', age: 1 },
      { fields: { headline: 'Deux' }, text: 'Autre.', status: 'draft', age: 2 },
    ],
  });
  page = { open: vi.fn(), close: vi.fn(), splice: vi.fn(), frame: vi.fn(), title: vi.fn() };
  writing = new Writing(
    client,
    page,
    (failure) => expect(failure).toBeNull(),
    () => Promise.resolve(false),
  );
  writing.attach((listener: EditorListener) => (editor = new Editor(document.body, null, listener, WORDS)));
  await writing.open('draft-1');
}

const shown = () => editor.view.state.doc.toString();
const core = () => client.newsroom.text('draft-1');

function type(text: string, at: number): void {
  editor.view.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + text.length } });
}

/** Lets everything come to rest: replies, timers. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await vi.advanceTimersByTimeAsync(100);
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
  await setUp();
});

afterEach(() => {
  editor.destroy();
  document.body.replaceChildren();
  vi.useRealTimers();
});

test('the manuscript takes it, the caret stays with its words, the page is read again', async () => {
  type('', 20);
  page.open.mockClear();
  client.newsroom.changeOutside('draft-1', `Avant. ${TEXT}`);
  await rest();
  expect(shown()).toBe(`Avant. ${TEXT}`);
  expect(writing.caret()).toBe(27);
  expect(page.open).toHaveBeenCalledTimes(1);
});

test('it is undone in one step, and typing goes on', async () => {
  type('Moi. ', 0);
  await rest();
  client.newsroom.changeOutside('draft-1', `Moi. ${TEXT} Après.`);
  await rest();
  expect(shown()).toBe(`Moi. ${TEXT} Après.`);
  undo(editor.view);
  await rest();
  expect([shown(), core()]).toEqual([`Moi. ${TEXT}`, `Moi. ${TEXT}`]);
});

test('what was typed before she heard of it, and while she catches up, is there too', async () => {
  const go = client.pause();
  type('1', 0);
  client.newsroom.changeOutside('draft-1', `${client.newsroom.text('draft-1')} Après.`);
  type('2', 1);
  go();
  await Promise.resolve();
  type('3', 2);
  await rest();
  expect(shown()).toBe(`123${TEXT} Après.`);
  expect(core()).toBe(shown());
});

test('a draft that was left takes it without being shown', async () => {
  type('Moi. ', 0);
  await rest();
  await writing.open('draft-2');
  client.newsroom.changeOutside('draft-1', `Moi. ${TEXT} Après.`);
  await rest();
  await writing.open('draft-1');
  expect(shown()).toBe(`Moi. ${TEXT} Après.`);
  undo(editor.view);
  expect(shown()).toBe(`Moi. ${TEXT}`);
});

test('fields come in beside those she is setting', async () => {
  writing.setField({ headline: 'Le mien' });
  client.newsroom.changeOutside('draft-1', TEXT, { section: 'tech' });
  await rest();
  expect(writing.fields).toMatchObject({ headline: 'Le mien', section: 'tech' });
  expect(client.newsroom.drafts.get('draft-1')?.fields).toMatchObject({
    headline: 'Le mien',
    section: 'tech',
  });
  writing.setField({ byline: 'A' });
  await rest();
  expect(writing.fields).toMatchObject({ headline: 'Le mien', section: 'tech', byline: 'A' });
});

test('whatever comes in whatever order, both end with one text that holds both', async () => {
  const step = fc.oneof(
    fc.constant('type' as const),
    fc.constant('outside' as const),
    fc.constant('pause' as const),
    fc.constant('rest' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      editor.destroy();
      await setUp();
      let go = () => undefined as void;
      let typed = '';
      let came = '';
      for (const [at, what] of steps.entries()) {
        if (what === 'type') {
          typed += String(at % 10);
          type(String(at % 10), typed.length - 1);
        } else if (what === 'outside') {
          came += `<${at}>`;
          client.newsroom.changeOutside('draft-1', `${core()}<${at}>`);
        } else if (what === 'pause') {
          go();
          go = client.pause();
        } else {
          go();
          await rest();
        }
      }
      go();
      await rest();
      expect(shown()).toBe(`${typed}${TEXT}${came}`);
      expect(core()).toBe(shown());
    }),
    { numRuns: 60 },
  );
});
