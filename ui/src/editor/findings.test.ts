// Findings follow the text: read where it changed, carried with their words, gone with the first letter of another word.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Editor, type EditorListener, type Found, type ReadStretch } from './editor';
import { newState } from './editor';

const AROUND = { language: 'fr', label: '', placeholder: '', phrases: {} };

let editor: Editor;
let asked: [number, number][];
let answer: (from: number, to: number) => ReadStretch | null;
let across: Found[] | null;
let wholes: number;
const found = vi.fn();

/** Every "zz" is a finding; whole lines are read. */
function zz(text: string, from: number, to: number): ReadStretch {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.indexOf('\n', to);
  const end = line === -1 ? text.length : line;
  const all = [...text.slice(begin, end).matchAll(/zz/g)].map(({ index }) => ({
    from: begin + index,
    to: begin + index + 2,
    text: 'zz',
    kind: 'spelling' as const,
  }));
  return { from: begin, to: end, findings: all };
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  across = [];
  wholes = 0;
  answer = (from, to) => zz(editor.view.state.doc.toString(), from, to);
  const listener = {
    state: () => undefined,
    changed: () => undefined,
    selected: () => undefined,
    scrolled: () => undefined,
    blurred: () => undefined,
    copy: {
      read: (from, to) => {
        asked.push([from, to]);
        return Promise.resolve(answer(from, to));
      },
      across: () => {
        wholes += 1;
        return Promise.resolve(across);
      },
      found,
      open: () => undefined,
    },
  } satisfies EditorListener;
  editor = new Editor(document.body, null, listener, AROUND);
});

afterEach(() => {
  editor.destroy();
  vi.useRealTimers();
});

async function show(text: string): Promise<void> {
  editor.show(newState(text, 0, AROUND), AROUND);
  await vi.advanceTimersByTimeAsync(1000);
}

const places = () => editor.findings<Found>().map(({ from, to }) => [from, to]);
const insert = (from: number, text: string) => editor.view.dispatch({ changes: { from, insert: text } });

test('a text is read when it is shown, and a paragraph when it rests after a change', async () => {
  await show('un zz\ndeux');
  expect(places()).toEqual([[3, 5]]);
  expect(found).toHaveBeenCalled();
  asked = [];
  insert(10, ' zz');
  expect(places()).toEqual([[3, 5]]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual([[10, 13]]);
  expect(places()).toEqual([
    [3, 5],
    [11, 13],
  ]);
});

test('a finding moves with its words, and goes with the first change at them', async () => {
  await show('un zz deux zz');
  insert(0, 'Ah ');
  expect(places()).toEqual([
    [6, 8],
    [14, 16],
  ]);
  insert(8, 'z');
  expect(places()).toEqual([[15, 17]]);
});

test('what was typed while the text was read is read again, and nothing stands in a wrong place', async () => {
  await show('');
  insert(0, 'zz un');
  let release: (stretch: ReadStretch) => void = () => undefined;
  const slow = new Promise<ReadStretch>((resolve) => (release = resolve));
  const before = answer;
  answer = () => slow as unknown as ReadStretch;
  await vi.advanceTimersByTimeAsync(400);
  insert(0, 'Ah ');
  answer = before;
  release(zz('zz un', 0, 5));
  await vi.advanceTimersByTimeAsync(0);
  expect(places()).toEqual([[3, 5]]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(places()).toEqual([[3, 5]]);
});

test('what cannot be read yet is asked for again', async () => {
  const before = answer;
  answer = () => null;
  await show('zz');
  expect(places()).toEqual([]);
  answer = before;
  await vi.advanceTimersByTimeAsync(1000);
  expect(places()).toEqual([[0, 2]]);
});

test('a finding is mended in one step, and not where other words stand by now', async () => {
  await show('un zz deux');
  const [finding] = editor.findings<Found>();
  editor.mend(finding!, 'a');
  expect(editor.view.state.doc.toString()).toBe('un a deux');
  editor.mend(finding!, 'b');
  expect(editor.view.state.doc.toString()).toBe('un a deux');
  editor.run('undo');
  expect(editor.view.state.doc.toString()).toBe('un zz deux');
});

test('the finding at the caret is nearest, then the next one, then the first', async () => {
  await show('zz un zz');
  const near = (at: number) => {
    editor.place(at);
    return editor.findingNear<Found>()?.from;
  };
  expect([near(1), near(4), near(8)]).toEqual([0, 6, 6]);
  insert(8, ' fin');
  editor.place(12);
  expect(editor.findingNear<Found>()?.from).toBe(0);
});

test('what only the whole text shows is asked for once after a rest, and stays when a paragraph is read again', async () => {
  await show('Anna zz\n\nAnne');
  expect(wholes).toBe(0);
  across = [{ from: 9, to: 13, text: 'Anne', kind: 'copy' }];
  await vi.advanceTimersByTimeAsync(5000);
  expect(wholes).toBe(1);
  expect(places()).toEqual([
    [5, 7],
    [9, 13],
  ]);
  insert(7, ' z');
  expect(places()).toEqual([[11, 15]]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(wholes).toBe(1);
  expect(places()).toEqual([
    [5, 7],
    [11, 15],
  ]);
  across = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(wholes).toBeGreaterThan(1);
  across = [];
  await vi.advanceTimersByTimeAsync(1000);
  expect(places()).toEqual([[5, 7]]);
});
