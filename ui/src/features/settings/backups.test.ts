// The backups in the settings: read, made, moved; failures are reported.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { Backups } from './backups.svelte';
import BackupSettings from './BackupSettings.svelte';

function shown() {
  setLocale('fr');
  const client = memoryClient();
  const reported: unknown[] = [];
  const backups = new Backups(client, (failure) => reported.push(failure));
  render(BackupSettings, { backups });
  return { client, backups, reported };
}

it('shows the last one and makes one more', async () => {
  const { client } = shown();
  await screen.findByText(/29 avril 2026/);
  await userEvent.click(screen.getByRole('button', { name: t('backups-make') }));
  expect(client.newsroom.backups.count).toBe(8);
});

it('moves them, and back', async () => {
  const { backups } = shown();
  await screen.findByRole('button', { name: t('backups-choose') });
  expect(screen.queryByRole('button', { name: t('backups-own') })).toBeNull();
  await backups.moveTo('/mnt/stick');
  await screen.findByText(/\/mnt\/stick/);
  await userEvent.click(screen.getByRole('button', { name: t('backups-own') }));
  expect(backups.now?.chosen).toBe(false);
});

it('reports what keeps them from being made, and hears of the next', async () => {
  const { client, backups, reported } = shown();
  await screen.findByText(/29 avril 2026/);
  client.fail('back_up', { code: 'backup_disk_full', message: '' });
  await backups.make();
  expect(reported).toMatchObject([{ code: 'backup_disk_full' }]);
  client.newsroom.backups.newest = null;
  backups.hear({ event: 'backupMade', madeAt: 0 });
  await screen.findByText(/Aucune sauvegarde/);
});

it('says of a folder that is away what to do, and not that there is no backup', async () => {
  setLocale('fr');
  const client = memoryClient();
  const failure = { code: 'backup_folder_missing', message: '' } as const;
  Object.assign(client.newsroom.backups, { count: 0, newest: null, failure });
  render(BackupSettings, { backups: new Backups(client, () => {}) });
  await screen.findByText(/Branchez son disque/);
  expect(screen.queryByText(/Aucune sauvegarde/)).toBeNull();
});
