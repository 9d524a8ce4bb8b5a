// A lead picture by file or by address; nothing remote becomes a thumbnail.

import { expect, it, vi } from 'vitest';
import type { Client } from '../../core/client';
import type { LeadPicture } from '../../core/contract';
import { PicturePicker, thumbnail } from './picture.svelte';

const KEPT: LeadPicture = {
  source: '/media/a.jpg',
  width: 4,
  height: 3,
  alt: '',
  caption: '',
  credit: 'Agence',
};

function clientOf(path: string | null) {
  const call = vi.fn((command: string) => Promise.resolve(command === 'choose_picture' ? path : { ...KEPT }));
  return { call, client: { call, listen: () => () => undefined } as unknown as Client };
}

it('shows kept files from the window’s own scheme and nothing else', () => {
  expect(thumbnail('/media/a.jpg')).toBe('marbre-page://localhost/media/a.jpg');
  expect(thumbnail('https://elsewhere.example/a.jpg')).toBeNull();
  expect(thumbnail('//elsewhere.example/media/a.jpg')).toBeNull();
});

it('keeps a chosen file', async () => {
  const { call, client } = clientOf('/tmp/a.jpg');
  expect(await new PicturePicker(client, vi.fn()).fromFile(null)).toEqual(KEPT);
  expect(call).toHaveBeenLastCalledWith('keep_picture', { from: 'file', path: '/tmp/a.jpg' });
});

it('does nothing when no file is chosen', async () => {
  const { call, client } = clientOf(null);
  expect(await new PicturePicker(client, vi.fn()).fromFile(null)).toBeNull();
  expect(call).toHaveBeenCalledTimes(1);
});

it('keeps caption and credit over a replaced picture, but not what the old one showed', async () => {
  const before = { ...KEPT, alt: 'A crane', caption: 'Le Havre', credit: 'C. Auvray' };
  const kept = await new PicturePicker(clientOf(null).client, vi.fn()).fromAddress(
    ' https://x.example/a.jpg ',
    before,
  );
  expect(kept).toMatchObject({ alt: '', caption: 'Le Havre', credit: 'C. Auvray' });
});

it('reports why a picture could not be kept, and is ready again', async () => {
  const failure = { code: 'picture_unknown', message: '' };
  const report = vi.fn();
  const client = { call: () => Promise.reject(failure), listen: () => () => undefined } as unknown as Client;
  const picker = new PicturePicker(client, report);
  expect(await picker.fromAddress('https://x.example/a', null)).toBeNull();
  expect(report).toHaveBeenCalledWith(failure);
  expect(picker.busy).toBe(false);
});
