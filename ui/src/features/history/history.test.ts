// The history: what is chosen and compared, parts joined, names, and the paragraphs one walks and takes from.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { partsBetween } from '../../core/memory/compare';
import type { RevisionView } from '../../core/contract';
import { setLocale } from '../../locales/index.svelte';
import { canTake, changesOf, oldPassage, piecesOf } from './changes';
import { COMPARE_REST, DraftHistory } from './state.svelte';
import { extended, renewed, rowsOf } from './timeline';
import { makerOf, reasonOf } from './words';

const DRAFT = 'draft-1';
const reported: unknown[] = [];
const restored: string[] = [];
let client: MemoryClient;
let history: DraftHistory;

const present = {
  draft: DRAFT as string | null,
  flush: () => Promise.resolve(),
  restore: async (revision: string) => {
    restored.push(revision);
    return client.call('restore_revision', { draft: DRAFT, revision, sequence: null });
  },
};

async function write(text: string): Promise<void> {
  await client.call('resync', { draft: DRAFT, text, caret: 0, known: 0 });
}

async function keep(name: string | null): Promise<string> {
  return client.call('keep_revision', { draft: DRAFT, name });
}

beforeEach(() => {
  vi.useFakeTimers();
  client = memoryClient({
    drafts: [{ fields: { headline: 'Un' }, text: 'Le port.', status: 'draft', age: 5 }],
    journal: null,
  });
  history = new DraftHistory(client, present, (failure) => reported.push(failure));
  client.listen((event) => history.hear(event));
  present.draft = DRAFT;
});

afterEach(() => {
  expect(reported.splice(0)).toEqual([]);
  history.close();
  vi.useRealTimers();
});

function revision(id: number, more: Partial<RevisionView> = {}): RevisionView {
  return {
    id: `r${id}`,
    madeAt: Date.UTC(2026, 3, 1, 12) + id * 60_000,
    reason: 'pause',
    maker: { by: 'writer' },
    name: null,
    headline: '',
    wordsAdded: 1,
    wordsRemoved: 0,
    liveOn: [],
    dispatches: [],
    ...more,
  };
}

describe('the timeline', () => {
  test('has the present first, and a heading for each day', () => {
    const day = 24 * 60;
    const rows = rowsOf([revision(day + 1), revision(day), revision(0)]);
    expect(rows.map(({ is }) => is)).toEqual(['present', 'day', 'revision', 'revision', 'day', 'revision']);
  });

  test('joins what is read again to what was known, and moves the mark of what is live', () => {
    const site = { site: 's', siteName: 'Site', address: '' };
    const known = { revisions: [3, 2, 1].map((id) => revision(id, { liveOn: [site] })), cursor: 7 };
    const page = { revisions: [revision(4, { liveOn: [site] }), revision(3)], cursor: 2, total: 9 };
    const now = renewed(known, { ...page, presentDiffers: false });
    expect(now.revisions.map(({ id }) => id)).toEqual(['r4', 'r3', 'r2', 'r1']);
    expect(now.revisions.map(({ liveOn }) => liveOn.length)).toEqual([1, 0, 0, 0]);
    expect(now.cursor).toBe(7);
    const older = extended(now, {
      ...page,
      revisions: [revision(1), revision(0)],
      cursor: null,
      presentDiffers: false,
    });
    expect(older.revisions.map(({ id }) => id)).toEqual(['r4', 'r3', 'r2', 'r1', 'r0']);
    expect(renewed(older, { ...page, revisions: [revision(9)], presentDiffers: false }).cursor).toBe(2);
  });

  test('of ten thousand revisions comes in parts', async () => {
    const { history: kept } = client.newsroom.drafts.get(DRAFT)!;
    for (let nth = 0; nth < 10_000; nth++)
      kept.revisions.push({ ...kept.revisions[0]!, view: revision(nth) });
    await history.open();
    expect([history.revisions.length, history.total]).toEqual([100, 10_001]);
    await history.more();
    expect(history.revisions).toHaveLength(200);
    await history.all();
    expect(new Set(history.revisions.map(({ id }) => id)).size).toBe(10_001);
  });
});

describe('what is looked at', () => {
  test('is the last version that says something else than the present', async () => {
    await write('Le port du Havre.');
    await history.open();
    expect(history.presentDiffers).toBe(true);
    expect(history.chosen?.id).toBe(history.revisions[0]?.id);
    expect(history.comparison).toMatchObject({ wordsAdded: 3, wordsRemoved: 1 });
    expect(history.pair).toEqual({ old: history.chosen, new: null });
    await keep('envoyé');
    history.close();
    await history.open();
    expect(history.presentDiffers).toBe(false);
    expect(history.chosen?.id).toBe(history.revisions[1]?.id);
  });

  test('can be any two, the older one first', async () => {
    await write('Le port du Havre.');
    await keep('un');
    await write('Autre chose.');
    await keep('deux');
    await history.open();
    const [two, one, first] = history.revisions.map(({ id }) => id);
    history.choose(two!);
    history.compareWith(first!);
    await vi.advanceTimersByTimeAsync(COMPARE_REST);
    expect(client.calls.at(-1)?.request).toEqual({ draft: DRAFT, old: first, new: two });
    history.choose(first!);
    await vi.advanceTimersByTimeAsync(COMPARE_REST);
    expect(client.calls.at(-1)?.request).toEqual({ draft: DRAFT, old: first, new: null });
    history.choose(null);
    await vi.advanceTimersByTimeAsync(COMPARE_REST);
    expect(client.calls.at(-1)?.request).toEqual({ draft: DRAFT, old: two, new: null });
    expect(history.previous?.id).toBe(two);
    history.compareWith(one!);
    await vi.advanceTimersByTimeAsync(COMPARE_REST);
    expect(client.calls.at(-1)?.request).toEqual({ draft: DRAFT, old: one, new: null });
  });

  test('is compared once when arrows run through many', async () => {
    await write('a');
    await keep('un');
    await write('b');
    await keep('deux');
    await history.open();
    const before = client.calls.length;
    for (const { id } of history.revisions) history.choose(id);
    await vi.advanceTimersByTimeAsync(COMPARE_REST);
    expect(client.calls.length).toBe(before + 1);
  });

  test('keeps the change at hand when the look changes', async () => {
    await write('Un.\n\nDeux.\n\nTrois.');
    await keep('un');
    await write('Un !\n\nDeux.\n\nTrois !');
    await history.open();
    expect(history.changes).toHaveLength(2);
    history.step(-1);
    history.look = 'markdown';
    expect(history.at).toBe(2);
    history.step(1);
    expect(history.at).toBe(0);
  });
});

test('a version is kept under a name, named anew, and brought back', async () => {
  await history.open();
  await write('Le port du Havre.');
  history.naming = true;
  await history.keep(' envoyé à l’avocate ');
  expect(history.naming).toBe(false);
  expect(history.revisions[0]).toMatchObject({ name: 'envoyé à l’avocate', reason: 'named' });
  await history.rename(history.revisions[0]!.id, ' ');
  expect(history.revisions[0]?.name).toBeNull();
  history.choose(history.revisions[1]!.id);
  expect(await history.restore()).toMatchObject({ shown: { fields: { headline: 'Un' } } });
  expect(client.newsroom.text(DRAFT)).toBe('Le port.');
});

test('a history without a version says so, and begins with the first one', async () => {
  client.newsroom.drafts.get(DRAFT)!.history.revisions.length = 0;
  expect(history.isEmpty).toBe(false);
  await history.open();
  expect([history.isEmpty, history.comparison]).toEqual([true, null]);
  await history.keep('première');
  expect([history.isEmpty, history.chosen?.name, history.other]).toEqual([false, 'première', null]);
  expect(history.comparison).toMatchObject({ wordsAdded: 0, wordsRemoved: 0 });
  await write('Le port du Havre.');
  await history.presentChanged();
  expect(history.comparison).toMatchObject({ wordsAdded: 3, wordsRemoved: 1 });
});

test('what others add to the history appears', async () => {
  await history.open();
  await write('Autre.');
  await keep('plus tard');
  await vi.advanceTimersByTimeAsync(100);
  expect(history.revisions[0]?.name).toBe('plus tard');
  expect(history.presentDiffers).toBe(false);
});

test('what another program writes into the draft is compared, and kept in view', async () => {
  await history.open();
  history.choose(history.revisions[0]!.id);
  expect(history.presentDiffers).toBe(false);
  client.newsroom.changeOutside(DRAFT, 'Le port du Havre.');
  client.newsroom.changeOutside(DRAFT, 'Le port du Havre ouvre.');
  await vi.advanceTimersByTimeAsync(100);
  expect(history.presentDiffers).toBe(true);
  expect(history.comparison).toMatchObject({ wordsAdded: 4, wordsRemoved: 1 });
});

test('a failure is reported, and what was on screen stays', async () => {
  await history.open();
  const { comparison } = history;
  client.fail('compare_revisions', { code: 'revision_damaged', message: '' });
  await write('Autre.');
  await history.presentChanged();
  expect(reported.splice(0)).toMatchObject([{ code: 'revision_damaged' }]);
  expect(history.comparison).toBe(comparison);
  expect(history.comparing).toBe(false);
});

describe('paragraphs', () => {
  const old = 'Un.\n\nTrois.\n\nQuatre.\n\nDeux mots.';
  const parts = partsBetween(old, 'Trois.\n\nUn.\n\nQuatre.\n\nDeux autres mots.');

  test('that moved are walked once', () => {
    const kinds = changesOf(parts).map((index) => parts[index]?.kind);
    expect(kinds.filter((kind) => kind === 'movedAway')).toEqual([]);
    expect(kinds).toContain('changed');
  });

  test('can be taken out of the old version', () => {
    const changed = parts.find(({ kind }) => kind === 'changed')!;
    expect([canTake(changed), oldPassage(changed).trim()]).toEqual([true, 'Deux mots.']);
    const added = partsBetween('', 'Neuf.')[0]!;
    expect([canTake(added), oldPassage(added)]).toEqual([false, '']);
  });

  test('that are the same are folded away from changes', () => {
    const lines = Array.from({ length: 9 }, (_, nth) => `Ligne ${nth}.`);
    const many = partsBetween(lines.join('\n\n'), [...lines, 'Neuf.'].join('\n\n'));
    const pieces = piecesOf(many, new Set());
    expect(pieces[0]).toMatchObject({ is: 'fold', from: 0 });
    expect(piecesOf(many, new Set([0]))).toHaveLength(many.length);
    const shown = pieces.reduce((sum, piece) => sum + (piece.is === 'fold' ? piece.to - piece.from : 1), 0);
    expect(shown).toBe(many.length);
  });
});

test('her text from before a merge is called so, and what came of it by the name of the file', () => {
  const file = { by: 'file' as const, path: '/travail/un.md' };
  const said = ([reason, maker]: readonly [RevisionView['reason'], RevisionView['maker']]) =>
    `${reasonOf({ reason, maker })} · ${makerOf(maker)}`;
  setLocale('fr');
  expect(said(['merge', { by: 'writer' }])).toBe('Avant la fusion · vous');
  expect(said(['merge', file])).toBe('Fusion de deux textes · fichier un.md');
  setLocale('en');
  expect(said(['merge', { by: 'writer' }])).toBe('Before the merge · you');
  expect(said(['import', file])).toBe('Imported file · file un.md');
});
