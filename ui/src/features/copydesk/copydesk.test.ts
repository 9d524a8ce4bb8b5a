// What is found in the copy, in a list and at its place; mended, learnt and left by the keyboard.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CopyFinding } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { Editor, newState } from '../../editor/editor';
import { t } from '../../locales/index.svelte';
import CopyPanel from './CopyPanel.svelte';
import FindingMenu from './FindingMenu.svelte';
import { Copy } from './state.svelte';
import { nameOf } from './words';

const TEXT = 'Le batteau est digital !';
const FOUND: CopyFinding[] = [
  { from: 3, to: 10, text: 'batteau', about: { is: 'spelling', language: 'fr' }, replacements: [] },
  {
    from: 15,
    to: 22,
    text: 'digital',
    about: {
      is: 'style',
      rule: 'digital',
      advice: 'Écrivez « numérique ».',
      reason: 'Doigts.',
      source: 'Académie',
    },
    replacements: ['numérique'],
  },
  { from: 22, to: 23, text: ' ', about: { is: 'signs', rule: 'high-sign' }, replacements: ['\u202f'] },
];

let client: MemoryClient;
let editor: Editor;
let copy: Copy;
const report = vi.fn();

beforeEach(async () => {
  client = memoryClient({ drafts: [{ fields: {}, text: TEXT, status: 'draft', age: 1 }], journal: null });
  client.newsroom.found = (text) => FOUND.filter((one) => text.slice(one.from, one.to) === one.text);
  client.newsroom.suggested.set('batteau', ['bateau', 'bateaux']);
  await client.call('open_draft', 'draft-1');
  const around = { language: 'fr', label: '', placeholder: '', phrases: {} };
  const text = {
    known: { draft: 'draft-1', sequence: 0 },
    get editor() {
      return editor;
    },
  };
  copy = new Copy(client, text, report);
  const quiet = () => undefined;
  const listener = { state: quiet, changed: quiet, selected: quiet, scrolled: quiet, blurred: quiet };
  editor = new Editor(document.body, null, { ...listener, copy: copy.desk }, around);
  // A window without a layout says nowhere where a word is.
  vi.spyOn(editor.view, 'coordsAtPos').mockReturnValue({ left: 10, right: 20, top: 10, bottom: 20 });
  editor.show(newState(TEXT, 0, around), around);
  await vi.waitFor(() => expect(copy.findings.length).toBe(3));
});

afterEach(() => editor.destroy());

const written = () => editor.view.state.doc.toString();

test('all that was found is listed with the words beside it', () => {
  render(CopyPanel, { copy, isOpen: true });
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows[0]).toContain('Le batteau est digital');
  expect(rows[1]).toContain('→ numérique');
  expect(rows[2]).toContain(t('space-narrow'));
  expect(screen.getByRole('status').textContent).toBe(t('copy-count', { count: 3 }));
});

test('the signs are set together', async () => {
  render(CopyPanel, { copy, isOpen: true });
  await userEvent.click(screen.getByRole('button', { name: t('copy-set-signs') }));
  expect(written()).toBe('Le batteau est digital\u202f!');
});

test('a misspelt word is mended by two keys', async () => {
  render(FindingMenu, { copy });
  expect(copy.pointNear()).toBe(true);
  await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('bateau'));
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(written()).toBe('Le bateau est digital !'));
});

test('a word is learnt, and the text read anew', async () => {
  render(FindingMenu, { copy });
  copy.pointNear();
  const learn = await screen.findByRole('menuitem', { name: t('copy-learn', { word: 'batteau' }) });
  await userEvent.click(learn);
  expect(client.newsroom.learnt).toEqual(['batteau']);
});

test('a passage is said to be in another language: its quotation, else its words; undone at once', async () => {
  render(FindingMenu, { copy });
  copy.pointNear();
  const name = t('copy-passage-in', { language: 'anglais' });
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  expect(written()).toBe('Le <span lang="en">batteau</span> est digital !');
  editor.run('undo');
  expect(written()).toBe(TEXT);
  editor.apply({ changes: { from: 2, insert: ' «\u00a0My' } });
  editor.apply({ changes: { from: 15, insert: '\u00a0»' } });
  const spelling = { from: 8, to: 15, text: 'batteau' };
  copy.inLanguage({ ...copy.findings[0]!.finding, ...spelling }, 'en');
  expect(written()).toBe('Le «\u00a0<span lang="en">My batteau</span>\u00a0» est digital !');
});

test('why a rule asks for something is told with it', async () => {
  render(FindingMenu, { copy });
  copy.point(copy.findings[1]!.finding);
  expect(await screen.findByText(/Doigts\./)).toBeTruthy();
  expect(screen.getByText('Académie')).toBeTruthy();
});

test('a failure is told, and the text stays as it is', async () => {
  const failure = { code: 'file_unwritable', message: '' } as const;
  client.fail('learn_word', failure);
  await copy.learn('batteau');
  expect(report).toHaveBeenCalledWith(failure);
  expect(written()).toBe(TEXT);
});

test('what needs no rule is told with its figures', () => {
  expect(nameOf({ is: 'share', said: 60, right: 62.5 })).toContain('62,5\u00a0%');
  expect(nameOf({ is: 'weekday', right: 1 })).toContain('lundi');
  expect(nameOf({ is: 'mark' })).toBe(t('copy-mark'));
});
