// The library against a core in memory: paging, questions, refreshing in place, the bin.

import { describe, expect, it, vi } from 'vitest';
import type { Client, Command, ReplyOf, RequestOf } from '../../core/client';
import type { DraftRow, ListRequest } from '../../core/contract';
import { Library, LIVE, PAGE } from './state.svelte';

function rowOf(at: number): DraftRow {
  const id = `draft-${at}`;
  const plain = {
    section: '',
    language: 'fr',
    status: 'draft' as const,
    destination: null,
    chosen: 0,
    liveOn: 0,
    embargo: null,
    publishedAt: null,
  };
  return { id, headline: `Headline ${at}`, changedAt: at, excerpt: [], ...plain };
}

/** A core with this many drafts that notes what it is asked. */
function coreOf(count: number) {
  const asked: ListRequest[] = [];
  const rows = Array.from({ length: count }, (_, at) => rowOf(at));
  const counts = { all: count, draft: count, onTheStone: 0, published: 0, changed: 0, binned: 0 };
  function answer(command: Command, request: unknown): unknown {
    if (command === 'facets') return { sections: [], tags: [], languages: [], counts };
    if (command !== 'list_drafts') return null;
    const list = request as ListRequest;
    asked.push(list);
    return { total: rows.length, rows: rows.slice(list.offset, list.offset + list.limit) };
  }
  const client: Client = {
    call: async <C extends Command>(command: C, request: RequestOf<C>) =>
      answer(command, request) as ReplyOf<C>,
    listen: () => () => undefined,
    onDrop: () => () => undefined,
    beforeClose: () => undefined,
  };
  return { client, asked, rows };
}

describe('the library', () => {
  it('reads only the pages that are shown, each once', async () => {
    const { client, asked } = coreOf(100_000);
    const library = new Library(client, vi.fn());
    await library.refresh();
    library.show(PAGE * 7 + 95, PAGE * 8 + 5);
    library.show(PAGE * 7 + 90, PAGE * 8 + 9);
    await vi.waitFor(() => expect(library.row(PAGE * 8)?.id).toBe(`draft-${PAGE * 8}`));
    expect(asked.map(({ offset }) => offset / PAGE)).toEqual([0, 7, 8]);
    expect(library.total).toBe(100_000);
    expect(library.row(PAGE * 5)).toBeUndefined();
  });

  it('keeps its rows on screen while it refreshes, and its place', async () => {
    const { client, rows, asked } = coreOf(PAGE * 3);
    const library = new Library(client, vi.fn());
    await library.refresh();
    library.show(PAGE, PAGE + 10);
    await vi.waitFor(() => expect(library.row(PAGE)).toBeDefined());
    rows.unshift(rowOf(9999));
    const refreshed = library.refresh();
    expect(library.row(PAGE)?.id).toBe(`draft-${PAGE}`);
    await refreshed;
    expect(library.row(PAGE)?.id).toBe(`draft-${PAGE - 1}`);
    expect(asked.at(-1)?.offset).toBe(PAGE);
  });

  it('reads once more, not ten times, for ten changes at once', async () => {
    const { client, asked } = coreOf(3);
    const library = new Library(client, vi.fn());
    await Promise.all(Array.from({ length: 10 }, () => library.refresh()));
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('drops rows that are no longer there', async () => {
    const { client, rows } = coreOf(5);
    const library = new Library(client, vi.fn());
    await library.refresh();
    rows.splice(2);
    await library.refresh();
    expect([library.total, library.row(1)?.id, library.row(3)]).toEqual([2, 'draft-1', undefined]);
  });

  it('orders by relevance while it searches and goes back afterwards', async () => {
    const { client, asked } = coreOf(5);
    const library = new Library(client, vi.fn());
    await library.ask({ search: ' grues ' });
    expect(asked.at(-1)).toMatchObject({ search: 'grues', order: 'relevance' });
    await library.ask({ search: '' });
    expect(asked.at(-1)).toMatchObject({ search: '', order: 'changed' });
  });

  it('lets a later question win over an earlier one that answers late', async () => {
    const { client } = coreOf(2);
    let release = () => {};
    const held: Client = {
      ...client,
      call: async (command, request) => {
        const late = command === 'list_drafts' && (request as ListRequest).search === 'first';
        if (late) await new Promise<void>((resolve) => (release = resolve));
        const reply = await client.call(command, request);
        return late ? ({ total: 1, rows: [rowOf(77)] } as typeof reply) : reply;
      },
    };
    const library = new Library(held, vi.fn());
    const first = library.ask({ search: 'first' });
    await library.ask({ search: 'second' });
    release();
    await first;
    expect(library.row(0)?.id).toBe('draft-0');
  });

  it('shows all that is live in one list, and a status asked for by itself alone', async () => {
    const { client, asked } = coreOf(2);
    const library = new Library(client, vi.fn());
    await library.ask(LIVE);
    expect(asked.at(-1)).toMatchObject({ status: 'published', also: 'changed' });
    await library.ask({ search: 'grues' });
    expect(asked.at(-1)).toMatchObject({ status: 'published', also: 'changed' });
    await library.ask({ status: 'published' });
    expect(asked.at(-1)).toMatchObject({ status: 'published', also: null });
  });

  it('knows when it is narrowed, and clears', async () => {
    const { client } = coreOf(2);
    const library = new Library(client, vi.fn());
    await library.ask({ section: 'tech', status: 'draft' });
    expect(library.narrowed).toBe(true);
    await library.clear();
    expect([library.narrowed, library.query.status]).toEqual([false, null]);
  });

  it('reports a failure and says that nothing was done', async () => {
    const failure = { code: 'library_busy', message: 'locked' };
    const report = vi.fn();
    const broken: Client = {
      call: () => Promise.reject(failure),
      listen: () => () => undefined,
      onDrop: () => () => undefined,
      beforeClose: () => undefined,
    };
    const library = new Library(broken, report);
    expect(await library.bin('draft-1')).toBe(false);
    expect(report).toHaveBeenCalledWith(failure, 'draft-1');
  });
});
