// What the memory says of pictures is what the core says, else tests on top of it would prove nothing.
import { expect, test } from 'vitest';
import type { Event } from '../contract';
import { memoryClient } from '../memory-client';
import { NO_WORDS } from './pictures';

const ALL = { search: '', unused: false, offset: 0, limit: 200 };
const EMPTY = { fields: {}, text: '', status: 'draft', age: 0 } as const;

test('a picture is kept once, by file, address or bytes', async () => {
  const client = memoryClient({ drafts: [], journal: null });
  const one = await client.call('keep_picture', { from: 'file', path: '/photos/grue.JPEG' });
  expect(one.source).toMatch(/^\/media\/[0-9a-f]{64}\.jpg$/);
  expect(one).toMatchObject({ name: 'grue.JPEG', state: 'developing', thumbnail: null });
  await client.call('keep_picture', { from: 'file', path: '/photos/grue.JPEG' });
  await client.call('keep_picture', { from: 'address', address: 'https://a.example/quai%20nord.png?x=1' });
  const bytes = new Uint8Array([1, 2, 3]);
  expect((await client.call('keep_picture_bytes', { name: 'é.webp', bytes })).bytes).toBe(3);
  const { pictures, total } = await client.call('pictures', ALL);
  expect([total, pictures.map(({ name }) => name)]).toEqual([3, ['é.webp', 'quai nord.png', 'grue.JPEG']]);
  const unknown = client.call('keep_picture', { from: 'file', path: '/photos/a.heic' });
  await expect(unknown).rejects.toMatchObject({ code: 'picture_unknown' });
  const insecure = client.call('keep_picture', { from: 'address', address: 'http://a.example/a.jpg' });
  await expect(insecure).rejects.toMatchObject({ code: 'picture_not_secure' });
});

test('copies are made in a moment, and told', async () => {
  const client = memoryClient({ drafts: [], journal: null });
  const told: Event[] = [];
  client.listen((event) => void told.push(event));
  const { source } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
  client.newsroom.pictures.develop(source);
  expect(told).toEqual([{ event: 'pictureChanged', source }]);
  const { picture } = await client.call('picture', source);
  expect(picture).toMatchObject({ state: 'ready', thumbnail: expect.stringContaining('/media/') as string });
  const failure = { code: 'picture_unknown', message: 'truncated' } as const;
  client.newsroom.pictures.develop(source, failure);
  expect((await client.call('picture', source)).picture).toMatchObject({ state: 'failed', failure });
});

test('words are what the file says until something else is said', async () => {
  const client = memoryClient({ drafts: [], journal: null });
  client.newsroom.pictures.next = { offered: { ...NO_WORDS, credit: 'AFP' } };
  const { source, words } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
  expect(words.credit).toBe('AFP');
  await client.call('set_picture_words', { source, words: { ...words, caption: 'Le Havre' } });
  const { pictures } = await client.call('pictures', { ...ALL, search: 'havre' });
  expect(pictures).toMatchObject([{ source, offered: { credit: 'AFP' }, words: { caption: 'Le Havre' } }]);
  expect((await client.call('pictures', { ...ALL, search: 'brest' })).total).toBe(0);
});

test('only what nothing uses can go', async () => {
  const client = memoryClient({ drafts: [{ ...EMPTY }, { ...EMPTY }], journal: null });
  const [kept, old, unused] = await Promise.all(
    ['a.jpg', 'b.jpg', 'c.jpg'].map((path) => client.call('keep_picture', { from: 'file', path })),
  );
  const draft = 'draft-1';
  const say = (text: string) => client.call('resync', { draft, text, caret: 0, known: 0 });
  await say(`![](${old!.source})`);
  await client.call('keep_revision', { draft, name: 'avant' });
  await say(`![](${kept!.source})`);
  expect(await client.call('picture', kept!.source)).toMatchObject({
    picture: { uses: 1 },
    uses: [{ draft, place: 'text' }],
  });
  expect(await client.call('picture', old!.source)).toMatchObject({
    picture: { uses: 0 },
    uses: [{ draft, place: 'revision' }],
  });
  expect((await client.call('pictures', { ...ALL, unused: true })).pictures).toMatchObject([unused!]);
  const removed = await client.call(
    'remove_pictures',
    [kept!, old!, unused!].map(({ source }) => source),
  );
  expect(removed.removed).toBe(1);
  await expect(client.call('picture', unused!.source)).rejects.toMatchObject({ code: 'file_missing' });
});
