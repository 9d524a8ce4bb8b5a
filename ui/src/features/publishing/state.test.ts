// Promises as the core tells them: newest first, ends told once, the big button's label.

import { describe, expect, it, vi } from 'vitest';
import type { Client, Command, ReplyOf, RequestOf } from '../../core/client';
import type { DispatchState, DispatchView, PublicationView } from '../../core/contract';
import { mainAction, progressOf, Publishing } from './state.svelte';

function dispatchOf(id: string, state: DispatchState, more: Partial<DispatchView> = {}): DispatchView {
  const texts = { headline: 'Headline', site: 'local', siteName: 'Site', operation: 'publish' as const };
  const nothing = {
    notBefore: null,
    goesLive: null,
    newsletter: null,
    verified: null,
    differences: [],
    nextTry: null,
    failure: null,
    failureDetail: null,
    embargoUntil: null,
    address: null,
  };
  const may = { canCancel: true, canRetry: false };
  return {
    id,
    draft: 'draft-1',
    state,
    madeAt: Number(id),
    attempts: 0,
    ...texts,
    ...nothing,
    ...may,
    ...more,
  };
}

const LIVE: PublicationView = {
  site: 'local',
  siteName: 'Site',
  address: 'http://localhost/articles/x',
  slug: 'x',
  live: true,
  behind: false,
  publishedAt: 1,
  updatedAt: null,
  revision: 'r',
  verified: true,
  dispatch: null,
  drifted: false,
  withdrawn: false,
  checkedAt: null,
  goesLive: null,
};

/** A core whose outbox the test writes. */
function coreOf(outbox: DispatchView[]) {
  const calls: [Command, unknown][] = [];
  const client: Client = {
    call: async <C extends Command>(command: C, request: RequestOf<C>) => {
      calls.push([command, request]);
      const answer = command === 'outbox' ? [...outbox] : command === 'publish' ? outbox[0] : null;
      return answer as ReplyOf<C>;
    },
    listen: () => () => undefined,
    onDrop: () => () => undefined,
    beforeClose: () => undefined,
  };
  return { client, calls };
}

describe('the outbox', () => {
  it('shows the newest promise first and counts what is open and what failed', async () => {
    const outbox = [dispatchOf('1', 'failed'), dispatchOf('3', 'waiting'), dispatchOf('2', 'done')];
    const publishing = new Publishing(coreOf(outbox).client, vi.fn(), vi.fn());
    await publishing.read();
    expect(publishing.dispatches.map(({ id }) => id)).toEqual(['3', '2', '1']);
    expect([publishing.open, publishing.failed]).toEqual([1, 1]);
    expect(publishing.newest('draft-1')?.id).toBe('3');
  });

  it('knows by which promise an article is proven, as long as it is listed', async () => {
    const publishing = new Publishing(coreOf([dispatchOf('1', 'done')]).client, vi.fn(), vi.fn());
    await publishing.read();
    expect(publishing.provenBy({ ...LIVE, dispatch: '1' })?.id).toBe('1');
    expect(publishing.provenBy({ ...LIVE, dispatch: '0' })).toBeNull();
    expect(publishing.provenBy({ ...LIVE, dispatch: null })).toBeNull();
    expect(publishing.provenBy(null)).toBeNull();
  });

  it('tells the end of a promise once', async () => {
    const outbox = [dispatchOf('1', 'waiting')];
    const settled = vi.fn();
    const publishing = new Publishing(coreOf(outbox).client, vi.fn(), settled);
    await publishing.read();
    outbox[0] = dispatchOf('1', 'done');
    await publishing.read();
    await publishing.read();
    expect(settled.mock.calls.map(([dispatch]) => (dispatch as DispatchView).state)).toEqual(['done']);
  });

  it('tells the end of a promise that was kept before it was ever seen open', async () => {
    const outbox = [dispatchOf('1', 'done')];
    const settled = vi.fn();
    const publishing = new Publishing(coreOf(outbox).client, vi.fn(), settled);
    await publishing.publish('draft-1', 'local');
    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('tells each hindrance of a promise once, and none that was there before the window', async () => {
    const away = { failure: 'site_unreachable' as const };
    const outbox = [dispatchOf('1', 'waiting'), { ...dispatchOf('2', 'waiting'), ...away }];
    const delayed = vi.fn();
    const publishing = new Publishing(coreOf(outbox).client, vi.fn(), vi.fn(), delayed);
    await publishing.read();
    outbox[0] = { ...dispatchOf('1', 'waiting'), ...away };
    await publishing.read();
    await publishing.read();
    expect(delayed.mock.calls.map(([dispatch]) => (dispatch as DispatchView).id)).toEqual(['1']);
  });

  it('says nothing of promises that ended before the window opened, were taken back, or gave way', async () => {
    const outbox = [dispatchOf('1', 'done'), dispatchOf('2', 'waiting'), dispatchOf('3', 'waiting')];
    const settled = vi.fn();
    const publishing = new Publishing(coreOf(outbox).client, vi.fn(), settled);
    await publishing.read();
    outbox[1] = dispatchOf('2', 'cancelled');
    outbox[2] = dispatchOf('3', 'superseded');
    await publishing.read();
    expect(settled).not.toHaveBeenCalled();
  });

  it('promises once however often the button is pressed', async () => {
    const { client, calls } = coreOf([dispatchOf('1', 'waiting')]);
    const publishing = new Publishing(client, vi.fn(), vi.fn());
    await Promise.all([publishing.publish('draft-1', 'local'), publishing.publish('draft-1', 'local')]);
    expect(calls.filter(([command]) => command === 'publish')).toEqual([
      ['publish', { draft: 'draft-1', site: 'local' }],
    ]);
  });

  it('reports what the core would not do', async () => {
    const failure = { code: 'headline_missing', message: '' };
    const report = vi.fn();
    const client: Client = {
      call: () => Promise.reject(failure),
      listen: () => () => undefined,
      onDrop: () => () => undefined,
      beforeClose: () => undefined,
    };
    const publishing = new Publishing(client, report, vi.fn());
    expect(await publishing.publish('draft-1', 'local')).toBeNull();
    expect(report).toHaveBeenCalledWith(failure);
    expect(publishing.asking).toBeNull();
  });
});

const SCHEDULED = { ...LIVE, live: false, goesLive: Date.UTC(2999, 1, 1) };

describe('the big button', () => {
  it.each([
    ['draft', null, null, 'publish'],
    ['draft', { ...LIVE, live: false }, null, 'publish'],
    ['draft', { ...LIVE, live: false, withdrawn: true }, null, 'bringBack'],
    ['published', LIVE, null, 'upToDate'],
    ['changed', LIVE, null, 'update'],
    ['onTheStone', null, dispatchOf('1', 'waiting'), 'underWay'],
    ['onTheStone', LIVE, dispatchOf('1', 'unknown'), 'underWay'],
    ['draft', null, dispatchOf('1', 'failed'), 'publish'],
    ['published', LIVE, dispatchOf('1', 'failed'), 'update'],
    ['binned', LIVE, null, 'restore'],
    ['onTheStone', SCHEDULED, dispatchOf('1', 'done'), 'scheduled'],
    ['onTheStone', { ...SCHEDULED, behind: true }, dispatchOf('1', 'done'), 'reschedule'],
    ['onTheStone', { ...SCHEDULED, goesLive: 1 }, dispatchOf('1', 'done'), 'publish'],
  ] as const)('for %s, %j, %j does: %4$s', (status, publication, dispatch, action) => {
    expect(mainAction(status, publication, dispatch)).toBe(action);
  });

  it.each([
    [dispatchOf('1', 'waiting'), 'replace'],
    [dispatchOf('1', 'waiting', { operation: 'update' }), 'replace'],
    [dispatchOf('1', 'waiting', { goesLive: Date.UTC(2999, 1, 1) }), 'reschedule'],
    [dispatchOf('1', 'waiting', { operation: 'unpublish' }), 'underWay'],
    [dispatchOf('1', 'sending'), 'underWay'],
    [dispatchOf('1', 'unknown'), 'underWay'],
    [dispatchOf('1', 'done'), 'upToDate'],
  ] as const)('for a text that is outdated, %j does: %s', (dispatch, action) => {
    expect(mainAction('published', LIVE, dispatch, true)).toBe(action);
  });

  it('knows no progress of a promise that was taken back', () => {
    expect([
      progressOf(null),
      progressOf(dispatchOf('1', 'cancelled')),
      progressOf(dispatchOf('1', 'superseded')),
      progressOf(dispatchOf('1', 'sending')),
    ]).toEqual(['none', 'none', 'none', 'sending']);
  });
});
