// A picture's words are read, written and written anew: whatever is typed comes back, and what did not change stays.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture, rewritePicture, tidied, writePicture, type SaidThere } from './written';

const PATH = '/media/a.jpg';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.string({
    unit: fc.constantFrom(
      ...'\\"\'[]()<>*_`~|&;#!©\n\t {}é«»a1.:/-^'.split(''),
      '&amp;',
      '&copy;',
      '](',
      '**',
      '![',
      'http://a.b',
    ),
    maxLength: 24,
  }),
);
const words = fc.record({ alt: hostile, caption: hostile, credit: hostile });

const said = ({ alt, caption, credit }: SaidThere): SaidThere => ({ alt, caption, credit });

describe('a picture of a text', () => {
  it.each<[string, Partial<ReturnType<typeof readPicture>>]>([
    ['![](/media/a.jpg)', { alt: '', caption: '', credit: '', below: false, length: 17 }],
    [
      '![Le port](/media/a.jpg "Au Havre © C. Auvray") et',
      { alt: 'Le port', caption: 'Au Havre', credit: 'C. Auvray', length: 47 },
    ],
    ["![a](/media/a.jpg 'l\\'eau © b © AFP')", { caption: "l'eau © b", credit: 'AFP' }],
    ['![a](/media/a.jpg (© AFP))', { caption: '', credit: 'AFP' }],
    ['![a](/media/a.jpg "Tous droits ©")', { caption: 'Tous droits ©', credit: '' }],
    [
      '![a *b* `c` \\[d\\] &amp; e](</media/a.jpg#turn=90>)',
      { alt: 'a b c [d] & e', address: '/media/a.jpg#turn=90' },
    ],
    [
      '![a](/media/a.jpg "© AFP")\n*Le **port***',
      { caption: 'Le **port**', credit: 'AFP', below: true, length: 40 },
    ],
    ['![a](/media/a.jpg)  \n_Le port_\n\nEnsuite', { caption: 'Le port', below: true }],
    ['![a](/media/a.jpg)\n*Le port* et plus', { caption: '', below: false, length: 18 }],
  ])('%j', (source, told) => {
    expect(readPicture(source)).toMatchObject({ address: PATH, ...told });
  });

  it.each(['', 'a ![b](c)', '![a][b]', '[a](b)', '> ![a](b)'])('is none in %j', (source) => {
    expect(readPicture(source)).toBeNull();
  });

  it('keeps whatever is typed', () => {
    fc.assert(
      fc.property(words, (typed) => {
        const source = writePicture(PATH, typed);
        const read = readPicture(`${source} fin`);
        expect(read).not.toBeNull();
        expect(said(read!)).toEqual(tidied(typed));
        expect([read!.address, read!.length]).toEqual([PATH, source.length]);
      }),
      { numRuns: 600 },
    );
  });

  it('is written in a table as anywhere else', () => {
    const source = writePicture(PATH, { alt: 'a|b', caption: 'c|d', credit: 'e' });
    expect(source.replaceAll('\\|', '')).not.toContain('|');
  });

  it('takes other words and another address, and nothing else of its source changes', () => {
    const source = "![Le *port*](</media/a.jpg> 'Au Havre')\n\nEnsuite";
    const same = readPicture(source)!;
    expect(rewritePicture(source, same.address, same)).toBe(source);
    const framed = rewritePicture(source, '/media/a.jpg#turn=90', same);
    expect(framed).toBe("![Le *port*](/media/a.jpg#turn=90 'Au Havre')\n\nEnsuite");
    const credited = rewritePicture(source, same.address, { ...same, credit: '© AFP' });
    expect(credited).toBe('![Le *port*](</media/a.jpg> "Au Havre © AFP")\n\nEnsuite');
    expect(rewritePicture(source, same.address, { ...same, caption: '' })).toBe(
      '![Le *port*](</media/a.jpg>)\n\nEnsuite',
    );
  });

  it('has its caption written anew where it stands', () => {
    const source = '![a](/media/a.jpg)\n*Le **port***\n';
    const read = readPicture(source)!;
    const rewritten = (other: Partial<SaidThere>) => rewritePicture(source, PATH, { ...read, ...other });
    expect(rewritten({ caption: 'La **Loire**' })).toBe('![a](/media/a.jpg)\n*La **Loire***\n');
    expect(rewritten({ credit: 'AFP' })).toBe('![a](/media/a.jpg "© AFP")\n*Le **port***\n');
    expect(rewritten({ caption: 'un* deux' })).toBe('![a](/media/a.jpg)\n*un\\* deux*\n');
    expect(rewritten({ caption: '' })).toBe('![a](/media/a.jpg)\n');
  });

  it('is read after any change as it was changed', () => {
    fc.assert(
      fc.property(
        words,
        words,
        fc.constantFrom(PATH, '/media/b.png#turn=90&focus=percent:1,2'),
        (before, after, address) => {
          const read = readPicture(rewritePicture(writePicture(PATH, before), address, after))!;
          expect({ ...said(read), address: read.address }).toEqual({ ...tidied(after), address });
        },
      ),
      { numRuns: 600 },
    );
  });
});
