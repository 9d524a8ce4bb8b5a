// Nothing typed is lost: replies lost, the core out of step, the journal refusing, drafts switched, fields late.
import { ChangeSet } from '@codemirror/state';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fields } from '../../core/contract';
import { memoryClient, type MemoryClient, type MemoryOptions } from '../../core/memory-client';
import { Editor, type EditorListener } from '../../editor/editor';
import { PATIENCE } from './patience';
import { Writing, type PageSink } from './state.svelte';
import { wireChanges } from './text-sync';

const SAMPLES: MemoryOptions['drafts'] = [
  { fields: { headline: 'Un' }, text: 'Le port.\n\n## Deux\n', status: 'draft', age: 1 },
  { fields: { headline: 'Deux' }, text: 'La Loire.\n', status: 'published', age: 2 },
];
const WORDS = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };
const FULL = { code: 'disk_full', message: 'no space' } as const;

interface Desk {
  client: MemoryClient;
  writing: Writing;
  editor: Editor;
  page: { [K in keyof PageSink]: ReturnType<typeof vi.fn<PageSink[K]>> };
  reported: unknown[];
  /** What the writer is asked before unsaved words are lost. */
  askToLose: ReturnType<typeof vi.fn<(failure: unknown) => Promise<boolean>>>;
}

let desk: Desk;

function setUp(options: MemoryOptions = {}): Desk {
  const client = memoryClient({ drafts: SAMPLES, journal: null, ...options });
  const page = { open: vi.fn(), close: vi.fn(), splice: vi.fn(), frame: vi.fn(), title: vi.fn() };
  const reported: unknown[] = [];
  const askToLose = vi.fn<(failure: unknown) => Promise<boolean>>().mockResolvedValue(false);
  const writing = new Writing(client, page, (failure) => reported.push(failure), askToLose);
  let editor: Editor | undefined;
  const make = (listener: EditorListener) => (editor = new Editor(document.body, null, listener, WORDS));
  writing.attach(make);
  return { client, writing, editor: editor!, page, reported, askToLose };
}

function type(text: string, at = desk.editor.view.state.doc.length): void {
  desk.editor.view.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + text.length } });
}

/** Lets every reply arrive that is on its way; timers stand still. */
async function arrive(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function same(draft = desk.writing.draft!): void {
  expect(desk.client.newsroom.text(draft)).toBe(desk.editor.view.state.doc.toString());
}

function commands(name: string): unknown[] {
  return desk.client.calls.filter(({ command }) => command === name).map(({ request }) => request);
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
  desk = setUp();
  await desk.writing.open('draft-1');
});

afterEach(() => {
  desk.editor.destroy();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('the text', () => {
  test('goes change by change: at most one on its way, the rest composed', async () => {
    const go = desk.client.pause();
    type('a', 0);
    type('b', 1);
    type('c', 2);
    expect(commands('edit')).toHaveLength(1);
    go();
    await arrive();
    expect(commands('edit')).toMatchObject([
      { sequence: 1, changes: [{ from: 0, to: 0, insert: 'a' }], caret: 1 },
      { sequence: 2, changes: [{ from: 1, to: 1, insert: 'bc' }], caret: 3 },
    ]);
    same();
    expect(desk.page.splice).toHaveBeenCalledTimes(2);
  });

  test('is saved only when the journal holds it', async () => {
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    type('x');
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    await arrive();
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    desk.client.emit({ event: 'saved', draft: 'draft-1', sequence: 0 });
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('opened again while the journal lags behind: not saved before the journal says so', async () => {
    await desk.client.call('resync', { draft: 'draft-1', text: 'Autre.\n', caret: 0, known: 0 });
    await desk.writing.open('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('first opened while the journal lags behind: not saved before the journal says so', async () => {
    await desk.client.call('resync', { draft: 'draft-2', text: 'Autre.\n', caret: 0, known: 0 });
    await desk.writing.open('draft-2');
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    desk.client.newsroom.commit('draft-2');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('out of step: sent whole, at once, silent for the writer and loud in the log', async () => {
    desk.client.newsroom.drafts.get('draft-1')!.text += 'elsewhere';
    type('x');
    await arrive();
    expect(commands('resync')).toHaveLength(1);
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    expect(console.error).toHaveBeenCalled();
    same();
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('a lost reply: not saved until the whole text has arrived', async () => {
    desk.client.lose('edit');
    type('x');
    await arrive();
    expect(desk.writing.saving).toMatchObject({ is: 'notSaved', failure: { code: 'internal' } });
    type('y');
    await vi.advanceTimersByTimeAsync(600);
    same();
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('the whole text is sent until it is taken', async () => {
    desk.client.fail('edit', FULL);
    desk.client.fail('resync', FULL, 3);
    type('x');
    await arrive();
    expect(desk.writing.saving).toEqual({ is: 'notSaved', failure: FULL });
    await vi.advanceTimersByTimeAsync(20_000);
    same();
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('the journal refuses, then takes it: not saved, then saved', async () => {
    type('x');
    await arrive();
    desk.client.newsroom.refusing = FULL;
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'notSaved', failure: FULL });
    type('y');
    await arrive();
    expect(desk.writing.saving).toEqual({ is: 'notSaved', failure: FULL });
    expect(await desk.writing.flush()).toEqual({ is: 'notSaved', failure: FULL });
    desk.client.newsroom.refusing = null;
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    same();
  });

  test('no answer for long: the writer is told, and told when it is well again', async () => {
    const go = desk.client.pause();
    type('x');
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(desk.writing.saving).toMatchObject({ is: 'notSaved', failure: { code: 'library_busy' } });
    go();
    await arrive();
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('too large a text is not sent over and over, and is saved once it has shrunk', async () => {
    desk.client.fail('edit', { code: 'text_too_large', message: '' });
    type('x'.repeat(50), 0);
    await arrive();
    type('y', 0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.writing.saving).toMatchObject({ is: 'notSaved', failure: { code: 'text_too_large' } });
    expect(commands('resync')).toHaveLength(0);
    desk.editor.view.dispatch({ changes: { from: 0, to: 40 } });
    await arrive();
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    same();
  });

  test('a text with other line ends is sent back with ours', async () => {
    desk.client.newsroom.drafts.get('draft-2')!.text = 'a\r\nb\rc';
    await desk.writing.open('draft-2');
    await arrive();
    expect(desk.client.newsroom.text('draft-2')).toBe('a\nb\nc');
  });

  test('half a surrogate pair does not stop it', async () => {
    type('\ud83d', 0);
    await arrive();
    expect(desk.client.newsroom.text('draft-1')).toHaveLength(desk.editor.view.state.doc.length);
    expect(desk.client.newsroom.text('draft-1').isWellFormed()).toBe(true);
  });

  test('equals the core’s after any keys, lost replies and switches', async () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('type' as const),
        at: fc.nat(30),
        text: fc.constantFrom('a', '\n\n', 'é', '# b'),
      }),
      fc.record({ do: fc.constant('cut' as const), at: fc.nat(30), length: fc.nat(5) }),
      fc.constant({ do: 'undo' as const }),
      fc.constant({ do: 'arrive' as const }),
      fc.constant({ do: 'lose' as const }),
      fc.constant({ do: 'switch' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        desk.editor.destroy();
        desk = setUp({ journal: 5 });
        await desk.writing.open('draft-1');
        const texts = new Map<string, string>();
        for (const next of steps) {
          const { view } = desk.editor;
          if (next.do === 'type') type(next.text, Math.min(next.at, view.state.doc.length));
          if (next.do === 'cut') {
            const from = Math.min(next.at, view.state.doc.length);
            view.dispatch({ changes: { from, to: Math.min(from + next.length, view.state.doc.length) } });
          }
          if (next.do === 'undo') desk.writing.run('undo');
          if (next.do === 'arrive') await vi.advanceTimersByTimeAsync(3);
          if (next.do === 'lose') desk.client.lose('edit');
          if (next.do === 'switch')
            await desk.writing.open(desk.writing.draft === 'draft-1' ? 'draft-2' : 'draft-1');
          texts.set(desk.writing.draft!, desk.editor.view.state.doc.toString());
        }
        await vi.advanceTimersByTimeAsync(30_000);
        expect(desk.writing.saving).toEqual({ is: 'saved' });
        for (const [draft, text] of texts) expect(desk.client.newsroom.text(draft)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('changes on the wire', () => {
  test('ascend, do not touch, and make the new text of the old one', () => {
    const edit = fc.record({ from: fc.nat(20), length: fc.nat(4), insert: fc.constantFrom('', 'x', 'yz\n') });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const old = 'abcdefghijklmnopqrst';
        let doc = ChangeSet.empty(20).apply(desk.editor.view.state.toText(old));
        let all = ChangeSet.empty(20);
        for (const { from, length, insert } of edits) {
          const at = Math.min(from, doc.length);
          const change = ChangeSet.of(
            { from: at, to: Math.min(at + length, doc.length), insert },
            doc.length,
          );
          all = all.compose(change);
          doc = change.apply(doc);
        }
        const wire = wireChanges(all);
        wire.forEach((one, index) => index > 0 && expect(one.from).toBeGreaterThan(wire[index - 1]!.to));
        const made = wire.reduceRight(
          (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to),
          old,
        );
        expect(made).toBe(doc.toString());
      }),
    );
  });
});

describe('fields', () => {
  test('are shown at once, gathered for a moment and sent whole', async () => {
    desk.writing.setField({ headline: 'T' });
    desk.writing.setField({ headline: 'Ti' });
    expect(desk.writing.fields?.headline).toBe('Ti');
    expect(desk.writing.saving).toEqual({ is: 'saving' });
    expect(commands('set_fields')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(250);
    expect(commands('set_fields')).toMatchObject([{ fields: { headline: 'Ti' } }]);
    expect(desk.page.title).toHaveBeenLastCalledWith('Ti — Site local');
    expect(desk.writing.slug).toBe('ti');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('are not lost when another draft is opened or the desk is cleared', async () => {
    desk.writing.setField({ headline: 'Nouveau' });
    await desk.writing.open('draft-2');
    await arrive();
    expect(desk.client.newsroom.drafts.get('draft-1')?.fields.headline).toBe('Nouveau');
    desk.writing.setField({ standfirst: 'Chapeau' });
    await desk.writing.close();
    expect(desk.client.newsroom.drafts.get('draft-2')?.fields.standfirst).toBe('Chapeau');
    expect(desk.writing.draft).toBeNull();
  });

  test('that fail are shown and tried again; invalid ones wait for the writer', async () => {
    desk.client.fail('set_fields', FULL);
    desk.writing.setField({ headline: 'x' });
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.writing.saving).toEqual({ is: 'notSaved', failure: FULL });
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    desk.writing.setField({ language: '?' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.writing.saving).toMatchObject({ is: 'notSaved', failure: { code: 'field_invalid' } });
    expect(commands('set_fields')).toHaveLength(3);
    desk.writing.setField({ language: 'fr' });
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('do not make the draft be read again', async () => {
    desk.writing.setField({ headline: 'T' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(commands('open_draft')).toHaveLength(1);
  });

  test('typed while a sending is on its way follow it', async () => {
    const go = desk.client.pause();
    desk.writing.setField({ headline: 'a' });
    await vi.advanceTimersByTimeAsync(200);
    desk.writing.setField({ headline: 'ab' });
    go();
    await vi.advanceTimersByTimeAsync(400);
    expect(desk.client.newsroom.drafts.get('draft-1')?.fields.headline).toBe('ab');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('that the page cannot show are kept all the same, and the page is fetched anew', async () => {
    desk.page.frame.mockImplementationOnce(() => {
      throw new RangeError('the page has no #article');
    });
    desk.writing.setField({ headline: 'a' });
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(commands('set_fields')).toHaveLength(1);
    expect(commands('open_draft')).toHaveLength(2);
  });

  test('go out one sending at a time, whatever the page makes of an answer', async () => {
    const go = desk.client.pause();
    desk.page.frame.mockImplementation(() => {
      throw new RangeError('the page has no #article');
    });
    desk.writing.setField({ headline: 'a' });
    await vi.advanceTimersByTimeAsync(200);
    desk.writing.setField({ headline: 'ab' });
    go();
    const stalled = desk.client.pause();
    desk.writing.setField({ headline: 'abc' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(commands('set_fields')).toHaveLength(2);
    stalled();
  });

  test('that nothing answers: the writer is told, and the window can close once she says so', async () => {
    const go = desk.client.pause();
    desk.askToLose.mockResolvedValue(true);
    desk.writing.setField({ headline: 'a' });
    await vi.advanceTimersByTimeAsync(200);
    const first = desk.client.close();
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(desk.writing.saving).toMatchObject({ is: 'notSaved', failure: { code: 'library_busy' } });
    expect(await first).toBe(true);
    expect(await desk.client.close()).toBe(true);
    go();
    await vi.advanceTimersByTimeAsync(400);
    expect(desk.writing.saving).toEqual({ is: 'saved' });
  });

  test('go out well-formed', async () => {
    const picture = { source: 'https://a.example/b.jpg', width: null, height: null, framing: '' };
    const leadPicture = { ...picture, alt: '\ud83d', caption: '\udc4b', credit: '' };
    desk.writing.setField({ headline: 'a\ud83d', tags: ['\udc4b'], leadPicture });
    await vi.advanceTimersByTimeAsync(200);
    const [sent] = commands('set_fields') as { fields: Fields }[];
    expect(sent!.fields).toMatchObject({
      headline: 'a\ufffd',
      tags: ['\ufffd'],
      leadPicture: { ...picture, alt: '\ufffd', caption: '\ufffd' },
    });
  });
});

describe('drafts', () => {
  test('keep their undo when they are left', async () => {
    type('x', 0);
    await arrive();
    await desk.writing.open('draft-2');
    expect(desk.editor.view.state.doc.toString()).toBe('La Loire.\n');
    await desk.writing.open('draft-1');
    expect(desk.editor.view.state.doc.line(1).text).toBe('xLe port.');
    desk.writing.run('undo');
    await arrive();
    expect(desk.editor.view.state.doc.line(1).text).toBe('Le port.');
    same();
  });

  test('what was typed just before a switch arrives', async () => {
    const go = desk.client.pause();
    type('x', 0);
    type('y', 1);
    const opened = desk.writing.open('draft-2');
    go();
    await opened;
    await arrive();
    expect(desk.client.newsroom.text('draft-1')).toBe('xyLe port.\n\n## Deux\n');
  });

  test('what could not be sent survives the switch there and back', async () => {
    desk.client.fail('edit', FULL);
    desk.client.fail('resync', FULL, 2);
    type('x', 0);
    await arrive();
    await desk.writing.open('draft-2');
    expect(desk.writing.elsewhere).toMatchObject({ draft: 'draft-1', failure: { code: 'disk_full' } });
    await desk.writing.open('draft-1');
    expect(desk.editor.view.state.doc.line(1).text).toBe('xLe port.');
    await vi.advanceTimersByTimeAsync(20_000);
    same();
  });

  test('one that is not saved is named over the next one, which is safe', async () => {
    type('x', 0);
    await arrive();
    desk.client.emit({ event: 'notSaved', draft: 'draft-1', failure: FULL });
    expect(desk.writing.elsewhere).toBeNull();
    await desk.writing.open('draft-2');
    expect(desk.writing.saving).toEqual({ is: 'saved' });
    expect(desk.writing.elsewhere).toEqual({ draft: 'draft-1', headline: 'Un', failure: FULL });
    expect(await desk.writing.flush()).toEqual({ is: 'saved' });
    desk.client.newsroom.commit('draft-1');
    expect(desk.writing.elsewhere).toBeNull();
  });

  test('one that was deleted for good has nothing left to save', async () => {
    type('x', 0);
    await arrive();
    desk.client.emit({ event: 'notSaved', draft: 'draft-1', failure: FULL });
    await desk.writing.open('draft-2');
    desk.writing.forget('draft-1');
    expect(desk.writing.elsewhere).toBeNull();
  });

  test('a text that was changed elsewhere replaces ours', async () => {
    await desk.writing.open('draft-2');
    desk.client.newsroom.drafts.get('draft-1')!.text = 'Restauré.';
    await desk.writing.open('draft-1');
    expect(desk.editor.view.state.doc.toString()).toBe('Restauré.');
  });

  test('the last one asked for wins', async () => {
    await Promise.all([desk.writing.open('draft-2'), desk.writing.open('draft-1')]);
    expect(desk.writing.draft).toBe('draft-1');
    expect(desk.writing.opening).toBe(false);
  });

  test('one that cannot be opened is reported, and the open one stays', async () => {
    await desk.writing.open('draft-9');
    expect(desk.reported).toMatchObject([{ code: 'draft_missing' }]);
    expect(desk.writing.draft).toBe('draft-1');
  });

  test('a published one says that it was changed', async () => {
    await desk.writing.open('draft-2');
    expect(desk.writing.status).toBe('published');
    type('x');
    expect(desk.writing.status).toBe('changed');
  });

  test('a publication is read again when it changes; text and undo stay', async () => {
    type('x', 0);
    await arrive();
    await desk.client.call('publish', { draft: 'draft-1', site: 'local' });
    await vi.advanceTimersByTimeAsync(100);
    expect(desk.writing.status).toBe('onTheStone');
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.writing.publications[0]).toMatchObject({ live: true });
    expect(desk.writing.slugFrozen).toBe(true);
    desk.writing.run('undo');
    await arrive();
    expect(desk.editor.view.state.doc.line(1).text).toBe('Le port.');
    same();
  });

  test('keep the caret’s place', async () => {
    desk.editor.place(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(commands('keep_place')).toMatchObject([{ draft: 'draft-1', caret: 3 }]);
  });

  test('a page that does not fit its patches is fetched anew', async () => {
    desk.page.splice.mockImplementationOnce(() => {
      throw new RangeError('drifted');
    });
    type('x', 0);
    await vi.advanceTimersByTimeAsync(100);
    expect(desk.page.open).toHaveBeenCalledTimes(2);
    expect(desk.editor.view.state.doc.line(1).text).toBe('xLe port.');
  });
});

describe('the window', () => {
  test('closes once everything is safe', async () => {
    desk.editor.destroy();
    desk = setUp({ journal: 5 });
    await desk.writing.open('draft-1');
    type('x', 0);
    desk.writing.setField({ headline: 'Dernier' });
    const closes = desk.client.close();
    await vi.advanceTimersByTimeAsync(50);
    expect(await closes).toBe(true);
    expect(desk.client.newsroom.drafts.get('draft-1')).toMatchObject({
      text: 'xLe port.\n\n## Deux\n',
      durable: 1,
    });
    expect(desk.client.newsroom.drafts.get('draft-1')?.fields.headline).toBe('Dernier');
  });

  test('asks before unsaved work is lost', async () => {
    type('x');
    await arrive();
    desk.client.emit({ event: 'notSaved', draft: 'draft-1', failure: FULL });
    expect(await desk.client.close()).toBe(false);
    expect(desk.askToLose).toHaveBeenCalledWith([{ draft: 'draft-1', headline: 'Un', failure: FULL }]);
    desk.askToLose.mockResolvedValue(true);
    expect(await desk.client.close()).toBe(true);
  });
});

describe('the selection', () => {
  test('is counted when typing rests', async () => {
    desk.editor.view.dispatch({ selection: { anchor: 0, head: 8 } });
    expect(desk.writing.selection).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.writing.selection).toEqual({ words: 2, characters: 8 });
    desk.editor.view.dispatch({ selection: { anchor: 0 } });
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.writing.selection).toBeNull();
  });
});
