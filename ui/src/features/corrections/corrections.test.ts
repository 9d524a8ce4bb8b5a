// A correction is written with its kind, its words and its date; what changed is shown beside; none goes unasked.

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRawSnippet } from 'svelte';
import type { Client } from '../../core/client';
import type { Correction } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import CorrectionDialog from './CorrectionDialog.svelte';
import CorrectionList from './CorrectionList.svelte';
import { Correcting, LONGEST, without } from './state.svelte';
import { KINDS } from './words';

const NOW = Date.UTC(2026, 3, 29, 0, 49, 7);
const ARTICLE = { draft: 'one', zone: 'Europe/Paris', read: 'r1' };
const OLDER: Correction = { kind: 'update', text: 'Il a plu.', at: NOW - 86_400_000 };

beforeEach(() => setLocale('fr'));
afterEach(() => {
  document.body.replaceChildren();
  setLocale('fr');
});

function correcting() {
  const call = vi
    .fn()
    .mockResolvedValue({ fields: [], parts: [], blocks: [], page: '', words: { added: 0, removed: 0 } });
  const report = vi.fn();
  return {
    state: new Correcting({ call, listen: () => () => {} } as unknown as Client, report),
    call,
    report,
  };
}

function show(canPublish = true, before: Correction | null = null, count = 1) {
  const { state, call } = correcting();
  state.write(ARTICLE, before, NOW);
  const ontaken = vi.fn();
  const changes = createRawSnippet(() => ({ render: () => '<p>ce qui a changé</p>' }));
  render(CorrectionDialog, { correcting: state, canPublish, count, ontaken, changes });
  return { state, call, ontaken };
}

it('asks what changed since readers read it, and shows it', async () => {
  const { call } = show();
  expect(call).toHaveBeenCalledWith('compare_revisions', { draft: 'one', old: 'r1', new: null });
  await screen.findByText('ce qui a changé');
});

it('says on how many sites it is sent', () => {
  show(true, null, 2);
  screen.getByRole('button', { name: t('correcting-everywhere', { count: 2 }) });
  expect(screen.queryByRole('button', { name: t('correcting-publish') })).toBeNull();
});

it('explains each kind, takes words and date, and is sent', async () => {
  const { state, ontaken } = show();
  for (const { name, use } of KINDS) screen.getByRole('radio', { name: `${t(name)} ${t(use)}` });
  await userEvent.click(screen.getByRole('radio', { name: new RegExp(t('retraction-kind')) }));
  await userEvent.type(screen.getByLabelText(t('correcting-said')), 'Rien de cela n’est vrai.');
  await userEvent.click(screen.getByRole('button', { name: t('correcting-publish') }));
  expect(ontaken).toHaveBeenCalledWith(true);
  expect(state.among([OLDER], NOW)).toEqual([
    OLDER,
    { kind: 'retraction', text: 'Rien de cela n’est vrai.', at: NOW },
  ]);
});

it('is not taken without words, and says so', async () => {
  const { state, ontaken } = show();
  await userEvent.click(screen.getByRole('button', { name: t('correcting-keep') }));
  expect(ontaken).not.toHaveBeenCalled();
  within(screen.getByRole('alert')).getByText(t('correcting-empty'));
  expect(document.activeElement).toBe(screen.getByLabelText(t('correcting-said')));
  state.text = 'é'.repeat(LONGEST + 1);
  expect([state.fault, state.among([], NOW)]).toEqual(['long', null]);
});

it('can only be kept while nothing can be sent', async () => {
  const { ontaken } = show(false);
  expect(screen.queryByRole('button', { name: t('correcting-publish') })).toBeNull();
  await userEvent.type(screen.getByLabelText(t('correcting-said')), 'Non.{Tab}');
  await userEvent.click(screen.getByRole('button', { name: t('correcting-keep') }));
  expect(ontaken).toHaveBeenCalledWith(false);
});

it('keeps its date to the second when only its words are written anew', () => {
  const { state } = show(true, OLDER);
  state.text = 'Il a neigé.';
  expect(state.among([OLDER], NOW)).toEqual([{ ...OLDER, text: 'Il a neigé.' }]);
  state.wall = { date: '2026-04-01', time: '10:00' };
  expect(state.among([OLDER], NOW)).toEqual([{ ...OLDER, text: 'Il a neigé.', at: Date.UTC(2026, 3, 1, 8) }]);
});

it('lists them with what can be done to each', async () => {
  const handlers = { onnew: vi.fn(), onedit: vi.fn(), onremove: vi.fn() };
  render(CorrectionList, { corrections: [OLDER], zone: 'Europe/Paris', canCorrect: true, ...handlers });
  const item = within(screen.getByRole('listitem'));
  item.getByText('Il a plu.');
  await userEvent.click(item.getByRole('button', { name: /^Récrire/ }));
  await userEvent.click(item.getByRole('button', { name: /^Enlever/ }));
  expect([handlers.onedit.mock.calls, handlers.onremove.mock.calls]).toEqual([[[OLDER]], [[OLDER]]]);
  expect(without([OLDER], OLDER)).toEqual([]);
});

it('is complete for those who do not see it', async () => {
  show();
  await screen.findByText('ce qui a changé');
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
  });
  expect(violations).toEqual([]);
});
