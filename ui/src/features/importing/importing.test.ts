// Published articles chosen and brought in: what is there already is marked and opened, what could not be kept is told.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Failure, PublishedArticle } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import ImportDialog from './ImportDialog.svelte';
import { Importing } from './state.svelte';
import { reportText } from './words';

vi.setConfig({ testTimeout: 60_000 });

const DAY = Date.UTC(2026, 2, 1, 10);

function article(n: number, draft: string | null = null): PublishedArticle {
  const address = `https://a.example/${n}`;
  return {
    remoteId: `r${n}`,
    headline: `Article ${n}`,
    address,
    publishedAt: DAY - n,
    updatedAt: null,
    draft,
  };
}

let client: MemoryClient;
let importing: Importing;
const report = vi.fn();
const ended = vi.fn();
const onopen = vi.fn();
const oncopy = vi.fn();
const onsave = vi.fn();
const wordsOf = ({ code }: Failure) => ({ title: code, todo: '' });
const unlock = { label: 'La phrase', run: vi.fn() };
const remedyOf = ({ code }: Failure) => (code === 'secrets_locked' ? unlock : null);

beforeEach(() => {
  setLocale('fr');
  client = memoryClient();
  const { imports } = client.newsroom;
  imports.published = [article(1, 'draft-1'), ...Array.from({ length: 24 }, (_, n) => article(n + 2))];
  imports.noted.set('r3', {
    lost: [{ kind: 'embed', count: 1, example: 'https://v.example' }],
    picturesLeft: [],
  });
  importing = new Importing(client, report, ended);
  client.listen((event) => importing.hear(event));
});

afterEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
});

async function show(): Promise<void> {
  const sites = await client.call('sites', null);
  const [site] = sites;
  render(ImportDialog, { importing, sites, wordsOf, remedyOf, onopen, oncopy, onsave });
  if (site) importing.open(site);
  await says('Article 2');
}

async function wrong(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  return (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
}

const says = (words: string) => vi.waitFor(() => expect(document.body.textContent).toContain(words));
const asked = (command: string) => client.calls.filter((call) => call.command === command);

it('brings in what is chosen by the keyboard, and marks it', async () => {
  await show();
  expect(await wrong()).toEqual([]);
  const user = userEvent.setup();
  screen.getByRole('checkbox', { name: 'Article 2' }).focus();
  await user.keyboard(' ');
  await user.click(screen.getByRole('checkbox', { name: 'Article 3' }));
  await user.click(screen.getByRole('button', { name: t('import-chosen', { count: 2 }) }));
  await says(t('import-brought', { count: 2 }));
  expect(screen.queryByRole('checkbox', { name: 'Article 2' })).toBeNull();
  expect(ended).toHaveBeenCalledOnce();
  expect(report).not.toHaveBeenCalled();
});

it('opens what is in the library already', async () => {
  await show();
  const name = t('import-open', { headline: 'Article 1' });
  await userEvent.setup().click(screen.getByRole('button', { name }));
  expect(onopen).toHaveBeenCalledWith('draft-1');
  expect(importing.site).toBeNull();
});

it('searches, shows more, and brings in all that was found', async () => {
  await show();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: t('import-more') }));
  await says('Article 25');
  await user.type(screen.getByRole('searchbox'), 'Article 2{Enter}');
  await says(t('import-shown', { shown: 7, total: 7, more: 0 }));
  await user.click(screen.getByRole('button', { name: t('import-all-of', { count: 7 }) }));
  await says(t('import-brought', { count: 7 }));
  expect(asked('bring_in_all')[0]?.request).toMatchObject({ words: 'Article 2' });
});

it('tells what could not be kept, article by article, until it is dismissed', async () => {
  await show();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: t('import-all-of', { count: 25 }) }));
  await says(t('import-noted', { count: 1 }));
  await user.click(screen.getByRole('button', { name: t('import-report') }));
  await says('https://v.example');
  expect(await wrong()).toEqual([]);
  const [view] = importing.imports;
  if (!view || !importing.report) throw new Error('a report');
  const text = reportText(view, importing.report.articles, ({ code }) => code);
  expect(text).toContain('Article 3\nhttps://a.example/3\n- ');
  await user.click(screen.getByRole('button', { name: t('import-copy') }));
  expect(oncopy).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: t('import-save') }));
  expect(onsave).toHaveBeenCalledWith(expect.objectContaining({ id: view.id }));
  await user.click(screen.getByRole('button', { name: t('import-dismiss') }));
  await vi.waitFor(() => expect(importing.imports).toEqual([]));
});

it('goes on while it is closed, and can be stopped and taken up again', async () => {
  client.newsroom.imports.quick = false;
  await show();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: t('import-all-of', { count: 25 }) }));
  await says(t('import-progress', { done: 0, count: 25 }));
  expect(await wrong()).toEqual([]);
  importing.close();
  expect(importing.running?.found).toBe(25);
  const [site] = await client.call('sites', null);
  if (site) importing.open(site);
  await user.click(await screen.findByRole('button', { name: t('import-stop') }));
  await says(t('import-stopped'));
  client.newsroom.imports.quick = true;
  await user.click(screen.getByRole('button', { name: t('import-resume') }));
  await says(t('import-brought', { count: 24 }));
});

it('says why the list can not be read, and asks again', async () => {
  client.fail('published_articles', { code: 'site_unreachable', message: '' });
  const sites = await client.call('sites', null);
  render(ImportDialog, { importing, sites, wordsOf, remedyOf, onopen, oncopy, onsave });
  if (sites[0]) importing.open(sites[0]);
  await says('site_unreachable');
  await userEvent.setup().click(screen.getByRole('button', { name: t('import-again') }));
  await says('Article 2');
});

it('asks for the passphrase where the passwords wait for it, and reads the list by itself then', async () => {
  client.fail('published_articles', { code: 'secrets_locked', message: '' });
  const sites = await client.call('sites', null);
  render(ImportDialog, { importing, sites, wordsOf, remedyOf, onopen, oncopy, onsave });
  importing.open(sites[0]!);
  await userEvent.click(await screen.findByRole('button', { name: 'La phrase' }));
  expect([unlock.run.mock.calls.length, screen.queryByRole('button', { name: t('import-again') })]).toEqual([
    1,
    null,
  ]);
  await importing.passphraseGiven();
  await screen.findByText('Article 2');
  expect(screen.queryByRole('alert')).toBeNull();
});
