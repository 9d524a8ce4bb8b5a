// What somebody changed on the site: asked, told in words, taken with an answer to each question, and not when it is stale.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveChange } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { LiveArticle } from './live.svelte';
import LiveDialog from './LiveDialog.svelte';

vi.setConfig({ testTimeout: 60_000 });

const DRAFT = 'draft-1';
const CHANGE: LiveChange = {
  site: 'local',
  siteName: 'La Gazette',
  version: 'v1',
  fields: ['headline'],
  text: true,
  off: null,
  changes: [
    {
      field: 'headline',
      runs: [
        { kind: 'removed', text: 'Un' },
        { kind: 'added', text: 'Le leur' },
      ],
    },
    {
      field: null,
      runs: [
        { kind: 'kept', text: 'La ville ' },
        { kind: 'added', text: 'revit.' },
      ],
    },
  ],
  changedAt: Date.UTC(2026, 3, 29, 16),
  questions: [],
  lost: [
    { kind: 'embed', count: 2, example: 'https://video.example/1' },
    { kind: 'tableHead', count: 1, example: '' },
  ],
};
const ASKED: LiveChange = {
  ...CHANGE,
  questions: [
    {
      field: 'headline',
      isWords: true,
      before: '',
      base: 'Un',
      ours: [{ text: 'Le mien', own: true }],
      theirs: [{ text: 'Le leur', own: true }],
    },
  ],
};

let client: MemoryClient;
let live: LiveArticle;
const report = vi.fn();
const ontaken = vi.fn();
const onupdate = vi.fn();
const onback = vi.fn();

beforeEach(() => {
  setLocale('fr');
  client = memoryClient();
  live = new LiveArticle(client, report, () => Promise.resolve());
});

afterEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
});

function show(canUpdate = true): void {
  const titleOf = ({ code }: { code: string }) => code;
  render(LiveDialog, { live, canUpdate, titleOf, ontaken, onupdate, onback });
}

async function wrong(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  return (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
}

const says = (words: string) => vi.waitFor(() => expect(document.body.textContent).toContain(words));
const taken = () => client.calls.filter(({ command }) => command === 'take_live_change');

it('says what was changed and what is lost, and takes it by the keyboard', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, CHANGE);
  show();
  await live.look(DRAFT, 'local');
  const dialog = await screen.findByRole('dialog', { name: t('live-title') });
  expect(dialog.textContent).toContain('La Gazette');
  screen.getByText('Titre et texte');
  const all = screen.getByRole('region', { name: /2 passages ou champs/ });
  expect([...all.querySelectorAll('ins')].map((one) => one.textContent)).toEqual(['Le leur', 'revit.']);
  screen.getByText(/2 cadres d’autres sites/);
  screen.getByText(/Un tableau sans en-tête/);
  expect(await wrong()).toEqual([]);
  screen.getByRole('button', { name: t('live-take-update') }).focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(ontaken).toHaveBeenCalledWith('La Gazette', true));
  expect(taken()[0]?.request).toEqual({ draft: DRAFT, site: 'local', version: 'v1', answers: [] });
  expect(live.seen).toBeNull();
});

it('takes nothing before every question is answered', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, ASKED);
  show();
  await live.look(DRAFT, 'local');
  const take = await screen.findByRole<HTMLButtonElement>('button', { name: t('live-take') });
  expect(take.disabled).toBe(true);
  expect(await live.take()).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: /Celui du site/ }));
  await userEvent.click(take);
  await vi.waitFor(() => expect(ontaken).toHaveBeenCalledWith('La Gazette', false));
  expect(taken()[0]?.request).toMatchObject({ answers: [{ take: 'theirs' }] });
});

it('asks anew, and says so, when a text changed since it was shown', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, ASKED);
  show();
  await live.look(DRAFT, 'local');
  live.answers.give(0, { take: 'ours' });
  client.newsroom.outbox.liveChanges.set(DRAFT, { ...ASKED, version: 'v2' });
  await userEvent.click(await screen.findByRole('button', { name: t('live-take') }));
  await says(t('asked-renewed'));
  expect([live.answers.complete, live.seen?.is]).toEqual([false, 'changed']);
  expect(ontaken).not.toHaveBeenCalled();
});

it('leaves off what a colleague took off, unless she puts it back', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, { ...CHANGE, fields: [], text: false, lost: [], off: 'bin' });
  show();
  await live.look(DRAFT, 'local');
  const dialog = await screen.findByRole('dialog', { name: t('live-off-title') });
  expect(screen.queryByText(t('live-parts-none'))).toBeNull();
  expect(dialog.textContent).toContain('corbeille');
  expect(screen.queryByRole('button', { name: t('live-take-update') })).toBeNull();
  expect(await wrong()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: t('live-leave-off') }));
  expect([taken(), onback.mock.calls]).toEqual([[], []]);
  await live.look(DRAFT, 'local');
  await userEvent.click(await screen.findByRole('button', { name: t('live-put-back') }));
  await vi.waitFor(() => expect(onback).toHaveBeenCalledWith('local'));
  expect(taken().length).toBe(1);
});

it('says that nobody changed anything any more, and offers to update', async () => {
  show();
  await live.look(DRAFT, 'local');
  await says(t('live-same'));
  await userEvent.click(screen.getByRole('button', { name: t('publish-update') }));
  expect(onupdate).toHaveBeenCalledTimes(1);
  expect(live.seen).toBeNull();
});

it('offers no update where there is nothing to send', async () => {
  show(false);
  await live.look(DRAFT, 'local');
  await says(t('live-same'));
  expect(screen.queryByRole('button', { name: t('publish-update') })).toBeNull();
});

it('says in words why the site could not be asked, and asks again', async () => {
  client.fail('live_change', { code: 'site_unreachable', message: '' });
  show();
  await live.look(DRAFT, 'local');
  await says(`site_unreachable ${t('live-failed')}`);
  expect(await wrong()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: t('live-again') }));
  await says(t('live-same'));
});

it('shows nothing of an answer that comes after the dialog was put away', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, ASKED);
  const answer = client.pause();
  const looking = live.look(DRAFT, 'local');
  live.putAway();
  answer();
  await looking;
  expect([live.seen, live.answers.questions]).toEqual([null, []]);
});

it('checks quietly, once at a time, and reports what fails', async () => {
  client.newsroom.outbox.liveChanges.set(DRAFT, CHANGE);
  const both = await Promise.all([live.check(DRAFT, 'local'), live.check(DRAFT, 'local')]);
  expect(both).toEqual([true, null]);
  client.fail('live_change', { code: 'site_unreachable', message: '' });
  expect(await live.check(DRAFT, 'local')).toBeNull();
  expect(report).toHaveBeenCalledTimes(1);
  expect([live.checking, live.seen]).toEqual([null, null]);
});
