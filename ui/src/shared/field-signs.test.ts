// Signs in plain fields: set where they are typed or pasted, one undo away, and never against what she wrote meanwhile.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Change, LineRequest } from '../core/contract';
import { FieldSigns } from './field-signs';
import { FieldUndo } from './field-undo';

let undo: FieldUndo;
let signs: FieldSigns;
let field: HTMLTextAreaElement;
let asked: LineRequest[];
/** What is answered, when it is. */
let answer: (changes: Change[]) => void;

beforeEach(() => {
  asked = [];
  undo = new FieldUndo();
  signs = new FieldSigns((line) => {
    asked.push(line);
    return new Promise((resolve) => (answer = resolve));
  });
  field = document.body.appendChild(document.createElement('textarea'));
  field.dataset.signs = 'fr';
  document.body.addEventListener('input', undo.changed);
  document.body.addEventListener('input', signs.changed);
});

afterEach(() => {
  document.body.removeEventListener('input', undo.changed);
  document.body.removeEventListener('input', signs.changed);
  document.body.replaceChildren();
});

function insert(text: string, inputType = 'insertText', caret = field.value.length): void {
  undo.before({ target: field } as unknown as Event);
  field.setSelectionRange(caret, caret);
  if (inputType === 'insertFromPaste') signs.pasting({ target: field } as unknown as Event);
  field.value = field.value.slice(0, caret) + text + field.value.slice(caret);
  field.setSelectionRange(caret + text.length, caret + text.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
}

const narrow: Change = { from: 3, to: 4, insert: '\u202f' };

it('sets a sign that is typed; one undo gives back what was typed, and it stays so', async () => {
  insert('Non !');
  expect(asked).toEqual([{ text: 'Non !', language: 'fr', pasted: null, caret: 5 }]);
  answer([narrow]);
  await vi.waitFor(() => expect(field.value).toBe('Non\u202f!'));
  expect(field.selectionEnd).toBe(5);
  undo.move(field, -1);
  expect(field.value).toBe('Non !');
  undo.move(field, 1);
  expect(field.value).toBe('Non\u202f!');
  expect(asked.length).toBe(1);
});

it('sets what was pasted, from where it was pasted', async () => {
  insert('Oui ');
  answer([]);
  insert("l'un", 'insertFromPaste', 4);
  expect(asked.at(-1)).toEqual({ text: "Oui l'un", language: 'fr', pasted: 4, caret: 8 });
  answer([{ from: 5, to: 6, insert: '’' }]);
  await vi.waitFor(() => expect(field.value).toBe('Oui l’un'));
  undo.move(field, -1);
  expect(field.value).toBe("Oui l'un");
  undo.move(field, -1);
  expect(field.value).toBe('Oui ');
});

it('leaves what was typed behind it meanwhile, and its caret', async () => {
  insert('"');
  insert('Oui', 'insertText');
  answer([{ from: 0, to: 1, insert: '«\u00a0' }]);
  await vi.waitFor(() => expect(field.value).toBe('«\u00a0Oui'));
  expect(field.selectionEnd).toBe(5);
});

it('writes nothing where the words are others by now', async () => {
  insert('Non !');
  field.value = 'Oui !';
  answer([narrow]);
  await Promise.resolve();
  expect(field.value).toBe('Oui !');
});

it('asks nothing for letters, for other fields, while switched off, or when something is undone', () => {
  insert('Non');
  insert('ê', 'insertCompositionText');
  signs.on = false;
  insert(' !');
  signs.on = true;
  undo.move(field, -1);
  delete field.dataset.signs;
  insert('!');
  expect(asked).toEqual([]);
});
