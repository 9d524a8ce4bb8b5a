// One picture on the desk: framed by keys, its words kept where they belong, undone, and passed by axe.

import axe from 'axe-core';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PictureView } from '../../core/contract';
import { NO_WORDS } from '../../core/memory/pictures';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { OpenedPicture, type OpenUse } from './opened.svelte';
import PictureDialog from './PictureDialog.svelte';

let client: MemoryClient;
let opened: OpenedPicture;
let picture: PictureView;
const report = vi.fn();
const take = vi.fn();
const ongo = vi.fn();
const insert = vi.fn();
const wordsOf = ({ code }: { code: string }) => ({ title: code, todo: '' });

const OFFERED = {
  ...NO_WORDS,
  caption: 'Le Havre, terminal de France',
  credit: 'C. Auvray',
  taken: '2026-04-29T02:49:11',
};

function use(more: Partial<OpenUse> = {}): OpenUse {
  const said = { alt: 'Une grue', caption: '', credit: 'AFP' };
  return { place: 'text', said, framing: '', captionBelow: false, take, ...more };
}

async function show(from: OpenUse | null): Promise<void> {
  const actions = from === null ? [{ label: t('picture-insert'), run: insert }] : [];
  render(PictureDialog, { opened, wordsOf, current: 'draft-2', ongo, actions });
  await opened.open(picture.source, from);
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

const asked = (command: string) => client.calls.filter((call) => call.command === command);
const button = (key: string) => screen.getByRole('button', { name: t(key) });
const apply = () => userEvent.click(button('picture-apply'));

beforeEach(() => {
  setLocale('fr');
  client = memoryClient();
  const kept = { width: 4_000, height: 3_000, offered: OFFERED, words: NO_WORDS, located: true };
  client.newsroom.pictures.next = kept;
  picture = client.newsroom.pictures.keep('grue.jpg', 'a');
  client.newsroom.pictures.develop(picture.source);
  opened = new OpenedPicture(client, report);
  client.listen((event) => opened.hear(event));
});

afterEach(() => {
  opened.close();
  document.body.replaceChildren();
  vi.clearAllMocks();
});

it('is cut by keys alone, says so, and gives its use the framing', async () => {
  await show(use());
  await userEvent.click(screen.getByRole('radio', { name: '1:1' }));
  button('framing-crop').focus();
  await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
  screen.getByText(/^Cadre.*18,5/);
  button('framing-corner-se').focus();
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  button('framing-focus').focus();
  await userEvent.keyboard('{ArrowDown}');
  const framing = 'xywh=percent:18.5,0,71.25,95&focus=percent:54.13,48.5';
  expect(opened.framed?.fragment).toBe(framing);
  expect(await wrong()).toEqual([]);
  await apply();
  expect(take).toHaveBeenCalledExactlyOnceWith({ alt: 'Une grue', caption: '', credit: 'AFP' }, framing);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('is dragged, and a drag is undone at once', async () => {
  await show(use({ framing: 'xywh=percent:0,0,50,50' }));
  const crop = button('framing-crop');
  const stage = crop.closest('.stage')!;
  Object.assign(crop, { setPointerCapture: () => undefined });
  vi.spyOn(stage, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 300));
  const at = (x: number, y: number) => ({ clientX: x, clientY: y, pointerId: 1, button: 0 });
  await fireEvent.pointerDown(crop, at(50, 50));
  await fireEvent.pointerMove(crop, at(90, 65));
  await fireEvent.pointerMove(crop, at(150, 80));
  await fireEvent.pointerUp(crop, at(150, 80));
  expect(opened.framed?.fragment).toBe('xywh=percent:25,10,50,50');
  await fireEvent.pointerMove(crop, at(0, 0));
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(opened.framed?.fragment).toBe('xywh=percent:0,0,50,50');
  await userEvent.keyboard('{Control>}y{/Control}');
  expect(opened.framed?.fragment).toBe('xywh=percent:25,10,50,50');
});

it('has measures that are typed, turns, and goes back to the original', async () => {
  await show(use({ framing: 'turn=90&xywh=percent:0,0,50,50' }));
  const left = screen.getByLabelText<HTMLInputElement>(t('framing-x'), { selector: 'input' });
  await userEvent.clear(left);
  await userEvent.type(left, '12.5{Tab}');
  expect(opened.framed?.fragment).toBe('turn=90&xywh=percent:12.5,0,50,50');
  await userEvent.click(button('framing-turn-right'));
  expect(opened.framed?.fragment).toBe('turn=180&xywh=percent:50,12.5,50,50');
  await userEvent.click(button('framing-reset'));
  await apply();
  expect(take.mock.lastCall?.[1]).toBe('');
});

it('writes nothing where nothing changed, and nothing when that is asked for', async () => {
  await show(use({ framing: 'turn=90' }));
  await apply();
  await opened.open(picture.source, use());
  await userEvent.type(await screen.findByLabelText(t('picture-alt')), ' bleue');
  await userEvent.click(button('cancel'));
  expect(take).not.toHaveBeenCalled();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it.each(['Escape', 'the cross'])('loses no word and no framing to %s', async (way) => {
  await show(use());
  await userEvent.type(screen.getByLabelText(t('picture-alt')), ' bleue');
  await userEvent.click(screen.getByRole('radio', { name: '1:1' }));
  const left = screen.getByLabelText<HTMLInputElement>(t('framing-x'), { selector: 'input' });
  await userEvent.clear(left);
  await userEvent.type(left, '5');
  await (way === 'Escape' ? userEvent.keyboard('{Escape}') : userEvent.click(button('close')));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const said = { alt: 'Une grue bleue', caption: '', credit: 'AFP' };
  expect(take).toHaveBeenCalledExactlyOnceWith(said, 'xywh=percent:5,0,75,100');
});

it('untouched, is put away without a word to the library', async () => {
  await show(use());
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(take).not.toHaveBeenCalled();
  expect(asked('set_picture_words')).toEqual([]);
});

it('stays where what is typed cannot be kept', async () => {
  await show(use());
  await userEvent.type(screen.getByLabelText(t('picture-taken')), '30/02/2026');
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('alert').textContent).toBe(t('field-day-wrong'));
  expect(opened.words.taken).toBe('30/02/2026');
});

it('takes what the file offers, keeps words for the next use, and dates as a camera does', async () => {
  await show(use());
  expect(opened.remembers).toBe(true);
  const offer = (words: string) => screen.getByRole('button', { name: t('picture-offer-take', { words }) });
  await userEvent.click(offer('C. Auvray'));
  await userEvent.click(offer('29/04/2026 02:49'));
  expect(screen.queryByRole('button', { name: t('picture-offer-take', { words: 'C. Auvray' }) })).toBeNull();
  await userEvent.type(screen.getByLabelText(t('picture-licence')), 'CC BY 4.0');
  await apply();
  expect(asked('set_picture_words').at(-1)?.request).toEqual({
    source: picture.source,
    words: {
      alt: 'Une grue',
      caption: '',
      credit: 'C. Auvray',
      source: '',
      licence: 'CC BY 4.0',
      taken: '2026-04-29T02:49:00',
    },
  });
  expect(take.mock.lastCall?.[0]).toEqual({ alt: 'Une grue', caption: '', credit: 'C. Auvray' });
});

it('leaves the library’s words alone where these are for this use only', async () => {
  await show(use());
  await userEvent.click(screen.getByRole('checkbox', { name: t('picture-remember') }));
  await userEvent.type(screen.getByLabelText(t('picture-caption')), 'Mardi');
  await apply();
  expect(asked('set_picture_words')).toEqual([]);
  expect(take.mock.lastCall?.[0]).toMatchObject({ caption: 'Mardi' });
});

it('says why its words could not be kept, and stays', async () => {
  await show(use());
  client.fail('set_picture_words', { code: 'disk_full', message: '' });
  await apply();
  expect((await screen.findByRole('alert')).textContent).toContain('disk_full');
  expect(take).not.toHaveBeenCalled();
  await apply();
  expect(opened.picture).toBeNull();
});

it('does not take a date that is none', async () => {
  await show(use());
  await userEvent.type(screen.getByLabelText(t('picture-taken')), '30/02/2026');
  expect(screen.getByRole('alert').textContent).toBe(t('field-day-wrong'));
  expect(button('picture-apply')).toHaveProperty('disabled', true);
});

it('that moves is not cut, and says why', async () => {
  client.newsroom.pictures.next = { moving: true };
  picture = client.newsroom.pictures.keep('grue.gif', 'b');
  await show(use());
  expect(document.body.textContent).toContain(t('picture-moving'));
  expect(screen.queryByRole('radio')).toBeNull();
  await userEvent.type(screen.getByLabelText(t('picture-caption')), 'Mardi');
  await apply();
  expect(take.mock.lastCall?.[1]).toBe('');
});

it('of the library is not framed; it tells where it is used and goes there', async () => {
  const draft = [...client.newsroom.drafts.values()][0]!;
  draft.text = `![](${picture.source})`;
  await show(null);
  expect(screen.queryByRole('radio')).toBeNull();
  screen.getByText(t('picture-located'));
  expect(await wrong()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: draft.fields.headline }));
  expect(ongo).toHaveBeenCalledExactlyOnceWith(draft.id);
  await userEvent.type(screen.getByLabelText(t('picture-alt')), 'Une grue');
  await userEvent.click(button('picture-insert'));
  await waitFor(() => expect(insert).toHaveBeenCalledOnce());
  expect(insert.mock.lastCall?.[0]).toMatchObject({ words: { alt: 'Une grue' } });
});

it('tells how far its copies are while it lies there', async () => {
  client.newsroom.pictures.next = {};
  picture = client.newsroom.pictures.keep('autre.jpg', 'c');
  await show(use());
  screen.getByText(t('picture-developing'));
  const image = () => within(screen.getByRole('dialog')).getAllByRole<HTMLImageElement>('img')[0]?.src;
  expect(image()).toBe(`marbre-page://localhost${picture.source}`);
  await userEvent.type(screen.getByLabelText(t('picture-caption')), 'Mardi');
  client.newsroom.pictures.develop(picture.source);
  await waitFor(() => expect(screen.queryByText(t('picture-developing'))).toBeNull());
  expect(image()).toContain('.webp');
  expect(opened.words.caption).toBe('Mardi');
  client.newsroom.pictures.develop(picture.source, { code: 'picture_unknown', message: '' });
  await screen.findByText('picture_unknown');
});

it('that is gone is reported, and nothing opens', async () => {
  await opened.open('/media/none.jpg', null);
  expect(report).toHaveBeenCalledOnce();
  expect(opened.picture).toBeNull();
});

it('gives the keyboard back to where it was', async () => {
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  await show(use());
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(before));
});
