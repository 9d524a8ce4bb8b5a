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
  {
    from: 3,
    to: 10,
    text: 'batteau',
    rule: 'spelling',
    about: { is: 'spelling', language: 'fr' },
    replacements: [],
  },
  {
    from: 15,
    to: 22,
    text: 'digital',
    rule: 'digital',
    about: {
      is: 'style',
      rule: 'digital',
      advice: 'Écrivez « numérique ».',
      reason: 'Doigts.',
      source: 'Académie',
    },
    replacements: ['numérique'],
  },
  {
    from: 22,
    to: 23,
    text: ' ',
    rule: 'high-sign',
    about: { is: 'signs', rule: 'high-sign' },
    replacements: ['\u202f'],
  },
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

test('one key ignores a finding here, and all that was ignored is seen again', async () => {
  render(CopyPanel, { copy, isOpen: true });
  render(FindingMenu, { copy });
  copy.pointNear();
  await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('bateau'));
  await userEvent.keyboard('{Delete}');
  await waitFor(() => expect(copy.findings.map(({ finding }) => finding.text)).toEqual(['digital', ' ']));
  expect(client.newsroom.ignored[0]).toMatchObject({ rule: 'spelling', words: 'batteau', far: 'here' });
  expect(copy.pointed).toBeNull();
  const again = await screen.findByRole('button', { name: t('copy-heed') }, { timeout: 4000 });
  expect(screen.getByText(new RegExp(t('copy-ignored', { count: 1 })))).toBeTruthy();
  await userEvent.click(again);
  await waitFor(() => expect(copy.count).toBe(3), { timeout: 4000 });
});

test('a rule may be ignored for good, a mark may not', async () => {
  render(FindingMenu, { copy });
  copy.point(copy.findings[1]!.finding);
  await userEvent.click(await screen.findByRole('menuitem', { name: t('copy-ignore-always') }));
  expect(client.newsroom.ignored[0]).toMatchObject({ rule: 'digital', far: 'always' });
  client.newsroom.found = () => [{ ...FOUND[0]!, rule: 'mark', about: { is: 'mark' } }];
  copy.readAnew();
  await waitFor(() => expect(copy.count).toBe(1), { timeout: 4000 });
  copy.point(copy.findings[0]!.finding);
  expect(await screen.findByRole('menuitem', { name: new RegExp(t('copy-ignore-here')) })).toBeTruthy();
  expect(screen.queryByRole('menuitem', { name: t('copy-ignore-always') })).toBeNull();
});

test('what only the whole text shows stands beside what its paragraphs show', async () => {
  const alike = { is: 'alike', other: 'bateau' } as const;
  client.newsroom.across = () => [{ ...FOUND[0]!, rule: 'alike', about: alike, replacements: ['bateau'] }];
  copy.readAnew();
  await waitFor(() => expect(copy.count).toBe(4), { timeout: 4000 });
  expect(copy.findings.map(({ finding }) => finding.rule).sort()).toEqual([
    'alike',
    'digital',
    'high-sign',
    'spelling',
  ]);
});

test('a fault of a house file is told with its line, and leads to the file', async () => {
  client.newsroom.faults = [{ file: 'frenchStyle', name: 'style.fr.toml', line: 12, code: 'unclosed' }];
  render(CopyPanel, { copy, isOpen: true });
  copy.readAnew();
  const open = await screen.findByRole(
    'button',
    { name: t('house-open', { file: 'style.fr.toml' }) },
    { timeout: 4000 },
  );
  expect(screen.getByText(/style\.fr\.toml, ligne 12/)).toBeTruthy();
  await userEvent.click(open);
  expect(client.calls.at(-1)).toEqual({ command: 'open_house_file', request: 'frenchStyle' });
});

test('the first five hundred findings are listed, and it is said how many follow', async () => {
  editor.view.dispatch({ changes: { from: TEXT.length, insert: ' zz'.repeat(520) } });
  client.newsroom.found = () =>
    Array.from({ length: 520 }, (_, nth) => {
      const from = TEXT.length + 1 + 3 * nth;
      return { ...FOUND[0]!, from, to: from + 2, text: 'zz' };
    });
  await waitFor(() => expect(copy.count).toBe(523), { timeout: 4000 });
  render(CopyPanel, { copy, isOpen: true });
  expect(screen.getAllByRole('listitem').length).toBe(500);
  expect(screen.getByText(t('copy-more', { count: 23 }))).toBeTruthy();
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
