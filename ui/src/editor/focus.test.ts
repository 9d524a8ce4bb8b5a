// The caret when the keyboard comes back to the manuscript.
import { afterEach, expect, test, vi } from 'vitest';
import { Editor, newState } from './editor';

const AROUND = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };

const LISTENER = { state: vi.fn(), changed: vi.fn(), selected: vi.fn(), scrolled: vi.fn(), blurred: vi.fn() };

let editor: Editor;

afterEach(() => {
  editor.destroy();
  document.body.replaceChildren();
});

/** As WebKit does when a script gives the keyboard to a text without a caret. */
function focusAsWebKit(element: HTMLElement): void {
  element.focus();
  document.getSelection()?.collapse(element, 0);
}

test('the caret is where it was, although the browser puts it at the start', async () => {
  editor = new Editor(document.body, null, LISTENER, AROUND);
  editor.show(newState('Abc def. Ghi.', 13, AROUND), AROUND);
  editor.focus();
  const other = document.body.appendChild(document.createElement('button'));
  other.focus();
  document.getSelection()?.removeAllRanges();
  // So late after the keyboard came that CodeMirror itself would take the place for hers.
  const { inputState } = editor.view as unknown as { inputState: { lastTouchTime: number } };
  inputState.lastTouchTime = Date.now();
  focusAsWebKit(editor.view.contentDOM);
  await vi.waitFor(() => expect(document.getSelection()?.anchorOffset).toBe(13));
  document.dispatchEvent(new Event('selectionchange'));
  expect(editor.view.state.selection.main.head).toBe(13);
});
