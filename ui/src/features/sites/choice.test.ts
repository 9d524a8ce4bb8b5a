// The chip of the site: what its menu offers with one site, with several, and for an article that is out.
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
async function open(sites: SiteView[], fixed = false) {
  const heard = { onchoose: vi.fn(), onopen: vi.fn(), onadd: vi.fn() };
  render(SiteChoice, { sites, chosen: sites[0] ?? null, fixed, ...heard });
  await userEvent.click(screen.getByRole('button'));
  return heard;
}

const hidden = true;

it('offers another site also beside a single one', async () => {
  const { onadd, onopen } = await open([LOCAL]);
  expect(screen.queryByRole('menuitemradio', { hidden })).toBeNull();
  await userEvent.click(screen.getByText(t('command-add-site')));
  expect(onadd).toHaveBeenCalledOnce();
  expect(onopen).not.toHaveBeenCalled();
});

it('offers another site also where there is none', async () => {
  const { onadd } = await open([]);
  expect(screen.getAllByRole('menuitem', { hidden })).toHaveLength(1);
  await userEvent.click(screen.getByRole('menuitem', { hidden }));
  expect(onadd).toHaveBeenCalledOnce();
});

it('tells the sites apart by what they are and where', async () => {
  const { onchoose } = await open([LOCAL, GAZETTE]);
  const [here, there] = screen.getAllByRole('menuitemradio', { hidden });
  expect(here?.getAttribute('aria-checked')).toBe('true');
  expect(there?.textContent).toContain('WordPress · g.example');
  expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations).toEqual([]);
  await userEvent.click(there!);
  expect(onchoose).toHaveBeenCalledWith('g');
});

it('offers no other destination to an article that is out', async () => {
  const { onopen } = await open([GAZETTE, LOCAL], true);
  expect(screen.queryByRole('menuitemradio', { hidden })).toBeNull();
  await userEvent.click(screen.getByText(t('site-open', { name: 'La Gazette' })));
  expect(onopen).toHaveBeenCalledWith('https://g.example');
});
