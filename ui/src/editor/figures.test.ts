// A line that is a picture shows it and its words; where she writes, the line stands as it is written.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Editor, newState } from './editor';
import { figureIn, type PictureLook } from './figures';

const AROUND = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };
const SOURCE = `/media/${'0a'.repeat(32)}.jpg`;
const LINE = `![Une grue](${SOURCE}#turn=90 "Le Havre © C. Auvray")`;
const TEXT = `Un.\n\n${LINE}\n\nDeux.`;
const START = 5;

const READY: PictureLook = {
  thumbnail: '/media/b.webp',
  width: 800,
  height: 600,
  state: 'ready',
  failure: null,
};

let look: PictureLook | null;
let editor: Editor;
const open = vi.fn();

beforeEach(() => {
  look = READY;
  open.mockClear();
  editor = new Editor(
    document.body,
    null,
    {
      state: vi.fn(),
      changed: vi.fn(),
      selected: vi.fn(),
      scrolled: vi.fn(),
      blurred: vi.fn(),
      pictures: { look: () => look, open, given: vi.fn() },
    },
    AROUND,
  );
  editor.show(newState(TEXT, 0, AROUND), AROUND);
});

afterEach(() => {
  editor.destroy();
  document.body.replaceChildren();
});

const shown = () => editor.view.contentDOM.textContent ?? '';
const thumbnail = () => editor.view.contentDOM.querySelector<HTMLButtonElement>('.md-thumbnail');

test('the address is folded away behind the words', () => {
  expect(shown()).toContain('Le Havre © C. Auvray');
  expect(shown()).toContain('Une grue');
  expect(shown()).not.toContain('/media/');
  expect(editor.view.state.doc.toString()).toBe(TEXT);
});

test('the line opens where the caret is, and closes behind it', async () => {
  editor.focus();
  await vi.waitFor(() => expect(editor.view.hasFocus).toBe(true));
  editor.view.dispatch({ selection: { anchor: START + 3 } });
  expect(shown()).toContain(SOURCE);
  expect(thumbnail()).not.toBeNull();
  editor.view.dispatch({ selection: { anchor: 0 } });
  expect(shown()).not.toContain(SOURCE);
});

test('what is typed in the open line is what stands there', async () => {
  editor.focus();
  await vi.waitFor(() => expect(editor.view.hasFocus).toBe(true));
  editor.view.dispatch({ selection: { anchor: START + 2 } });
  editor.view.dispatch(editor.view.state.replaceSelection('Haute. '));
  expect(editor.view.state.doc.line(3).text).toContain('![Haute. Une grue]');
  editor.view.dispatch({ changes: { from: START, insert: 'x' } });
  expect(thumbnail()).toBeNull();
});

test('its copy is shown as it is framed, from the window’s own scheme', () => {
  const image = thumbnail()?.querySelector('img');
  expect(image?.getAttribute('src')).toBe('marbre-page://localhost/media/b.webp');
  expect(image?.style.rotate).toBe('90deg');
});

test('a copy that is made later is shown then', () => {
  look = { ...READY, thumbnail: null, state: 'developing' };
  editor.looked();
  expect(thumbnail()?.querySelector('img')).toBeNull();
  look = READY;
  editor.looked();
  expect(thumbnail()?.querySelector('img')).not.toBeNull();
});

test('a picture that can’t be shown says why in its line, until it can', () => {
  const why = 'Cette photo est abîmée.';
  look = { ...READY, thumbnail: null, state: 'failed', failure: why };
  editor.looked();
  expect(shown()).toContain(why);
  expect(shown()).toContain('Une grue');
  look = READY;
  editor.looked();
  expect(shown()).not.toContain(why);
});

test('pressed, or by its key, the picture is opened with its framing and its line', async () => {
  const asked = [`${SOURCE}#turn=90`, { from: START, to: START + LINE.length }];
  thumbnail()?.click();
  expect(open).toHaveBeenLastCalledWith(...asked);
  editor.run('openPicture');
  expect(open).toHaveBeenCalledTimes(1);
  editor.view.dispatch({ selection: { anchor: START } });
  expect(editor.onPicture).toBe(true);
  editor.run('openPicture');
  expect(open).toHaveBeenCalledTimes(2);
  expect(open).toHaveBeenLastCalledWith(...asked);
});

test.each([
  `Voici ${LINE}`,
  `${LINE} et la suite`,
  '![a](https://a.example/b.jpg)',
  '![a](/media/short.jpg)',
  `    ${LINE}`,
  `- ${LINE}`,
  '',
])('%j is only words', (text) => {
  expect(figureIn(text)).toBeNull();
});
