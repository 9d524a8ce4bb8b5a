// From what was found of pictures to the pictures: named by their places, opened where they are used.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PicturePlace } from '../features/checks/findings';
import { setLocale } from '../locales/index.svelte';
import { pointsOf, seePicture, type Seeing } from './picture-findings';

const A = `/media/${'a'.repeat(64)}.jpg`;
const B = `/media/${'b'.repeat(64)}.jpg`;

/** A desk with a text open, as far as pictures are seen on it. */
function deskWith(text: string, lead: string | null = null) {
  const heard = { goTo: vi.fn(), inspect: vi.fn(), open: vi.fn() };
  const desk = {
    inspect: heard.inspect,
    picture: { open: heard.open },
    notices: { note: vi.fn() },
    writing: {
      draft: 'draft',
      fields: {
        leadPicture: lead === null ? null : { source: lead, framing: '', alt: '', caption: '', credit: '' },
      },
      goTo: heard.goTo,
      text: () => text,
      slice: (from: number, to: number) => text.slice(from, to),
    },
  };
  return { desk: desk as unknown as Seeing, heard };
}

const inText = (address: string): PicturePlace => ({ address, lead: false });

beforeEach(() => setLocale('fr'));

describe('what was found of pictures', () => {
  it('leads to each, by its place in the text', () => {
    const { desk } = deskWith(`![](${B})\n\n![](${A})`, A);
    const found = [
      { words: 'Sans description', pictures: [{ address: A, lead: true }, inText(A), inText(B)] },
      { words: 'Sans crédit', pictures: [inText(A)] },
    ];
    const points = pointsOf(desk, found);
    expect(points.map(({ text, see }) => [text, ...see.map(({ label }) => label)])).toEqual([
      ['Sans description', 'Voir la photo d’ouverture', 'Voir l’image 2 du texte', 'Voir l’image 1 du texte'],
      ['Sans crédit', 'Voir l’image 2 du texte'],
    ]);
  });

  it('is numbered as the text is read, whatever was found of the others and of the lead', () => {
    const text = `![Une grue](${B} "© AFP")\n\n![](https://a.example/c.jpg)\n\n![](${A})`;
    for (const lead of [null, A]) {
      const { desk, heard } = deskWith(text, lead);
      const atHead = lead === null ? [] : [{ address: A, lead: true }];
      const [point] = pointsOf(desk, [{ words: '', pictures: [...atHead, inText(A)] }]);
      const last = point?.see.at(-1);
      expect(last?.label).toBe('Voir l’image 3 du texte');
      last?.run();
      expect(heard.goTo).toHaveBeenLastCalledWith(text.lastIndexOf('!['));
    }
  });

  it('is seen where it stands, and opened there', () => {
    const text = `Un mot.\n\n![](${A}#turn=90)\n\n![](${A})`;
    const { desk, heard } = deskWith(text);
    seePicture(desk, inText(A));
    const at = text.lastIndexOf('![');
    expect(heard.goTo).toHaveBeenCalledWith(at);
    expect(heard.open).toHaveBeenCalledWith(A, expect.objectContaining({ place: 'text', framing: '' }));
    seePicture(desk, inText(`${A}#turn=90`));
    expect(heard.goTo).toHaveBeenLastCalledWith(text.indexOf('!['));
  });

  it('is not looked for where it stands no more', () => {
    const { desk, heard } = deskWith('Un mot.');
    seePicture(desk, inText(A));
    expect(heard.goTo).not.toHaveBeenCalled();
  });

  it('of the lead opens it, or the fields of one from elsewhere', () => {
    const kept = deskWith('', A);
    seePicture(kept.desk, { address: A, lead: true });
    expect(kept.heard.open).toHaveBeenCalledWith(A, expect.objectContaining({ place: 'lead' }));
    const remote = deskWith('', 'https://a.example/b.jpg');
    seePicture(remote.desk, { address: 'https://a.example/b.jpg', lead: true });
    expect(remote.heard.inspect).toHaveBeenCalledWith('picture-alt');
  });
});
