// Undo in plain fields: by runs of typing, each field by itself, and never across drafts.

import { beforeEach, expect, it } from 'vitest';
import { FieldUndo } from './field-undo';

let now = 0;
let undo: FieldUndo;
let field: HTMLTextAreaElement;

beforeEach(() => {
  now = 0;
  undo = new FieldUndo(() => now);
  field = document.body.appendChild(document.createElement('textarea'));
});

function change(
  value: string,
  inputType = 'insertText',
  target: HTMLTextAreaElement | HTMLInputElement = field,
): void {
  undo.before({ target } as unknown as Event);
  target.value = value;
  undo.changed({ target, inputType } as unknown as Event);
}

it('takes back a run of typing at once, and brings it back', () => {
  change('a');
  change('ab');
  now = 5_000;
  change('ab c');
  const heard: string[] = [];
  field.addEventListener('input', (event) => heard.push(event.inputType));
  undo.move(field, -1);
  expect(field.value).toBe('ab');
  undo.move(field, -1);
  expect(field.value).toBe('');
  undo.move(field, -1);
  expect(field.value).toBe('');
  undo.move(field, 1);
  undo.move(field, 1);
  undo.move(field, 1);
  expect(field.value).toBe('ab c');
  expect(heard).toEqual(['historyUndo', 'historyUndo', 'historyRedo', 'historyRedo']);
});

it('takes a paste and a deletion back by themselves', () => {
  change('a');
  change('a pasted', 'insertFromPaste');
  change('', 'deleteContentBackward');
  undo.move(field, -1);
  expect(field.value).toBe('a pasted');
  undo.move(field, -1);
  expect(field.value).toBe('a');
});

it('forgets what was undone once something else is typed', () => {
  change('a');
  undo.move(field, -1);
  change('b');
  undo.move(field, 1);
  expect(field.value).toBe('b');
});

it('begins anew when the text came from elsewhere', () => {
  change('of this draft');
  field.value = 'of another draft';
  undo.move(field, -1);
  expect(field.value).toBe('of another draft');
  change('of another draft, changed');
  undo.move(field, -1);
  expect(field.value).toBe('of another draft');
});

it('keeps fields apart, and leaves alone what holds no text', () => {
  const other = document.body.appendChild(document.createElement('input'));
  change('one');
  change('two', 'insertText', other);
  undo.move(field, -1);
  expect([field.value, other.value]).toEqual(['', 'two']);
  expect(undo.move(document.body, -1)).toBe(false);
});

it('brings nothing of another draft back, even where both read alike', () => {
  change('of this draft');
  undo.forget();
  undo.move(field, -1);
  expect(field.value).toBe('of this draft');
});

it('keeps no password, also while it is shown', () => {
  const secret = document.body.appendChild(document.createElement('input'));
  secret.dataset.secret = '';
  change('abcd efgh', 'insertText', secret);
  change('', 'deleteContentBackward', secret);
  expect(undo.move(secret, -1)).toBe(false);
  expect(secret.value).toBe('');
});
