// The page in the frame equals its blocks after any patches; places and clicks find their way.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Block, Splice } from '../../core/contract';
import { blocksOf } from '../../core/memory/prose';
import { frameOf, pageOf } from '../../core/memory/page';
import { BlockList } from './blocks';
import { pointAt, sourceOffset } from './click';
import { PagePreview } from './state.svelte';

const FIELDS = {
  headline: 'Titre',
  standfirst: 'Chapeau',
  section: 'tech',
  tags: ['IA'],
  byline: 'C. Auvray',
  language: 'fr',
  slug: null,
  publishAt: null,
  timeZone: 'Europe/Paris',
  leadPicture: null,
  embargo: null,
  corrections: [],
  destinations: [],
};

const block: fc.Arbitrary<Block> = fc
  .record({
    tag: fc.constantFrom('p', 'h2', 'ul', 'pre'),
    text: fc.constantFrom('', 'a', 'b &amp; c', '\n', 'é&nbsp;!'),
  })
  .chain(({ tag, text }) =>
    fc.nat(40).map((length) => ({
      html: tag === 'ul' ? `<ul>\n<li>${text}</li>\n</ul>` : `<${tag}>x${text}</${tag}>`,
      length,
    })),
  );
const blocks = fc.array(block, { maxLength: 8 });

/** Splices that fit a body of `count` blocks, each after those before it. */
function splices(count: number): fc.Arbitrary<Splice[]> {
  return fc
    .array(fc.record({ at: fc.nat(20), remove: fc.nat(4), insert: fc.array(block, { maxLength: 3 }) }), {
      maxLength: 6,
    })
    .map((wild) => {
      let left = count;
      return wild.map(({ at, remove, insert }) => {
        const fitting = {
          at: Math.min(at, left),
          remove: Math.min(remove, left - Math.min(at, left)),
          insert,
        };
        left += insert.length - fitting.remove;
        return fitting;
      });
    });
}

function pageWith(body: readonly Block[]): string {
  const html = body.map((one) => one.html).join('\n');
  return `<html><head></head><body>${frameOf(FIELDS, '').replace('class="body"></div>', () => `class="body">${html}</div>`)}</body></html>`;
}

function shown(page: string): Document {
  return new DOMParser().parseFromString(page, 'text/html');
}

function bodyOf(preview: PagePreview): string {
  return preview.document!.body.innerHTML;
}

describe('the body', () => {
  test('equals its blocks after any splices, applied to the document or before it was loaded', () => {
    const cases = blocks.chain((start) =>
      fc.tuple(fc.constant(start), splices(start.length), splices(start.length)),
    );
    fc.assert(
      fc.property(cases, ([start, early]) => {
        const expected = start.slice();
        for (const { at, remove, insert } of early) expected.splice(at, remove, ...insert);
        const html = expected.map((one) => one.html).join('\n');

        const live = new PagePreview();
        live.open('a', pageWith(start), start);
        expect(live.loaded(shown(live.source))).toBe(true);
        live.splice(early);
        expect(bodyOf(live)).toBe(html);
        expect(live.document!.body.children.length).toBe(expected.length);

        const late = new PagePreview();
        late.open('a', pageWith(start), start);
        late.splice(early);
        late.loaded(shown(late.source));
        expect(bodyOf(late)).toBe(html);
      }),
    );
  });

  test('refuses a splice beyond its end and a block that is not one element', () => {
    const preview = new PagePreview();
    const start = blocksOf('un\n\ndeux');
    preview.open('a', pageWith(start), start);
    preview.loaded(shown(preview.source));
    expect(() => preview.splice([{ at: 2, remove: 1, insert: [] }])).toThrow(RangeError);
    expect(() =>
      preview.splice([{ at: 0, remove: 0, insert: [{ html: '<p>a</p><p>b</p>', length: 1 }] }]),
    ).toThrow(RangeError);
  });
});

describe('a long body', () => {
  const long = Array.from({ length: 620 }, (_, index) => ({ html: `<p>${index}</p>`, length: 5 }));

  function turnedTo(body: readonly Block[]): PagePreview {
    const preview = new PagePreview();
    preview.open('a', pageWith([]), []);
    preview.loaded(shown(preview.source));
    preview.open('b', pageWith(body), body);
    return preview;
  }

  test('comes part by part, by itself', async () => {
    const preview = turnedTo(long);
    const body = preview.document!.body;
    expect(body.children.length).toBe(250);
    await vi.waitFor(() => expect(body.children.length).toBe(620));
    expect(bodyOf(preview)).toBe(long.map((one) => one.html).join('\n'));
  });

  test('is whole as soon as its end is asked for, or the same draft is shown again', () => {
    const preview = turnedTo(long);
    expect(preview.document!.block(619)?.outerHTML).toBe('<p>619</p>');
    expect(preview.document!.body.children.length).toBe(620);
    preview.open('b', pageWith(long), long);
    expect(preview.document!.body.children.length).toBe(620);
  });

  test('equals its blocks after splices at any moment of its coming', () => {
    const steps = fc.array(
      fc.oneof(
        fc.constant('grow' as const),
        fc.record({ at: fc.nat(619), remove: fc.nat(3), insert: fc.array(block, { maxLength: 2 }) }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(steps, (steps) => {
        const preview = turnedTo(long);
        const expected: Block[] = long.slice();
        for (const step of steps) {
          if (step === 'grow') {
            preview.document!.grow();
            continue;
          }
          const at = Math.min(step.at, expected.length);
          const splice = { ...step, at, remove: Math.min(step.remove, expected.length - at) };
          expected.splice(splice.at, splice.remove, ...splice.insert);
          preview.splice([splice]);
        }
        preview.document!.complete();
        expect(bodyOf(preview)).toBe(expected.map((one) => one.html).join('\n'));
      }),
      { numRuns: 10 },
    );
  });
});

describe('the frame', () => {
  test('takes new fields and leaves the body and the picture where they are', () => {
    const preview = new PagePreview();
    const text = 'un\n\ndeux';
    preview.open('a', pageOf(FIELDS, text), blocksOf(text));
    const document = shown(preview.source);
    preview.loaded(document);
    const [body, headline] = [document.getElementById('article-body')!, document.querySelector('h1')!];
    const fields = {
      ...FIELDS,
      headline: 'Autre',
      section: '',
      tags: [],
      standfirst: 'Un & deux',
      language: 'en',
    };
    preview.frame(frameOf(fields, text));
    expect(document.getElementById('article-body')).toBe(body);
    expect(document.querySelector('h1')).toBe(headline);
    expect(document.getElementById('article')!.outerHTML).toBe(
      shown(pageOf(fields, text)).getElementById('article')!.outerHTML,
    );
  });

  test('becomes any other frame exactly', () => {
    const words = fc.constantFrom('', 'a', 'b & c', '«\u00a0d\u00a0»');
    const fields = fc.record({
      headline: words,
      standfirst: words,
      section: words,
      byline: words,
      tag: words,
    });
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const full = ({ tag, ...rest }: typeof one) => ({
          ...FIELDS,
          ...rest,
          tags: tag === '' ? [] : [tag],
        });
        const preview = new PagePreview();
        preview.open('a', pageOf(full(one), 'x'), blocksOf('x'));
        const document = shown(preview.source);
        preview.loaded(document);
        preview.frame(frameOf(full(other), 'x'));
        const wanted = shown(pageOf(full(other), 'x')).getElementById('article')!;
        expect(document.getElementById('article')!.outerHTML).toBe(wanted.outerHTML);
      }),
    );
  });

  test('turns to another draft without loading anew, and starts from the page of now when it is drawn again', () => {
    const preview = new PagePreview();
    preview.open('a', pageOf(FIELDS, 'un'), blocksOf('un'));
    const first = preview.source;
    preview.loaded(shown(first));
    preview.open('b', pageOf(FIELDS, 'deux'), blocksOf('deux'));
    expect(preview.source).toBe(first);
    expect(bodyOf(preview)).toBe('<p>deux</p>');
    preview.splice([{ at: 0, remove: 1, insert: blocksOf('trois') }]);
    preview.unloaded();
    expect(preview.document).toBeNull();
    preview.loaded(shown(preview.source));
    expect(bodyOf(preview)).toBe('<p>trois</p>');
  });

  test('knows when a link was followed', () => {
    const preview = new PagePreview();
    preview.open('a', pageOf(FIELDS, 'un'), blocksOf('un'));
    expect(preview.loaded(shown('<p>elsewhere</p>'))).toBe(false);
    expect(preview.loaded(null)).toBe(false);
  });
});

describe('places', () => {
  test('an offset and its block find one another, after any splices', () => {
    const cases = blocks.chain((start) => fc.tuple(fc.constant(start), splices(start.length), fc.nat(400)));
    fc.assert(
      fc.property(cases, ([start, changes, offset]) => {
        const list = new BlockList(start);
        list.placeOf(offset);
        for (const change of changes) list.splice(change);
        const fresh = start.slice();
        for (const { at, remove, insert } of changes) fresh.splice(at, remove, ...insert);
        let total = 0;
        fresh.forEach((one, index) => {
          expect(list.start(index)).toBe(total);
          total += one.length;
        });
        const place = list.placeOf(offset);
        if (place && offset < total) {
          expect(list.start(place.index)).toBeLessThanOrEqual(offset);
          expect(list.offsetOf(place)).toBeCloseTo(offset, 6);
        }
      }),
    );
  });
});

describe('a click', () => {
  const text = '# Port\n\nLe **port** du [Havre](https://a.b) teste des grues.\n\n- un port\n- deux ports\n';
  const list = blocksOf(text);
  const body = document.createElement('div');
  body.innerHTML = list.map((one) => one.html).join('\n');

  test.each([
    ['at the start of a paragraph', 1, 'Le ', 0, 'Le **port'],
    ['inside bold', 1, 'port', 2, 'rt** du'],
    ['after a link', 1, ' teste', 1, 'teste des'],
    ['in a list item', 2, 'deux ports', 5, 'ports\n'],
  ])('%s puts the caret on the source', (_, index, words, offset, expected) => {
    const walker = document.createTreeWalker(body.children[index]!, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && !node.nodeValue!.includes(words)) node = walker.nextNode();
    const point = pointAt(body, node!, node!.nodeValue!.indexOf(words) + offset)!;
    const at = sourceOffset(point, new BlockList(list), (from, to) => text.slice(from, to));
    expect(text.slice(at, at + expected.length)).toBe(expected);
  });

  test('outside the body is none of its business', () => {
    expect(pointAt(body, document.createElement('p'), 0)).toBeNull();
  });
});

describe('the same page, read again', () => {
  const before = blocksOf('un\n\n![](/media/a.jpg)\n\ndeux');
  const dressed = before.map((block) => ({
    ...block,
    html: block.html.replace('src="/media/a.jpg"', 'src="/media/b.jpg" width="4" height="3"'),
  }));

  function opened(): PagePreview {
    const preview = new PagePreview();
    preview.open('a', pageWith(before), before);
    preview.loaded(shown(preview.source));
    return preview;
  }

  test('changes only what differs: a picture whose copies were made', () => {
    const preview = opened();
    const [first, picture, last] = [...preview.document!.body.children];
    const page = preview.document;
    const patched = vi.fn();
    preview.onPatched(patched);
    preview.open('a', pageWith(dressed), dressed);
    const now = [...preview.document!.body.children];
    expect(preview.document).toBe(page);
    expect([now[0], now[2]]).toEqual([first, last]);
    expect(now[0] === first && now[2] === last && now[1] !== picture).toBe(true);
    expect(bodyOf(preview)).toBe(dressed.map(({ html }) => html).join('\n'));
    expect(patched).toHaveBeenCalled();
  });

  test('is the page that it would have been, whatever differs', () => {
    fc.assert(
      fc.property(blocks, blocks, (one, other) => {
        const preview = new PagePreview();
        preview.open('a', pageWith(one), one);
        preview.loaded(shown(preview.source));
        preview.open('a', pageWith(other), other);
        if (preview.document) expect(bodyOf(preview)).toBe(other.map(({ html }) => html).join('\n'));
      }),
    );
  });

  test('of another draft is another page', () => {
    const preview = opened();
    const body = preview.document!.body;
    preview.open('b', pageWith(dressed), dressed);
    expect(preview.document!.body).not.toBe(body);
  });
});
