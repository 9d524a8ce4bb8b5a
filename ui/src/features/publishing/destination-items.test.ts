// The sites of a menu: one choice changes the site; several are ticked one by one, and one at least stays.

import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SiteView } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import MenuOfSites from './testing/MenuOfSites.svelte';

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

const SITES = ['Site local', 'La Gazette'].map((name) => ({ id: name, name }) as SiteView);
const hidden = true;

async function open(chosen: string[]) {
  const heard = { onchoose: vi.fn(), ontoggle: vi.fn() };
  const { rerender } = render(MenuOfSites, { sites: SITES, chosen, ...heard });
  await userEvent.click(screen.getByRole('button'));
  return { ...heard, choose: (now: string[]) => rerender({ chosen: now }) };
}

const checked = (role: string) =>
  screen.getAllByRole(role, { hidden }).map((item) => item.getAttribute('aria-checked'));

it('changes the site by one choice, and closes', async () => {
  const { onchoose, ontoggle } = await open(['Site local']);
  expect(checked('menuitemradio')).toEqual(['true', 'false']);
  await userEvent.click(screen.getByText('La Gazette'));
  expect(onchoose).toHaveBeenCalledExactlyOnceWith('La Gazette');
  expect(ontoggle).not.toHaveBeenCalled();
  await waitFor(() => expect(screen.queryByText('La Gazette')).toBeNull());
});

it('ticks several once that is asked for, and stays open', async () => {
  const { onchoose, ontoggle } = await open(['Site local']);
  await userEvent.click(screen.getByText(t('site-on-several')));
  expect(checked('menuitemcheckbox')).toEqual(['true', 'false', 'true']);
  await userEvent.click(screen.getByText('La Gazette'));
  expect(ontoggle).toHaveBeenCalledExactlyOnceWith('La Gazette');
  screen.getByText('La Gazette');
  await fireEvent.click(screen.getByText('Site local'));
  expect(ontoggle).toHaveBeenCalledOnce();
  expect(onchoose).not.toHaveBeenCalled();
});

it('shows several as they are, and changes nothing under her hand when one is left', async () => {
  const { choose } = await open(['Site local', 'La Gazette']);
  expect(checked('menuitemcheckbox')).toEqual(['true', 'true', 'true']);
  await choose(['La Gazette']);
  expect(checked('menuitemcheckbox')).toEqual(['false', 'true', 'true']);
});
