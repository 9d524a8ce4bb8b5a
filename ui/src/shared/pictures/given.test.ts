// What is dropped or pasted is taken for what it is: pictures, links, or words.
import { expect, test } from 'vitest';
import { droppedBy, givenIn, isSecure, nameOf } from './given';

const PNG = new File(['x'], 'image.png', { type: 'image/png' });
const NOTE = new File(['x'], 'note.txt', { type: 'text/plain' });

function transfer(files: File[], data: Record<string, string> = {}): DataTransfer {
  return { files, types: [], getData: (type: string) => data[type] ?? '' } as unknown as DataTransfer;
}

test('files and addresses of pictures are pictures, other addresses are links', () => {
  expect(
    droppedBy([
      '/photos/a é.jpg',
      'https://a.example/quai nord.jpg',
      'https://a.example/p?image=b.webp&w=2',
      'https://a.example/article',
      'mailto:a@b.example',
    ]),
  ).toEqual({
    pictures: [
      { from: 'file', path: '/photos/a é.jpg' },
      { from: 'address', address: 'https://a.example/quai%20nord.jpg' },
      { from: 'address', address: 'https://a.example/p?image=b.webp&w=2' },
    ],
    links: ['https://a.example/article', 'mailto:a@b.example'],
  });
});

test('a picture has a name while it comes in', () => {
  expect(nameOf({ from: 'file', path: '/photos/a.jpg' })).toBe('a.jpg');
  expect(nameOf({ from: 'address', address: 'https://a.example/quai%20nord.jpg?w=2#x' })).toBe(
    'quai nord.jpg',
  );
  expect(nameOf({ from: 'address', address: 'https://a.example/' })).toBe('a.example');
  expect(nameOf({ from: 'address', address: 'https://a.example/100%.jpg' })).toBe('100%.jpg');
  expect(nameOf({ from: 'bytes', file: PNG })).toBe('image.png');
});

test.each<[string, DataTransfer, unknown[]]>([
  ['a screenshot', transfer([PNG]), [{ from: 'bytes', file: PNG }]],
  ['words and their picture, as Word gives them', transfer([PNG], { 'text/plain': 'Le quai' }), []],
  ['marked words and their picture', transfer([PNG], { 'text/html': '<p>Le <b>quai</b></p>' }), []],
  [
    'a picture of a page, with its address as words',
    transfer([PNG], {
      'text/plain': 'https://a.example/a.png',
      'text/html': '<img src="https://a.example/a.png">',
    }),
    [{ from: 'bytes', file: PNG }],
  ],
  [
    'a picture of a page that only says where it is',
    transfer([], {
      'text/html': '<meta charset="utf-8"><a href="/x"><img src="https://a.example/a.png" alt="a"></a>',
    }),
    [{ from: 'address', address: 'https://a.example/a.png' }],
  ],
  ['a file of words', transfer([NOTE]), []],
  ['only words', transfer([], { 'text/plain': 'Le quai' }), []],
  [
    'a page with two pictures',
    transfer([], { 'text/html': '<img src="https://a/b"><img src="https://a/c">' }),
    [],
  ],
  ['a picture in a script’s address', transfer([], { 'text/html': '<img src="javascript:alert(1)">' }), []],
  ['broken data', transfer([], { 'text/html': '<img src="data:image/png;base64,%%%">' }), []],
])('%s', (_, given, expected) => {
  expect(givenIn(given)).toEqual(expected);
});

test('a picture that is written out in the page is read there', async () => {
  const [given] = givenIn(transfer([], { 'text/html': '<img src="data:image/jpeg;base64,AQID">' }));
  if (given?.from !== 'bytes') throw new Error('no picture');
  expect([given.file.name, [...new Uint8Array(await given.file.arrayBuffer())]]).toEqual([
    'image.jpg',
    [1, 2, 3],
  ]);
});

test('only https is fetched', () => {
  expect([' https://a.example/b ', 'http://a.example/b', 'https://', 'ftp://a'].map(isSecure)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
