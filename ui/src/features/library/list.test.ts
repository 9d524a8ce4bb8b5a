// The rows as drawn: the keyboard's cursor stays with its draft however the list is ordered.

import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Client, Command, ReplyOf } from '../../core/client';
import type { DraftRow, DraftStatus } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import type { RowActions } from './actions';
import LibraryList from './LibraryList.svelte';
import LibraryRow from './LibraryRow.svelte';
import { Library } from './state.svelte';

const SIZE = 800;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(SIZE);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(SIZE);
  setLocale('en');
});

afterEach(() => {
  document.body.replaceChildren();
});

function rowOf(headline: string, more: Partial<DraftRow> = {}): DraftRow {
  const plain = {
    section: '',
    language: 'en',
    destination: null,
    chosen: 0,
    liveOn: 0,
    publishedAt: null,
    embargo: null,
  };
  return { id: headline, headline, changedAt: 0, excerpt: [], status: 'draft', ...plain, ...more };
}

/** A list of these drafts; `reorder` gives it others. */
async function listOf(names: string[], currentDraft: string | null = null) {
  let rows = names.map((name) => rowOf(name));
  const counts = { all: 0, draft: 0, onTheStone: 0, published: 0, changed: 0, binned: 0 };
  const answer = (command: Command): unknown =>
    command === 'facets'
      ? { sections: [], tags: [], languages: [], counts }
      : { total: rows.length, rows: [...rows] };
  const client: Client = {
    call: <C extends Command>(command: C) => Promise.resolve(answer(command) as ReplyOf<C>),
    listen: () => () => undefined,
    onDrop: () => () => undefined,
    beforeClose: () => undefined,
  };
  const library = new Library(client, vi.fn());
  await library.refresh();
  const bin = vi.fn<RowActions['bin']>();
  const idle = vi.fn();
  const actions: RowActions = {
    open: idle,
    duplicate: idle,
    exportOne: idle,
    bin,
    restore: idle,
    deleteForGood: idle,
  };
  const props = { library, currentDraft, withDestination: false, actions };
  const { rerender } = render(LibraryList, props);
  const reorder = async (next: string[]) => {
    rows = next.map((name) => rowOf(name));
    await library.refresh();
  };
  const open = (draft: string) => rerender({ ...props, currentDraft: draft });
  const stand = (currentStatus: DraftStatus) => rerender({ ...props, currentStatus });
  return { bin, reorder, open, stand };
}

const row = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });
const binned = (bin: { mock: { calls: DraftRow[][] } }) => bin.mock.calls.map(([draft]) => draft?.id);

it('bins the draft that was clicked, although the list was ordered anew', async () => {
  const { bin, reorder } = await listOf(['One', 'Two', 'Three']);
  await userEvent.click(await row('Three'));
  await reorder(['Three', 'One', 'Two']);
  await waitFor(async () => expect(document.activeElement).toBe(await row('Three')));
  await userEvent.keyboard('{Delete}');
  expect(binned(bin)).toEqual(['Three']);
});

it('goes to the next draft when its own is gone, and stays with that one', async () => {
  const { bin, reorder } = await listOf(['One', 'Two', 'Three']);
  await userEvent.click(await row('Two'));
  await reorder(['One', 'Three']);
  await reorder(['Three', 'One']);
  await waitFor(async () => expect(document.activeElement).toBe(await row('Three')));
  await reorder(['One', 'Three', 'Four']);
  await userEvent.keyboard('{ArrowDown}{Delete}');
  expect(binned(bin)).toEqual(['Four']);
});

it('keeps the keyboard when the last draft is gone', async () => {
  const { reorder } = await listOf(['One', 'Two']);
  await userEvent.click(await row('Two'));
  await reorder(['One']);
  await waitFor(async () => expect(document.activeElement).toBe(await row('One')));
});

it('follows the open draft', async () => {
  const { open, reorder } = await listOf(['One', 'Two', 'Three'], 'One');
  await open('Three');
  expect((await row('Three')).tabIndex).toBe(0);
  await open('New');
  await reorder(['New', 'One', 'Two', 'Three']);
  expect((await row('New')).tabIndex).toBe(0);
  expect((await row('Three')).tabIndex).toBe(-1);
});

it('says of the open draft what is known of it, before the list is read again', async () => {
  const { stand } = await listOf(['One', 'Two'], 'Two');
  await stand('published');
  expect((await row('Two')).textContent).toContain(t('status-published'));
  expect((await row('One')).textContent).toContain(t('status-draft'));
});

it('leaves the keyboard to a draft that was just made', async () => {
  const { open, reorder } = await listOf(['One', 'Two'], 'One');
  await userEvent.click(await row('Two'));
  const headline = document.body.appendChild(document.createElement('input'));
  await open('New');
  headline.focus();
  await reorder(['New', 'One', 'Two']);
  expect(document.activeElement).toBe(headline);
  expect((await row('New')).tabIndex).toBe(0);
});

it('does nothing to a draft while the keyboard is on none', async () => {
  const { bin } = await listOf(['One']);
  const frame = (await row('One')).closest<HTMLElement>('.frame');
  frame?.focus();
  await userEvent.keyboard('{Delete}');
  expect(binned(bin)).toEqual([]);
});

it.each([
  [{ status: 'published', chosen: 2, liveOn: 2 }, ['Published', '2 sites'], ['1 of 2']],
  [{ status: 'changed', chosen: 2, liveOn: 1 }, ['Published on 1 of 2 sites'], ['Changed since']],
  [{ status: 'onTheStone', chosen: 3, liveOn: 1 }, ['Published on 1 of 3 sites'], ['On the stone']],
  [{ status: 'onTheStone', chosen: 2, liveOn: 0 }, ['On the stone', '2 sites'], ['Published']],
  [{ status: 'published', chosen: 1, liveOn: 1 }, ['Published', 'La Gazette'], ['sites']],
  [{ status: 'binned', chosen: 2, liveOn: 1, publishedAt: 1 }, ['In the bin, still live'], ['1 of 2']],
] as const)('says of %j on how many of its sites readers have it', (more, said, unsaid) => {
  const row = rowOf('One', { destination: 'La Gazette', ...more });
  const heard = { onopen: vi.fn(), onfocus: vi.fn(), onmenu: vi.fn() };
  render(LibraryRow, { row, index: 0, current: false, reachable: true, withDestination: true, ...heard });
  const text = document.body.textContent;
  for (const words of said) expect(text).toContain(words);
  for (const words of unsaid) expect(text).not.toContain(words);
});
