// The chip of the site: what it says of one site and of several, and what its menu offers.
import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SiteView } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import SiteChoice from './SiteChoice.svelte';

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

const [LOCAL] = memoryClient().newsroom.sites.list as [SiteView];
const GAZETTE: SiteView = {
  ...LOCAL,
  id: 'g',
  name: 'La Gazette',
  kind: 'wordPress',
  url: 'https://g.example',
};

/** Opens the menu; jsdom lays nothing out, so that it stays hidden there. */
async function open(chosen: SiteView | null, more = { count: 1, away: false }) {
  const heard = { onopen: vi.fn(), onadd: vi.fn() };
  render(SiteChoice, { chosen, destinations: null, ...more, ...heard });
  await userEvent.click(screen.getByRole('button'));
  return heard;
}

const hidden = true;

it('offers another site also beside a single one', async () => {
  const { onadd, onopen } = await open(LOCAL);
  await userEvent.click(screen.getByText(t('command-add-site')));
  expect(onadd).toHaveBeenCalledOnce();
  expect(onopen).not.toHaveBeenCalled();
});

it('offers another site also where there is none', async () => {
  const { onadd } = await open(null);
  expect(screen.getAllByRole('menuitem', { hidden })).toHaveLength(1);
  await userEvent.click(screen.getByRole('menuitem', { hidden }));
  expect(onadd).toHaveBeenCalledOnce();
});

it('counts several sites, and says that one of them is away', async () => {
  await open(GAZETTE, { count: 2, away: true });
  expect(screen.getByRole('button').textContent).toContain(t('site-several', { count: 2 }));
  expect(screen.getByRole('button').getAttribute('aria-label')).toContain('injoignable');
  expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations).toEqual([]);
});

it('opens the pages of the site that is seen', async () => {
  const { onopen } = await open(GAZETTE);
  await userEvent.click(screen.getByText(t('site-open', { name: 'La Gazette' })));
  expect(onopen).toHaveBeenCalledWith('https://g.example');
});
