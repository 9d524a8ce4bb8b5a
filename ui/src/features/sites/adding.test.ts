// A site is added step by step: what is found, what it refuses, what is given up, and no password left behind.
import axe from 'axe-core';
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, FailureCode, SiteView } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { LOCALES, messageIn, setLocale, t } from '../../locales/index.svelte';
import { SiteAdding } from './adding.svelte';
import AddSite from './AddSite.svelte';
import { addingWords, FAILING, ghostKeyFault, isGhostKey, NEEDS, needsOf } from './words';

vi.setConfig({ testTimeout: 60_000 });

const SECRET = 'abcd efgh ijkl mnop';
const GHOST_KEY = `64f1c0ffee64f1c0ffee64f1:${'0a'.repeat(32)}`;

let client: MemoryClient;
let adding: SiteAdding;
let late: SiteView[];

beforeEach(() => {
  setLocale('fr');
  client = memoryClient();
  late = [];
  adding = new SiteAdding(client, (site) => late.push(site));
});

afterEach(() => document.body.replaceChildren());

const failureOf = (code: FailureCode): Failure => ({ code, message: 'HTTP 418' });
/** A message as the queries read it: every space alike. */
const read = (key: string) => t(key).replace(/\s/g, ' ');
const requests = (command: string) =>
  client.calls.filter((call) => call.command === command).map(({ request }) => request);

async function faults(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe('the steps', () => {
  it('find a site, try its account and tell what it is', async () => {
    adding.open();
    adding.address = ' lagazette.example/un-article ';
    await adding.discover();
    expect([adding.step, adding.found?.kind, adding.found?.home]).toEqual([
      'account',
      'wordPress',
      'https://lagazette.example',
    ]);
    await adding.addAccount(' camille ', ` ${SECRET} `);
    expect(requests('add_site')).toEqual([
      {
        kind: 'wordPress',
        home: 'https://lagazette.example',
        api: 'https://lagazette.example/wp-json/',
        login: 'camille',
        secret: SECRET,
      },
    ]);
    expect([adding.step, adding.site?.name]).toEqual(['added', 'La Gazette']);
  });

  it('hand a folder of files over with its generator', async () => {
    adding.open();
    adding.toFolder();
    const call = client.call.bind(client);
    client.call = async (command, request) =>
      command === 'choose_folder' ? '/site/content' : call(command, request);
    await adding.chooseFolder('');
    await adding.addFolder('zola', ' https://camille.example ');
    expect(requests('add_site')).toEqual([
      { kind: 'folder', home: 'https://camille.example', api: 'zola:/site/content', login: '', secret: '' },
    ]);
    expect(adding.step).toBe('added');
  });

  it('ask once, however often the button is pressed', async () => {
    adding.open();
    adding.address = 'lagazette.example';
    await Promise.all([adding.discover(), adding.discover()]);
    expect(requests('discover_site')).toHaveLength(1);
  });

  it('take no answer of a search that was given up', async () => {
    adding.open();
    adding.address = 'lagazette.example';
    const answer = client.pause();
    const search = adding.discover();
    expect(adding.busy).toBe(true);
    adding.stop();
    expect(adding.busy).toBe(false);
    answer();
    await search;
    expect([adding.step, adding.found, adding.address]).toEqual(['address', null, 'lagazette.example']);
  });

  it('tell of a site that the core added although the dialog was closed', async () => {
    adding.open();
    adding.address = 'lagazette.example';
    await adding.discover();
    const answer = client.pause();
    const added = adding.addAccount('camille', SECRET);
    adding.close();
    answer();
    await added;
    expect(late.map(({ name }) => name)).toEqual(['La Gazette']);
    expect(adding.step).toBeNull();
  });

  it('stay where they are when a site refuses, and say why until something else is tried', async () => {
    adding.open();
    adding.address = 'rien.example';
    await adding.discover();
    expect([adding.step, adding.failure?.code]).toEqual(['address', 'site_not_understood']);
    adding.toFolder();
    expect(adding.failure).toBeNull();
  });
});

describe('the words', () => {
  const otherwise = () => ({ title: 'partout', todo: '' });

  it('exist in both languages for every system and every failure', () => {
    const systems = Object.values(NEEDS).map(({ key }) => key);
    const failing = Object.values(FAILING).flatMap((table) => Object.values(table));
    const fails = failing.flatMap((name) => (name.endsWith('-') ? systems.map((key) => name + key) : [name]));
    const keys = [
      ...systems.flatMap((key) => ['needs', 'where', 'door', 'secret'].map((part) => `site-${part}-${key}`)),
      ...fails.flatMap((name) => [`site-fails-${name}`, `site-fails-${name}-todo`]),
    ];
    const missing = vi.spyOn(console, 'error').mockReturnValue(undefined);
    for (const locale of LOCALES) for (const key of keys) messageIn(locale, key);
    expect(missing.mock.calls).toEqual([]);
  });

  it('are those of the system that refused', () => {
    const refused = failureOf('site_refused_credential');
    expect(addingWords(refused, 'ghost', otherwise).title).toBe(t('site-fails-refused-ghost'));
    expect(addingWords(refused, 'wordPress', otherwise).title).toBe(t('site-fails-refused-wordpress'));
    expect(addingWords(failureOf('site_forbids'), 'micropub', otherwise).todo).toBe(
      t('site-fails-forbidden-micropub-todo'),
    );
  });

  it('promise nothing that only a dispatch would keep', () => {
    expect(addingWords(failureOf('site_unreachable'), null, otherwise).title).toBe(t('site-fails-silent'));
    expect(addingWords(failureOf('site_busy'), 'ghost', otherwise).title).toBe(t('site-fails-down'));
    expect(addingWords(failureOf('site_known'), 'ghost', otherwise).title).toBe('partout');
  });

  it('know a Ghost key from the one that can only read', () => {
    expect([isGhostKey(GHOST_KEY), ghostKeyFault(GHOST_KEY)]).toEqual([true, null]);
    expect([isGhostKey('64f1c0'), ghostKeyFault('64f1c0')]).toEqual([false, null]);
    expect(ghostKeyFault('pas une clé')).toBe('letters');
    expect(ghostKeyFault('22444f78447824223cefc48062')).toBe('content');
  });

  it('lead to where the password is made', () => {
    const found = {
      kind: 'wordPress' as const,
      home: 'https://a.example',
      name: null,
      api: '',
      looks: [],
      signIn: 'https://a.example/wp-admin/authorize-application.php',
    };
    expect(needsOf('wordPress').door(found)).toBe(`${found.signIn}?app_name=Marbre`);
    expect(needsOf('wordPress').door({ ...found, signIn: null })).toBeNull();
    expect(needsOf('ghost').door({ ...found, signIn: 'https://a.example/ghost/' })).toBe(
      'https://a.example/ghost/#/settings/integrations',
    );
  });
});

describe('the dialog', () => {
  const opened: string[] = [];
  const published: string[] = [];
  const given: string[] = [];
  const retried: string[] = [];

  function show(canPublish = true): void {
    opened.length = 0;
    published.length = 0;
    given.length = 0;
    retried.length = 0;
    render(AddSite, {
      adding,
      wordsOf: ({ code }: Failure) => ({ title: t(`failure-${code.replaceAll('_', '-')}`), todo: '' }),
      remedyOf: ({ code }: Failure) =>
        code === 'secrets_locked' ? { label: 'La phrase', run: () => void given.push(code) } : null,
      canPublish,
      onpublish: ({ name }: SiteView) => void published.push(name),
      onopen: (address: string) => void opened.push(address),
      refusedBy: () => 1,
      onretry: (site: string) => void retried.push(site),
    });
    adding.open();
  }

  async function find(address: string): Promise<void> {
    const field = await screen.findByLabelText(t('site-address'));
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.keyboard(`${address}{Enter}`);
  }

  it('goes by the keyboard from an address to a site to publish to', async () => {
    show();
    await find('lagazette.example');
    const login = await screen.findByLabelText(t('site-login'));
    await waitFor(() => expect(document.activeElement).toBe(login));
    screen.getByRole('dialog', { name: 'C’est un site WordPress\u00a0: La Gazette' });
    expect(await faults()).toEqual([]);
    await userEvent.keyboard('camille{Tab}');
    expect(document.activeElement).toBe(screen.getByLabelText(t('site-secret-wordpress')));
    await userEvent.keyboard(`${SECRET}{Enter}`);
    const dialog = within(await screen.findByRole('dialog', { name: 'Site ajouté\u00a0: La Gazette' }));
    dialog.getByText('Europe/Paris');
    dialog.getByText('français');
    expect(await faults()).toEqual([]);
    const here = dialog.getByRole('button', { name: t('site-publish-here') });
    await waitFor(() => expect(document.activeElement).toBe(here));
    await userEvent.keyboard('{Enter}');
    expect(published).toEqual(['La Gazette']);
  });

  it('gives a known site another password in the words of its system, and sends what was refused', async () => {
    const site = client.newsroom.sites.add({
      kind: 'wordPress',
      home: 'https://lagazette.example',
      api: '',
      login: '',
      secret: SECRET,
    });
    show();
    adding.renew(site);
    const login = await screen.findByLabelText(t('site-login'));
    await waitFor(() => expect(document.activeElement).toBe(login));
    screen.getByRole('dialog', { name: 'La Gazette\u00a0: un nouvel accès' });
    await userEvent.click(await screen.findByRole('button', { name: t('site-door-wordpress') }));
    expect(opened[0]).toContain('app_name=Marbre');
    await userEvent.type(login, 'camille{Tab}court{Enter}');
    await screen.findByText(t('site-fails-refused-wordpress'));
    expect(await faults()).toEqual([]);
    await userEvent.clear(screen.getByLabelText(t('site-secret-wordpress')));
    await userEvent.keyboard(`${SECRET}{Enter}`);
    const retry = await screen.findByRole('button', { name: t('site-renewed-retry', { count: 1 }) });
    await waitFor(() => expect(document.activeElement).toBe(retry));
    expect(await faults()).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(retried).toEqual([site.id]);
    expect(requests('add_site')).toEqual([]);
    expect(requests('set_site_password').at(-1)).toEqual({ site: site.id, login: 'camille', secret: SECRET });
  });

  it('says why an address leads nowhere, with what was seen, and keeps it', async () => {
    show();
    await find('rien.example');
    const alert = await screen.findByText(t('site-fails-unknown'));
    expect(alert.closest('[role=alert]')?.textContent).toContain('HTTP 200, no sign of a system');
    const field = screen.getByLabelText<HTMLInputElement>(t('site-address'));
    expect([field.value, document.activeElement]).toEqual(['rien.example', field]);
    expect(await faults()).toEqual([]);
  });

  it('keeps what she typed when the account is refused, and puts the keyboard there', async () => {
    show();
    await find('lagazette.example');
    await userEvent.type(await screen.findByLabelText(t('site-login')), 'camille');
    const secret = screen.getByLabelText<HTMLInputElement>(t('site-secret-wordpress'));
    await userEvent.type(secret, 'court{Enter}');
    await screen.findByText(t('site-fails-refused-wordpress'));
    expect([secret.value, document.activeElement]).toEqual(['court', secret]);
  });

  it('offers the passphrase where the password could not be kept, and goes on by itself with what she typed', async () => {
    client.fail('add_site', { code: 'secrets_locked', message: '' });
    show();
    await find('lagazette.example');
    await userEvent.type(await screen.findByLabelText(t('site-login')), `camille{Tab}${SECRET}{Enter}`);
    await userEvent.click(await screen.findByRole('button', { name: 'La phrase' }));
    expect(given).toEqual(['secrets_locked']);
    adding.passphraseGiven();
    await screen.findByText(t('site-added-account'));
  });

  it('forgets a password with the dialog, and hides it until she wants to see it', async () => {
    show();
    await find('lagazette.example');
    const secret = await screen.findByLabelText<HTMLInputElement>(t('site-secret-wordpress'));
    expect([secret.type, secret.autocomplete]).toEqual(['password', 'off']);
    await userEvent.type(secret, SECRET);
    await userEvent.click(screen.getByRole('button', { name: t('secret-show') }));
    expect([secret.type, secret.value]).toEqual(['text', SECRET]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    adding.open();
    await find('lagazette.example');
    const again = await screen.findByLabelText<HTMLInputElement>(t('site-secret-wordpress'));
    expect([again.type, again.value]).toEqual(['password', '']);
    expect(JSON.stringify(client.calls)).not.toContain(SECRET);
  });

  it('checks a Ghost key as it is typed', async () => {
    show();
    await find('ghost.example');
    const key = await screen.findByLabelText(read('site-secret-ghost'));
    const add = screen.getByRole('button', { name: t('site-add') });
    await userEvent.type(key, 'xyz');
    expect(key.getAttribute('aria-invalid')).toBe('true');
    screen.getByText(read('site-key-letters'));
    await userEvent.clear(key);
    await userEvent.type(key, GHOST_KEY.slice(0, 30));
    expect([key.getAttribute('aria-invalid'), add.getAttribute('aria-disabled')]).toEqual(['false', 'true']);
    await userEvent.keyboard('{Enter}');
    expect(requests('add_site')).toEqual([]);
    await userEvent.type(key, `${GHOST_KEY.slice(30)}{Enter}`);
    await screen.findByRole('dialog', { name: 'Site ajouté\u00a0: Le Phare' });
  });

  it('opens the page where the password is made', async () => {
    show();
    await find('lagazette.example');
    await userEvent.click(await screen.findByRole('button', { name: t('site-door-wordpress') }));
    expect(opened).toEqual(['https://lagazette.example/wp-admin/authorize-application.php?app_name=Marbre']);
  });

  it('asks for no password where a WordPress lets no program in', async () => {
    const discover = client.newsroom.sites.discover.bind(client.newsroom.sites);
    client.newsroom.sites.discover = (address) => ({ ...discover(address), signIn: null });
    show();
    await find('lagazette.example');
    await screen.findByText(t('site-closed'));
    expect(screen.queryByLabelText(t('site-secret-wordpress'))).toBeNull();
    expect(screen.queryByRole('button', { name: t('site-add') })).toBeNull();
    expect(await faults()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: t('site-back') }));
    expect(screen.getByLabelText<HTMLInputElement>(t('site-address')).value).toBe('lagazette.example');
  });

  it('adds a folder of files', async () => {
    show(false);
    const call = client.call.bind(client);
    client.call = async (command, request) =>
      command === 'choose_folder' ? '/site/content/posts' : call(command, request);
    await userEvent.click(await screen.findByRole('button', { name: t('site-files-instead') }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Eleventy' }));
    screen.getByText((text) => text.includes('src/posts'));
    await userEvent.click(screen.getByRole('button', { name: t('site-folder-choose') }));
    await screen.findByText('/site/content/posts');
    expect(await faults()).toEqual([]);
    await userEvent.type(screen.getByLabelText(t('site-public')), 'https://camille.example{Enter}');
    await screen.findByText(t('site-added-folder'));
    expect(requests('add_site')).toMatchObject([{ api: 'eleventy:/site/content/posts' }]);
    expect(screen.queryByRole('button', { name: t('site-publish-here') })).toBeNull();
  });

  it('says how far it is and can be stopped', async () => {
    show();
    const answer = client.pause();
    await find('lagazette.example');
    await screen.findByText(t('site-searching', { address: 'lagazette.example' }));
    await userEvent.click(screen.getByRole('button', { name: t('site-stop') }));
    answer();
    await screen.findByRole('button', { name: t('cancel') });
    screen.getByLabelText(t('site-address'));
  });
});
