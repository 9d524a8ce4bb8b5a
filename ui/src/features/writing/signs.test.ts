// Signs and spaces as the house sets them while she types: one step that undo takes back, and never against her.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { Editor } from '../../editor/editor';
import { Writing } from './state.svelte';

const WORDS = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };
const PAGE = { open: vi.fn(), close: vi.fn(), splice: vi.fn(), frame: vi.fn(), title: vi.fn() };

let client: MemoryClient;
let writing: Writing;
let editor: Editor;

/** A narrow space before an exclamation mark, and guillemets: as much of a house as it takes. */
function completed(text: string, caret: number): Change[] {
  const sign = text[caret - 1];
  if (sign === '!' && text[caret - 2] === ' ') return [{ from: caret - 2, to: caret - 1, insert: '\u202f' }];
  return sign === '"' ? [{ from: caret - 1, to: caret, insert: '«\u00a0' }] : [];
}

beforeEach(async () => {
  const drafts = [{ fields: { headline: 'Un' }, text: '', status: 'draft' as const, age: 1 }];
  client = memoryClient({ drafts, journal: null });
  client.newsroom.completed = completed;
  writing = new Writing(client, PAGE, vi.fn(), () => Promise.resolve(true));
  writing.attach((listener) => (editor = new Editor(document.body, null, listener, WORDS)));
  await writing.open('draft-1');
});

afterEach(() => {
  editor.destroy();
  document.body.replaceChildren();
});

function type(text: string): void {
  for (const sign of text) {
    const at = editor.view.state.selection.main.head;
    editor.view.dispatch({
      changes: { from: at, insert: sign },
      selection: { anchor: at + sign.length },
      userEvent: 'input.type',
    });
  }
}

async function holds(text: string): Promise<void> {
  await vi.waitFor(() => expect(writing.text()).toBe(text));
  await vi.waitFor(() => expect(client.newsroom.text('draft-1')).toBe(text));
}

test('a space becomes the house’s, one undo gives back what was typed, and it stays so', async () => {
  type('Non !');
  await holds('Non\u202f!');
  expect(writing.caret()).toBe(5);
  editor.run('undo');
  await holds('Non !');
  type(' ');
  await holds('Non ! ');
  editor.run('undo');
  await holds('Non !');
});

test('the caret stands behind what a sign became', async () => {
  type('"');
  await holds('«\u00a0');
  expect(writing.caret()).toBe(2);
  type('Oui');
  await holds('«\u00a0Oui');
});

test('what is typed while the core answers stands behind it', async () => {
  const go = client.pause();
  type('"');
  type('Oui');
  go();
  await holds('«\u00a0Oui');
  expect(writing.caret()).toBe(5);
});

test('signs that were typed faster than the core answers are all set', async () => {
  const go = client.pause();
  type('Il "a');
  type(' !');
  go();
  await holds('Il «\u00a0a\u202f!');
});

test('what changed meanwhile is left as it is', async () => {
  const go = client.pause();
  type('Non !');
  editor.view.dispatch({ changes: { from: 2, to: 4, insert: '' }, selection: { anchor: 3 } });
  go();
  await holds('No!');
});

/** As the core answers: every straight apostrophe of what was pasted. */
function curly(text: string, from: number, to: number): Change[] {
  const all = [...text.matchAll(/'/g)].map(({ index }) => index);
  return all.filter((at) => from <= at && at < to).map((at) => ({ from: at, to: at + 1, insert: '’' }));
}

function paste(text: string): void {
  const at = editor.view.state.selection.main.head;
  editor.view.dispatch({
    changes: { from: at, insert: text },
    selection: { anchor: at + text.length },
    userEvent: 'input.paste',
  });
}

test('what is pasted is set in a step of its own, and nothing beside it', async () => {
  client.newsroom.setOtherwise = curly;
  type("l'un ");
  await holds("l'un ");
  paste("l'autre d'ici");
  await holds("l'un l’autre d’ici");
  expect(writing.caret()).toBe(18);
  editor.run('undo');
  await holds("l'un l'autre d'ici");
  type(' ');
  await holds("l'un l'autre d'ici ");
});

test('what is typed while the core sets what was pasted stays, and so does what was changed there', async () => {
  client.newsroom.setOtherwise = curly;
  paste("l'autre d'ici");
  await vi.waitFor(() => expect(client.newsroom.text('draft-1')).toBe("l'autre d'ici"));
  const go = client.pause();
  type('!');
  editor.view.dispatch({ changes: { from: 8, to: 10, insert: '' } });
  go();
  await holds('l’autre ici!');
});

test('what is undone before it is set stays undone', async () => {
  client.newsroom.setOtherwise = curly;
  const go = client.pause();
  paste("l'autre");
  editor.run('undo');
  go();
  await holds('');
  expect(client.calls.some(({ command }) => command === 'pasted')).toBe(false);
});

test('letters ask for nothing, nor does what is done with the signs switched off', async () => {
  type('Non');
  await holds('Non');
  writing.houseSigns = false;
  paste(' !');
  type('"');
  await holds('Non !"');
  expect(client.calls.some(({ command }) => command === 'pasted')).toBe(false);
  const asked = client.calls.filter(({ command }) => command === 'edit');
  expect(asked.flatMap(({ request }) => (request as { signs: number[] }).signs)).toEqual([]);
});
