// Pictures land where they were given, whatever is typed meanwhile; no paragraph is split, no letter lost.
import { history, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivals, arrivalsIn, arriving, carried, landing, offsetOf, type Gap } from './arrivals';
import { markdown } from './markdown';

const FIGURE = '![](/media/a.jpg)';

function stateOf(text: string, caret = 0): EditorState {
  return EditorState.create({
    doc: text,
    selection: { anchor: caret },
    extensions: [arrivals, history(), markdown],
  });
}

function coming(state: EditorState, gap: Gap, id = 1): EditorState {
  return state.update(arriving({ ...gap, id, names: ['a.jpg'], done: 0 })).state;
}

function landed(state: EditorState, id = 1, lines = [FIGURE]): EditorState {
  return state.update(landing(state, id, lines)).state;
}

test.each<[string, Gap, string]>([
  ['', { at: 0, before: false }, `${FIGURE}`],
  ['Un.', { at: 1, before: false }, `Un.\n\n${FIGURE}`],
  ['Un.', { at: 0, before: true }, `${FIGURE}\n\nUn.`],
  ['Un.\n\nDeux.', { at: 5, before: true }, `Un.\n\n${FIGURE}\n\nDeux.`],
  ['Un.\nsuite\n\nDeux.', { at: 1, before: false }, `Un.\nsuite\n\n${FIGURE}\n\nDeux.`],
  ['```\na\n\nb\n```\n\nFin.', { at: 6, before: false }, `\`\`\`\na\n\nb\n\`\`\`\n\n${FIGURE}\n\nFin.`],
])('%j at %j', (text, gap, expected) => {
  const now = landed(coming(stateOf(text, text.length), gap));
  expect(now.doc.toString().trimEnd()).toBe(expected);
  expect(arrivalsIn(now)).toEqual([]);
});

test('the caret stays where she writes', () => {
  const state = coming(stateOf('Un.\n\nDeux.', 9), { at: 1, before: false });
  const typed = state.update({ changes: { from: 10, insert: ' Et' }, selection: { anchor: 13 } }).state;
  const now = landed(typed);
  expect(now.doc.toString()).toBe(`Un.\n\n${FIGURE}\n\nDeux. Et`);
  expect(now.sliceDoc(now.selection.main.head - 3, now.selection.main.head)).toBe(' Et');
});

test('on the blank line where she is, what she writes next stands behind the picture', () => {
  const now = landed(coming(stateOf('Un.\n\n', 5), { at: 5, before: false }));
  const typed = now.update(now.replaceSelection('Suite')).state;
  expect(typed.doc.toString()).toBe(`Un.\n\n${FIGURE}\n\nSuite`);
});

test('several that were given together are one step, and undone in one', () => {
  const before = coming(stateOf('Un.'), { at: 1, before: false });
  let now = landed(before, 1, [FIGURE, '![b](/media/b.jpg)']);
  expect(now.doc.toString()).toBe(`Un.\n\n${FIGURE}\n\n![b](/media/b.jpg)`);
  undo({ state: now, dispatch: (transaction) => (now = transaction.state) });
  expect(now.doc.toString()).toBe('Un.');
});

test('what was typed is not undone with a picture', () => {
  let now = coming(stateOf('', 0), { at: 0, before: false });
  now = now.update({ changes: { from: 0, insert: 'Un.' }, userEvent: 'input.type' }).state;
  now = landed(now);
  undo({ state: now, dispatch: (transaction) => (now = transaction.state) });
  expect(now.doc.toString()).toBe('Un.');
});

test('what was given later stands behind what was given before', () => {
  for (const before of [true, false])
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const gap = { at: 0, before };
      let now = coming(coming(stateOf('Un.', 3), gap, 1), gap, 2);
      for (const id of order) now = landed(now, id, [`![${id}](/media/a.jpg)`]);
      const [one, two] = [now.doc.toString().indexOf('![1]'), now.doc.toString().indexOf('![2]')];
      expect(one, `${before} ${order.join()}`).toBeLessThan(two);
    }
});

test('nothing lands twice, and nothing where nothing came', () => {
  const state = coming(stateOf('Un.'), { at: 1, before: false });
  expect(landed(state, 1, []).doc.toString()).toBe('Un.');
  expect(landed(landed(state)).doc.toString()).toBe(`Un.\n\n${FIGURE}`);
});

test('a state that takes another’s stead keeps the places', () => {
  const old = coming(stateOf('Un. Deux. Trois.'), { at: 12, before: false });
  expect(arrivalsIn(carried(old, stateOf('Un.')))).toMatchObject([{ id: 1, at: 3 }]);
});

const texts = fc
  .array(fc.constantFrom('a', '\n', ' ', '\n\n', '# ', '- ', '> ', '```\n', '\t'), { maxLength: 24 })
  .map((all) => all.join(''));

test('whatever is typed meanwhile, the picture is a paragraph of its own and nothing else changes', () => {
  const edit = fc.record({ at: fc.nat(), remove: fc.nat(6), insert: texts });
  fc.assert(
    fc.property(
      texts,
      fc.nat(),
      fc.boolean(),
      fc.array(edit, { maxLength: 5 }),
      (text, at, before, edits) => {
        let state = coming(stateOf(text, text.length), { at: at % (text.length + 1), before });
        for (const { at: where, remove, insert } of edits) {
          const from = where % (state.doc.length + 1);
          const to = Math.min(state.doc.length, from + remove);
          state = state.update({ changes: { from, to, insert } }).state;
        }
        const [arrival] = arrivalsIn(state);
        expect(offsetOf(state, arrival!)).toBeLessThanOrEqual(state.doc.length);
        const was = state.doc.toString();
        const now = landed(state).doc.toString();
        expect(now.replace(FIGURE, '').replaceAll('\n', '')).toBe(was.replaceAll('\n', ''));
        expect(now.split(/\n[ \t]*\n|\n{2,}/).map((part) => part.trim())).toContain(FIGURE);
      },
    ),
    { numRuns: 400 },
  );
});
