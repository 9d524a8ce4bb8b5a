// Spaces that are seen, and those that are not.
import { afterEach, expect, it } from 'vitest';
import { Editor, newState } from './editor';
import type { ShownSpaces } from './spaces';

const AROUND = { language: 'fr', label: '', placeholder: '', phrases: {} };
let editor: Editor | undefined;

afterEach(() => editor?.destroy());

/** The marked spaces of a text: `~` no-break, `‿` narrow, `·` plain. */
function seen(spaces?: ShownSpaces): string {
  const around = spaces ? { ...AROUND, spaces } : AROUND;
  const listener = {
    state: () => undefined,
    changed: () => undefined,
    selected: () => undefined,
    scrolled: () => undefined,
    blurred: () => undefined,
  };
  editor = new Editor(document.body, null, listener, around);
  editor.show(newState('a b\u00a0: c\u202f!', 0, around), around);
  const marks = editor.view.contentDOM.querySelectorAll('.md-no-break, .md-space');
  return [...marks]
    .map(({ classList }) =>
      classList.contains('md-narrow') ? '‿' : classList.contains('md-no-break') ? '~' : '·',
    )
    .join('');
}

it('shows those that do not break, the narrow ones apart, unless others are wished', () => {
  expect(seen()).toBe('~‿');
  expect(seen('noBreak')).toBe('~‿');
  expect(seen('all')).toBe('·~·‿');
  expect(seen('nothing')).toBe('');
});

it('is another at once', () => {
  seen('all');
  editor?.surround({ ...AROUND, spaces: 'nothing' });
  expect(editor?.view.contentDOM.querySelector('.md-no-break, .md-space')).toBeNull();
});
