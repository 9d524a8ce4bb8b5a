// A lead picture by file or by address; nothing remote becomes a thumbnail.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Client } from '../../core/client';
import type { LeadPicture, PictureView } from '../../core/contract';
import { NO_WORDS } from '../../core/memory/pictures';
import { t } from '../../locales/index.svelte';
import type { InspectedDraft } from './draft';
import PictureFields from './PictureFields.svelte';
import { PicturePicker } from './picture.svelte';

const KEPT: LeadPicture = {
  source: '/media/a.jpg',
  width: 4,
  height: 3,
  framing: '',
  alt: '',
  caption: '',
  credit: 'Agence',
};
const PICTURE = { ...KEPT, words: { ...NO_WORDS, credit: 'Agence' } } as unknown as PictureView;

const DRAFT: { -readonly [K in keyof InspectedDraft]: InspectedDraft[K] } = {
  draft: 'one',
  fields: null,
  slug: null,
  slugFrozen: false,
  outline: [],
  setField: vi.fn(),
  goTo: vi.fn(),
};

function clientOf(path: string | null) {
  const call = vi.fn((command: string) =>
    Promise.resolve(command === 'choose_picture' ? path : { ...PICTURE }),
  );
  return { call, client: { call, listen: () => () => undefined } as unknown as Client };
}

it('keeps a chosen file', async () => {
  const { call, client } = clientOf('/tmp/a.jpg');
  expect(await new PicturePicker(client, vi.fn()).fromFile()).toEqual(KEPT);
  expect(call).toHaveBeenLastCalledWith('keep_picture', { from: 'file', path: '/tmp/a.jpg' });
});

it('does nothing when no file is chosen', async () => {
  const { call, client } = clientOf(null);
  expect(await new PicturePicker(client, vi.fn()).fromFile()).toBeNull();
  expect(call).toHaveBeenCalledTimes(1);
});

it('gives a replaced picture none of the words of the old one', async () => {
  const before = {
    ...KEPT,
    source: '/media/old.jpg',
    alt: 'A crane',
    caption: 'Le Havre',
    credit: 'C. Auvray',
  };
  const { client } = clientOf('/tmp/a.jpg');
  const setField = vi.fn();
  const draft = { ...DRAFT, setField };
  const picker = new PicturePicker(client, vi.fn());
  render(PictureFields, { draft, picture: before, site: null, picker });
  await userEvent.click(screen.getByRole('button', { name: t('picture-replace') }));
  expect(setField).toHaveBeenCalledWith({ leadPicture: KEPT });
});

it('gives a picture to no other draft than the one it was asked for', async () => {
  const { client } = clientOf('/tmp/a.jpg');
  const setField = vi.fn();
  const draft = { ...DRAFT, setField };
  client.call = () => {
    draft.draft = 'another';
    return Promise.resolve(PICTURE as never);
  };
  render(PictureFields, { draft, picture: null, site: null, picker: new PicturePicker(client, vi.fn()) });
  await userEvent.click(screen.getByRole('button', { name: t('picture-choose') }));
  expect(setField).not.toHaveBeenCalled();
});

it('says that an address must be https, and asks nothing', async () => {
  const { call, client } = clientOf(null);
  render(PictureFields, {
    draft: DRAFT,
    picture: null,
    site: null,
    picker: new PicturePicker(client, vi.fn()),
  });
  await userEvent.click(screen.getByRole('button', { name: t('picture-by-address') }));
  await userEvent.type(screen.getByLabelText(t('picture-address')), 'http://x.example/a.jpg{Enter}');
  expect(screen.getByRole('alert').textContent).toContain('https://');
  expect(call).not.toHaveBeenCalled();
});

it('reports why a picture could not be kept, and is ready again', async () => {
  const failure = { code: 'picture_unknown', message: '' };
  const report = vi.fn();
  const client = { call: () => Promise.reject(failure), listen: () => () => undefined } as unknown as Client;
  const picker = new PicturePicker(client, report);
  expect(await picker.fromAddress('https://x.example/a')).toBeNull();
  expect(report).toHaveBeenCalledWith(failure);
  expect(picker.busy).toBe(false);
});
