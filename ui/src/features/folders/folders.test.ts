// Work folders as the window has them: how each is, what is asked, answers that come too late.
import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import type { Asking, Failure } from '../../core/contract';
import { setLocale } from '../../locales/index.svelte';
import AskedBar from './AskedBar.svelte';
import AskedDialog from './AskedDialog.svelte';
import FolderSettings from './FolderSettings.svelte';
import { WorkFolders } from './state.svelte';

vi.setConfig({ testTimeout: 60_000 });

const ASKING: Asking = {
  draft: 'draft-1',
  path: '/travail/un.md',
  version: 'v1',
  questions: [
    {
      field: 'headline',
      isWords: true,
      before: '',
      base: 'Un',
      ours: [{ text: 'Le mien', own: true }],
      theirs: [{ text: 'Le leur', own: true }],
    },
    {
      field: null,
      isWords: true,
      before: 'Ce qui précède.',
      base: 'Trois mots.',
      ours: [
        { text: 'Cinq', own: true },
        { text: ' mots.', own: false },
      ],
      theirs: [
        { text: 'Quatre', own: true },
        { text: ' mots.', own: false },
      ],
    },
  ],
};

let client: MemoryClient;
let folders: WorkFolders;
let faults: [string, string | null][];
let reported: unknown[];

beforeEach(() => {
  setLocale('fr');
  client = memoryClient();
  faults = [];
  reported = [];
  folders = new WorkFolders(
    client,
    (failure) => reported.push(failure),
    (folder, fault) => faults.push([folder, fault?.code ?? null]),
  );
  client.listen((event) => folders.hear(event));
});

afterEach(() => document.body.replaceChildren());

async function wrong(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id }) => id);
}

test('a folder that can not be read is told once, and that it is well again', async () => {
  await client.call('add_folder', { path: '/travail', mirrored: { mirrors: 'all' } });
  const folder = client.newsroom.folders.all[0]!;
  folder.fault = { code: 'folder_missing', message: '' };
  await folders.read();
  await folders.read();
  expect(faults).toEqual([[folder.id, 'folder_missing']]);
  folder.fault = null;
  await folders.read();
  expect(faults[1]).toEqual([folder.id, null]);
});

test('folders are added, set and removed with the keyboard', async () => {
  const call = client.call.bind(client);
  client.call = async (command, request) => {
    const reply: unknown = await call(command, request);
    return (command === 'choose_folder' ? '/chez/moi/travail' : reply) as never;
  };
  render(FolderSettings, {
    folders,
    sections: ['tech'],
    wordsOf: ({ code }: Failure) => ({ title: code, todo: '' }),
  });
  const user = userEvent.setup();
  screen.getByRole('button', { name: 'Ajouter un dossier…' }).focus();
  await user.keyboard('{Enter}');
  await user.selectOptions(await screen.findByRole('combobox'), 'Rubrique tech');
  expect(client.newsroom.folders.all[0]).toMatchObject({
    path: '/chez/moi/travail',
    mirrored: { mirrors: 'section', section: 'tech' },
  });
  expect(await wrong()).toEqual([]);
  await user.click(screen.getByRole('button', { name: /Retirer le dossier travail/ }));
  await vi.waitFor(() => expect(folders.list).toEqual([]));
});

test('both sides are shown, each is answered, nothing is chosen before', async () => {
  client.newsroom.folders.ask('draft-1', ASKING);
  await folders.read();
  render(AskedBar, { folders, current: 'draft-1' });
  render(AskedDialog, { folders });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Comparer et choisir' }));
  const settle = await screen.findByRole('button', { name: 'Garder ces choix' });
  expect((settle as HTMLButtonElement).disabled).toBe(true);
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'Le mien',
    'Le leur',
    'Cinq',
    'Quatre',
  ]);
  expect(await wrong()).toEqual([]);
  const theirs = screen.getAllByRole('button', { name: /Celui du fichier/ });
  theirs[0]!.focus();
  await user.keyboard('{Enter}');
  await user.click(theirs[1]!);
  await user.click(screen.getAllByRole('button', { name: 'Écrire autre chose' })[1]!);
  const words = screen.getByRole<HTMLTextAreaElement>('textbox');
  expect(words.value).toBe('Quatre mots.');
  await user.type(words, ' Et plus.');
  await user.click(settle);
  await vi.waitFor(() => expect(folders.asking).toBeNull());
  expect(client.calls.find(({ command }) => command === 'answer')?.request).toEqual({
    draft: 'draft-1',
    version: 'v1',
    answers: [{ take: 'theirs' }, { take: 'words', words: 'Quatre mots. Et plus.' }],
  });
  expect(folders.asked).toEqual([]);
});

test('answers to texts that changed meanwhile are not carried out: the questions come anew', async () => {
  client.newsroom.folders.ask('draft-1', ASKING);
  await folders.ask('draft-1');
  folders.answers.give(0, { take: 'ours' });
  folders.answers.give(1, { take: 'ours' });
  client.newsroom.folders.ask('draft-1', { ...ASKING, version: 'v2' });
  expect(await folders.settle()).toBe(false);
  expect(folders.asking?.version).toBe('v2');
  expect([folders.renewed, folders.answers.complete]).toEqual([true, false]);
  expect(reported).toEqual([]);
});
