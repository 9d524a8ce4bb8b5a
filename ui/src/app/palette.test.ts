// The palette finds commands without accents and drafts through the core, the last question winning.

import { expect, it, vi } from 'vitest';
import type { Client } from '../core/client';
import type { DraftPage, ListRequest } from '../core/contract';
import { setLocale } from '../locales/index.svelte';
import { commandsFirst, commandsFor, DraftFinder } from './palette.svelte';

const always = () => true;

it('finds commands whatever the accents, best first', () => {
  setLocale('fr');
  expect(commandsFor('reglag', always)[0]?.id).toBe('settings');
  expect(commandsFor('depub', always)[0]?.id).toBe('unpublish');
  expect(commandsFor('note bas', always)[0]?.id).toBe('footnote');
  expect(commandsFor('zzz', always)).toEqual([]);
});

it('lists every command that can be done for nothing typed, but not itself', () => {
  const all = commandsFor('', (id) => id !== 'publish').map(({ id }) => id);
  expect(all).toContain('newDraft');
  expect(all).not.toContain('publish');
  expect(all).not.toContain('palette');
});

it('puts commands first only when one starts with what was typed', () => {
  setLocale('fr');
  expect(commandsFirst('publ', commandsFor('publ', always))).toBe(true);
  expect(commandsFirst('fichiers', commandsFor('fichiers', always))).toBe(false);
  expect(commandsFirst('', commandsFor('', always))).toBe(false);
});

it('keeps the answer to the last question', async () => {
  const replies: ((page: DraftPage) => void)[] = [];
  const asked: ListRequest[] = [];
  const client = {
    call: (_: string, request: ListRequest) => {
      asked.push(request);
      return new Promise<DraftPage>((resolve) => replies.push(resolve));
    },
    listen: () => () => undefined,
  } as unknown as Client;
  const finder = new DraftFinder(client, vi.fn());
  const first = finder.find('a');
  const second = finder.find(' ab ');
  replies[1]?.({ total: 2, rows: [] });
  replies[0]?.({ total: 1, rows: [] });
  await Promise.all([first, second]);
  expect(finder.total).toBe(2);
  expect(asked[1]).toMatchObject({ search: 'ab', order: 'relevance', status: null });
});
