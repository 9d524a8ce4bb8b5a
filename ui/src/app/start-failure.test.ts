// The screen of a start that failed: words for that moment, the folder in sight, another try.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { memoryClient } from '../core/memory-client';
import type { FailureCode } from '../core/contract';
import { setLocale, t } from '../locales/index.svelte';
import App from './App.svelte';
import { REMEDY_AT_START, wordsAtStart } from './failure-words';

const FOLDER = '/srv/jeanne/marbre';

afterEach(() => {
  document.body.replaceChildren();
});

it.each(Object.keys(REMEDY_AT_START) as FailureCode[])('speaks of no text on the screen: %s', (code) => {
  setLocale('fr');
  const { todo } = wordsAtStart({ code, message: '' });
  expect(todo).toContain('dossier indiqué ci-dessous');
  expect(todo).not.toMatch(/à l’écran|taper/);
});

it('shows the folder without a click, and tries again', async () => {
  const client = memoryClient();
  client.fail('start', { code: 'library_corrupt', message: `${FOLDER}: the library is damaged` });
  render(App, { client });
  await screen.findByRole('alert');
  expect(screen.getByText(new RegExp(FOLDER)).closest('details')?.open).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: t('start-again') }));
  expect(client.calls.filter(({ command }) => command === 'start')).toHaveLength(2);
});

it('speaks the language the shell says', async () => {
  const client = memoryClient();
  client.fail('start', { code: 'library_corrupt', message: FOLDER });
  document.documentElement.lang = 'fr'; // the test's browser says en-US
  render(App, { client });
  expect((await screen.findByRole('alert')).textContent).toContain('La bibliothèque est abîmée');
});

it('says what would come back before it does anything, then what did', async () => {
  setLocale('fr');
  document.documentElement.lang = 'fr';
  const client = memoryClient();
  client.fail('start', { code: 'library_corrupt', message: FOLDER });
  render(App, { client });
  const bringUp = await screen.findByRole('button', { name: /Rétablir la sauvegarde du 28 avril 2026/ });
  expect(screen.getByText(/Peut manquer ce qui a été écrit depuis le 28 avril 2026/)).toBeTruthy();
  expect(screen.getByText(/ce qui a été fait depuis le 28 avril 2026.* manque/)).toBeTruthy();
  expect(screen.getByText(/La gare ferme \(retrouvé\)/)).toBeTruthy();
  expect(client.calls.map(({ command }) => command)).not.toContain('bring_up');
  await userEvent.click(bringUp);
  await screen.findByText(/library\.db\.damaged-/);
  expect(screen.getByRole('heading').textContent).toBe('La bibliothèque est rétablie.');
  expect(screen.queryByRole('button', { name: t('start-again') })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('comeback-open') }));
  expect(client.calls.filter(({ command }) => command === 'start')).toHaveLength(2);
});

it('is done where nothing was left to be kept aside, too', async () => {
  setLocale('en');
  document.documentElement.lang = 'en';
  const client = memoryClient();
  client.newsroom.keptAside = null;
  client.fail('start', { code: 'library_corrupt', message: FOLDER });
  render(App, { client });
  await userEvent.click(await screen.findByRole('button', { name: /Bring up the backup/ }));
  await userEvent.click(await screen.findByRole('button', { name: t('comeback-open') }));
  expect(client.calls.filter(({ command }) => command === 'start')).toHaveLength(2);
});

it('says so where there is no backup, and why nothing could be brought back', async () => {
  setLocale('en');
  document.documentElement.lang = 'en';
  const client = memoryClient();
  client.newsroom.comeback = {
    ...client.newsroom.comeback,
    backupAt: null,
    found: client.newsroom.comeback.found,
    whole: true,
  };
  client.fail('start', { code: 'library_corrupt', message: FOLDER });
  client.fail('bring_up', { code: 'disk_full', message: '' });
  render(App, { client });
  const without = await screen.findByRole('button', { name: t('comeback-do-without') });
  expect(screen.getByText(/Only texts, their fields and pictures come back/)).toBeTruthy();
  expect(screen.queryByText(/in both|damaged file only/)).toBeNull();
  await userEvent.click(without);
  expect((await screen.findByText(/disk is full/i)).textContent).toContain('disk');
  expect(screen.queryByRole('button', { name: t('comeback-open') })).toBeNull();
});
