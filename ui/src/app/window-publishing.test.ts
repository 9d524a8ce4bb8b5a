// The whole window on a core in memory: what becomes of what is sent, on one site and on several.

import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { memoryClient } from '../core/memory-client';
import { t } from '../locales/index.svelte';
import App from './App.svelte';
import { faults, inAWindow, open, press } from './whole-window';

inAWindow();

describe('an article on several sites', () => {
  it('goes to each, says so site by site, and is called published when it is', async () => {
    const client = memoryClient();
    const gazette = client.newsroom.sites.add({
      kind: 'wordPress',
      home: 'https://gazette.example/',
      secret: 'long enough',
      name: 'La Gazette',
      login: 'editor',
    } as never);
    render(App, { client });
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{F8}');
    await screen.findByLabelText(t('field-section'));
    await userEvent.click(screen.getByRole('button', { name: /^Destination/ }));
    // The menu stays hidden where nothing is laid out.
    await userEvent.click(await screen.findByText(t('site-on-several')));
    const [, other] = await screen.findAllByRole('menuitemcheckbox', { hidden: true });
    expect(other?.textContent).toContain('La Gazette');
    expect(other?.getAttribute('aria-checked')).toBe('false');
    await userEvent.click(other as HTMLElement);
    await press('{Escape}');
    const main = await screen.findByRole('button', { name: t('publish-everywhere', { count: 2 }) });
    const panel = within(
      (await screen.findByRole('heading', { name: t('destinations') })).closest('section') as HTMLElement,
    );
    expect(panel.getAllByText(t('place-none'))).toHaveLength(2);
    const [, own] = panel.getAllByLabelText(t('variant-headline'));
    await userEvent.type(own as HTMLElement, 'Le port, enfin');
    expect(await faults()).toEqual([]);
    await userEvent.click(main);
    const report = within(await screen.findByRole('region', { name: t('everywhere-report') }));
    expect(await faults()).toEqual([]);
    await report.findByText(t('everywhere-all', { total: 2 }));
    await screen.findByText(t('chip-everywhere'));
    const [draft] = [...client.newsroom.drafts.values()].filter(
      ({ publications }) => publications.length > 0,
    );
    expect(draft?.publications.map(({ site }) => site)).toContain(gazette.id);
    expect(draft?.fields.destinations.find(({ site }) => site === gazette.id)?.headline).toBe(
      'Le port, enfin',
    );
    await userEvent.click(report.getByRole('button', { name: t('close') }));
    expect(screen.queryByRole('region', { name: t('everywhere-report') })).toBeNull();
  });
});

describe('another site', () => {
  /** Adds La Gazette in the dialog that is open. */
  async function add(): Promise<void> {
    const address = await screen.findByLabelText(t('site-address'));
    await waitFor(() => expect(document.activeElement).toBe(address));
    await press('lagazette.example{Enter}');
    await userEvent.type(await screen.findByLabelText(t('site-login')), 'camille{Tab}abcd efgh ijkl{Enter}');
    await screen.findByText(t('site-added-account'));
  }

  it('is added out of the menu of the only one, and takes the open article', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const chip = screen.getByRole('button', { name: /^Destination.*Site local$/ });
    await userEvent.click(chip);
    await userEvent.click(await screen.findByText(t('command-add-site')));
    await add();
    await userEvent.click(screen.getByRole('button', { name: t('site-publish-here') }));
    await screen.findByRole('button', { name: /^Destination.*La Gazette$/ });
    // Its pages are dressed there, and the preview does not pretend otherwise.
    screen.getByRole('button', { name: t('preview-ours') });
    expect(screen.queryByText(t('preview-same'))).toBeNull();
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await waitFor(() =>
      expect(client.calls.filter(({ command }) => command === 'publish')).toMatchObject([
        { request: { draft: 'draft-1', site: 'https://lagazette.example' } },
      ]),
    );
  });

  it('takes no other article along, though it comes first in the list', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await userEvent.click(screen.getByRole('button', { name: /^Destination.*Site local$/ }));
    await userEvent.click(await screen.findByText(t('command-add-site')));
    await add();
    await userEvent.click(screen.getByRole('button', { name: t('site-publish-here') }));
    await screen.findByRole('button', { name: /^Destination.*La Gazette$/ });
    client.newsroom.sites.list.reverse();
    client.emit({ event: 'siteChanged', site: 'local', reachable: true });
    await press('{Control>}n{/Control}');
    await screen.findByRole('button', { name: /^Destination.*Site local$/ });
  });

  it('is added from the settings, which list it then', async () => {
    const client = await open();
    await press('{Control>},{/Control}');
    const settings = within(await screen.findByRole('dialog', { name: t('settings') }));
    await userEvent.click(settings.getByRole('button', { name: t('command-add-site') }));
    await add();
    await userEvent.click(screen.getByRole('button', { name: t('site-done') }));
    await waitFor(() => expect(screen.queryByText(t('site-added-account'))).toBeNull());
    await settings.findByText('La Gazette');
    const usual = settings.getByRole<HTMLInputElement>('checkbox', { name: /Site local/ });
    expect([usual.checked, usual.disabled]).toEqual([true, true]);
    await userEvent.click(settings.getByRole('checkbox', { name: /nouveaux articles.*La Gazette/ }));
    await userEvent.click(usual);
    await waitFor(() =>
      expect(client.calls.findLast(({ command }) => command === 'set_settings')?.request).toMatchObject({
        destinations: ['https://lagazette.example'],
      }),
    );
    expect(await faults()).toEqual([]);
  });
});

describe('what readers see', () => {
  it('is in the receipt of the outbox, which can be kept as a file', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByText(/^Publié sur/);
    await press('{Control>}{Shift>}O{/Shift}{/Control}');
    const outbox = within(await screen.findByRole('dialog', { name: t('outbox') }));
    await userEvent.click(outbox.getByRole('button', { name: t('receipt-show') }));
    const receipt = within(await screen.findByRole('dialog', { name: t('publication-receipt') }));
    expect(await faults()).toEqual([]);
    await userEvent.click(receipt.getByRole('button', { name: t('receipt-export') }));
    await screen.findByText(/^Reçu gardé/);
    expect(client.calls.filter(({ command }) => command === 'export_receipt')).toMatchObject([
      {
        request: {
          dispatch: 'dispatch-1',
          path: '/tmp/Reçu - Le port du Havre teste des grues sans conducteur.json',
        },
      },
    ]);
  });

  it('is one choice away from the button that published it', async () => {
    await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByText(/^Publié sur/);
    await userEvent.click(screen.getByRole('button', { name: t('notice-close') }));
    await userEvent.click(screen.getByRole('button', { name: t('publish-more') }));
    await userEvent.click(await screen.findByText(t('receipt-show')));
    await screen.findByRole('dialog', { name: t('publication-receipt') });
  });

  it('is a warning where it is not what was sent, until the receipt was read', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const { sites, drafts } = client.newsroom;
    const draft = drafts.get('draft-1')!;
    const prove = sites.prove.bind(sites);
    sites.prove = (dispatch, moment) => {
      prove(dispatch, moment);
      Object.assign(sites.receipts.get(dispatch.id)!, {
        verified: false,
        differences: [{ difference: 'leadPicture' }],
      });
      dispatch.verified = false;
      draft.publication!.verified = false;
    };
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('les lecteurs ne voient pas tout à fait');
    const chip = await screen.findByText(t('chip-differs'));
    expect(chip.closest('.status')?.className).toContain('warn');
    await userEvent.click(within(alert).getByRole('button', { name: t('receipt-show') }));
    await screen.findByText(t('difference-picture'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

it('asks for the passphrase when something waits for it, and withdraws the notice once it has it', async () => {
  const client = await open();
  const { newsroom } = client;
  Object.assign(newsroom.safe.standing, { keychain: false, sealed: 'locked' });
  newsroom.safe.passphrase = 'quatre mots très communs';
  const draft = [...newsroom.drafts.keys()][0] ?? '';
  const dispatch = newsroom.run('publish', { draft, site: 'local' });
  const waits = { state: 'waiting', failure: 'secrets_locked' } as const;
  Object.assign(newsroom.outbox.dispatches.find(({ id }) => id === dispatch.id) ?? {}, waits);
  client.emit({ event: 'outboxChanged' });
  const notice = await screen.findByText(t('failure-secrets-locked'));
  await userEvent.click(screen.getByRole('button', { name: t('remedy-passphrase') }));
  await screen.findByRole('dialog', { name: t('passphrase-unlock-title') });
  expect(await faults()).toEqual([]);
  await userEvent.type(screen.getByLabelText(t('passphrase-current')), 'quatre mots très communs{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.body.contains(notice)).toBe(false));
  await waitFor(() => expect(newsroom.outbox.dispatches[0]?.state).toBe('done'));
});

it('asks in the settings before a sealed file goes aside', async () => {
  const client = await open();
  Object.assign(client.newsroom.safe.standing, { keychain: false, sealed: 'locked' });
  await press('{Control>},{/Control}');
  await userEvent.click(await screen.findByRole('button', { name: t('passphrase-unlock') }));
  await userEvent.click(await screen.findByRole('button', { name: t('passphrase-forgotten') }));
  const question = await screen.findByRole('alertdialog', { name: t('aside-title') });
  expect(client.newsroom.safe.aside).toBe(0);
  await userEvent.click(within(question).getByRole('button', { name: t('aside-confirm') }));
  await screen.findByText(t('passwords-nowhere'));
  expect(client.newsroom.safe.aside).toBe(1);
});

describe('two people, one article', () => {
  const change = {
    site: 'local',
    siteName: 'Site local',
    version: 'v1',
    fields: ['headline' as const],
    text: true,
    questions: [],
    lost: [],
    off: null,
    changes: [],
    changedAt: null,
  };

  it('says that somebody changed it, and merges and updates', async () => {
    const client = await open();
    const { newsroom } = client;
    await press('{F8}');
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByText(/^Publié sur/);
    newsroom.outbox.liveChanges.set('draft-1', change);
    await userEvent.click(await screen.findByRole('button', { name: t('live-check') }));
    await userEvent.click(await screen.findByRole('button', { name: t('live-see') }));
    const dialog = within(await screen.findByRole('dialog', { name: t('live-title') }));
    expect(await faults()).toEqual([]);
    await userEvent.click(await dialog.findByRole('button', { name: t('live-take-update') }));
    await screen.findByText(/^Mis à jour sur/);
    const told = client.calls.map(({ command }) => command);
    expect(told.lastIndexOf('publish')).toBeGreaterThan(told.indexOf('take_live_change'));
  });

  it('offers to see it where a dispatch failed by it, in the notice and in the outbox', async () => {
    const client = await open();
    const { newsroom } = client;
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByText(/^Publié sur/);
    const dispatch = newsroom.run('publish', { draft: 'draft-1', site: 'local' });
    client.emit({ event: 'outboxChanged' });
    const failed = { state: 'failed', failure: 'article_changed_there', canRetry: true } as const;
    await waitFor(() => expect(screen.getByText('Sur le marbre')).toBeTruthy());
    Object.assign(newsroom.outbox.dispatches.find(({ id }) => id === dispatch.id) ?? {}, failed);
    client.emit({ event: 'outboxChanged' });
    const alert = await screen.findByRole('alert');
    within(alert).getByRole('button', { name: t('live-see') });
    await press('{Control>}{Shift>}O{/Shift}{/Control}');
    const outbox = within(await screen.findByRole('dialog', { name: t('outbox') }));
    await userEvent.click(outbox.getByRole('button', { name: t('live-see') }));
    const dialog = await screen.findByRole('dialog', { name: t('live-title') });
    await waitFor(() => expect(dialog.textContent).toContain(t('live-same-update')));
    expect(await faults()).toEqual([]);
  });
});

describe('a dispatch that waits', () => {
  it('is promised for an hour from the palette, and said to be on the stone until then', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), 'à une heure');
    await press('{Enter}');
    const dialog = within(await screen.findByRole('dialog', { name: t('hour-title') }));
    expect(await faults()).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: t('hour-publish') }));
    await waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('publish_as'));
    const [{ notBefore } = { notBefore: null }] = client.newsroom.outbox.dispatches;
    expect(notBefore).toBeGreaterThan(Date.now());
    await screen.findAllByText(/^Sur le marbre jusqu’au/);
    screen.getByRole('button', { name: t('publish-rests') });
    await press('{Control>}{Shift>}O{/Shift}{/Control}');
    const outbox = within(await screen.findByRole('dialog', { name: t('outbox') }));
    await userEvent.click(outbox.getByRole('button', { name: t('outbox-cancel') }));
    await waitFor(() => expect(client.newsroom.outbox.dispatches[0]?.state).toBe('cancelled'));
  });

  it('keeps its hour when a later text takes its place', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const at = Date.now() + 7_200_000;
    client.newsroom.run('publish_as', {
      draft: 'draft-1',
      site: 'local',
      at,
      newsletter: null,
      despiteEmbargo: null,
      despiteChecks: null,
      bringsBack: false,
    });
    await screen.findByText(/^Sur le marbre jusqu’au/);
    await screen.findByRole('button', { name: t('publish-rests') });
    const headline = screen.getByRole('textbox', { name: t('writing-headline') });
    await userEvent.type(headline, ' encore');
    await userEvent.click(await screen.findByRole('button', { name: t('publish-reschedule') }));
    await waitFor(() =>
      expect(client.calls.find(({ command }) => command === 'publish_as')?.request).toMatchObject({ at }),
    );
  });

  it('is taken back within its grace, and said once', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>},{/Control}');
    await userEvent.selectOptions(await screen.findByLabelText(t('settings-grace')), '60');
    await press('{Escape}');
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    const back = await screen.findByRole('button', { name: t('grace-cancel') });
    expect(screen.getByText(/part dans 60 secondes/).textContent).toContain('Annuler l’envoi');
    expect(await faults()).toEqual([]);
    const stays = client.close();
    const question = await screen.findByRole('alertdialog', { name: t('close-resting-title', { count: 1 }) });
    expect(question.textContent).toContain('Le port du Havre');
    await userEvent.click(within(question).getByRole('button', { name: t('close-resting-stay') }));
    expect(await stays).toBe(false);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    back.focus();
    await press('{Enter}');
    await screen.findByText(/^Envoi annulé/);
    expect(client.newsroom.outbox.dispatches[0]?.state).toBe('cancelled');
    await waitFor(() => expect(screen.queryByRole('button', { name: t('grace-cancel') })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: t('publish-button') }));
  });

  it('counts down in the outbox, offers no other try before the first, and can be taken back to close', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>},{/Control}');
    await userEvent.selectOptions(await screen.findByLabelText(t('settings-grace')), '60');
    await press('{Escape}');
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByRole('button', { name: t('grace-cancel') });
    await press('{Control>}{Shift>}O{/Shift}{/Control}');
    const outbox = within(await screen.findByRole('dialog', { name: t('outbox') }));
    outbox.getByText(/^Part dans \d\d\ss\.$/);
    outbox.getByRole('button', { name: t('grace-cancel') });
    expect(outbox.queryByRole('button', { name: t('outbox-retry') })).toBeNull();
    const closes = client.close();
    await userEvent.click(
      await screen.findByRole('button', { name: t('close-resting-cancel', { count: 1 }) }),
    );
    expect(await closes).toBe(true);
    expect(client.newsroom.outbox.dispatches[0]?.state).toBe('cancelled');
  });
});
