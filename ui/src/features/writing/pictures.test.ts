// Pictures given to a draft reach its text, whatever she does meanwhile; what does not is told.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PictureBytes, PictureWords } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { NO_WORDS } from '../../core/memory/pictures';
import { Editor } from '../../editor/editor';
import type { Given } from '../../shared/pictures/given';
import { Writing } from './state.svelte';

const PAGE = { open: vi.fn(), close: vi.fn(), splice: vi.fn(), frame: vi.fn(), title: vi.fn() };
const AROUND = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };
const DRAFT = { fields: { headline: 'Un' }, status: 'draft', age: 0 } as const;

let client: MemoryClient;
let writing: Writing;
let editor: Editor;
let detach: () => void;
const listener = { look: () => null, open: vi.fn(), notKept: vi.fn(), left: vi.fn() };

beforeEach(async () => {
  vi.clearAllMocks();
  client = memoryClient({
    drafts: [
      { ...DRAFT, text: 'Un.\n\nDeux.' },
      { ...DRAFT, text: 'Ailleurs.' },
    ],
    journal: 1,
  });
  writing = new Writing(client, PAGE, vi.fn(), () => Promise.resolve(true), listener);
  detach = writing.attach((heard) => (editor = new Editor(document.body, null, heard, AROUND)));
  await writing.open('draft-1');
});

afterEach(() => {
  detach();
  document.body.replaceChildren();
});

function photo(name: string): Given {
  return { from: 'file', path: `/photos/${name}` };
}

function said(words: Partial<PictureWords>): void {
  client.newsroom.pictures.next = { offered: { ...NO_WORDS, ...words } };
}

/** Waits until the core's text answers. */
function coreHas(draft: string, pattern: RegExp | string): Promise<void> {
  return vi.waitFor(() => expect(client.newsroom.text(draft)).toMatch(pattern));
}

const FIGURE = /!\[.*\]\(\/media\/[0-9a-f]{64}\.jpg/;

describe('a picture', () => {
  test('stands in the text with the words of the library, and in the core’s', async () => {
    said({ alt: 'Une grue', caption: 'Le Havre', credit: 'C. Auvray' });
    writing.bring([photo('grue.jpg')], { at: 0, before: false });
    await coreHas(
      'draft-1',
      /^Un\.\n\n!\[Une grue\]\(\/media\/\w+\.jpg "Le Havre © C\. Auvray"\)\n\nDeux\.$/,
    );
    expect(client.newsroom.text('draft-1')).toBe(writing.text());
  });

  test('shows that it comes, and stops no key', async () => {
    const go = client.pause();
    writing.bring([photo('grue.jpg')], { at: 3, before: false });
    expect(editor.view.contentDOM.querySelector('.md-arrival')?.textContent).toContain('grue.jpg');
    editor.view.dispatch({ changes: { from: 0, insert: 'Avant. ' }, selection: { anchor: 7 } });
    expect(writing.text()).toBe('Avant. Un.\n\nDeux.');
    go();
    await coreHas('draft-1', new RegExp(`^Avant\\. Un\\.\n\n${FIGURE.source}`));
    expect(editor.view.contentDOM.querySelector('.md-arrival')).toBeNull();
    expect(writing.caret()).toBe(7);
  });

  test('says how far it is when it is large', async () => {
    const go = client.pause();
    const origin = '/photos/grue.jpg';
    writing.bring([{ from: 'file', path: origin }], { at: 3, before: false });
    client.emit({ event: 'pictureComing', origin: '/photos/autre.jpg', come: 9e6, whole: 9e6 });
    client.emit({ event: 'pictureComing', origin, come: 12_000_000, whole: 80_000_000 });
    const shown = editor.view.contentDOM.querySelector('.md-arrival')!;
    expect(shown.textContent).toMatch(/grue\.jpg — 12\sMo sur 80\sMo$/);
    expect(shown.querySelector<HTMLElement>('.md-arrival-bar')!.style.getPropertyValue('--done')).toBe('15%');
    client.emit({ event: 'pictureComing', origin, come: 13_000_000, whole: null });
    expect(shown.textContent).toMatch(/grue\.jpg — 13\sMo$/);
    go();
    await coreHas('draft-1', FIGURE);
    expect(editor.view.contentDOM.querySelector('.md-arrival')).toBeNull();
  });

  test('goes to the draft that it was given to, although another one is open', async () => {
    const go = client.pause();
    writing.bring([photo('grue.jpg')], { at: 0, before: false });
    go();
    await writing.open('draft-2');
    await coreHas('draft-1', FIGURE);
    expect(client.newsroom.text('draft-2')).toBe('Ailleurs.');
    await writing.open('draft-1');
    expect(writing.text()).toMatch(FIGURE);
    editor.run('undo');
    expect(writing.text()).toBe('Un.\n\nDeux.');
  });

  test('goes there although nothing is open any more', async () => {
    const go = client.pause();
    writing.bring([photo('grue.jpg')], { at: 0, before: false });
    go();
    await writing.close();
    await coreHas('draft-1', FIGURE);
  });

  test('of a draft that is gone for good is in the library, and that is said', async () => {
    const go = client.pause();
    writing.bring([photo('grue.jpg')], { at: 0, before: false });
    await writing.close();
    writing.forget('draft-1');
    go();
    await vi.waitFor(() => expect(listener.left).toHaveBeenCalledWith(['grue.jpg']));
    expect(client.newsroom.text('draft-1')).not.toMatch(FIGURE);
  });
});

describe('several pictures', () => {
  test('stand there in their order, and go with one undo', async () => {
    writing.bring([photo('a.jpg'), photo('b.png'), photo('c.jpg')], { at: 5, before: true });
    await coreHas('draft-1', /^Un\.\n\n!.*jpg\)\n\n!.*png\)\n\n!.*jpg\)\n\nDeux\.$/);
    editor.run('undo');
    expect(writing.text()).toBe('Un.\n\nDeux.');
  });

  test('stand there but for those that could not be kept, which are told by name', async () => {
    writing.bring([photo('a.jpg'), photo('b.heic'), photo('c.jpg')], { at: 0, before: false });
    await coreHas('draft-1', /^Un\.\n\n!.*jpg\)\n\n!.*jpg\)\n\nDeux\.$/);
    expect(listener.notKept).toHaveBeenCalledWith('draft-1', [
      { name: 'b.heic', failure: expect.objectContaining({ code: 'picture_unknown' }) as unknown },
    ]);
    expect(listener.left).not.toHaveBeenCalled();
  });
});

function paste(files: File[], text = ''): void {
  const data = { files, types: ['Files'], getData: (type: string) => (type === 'text/plain' ? text : '') };
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: data });
  editor.view.contentDOM.dispatchEvent(event);
}

const SHOT = new File([new Uint8Array([1, 2, 3])], 'image.png', { type: 'image/png' });

test('a pasted picture stands behind the paragraph with the caret', async () => {
  paste([SHOT]);
  await coreHas('draft-1', /^Un\.\n\n!.*png\)\n\nDeux\.$/);
  const { request } = client.calls.find(({ command }) => command === 'keep_picture_bytes')!;
  const { name, bytes } = request as PictureBytes;
  expect([name, [...bytes]]).toEqual(['image.png', [1, 2, 3]]);
});

test('of words with their picture, the words are pasted', async () => {
  paste([SHOT], 'Le quai');
  expect(client.calls.some(({ command }) => command === 'keep_picture_bytes')).toBe(false);
  await vi.waitFor(() => expect(writing.text()).toContain('Le quai'));
});

describe('what another program copied, and the page does not see,', () => {
  const paste = () => writing.bring([{ from: 'clipboard' }], { at: 0, before: false });

  test('comes in when it is a picture', async () => {
    client.newsroom.pictures.copied = { picture: true, files: [] };
    paste();
    await coreHas('draft-1', /!\[\]\(\/media\/[0-9a-f]{64}\.png/);
  });

  test('comes in as all its files', async () => {
    client.newsroom.pictures.copied = { picture: false, files: ['/photos/a.jpg', '/photos/b.png'] };
    paste();
    await coreHas('draft-1', /!\[.*\.jpg.*\n\n!\[.*\.png/);
  });

  test('changes nothing when it is no picture', async () => {
    paste();
    await vi.waitFor(() => expect(client.calls.some(({ command }) => command === 'copied')).toBe(true));
    await Promise.resolve();
    expect(writing.text()).toBe('Un.\n\nDeux.');
  });
});
