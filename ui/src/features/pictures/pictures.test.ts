// The library's pictures: searched, gone through by keys, chosen, removed where nothing uses them; passed by axe.

import axe from 'axe-core';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PictureView } from '../../core/contract';
import { NO_WORDS } from '../../core/memory/pictures';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { PAGE, PictureLibrary } from './library.svelte';
import PicturesDialog from './PicturesDialog.svelte';

/** How many tiles stand side by side; jsdom lays nothing out. */
const COLUMNS = 4;

let client: MemoryClient;
let library: PictureLibrary;
const report = vi.fn();
const onopen = vi.fn();
const onadd = vi.fn();
const onremove = vi.fn((pictures: readonly PictureView[]) => void library.remove(pictures));
const wordsOf = ({ code }: { code: string }) => ({ title: code, todo: '' });

function keep(count: number): PictureView[] {
  return Array.from({ length: count }, (_, at) => {
    const words = { ...NO_WORDS, credit: at % 2 === 0 ? 'AFP' : 'Reuters' };
    client.newsroom.pictures.next = { words, bytes: 1_000_000 };
    return client.newsroom.pictures.keep(`photo-${at}.jpg`, `content ${at}`);
  });
}

/** The open draft names a picture. */
function useIt({ source }: PictureView): void {
  [...client.newsroom.drafts.values()][0]!.text = `![](${source})`;
}

async function show(choosing: Parameters<PictureLibrary['open']>[0] = null): Promise<void> {
  render(PicturesDialog, { library, wordsOf, onopen, onremove, onadd });
  library.open(choosing);
  await waitFor(() => expect(library.ready).toBe(true));
  await screen.findByRole('dialog');
}

async function wrong(): Promise<string[]> {
  const rules = {
    'color-contrast': { enabled: false },
    'target-size': { enabled: false },
    region: { enabled: false },
  };
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const status = () => screen.getByRole('status').textContent;
const tile = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name},`) });
const tiles = () => screen.queryAllByRole('button', { name: /^photo-\d+\.jpg,/ });
const asked = (command: string) => client.calls.filter((call) => call.command === command);

beforeEach(() => {
  setLocale('fr');
  client = memoryClient({ journal: null });
  library = new PictureLibrary(client, report);
  client.listen((event) => library.hear(event));
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (this: HTMLElement) {
    return Math.floor([...(this.parentElement?.children ?? [])].indexOf(this) / COLUMNS);
  });
});

afterEach(() => {
  library.close();
  document.body.replaceChildren();
  vi.clearAllMocks();
});

it('teaches the next step while it is empty', async () => {
  await show();
  screen.getByText(t('pictures-empty'));
  expect(await wrong()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: t('pictures-add') }));
  expect(onadd).toHaveBeenCalledOnce();
  keep(1);
  client.emit({ event: 'pictureChanged', source: '/media/x.jpg' });
  await waitFor(() => expect(tiles()).toHaveLength(1));
});

it('lists the newest first with their number and size, and is gone through by keys', async () => {
  keep(10);
  await show();
  expect(status()).toMatch(/^10 photos, 10\sMo$/);
  expect(tiles()[0]).toBe(tile('photo-9.jpg'));
  expect(tiles().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  expect(await wrong()).toEqual([]);
  const go = async (keys: string) => {
    await userEvent.keyboard(keys);
    return document.activeElement;
  };
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  expect(await go('{ArrowDown}')).toBe(tile('photo-9.jpg'));
  expect(await go('{ArrowRight}{ArrowDown}')).toBe(tile('photo-4.jpg'));
  expect(await go('{ArrowUp}{ArrowUp}')).toBe(tile('photo-8.jpg'));
  expect(await go('{End}')).toBe(tile('photo-0.jpg'));
  await userEvent.keyboard('{Enter}');
  expect(onopen).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'photo-0.jpg' }));
});

it('reads further when the keys go beyond, and again as far as it was read', async () => {
  keep(PAGE + 5);
  await show();
  expect(tiles()).toHaveLength(PAGE);
  await userEvent.keyboard('{ArrowDown}{End}{ArrowRight}');
  await waitFor(() => expect(tiles()).toHaveLength(PAGE + 5));
  await waitFor(() => expect(document.activeElement).toBe(tile('photo-4.jpg')));
  expect(screen.queryByRole('button', { name: /En montrer plus/ })).toBeNull();
  client.emit({ event: 'pictureChanged', source: '/media/x.jpg' });
  const before = asked('pictures').length;
  await waitFor(() => expect(asked('pictures').length).toBeGreaterThan(before));
  expect(tiles()).toHaveLength(PAGE + 5);
});

it('finds by words, and shows only what nothing uses', async () => {
  const [first] = keep(4);
  useIt(first!);
  await show();
  await userEvent.type(screen.getByRole('searchbox'), 'reuters');
  await waitFor(() => expect(tiles()).toHaveLength(2));
  await userEvent.clear(screen.getByRole('searchbox'));
  await waitFor(() => expect(tiles()).toHaveLength(4));
  await userEvent.click(screen.getByRole('checkbox', { name: t('pictures-unused') }));
  await waitFor(() => expect(tiles()).toHaveLength(3));
  await userEvent.type(screen.getByRole('searchbox'), 'rien de tel');
  await waitFor(() => expect(status()).toBe(t('pictures-nothing-found')));
});

it('removes what is selected, and says what stays because it is used meanwhile', async () => {
  const [one, two] = keep(3);
  await show();
  const box = (name: string) => screen.getByRole('checkbox', { name: t('pictures-select', { name }) });
  await userEvent.click(box('photo-0.jpg'));
  await userEvent.click(box('photo-1.jpg'));
  useIt(one!);
  expect(await wrong()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: /^Retirer 2 photos/ }));
  expect(onremove.mock.lastCall?.[0]).toHaveLength(2);
  await waitFor(() => expect(status()).toMatch(/1 photo retirée, 1\sMo libérés\. Une photo sert/));
  expect(
    tiles()
      .map((each) => each.textContent)
      .join(),
  ).not.toContain(two!.name);
  // What is used can't be selected any more.
  expect(screen.queryByRole('checkbox', { name: t('pictures-select', { name: 'photo-0.jpg' }) })).toBeNull();
});

it('selects all that nothing uses at once, and removes one by its key', async () => {
  keep(3);
  await show();
  await userEvent.click(screen.getByRole('checkbox', { name: t('pictures-unused') }));
  await userEvent.click(await screen.findByRole('button', { name: t('pictures-select-all') }));
  expect(library.selected).toHaveLength(3);
  await userEvent.click(screen.getByRole('button', { name: t('pictures-select-none') }));
  expect(library.selected).toHaveLength(0);
  tile('photo-1.jpg').focus();
  await userEvent.keyboard('{Delete}');
  await waitFor(() => expect(tiles()).toHaveLength(2));
});

it('gives the one that is chosen, and closes', async () => {
  keep(2);
  const take = vi.fn();
  await show({ place: 'text', take });
  screen.getByRole('heading', { name: (name) => name.startsWith('Quelle photo insérer') });
  expect(screen.queryByRole('checkbox', { name: /photo-0/ })).toBeNull();
  await userEvent.click(tile('photo-0.jpg'));
  expect(take).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'photo-0.jpg' }));
  expect([library.isOpen, onopen.mock.calls.length]).toEqual([false, 0]);
});

it('says why it can not be read, and reads it again', async () => {
  keep(1);
  client.fail('pictures', { code: 'disk_fault', message: '' });
  render(PicturesDialog, { library, wordsOf, onopen, onremove, onadd });
  library.open();
  expect((await screen.findByRole('alert')).textContent).toContain('disk_fault');
  await userEvent.click(screen.getByRole('button', { name: t('pictures-again') }));
  await waitFor(() => expect(tiles()).toHaveLength(1));
});
