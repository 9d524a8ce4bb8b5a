// The sites' passwords in the settings: where they are, a passphrase chosen, asked for, changed, forgotten.

import axe from 'axe-core';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Safekeeping } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import PassphraseDialog from './PassphraseDialog.svelte';
import PasswordSettings from './PasswordSettings.svelte';
import { Passwords } from './passwords.svelte';

const PHRASE = 'quatre mots très communs';

afterEach(() => document.body.replaceChildren());

function shown(standing: Partial<Safekeeping>, passphrase: string | null = null) {
  setLocale('fr');
  const client = memoryClient();
  const { safe } = client.newsroom;
  Object.assign(safe.standing, standing);
  safe.passphrase = passphrase;
  const reported: unknown[] = [];
  const opened = vi.fn();
  const passwords = new Passwords(client, (failure) => reported.push(failure), opened);
  const onaside = () => void passwords.setAside();
  const wordsOf = ({ code }: { code: string }) => ({ title: code, todo: '' });
  render(PasswordSettings, { passwords, onaside });
  render(PassphraseDialog, { passwords, wordsOf, onaside });
  return { client, safe, passwords, reported, opened };
}

/** A text as the page has it, whatever its spaces are. */
const says = (name: string, values = {}) =>
  screen.findByText(new RegExp(t(name, values).replace(/\s+/g, '\\s')));
const button = (name: string) => screen.findByRole('button', { name: t(name) });
const field = (name: string) => screen.findByLabelText<HTMLInputElement>(t(name));
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const focused = (name: string) => waitFor(async () => expect(document.activeElement).toBe(await field(name)));

it('says that the keychain has them, and asks for nothing', async () => {
  shown({});
  await says('passwords-keychain');
  expect(screen.queryAllByRole('button')).toEqual([]);
});

it('takes a first passphrase, typed twice, by keyboard alone', async () => {
  const { safe, opened } = shown({ keychain: false });
  await says('passwords-nowhere');
  (await button('passphrase-choose')).focus();
  await userEvent.keyboard('{Enter}');
  await focused('passphrase-first');
  await userEvent.keyboard('trop court{Tab}trop court{Enter}');
  await says('passphrase-too-short', { least: 12 });
  expect((await field('passphrase-first')).getAttribute('aria-invalid')).toBe('true');
  await userEvent.keyboard(`${PHRASE}{Tab}${PHRASE}s{Enter}`);
  await says('passphrase-differs');
  expect(safe.passphrase).toBeNull();
  await focused('passphrase-again');
  await userEvent.keyboard(`${PHRASE}{Enter}`);
  await says('passwords-open');
  expect([safe.passphrase, opened.mock.calls.length]).toEqual([PHRASE, 1]);
  await closed();
});

it('says that a passphrase is another one, and takes the right one', async () => {
  const { opened } = shown({ keychain: false, sealed: 'locked' }, PHRASE);
  await userEvent.click(await button('passphrase-unlock'));
  await userEvent.type(await field('passphrase-current'), 'autre chose{Enter}');
  await screen.findByText(/passphrase_wrong/);
  expect(opened).not.toHaveBeenCalled();
  await userEvent.keyboard(`${PHRASE}{Enter}`);
  await says('passwords-open');
  expect(opened).toHaveBeenCalledOnce();
  await closed();
  (await button('passphrase-lock')).focus();
  await userEvent.keyboard('{Enter}');
  await says('passwords-locked');
});

it('changes it, and forgets what was typed when it is put away', async () => {
  const { safe } = shown({ keychain: false, sealed: 'open' }, PHRASE);
  await userEvent.click(await button('passphrase-change'));
  await userEvent.type(await field('passphrase-current'), PHRASE);
  await userEvent.keyboard('{Escape}');
  await closed();
  await userEvent.click(await button('passphrase-change'));
  expect((await field('passphrase-current')).value).toBe('');
  await userEvent.type(await field('passphrase-current'), PHRASE);
  await userEvent.keyboard('{Tab}cinq autres mots encore{Tab}cinq autres mots encore{Enter}');
  await waitFor(() => expect(safe.passphrase).toBe('cinq autres mots encore'));
});

it('sets a file aside whose passphrase is forgotten, or that is damaged', async () => {
  const { safe } = shown({ keychain: false, sealed: 'locked' }, PHRASE);
  await userEvent.click(await button('passphrase-unlock'));
  await userEvent.click(await button('passphrase-forgotten'));
  await says('passwords-nowhere');
  expect(safe.aside).toBe(1);
  await closed();
  document.body.replaceChildren();
  const damaged = shown({ keychain: false, sealed: 'damaged' });
  await userEvent.click(await button('passphrase-aside'));
  await says('passwords-nowhere');
  expect(damaged.safe.aside).toBe(1);
});

it('reports what keeps them from being read', async () => {
  const { client, passwords, reported } = shown({});
  await says('passwords-keychain');
  client.fail('safekeeping', { code: 'internal', message: '' });
  await passwords.look();
  expect(reported).toMatchObject([{ code: 'internal' }]);
});

it.each(['choose', 'unlock', 'change'] as const)(
  'axe finds nothing wrong when it is asked to %s',
  async (purpose) => {
    const { passwords } = shown(
      { keychain: false, sealed: purpose === 'choose' ? 'none' : 'locked' },
      PHRASE,
    );
    await passwords.ask(purpose);
    await screen.findByRole('dialog');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  },
);
