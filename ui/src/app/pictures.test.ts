// What another program lets go of over the window goes where it was dropped, and is told where it cannot.

import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MemoryClient } from '../core/memory-client';
import { t } from '../locales/index.svelte';
import { inAWindow, open, press } from './whole-window';

inAWindow();

const BOX = { left: 0, right: 800, top: 0, bottom: 600, width: 800, height: 600, x: 0, y: 0 };

afterEach(() => vi.restoreAllMocks());

async function opened(): Promise<MemoryClient> {
  const client = await open();
  await screen.findByRole('button', { name: /Le port du Havre/, current: true });
  // jsdom lays nothing out: the text is all of the window.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...BOX, toJSON: () => BOX });
  document.elementFromPoint = () => document.body;
  return client;
}

const text = (client: MemoryClient) => client.newsroom.text('draft-1');

describe('what is dropped', () => {
  it('stands in the text when it is pictures', async () => {
    const client = await opened();
    client.drop({ names: ['/photos/quai.jpg', 'https://a.example/nord.png'], x: 10, y: 10 });
    await waitFor(() =>
      expect(text(client)).toMatch(/!\[\]\(\/media\/\w+\.jpg\)\n\n!\[\]\(\/media\/\w+\.png\)/),
    );
  });

  it('is text when it is a link, whose site is asked only when she says that it is a picture', async () => {
    const client = await opened();
    client.drop({ names: ['https://a.example/article'], x: 10, y: 10 });
    await waitFor(() => expect(text(client)).toContain('https://a.example/article'));
    expect(client.calls.some(({ command }) => command === 'keep_picture')).toBe(false);
    await userEvent.click(await screen.findByRole('button', { name: t('picture-link-bring') }));
    await waitFor(() => expect(client.calls.some(({ command }) => command === 'keep_picture')).toBe(true));
  });

  it('is told by its name when it is no picture', async () => {
    const client = await opened();
    client.drop({ names: ['/photos/a.heic', '/photos/b.pdf'], x: 10, y: 10 });
    await screen.findByText(/a\.heic, b\.pdf/);
  });

  it('beside the text is not taken, and that is said', async () => {
    const client = await opened();
    client.drop({ names: ['/photos/quai.jpg'], x: 2_000, y: 10 });
    await screen.findByText(t('picture-dropped-nowhere'));
    expect(client.calls.some(({ command }) => command === 'keep_picture')).toBe(false);
  });

  it('on the place of the lead becomes the lead', async () => {
    const client = await opened();
    await press('{F8}');
    const lead = await screen.findByRole('group', { name: t('inspector-picture') });
    document.elementFromPoint = () => lead;
    client.drop({ names: ['/photos/quai.jpg'], x: 10, y: 10 });
    const { fields } = client.newsroom.draft('draft-1');
    await waitFor(() =>
      expect(client.newsroom.draft('draft-1').fields.leadPicture).not.toBe(fields.leadPicture),
    );
  });

  it('never takes the window away', async () => {
    await opened();
    const types = ['text/uri-list'];
    const dropped = await fireEvent.drop(document.body, { dataTransfer: { types, files: [] } });
    expect(dropped).toBe(false);
  });
});

it('an address whose picture could not be had is there to be tried again', async () => {
  const client = await opened();
  const ask = async () => {
    await press('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), t('command-insert-picture-from'));
    await press('{Enter}');
    return screen.findByLabelText<HTMLInputElement>(t('picture-address'));
  };
  client.fail('keep_picture', { code: 'picture_not_fetched', message: '' });
  await userEvent.type(await ask(), 'https://a.example/b.jpg{Enter}');
  await screen.findByText(t('failure-picture-not-fetched'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const field = await ask();
  expect(field.value).toBe('https://a.example/b.jpg');
  await waitFor(() => expect(field.selectionEnd).toBe(field.value.length));
  expect(field.selectionStart).toBe(0);
  await press('{Enter}');
  await waitFor(() => expect(text(client)).toMatch(/!\[\]\(\/media\/\w+\.jpg\)/));
});

it('an address that she gives is fetched, and http is not', async () => {
  const client = await opened();
  await press('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), t('command-insert-picture-from'));
  await press('{Enter}');
  const field = await screen.findByLabelText(t('picture-address'));
  await userEvent.type(field, 'http://a.example/b.jpg{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('https://');
  await userEvent.clear(field);
  await userEvent.type(field, 'https://a.example/b.jpg{Enter}');
  await waitFor(() => expect(text(client)).toMatch(/!\[\]\(\/media\/\w+\.jpg\)/));
});
