// The library's pictures in the whole window: opened by key, put into the article, removed after a question.

import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { NO_WORDS } from '../core/memory/pictures';
import type { MemoryClient } from '../core/memory-client';
import { t } from '../locales/index.svelte';
import { lookOf } from './picture-desk';
import { faults, inAWindow, open, press } from './whole-window';

inAWindow();

const WORDS = { ...NO_WORDS, alt: 'Une grue [bleue]', caption: 'Le "port"', credit: 'AFP' };

/** The window with two pictures in its library. */
async function withPictures(): Promise<{ client: MemoryClient; sources: string[] }> {
  const client = await open();
  await screen.findByRole('button', { name: /Le port du Havre/, current: true });
  client.newsroom.pictures.next = { words: WORDS, width: 4_000, height: 3_000 };
  const sources = ['grue.jpg', 'quai.jpg'].map((name) => client.newsroom.pictures.keep(name, name).source);
  return { client, sources };
}

async function openFirst(name: string): Promise<void> {
  await press('{F4}');
  await userEvent.click(await screen.findByText(name));
  await screen.findByRole('heading', { name: t('picture-title') });
}

it('opens by its key, and puts a picture with its words into the text', async () => {
  const { client, sources } = await withPictures();
  await openFirst('grue.jpg');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: t('picture-insert') }));
  const written = `![Une grue \\[bleue\\]](${sources[0]} "Le \\"port\\" © AFP")`;
  await waitFor(() => expect(client.newsroom.text('draft-1')).toContain(written));
  await waitFor(() => expect(screen.queryAllByRole('dialog')).toEqual([]));
  await waitFor(() => expect(document.activeElement?.className).toContain('cm-content'));
});

it('tells the editor in words why a picture can’t be shown', async () => {
  const client = await open();
  const picture = client.newsroom.pictures.keep('grue.jpg', 'grue.jpg');
  expect(lookOf(null)).toBeNull();
  expect(lookOf({ ...picture, failure: null })?.failure).toBeNull();
  const failure = { code: 'picture_broken' as const, message: 'grue.jpg' };
  const said = lookOf({ ...picture, state: 'failed', failure })?.failure;
  expect(said).toBe(t('failure-picture-broken'));
});

it('makes a picture the lead', async () => {
  const { client, sources } = await withPictures();
  await openFirst('grue.jpg');
  await userEvent.click(screen.getByRole('button', { name: t('picture-make-lead') }));
  const lead = () => client.newsroom.draft('draft-1').fields.leadPicture;
  await waitFor(() => expect(lead()).toMatchObject({ source: sources[0], alt: WORDS.alt, framing: '' }));
});

it('removes what nothing uses, once that was said', async () => {
  const { client } = await withPictures();
  await press('{F4}');
  (await screen.findByText('quai.jpg')).closest('button')!.focus();
  await press('{Delete}');
  const question = within(await screen.findByRole('alertdialog'));
  expect(await faults()).toEqual([]);
  await userEvent.click(question.getByRole('button', { name: t('cancel') }));
  expect(client.calls.some(({ command }) => command === 'remove_pictures')).toBe(false);
  await press('{Delete}');
  await userEvent.click(await screen.findByRole('button', { name: t('pictures-remove-confirm') }));
  await waitFor(() => expect(screen.queryByText('quai.jpg')).toBeNull());
  await screen.findByText('grue.jpg');
});

it('goes to an article in which a picture is used', async () => {
  const { client, sources } = await withPictures();
  const other = client.newsroom.draft('draft-3');
  other.text = `![](${sources[1]})`;
  await openFirst('quai.jpg');
  await userEvent.click(screen.getByRole('button', { name: other.fields.headline }));
  await screen.findByRole('button', { name: new RegExp(other.fields.headline), current: true });
  await waitFor(() => expect(screen.queryAllByRole('dialog')).toEqual([]));
});

it('frames a picture of the text, in one step that undo takes back', async () => {
  const { client, sources } = await withPictures();
  const text = `Avant.\n\n![Une *grue*](${sources[0]} "Le port © AFP")\n\nAprès.`;
  client.newsroom.changeOutside('draft-1', text);
  const content = document.querySelector<HTMLElement>('.cm-content')!;
  await waitFor(() => expect(content.textContent).toContain('Avant.'));
  // Once its copy is made the thumbnail is another one.
  await waitFor(() => expect(document.querySelector('.md-thumbnail.md-ready')).not.toBeNull());
  await userEvent.click(screen.getByRole('button', { name: /^Ouvrir la photo/ }));
  await screen.findByRole('heading', { name: t('picture-title-text') });
  await userEvent.click(screen.getByRole('radio', { name: '1:1' }));
  const credit = screen.getByLabelText(t('picture-credit'), { selector: '#desk-credit' });
  await userEvent.clear(credit);
  await userEvent.type(credit, 'Reuters');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: t('picture-apply') }));
  const framed = text
    .replace(sources[0]!, `${sources[0]}#xywh=percent:12.5,0,75,100`)
    .replace('AFP', 'Reuters');
  await waitFor(() => expect(client.newsroom.text('draft-1')).toBe(framed));
  await waitFor(() => expect(screen.queryAllByRole('dialog')).toEqual([]));
  await waitFor(() => expect(document.activeElement).toBe(content));
  await press('{Control>}z{/Control}');
  await waitFor(() => expect(client.newsroom.text('draft-1')).toBe(text));
});

it('frames the lead, which its notice takes back', async () => {
  const { client, sources } = await withPictures();
  await openFirst('grue.jpg');
  await userEvent.click(screen.getByRole('button', { name: t('picture-make-lead') }));
  await waitFor(() => expect(screen.queryAllByRole('dialog')).toEqual([]));
  await press('{F8}');
  await userEvent.click(await screen.findByRole('button', { name: t('picture-crop') }));
  await screen.findByRole('heading', { name: t('picture-title-lead') });
  await userEvent.click(screen.getByRole('button', { name: t('framing-turn-right') }));
  await userEvent.click(screen.getByRole('button', { name: t('picture-apply') }));
  const lead = () => client.newsroom.draft('draft-1').fields.leadPicture;
  await waitFor(() => expect(lead()).toMatchObject({ source: sources[0], framing: 'turn=90' }));
  await userEvent.click(await screen.findByRole('button', { name: t('undo') }));
  await waitFor(() => expect(lead()).toMatchObject({ framing: '' }));
});
