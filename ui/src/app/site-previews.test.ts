// A draft seen on its site before it is out: asked for and taken away from the badge, under embargo for a reason.

import axe from 'axe-core';
import { configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreviewReaders } from '../core/contract';
import { memoryClient, type MemoryClient } from '../core/memory-client';
import { setLocale, t } from '../locales/index.svelte';
import App from './App.svelte';

vi.setConfig({ testTimeout: 120_000 });
configure({ asyncUtilTimeout: 20_000 });

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  setLocale('fr');
  window.innerWidth = 1440;
});

afterEach(() => {
  document.body.replaceChildren();
});

const SITE = 'La Gazette';
const ADDRESS = 'http://127.0.0.1:8080/?p=1&preview=true';

/** As the window says it, each space a plain one. */
const said = (key: string) => t(key, { site: SITE }).replace(/\s+/g, ' ');

/** A window whose site shows drafts to these. */
async function open(previews: PreviewReaders | null): Promise<MemoryClient> {
  const client = memoryClient();
  Object.assign(client.newsroom.sites.list[0] ?? {}, { previews, ownPage: false, name: SITE });
  render(App, { client });
  await screen.findByRole('button', { name: /Le port du Havre/, current: true });
  return client;
}

async function badge() {
  await userEvent.click(await screen.findByRole('button', { name: t('preview-ours') }));
  return within(await screen.findByLabelText(t('preview-ours')));
}

const asked = (client: MemoryClient) =>
  client.calls.filter(({ command }) => command === 'preview_on_site').map(({ request }) => request);

describe('a preview on the site', () => {
  it('is put there, says who reads it, is opened, copied and removed', async () => {
    const client = await open('whoeverHasTheLink');
    const shown = await badge();
    shown.getByText(said('on-site-whoeverHasTheLink'));
    await userEvent.click(shown.getByText(said('on-site-put')));
    await shown.findByText(ADDRESS);
    expect(asked(client)).toEqual([{ draft: 'draft-1', site: 'local', despiteEmbargo: null }]);
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
      iframes: false,
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await userEvent.click(shown.getByText(said('on-site-open')));
    expect(client.calls.at(-1)).toEqual({ command: 'open_address', request: ADDRESS });
    await userEvent.click(shown.getByText(said('on-site-again')));
    await waitFor(() => expect(asked(client)).toHaveLength(2));
    await userEvent.click(await shown.findByText(said('on-site-remove')));
    await screen.findByText(said('on-site-removed'));
    await waitFor(() => expect(shown.queryByText(ADDRESS)).toBeNull());
  });

  it('is not offered where the site shows no drafts', async () => {
    await open(null);
    const shown = await badge();
    expect(shown.queryByText(said('on-site-put'))).toBeNull();
  });

  it('says what it is doing, and shows a preview whose answer was lost', async () => {
    const client = await open('signedIn');
    const shown = await badge();
    const lost = { site: 'local', siteName: SITE, address: null, readers: 'signedIn' as const };
    client.newsroom.sites.previews.set('draft-1', [{ ...lost, sentAt: 0, leaves: false, failure: null }]);
    client.fail('preview_on_site', { code: 'outcome_unknown', message: '' });
    const answer = client.pause();
    await userEvent.click(shown.getByText(said('on-site-put')));
    answer();
    await shown.findByText(said('on-site-unknown'));
    await screen.findByText(said('failure-outcome-unknown'));
    shown.getByText(said('on-site-remove'));
  });

  it('is held back by an embargo, and goes for a reason', async () => {
    const client = await open('signedIn');
    const draft = client.newsroom.drafts.get('draft-1');
    if (draft) draft.fields.embargo = Date.now() + 3_600_000;
    const shown = await badge();
    await userEvent.click(shown.getByText(said('on-site-put')));
    await screen.findByText(said('embargo-nothing-shown'));
    expect(screen.queryByRole('button', { name: t('embargo-wait') })).toBeNull();
    await userEvent.type(screen.getByLabelText(t('embargo-reason')), 'relu par la source');
    await userEvent.click(screen.getByRole('button', { name: t('embargo-preview-despite') }));
    await waitFor(() => expect(asked(client).at(-1)).toMatchObject({ despiteEmbargo: 'relu par la source' }));
    expect(client.newsroom.outbox.overrides.of('draft-1')[0]?.act).toBe('previewLink');
  });

  it('that could not leave its site is told once', async () => {
    const client = await open('signedIn');
    const failure = { code: 'site_broken' as const, message: 'HTTP 500' };
    const there = { site: 'local', siteName: SITE, address: ADDRESS, readers: 'signedIn' as const };
    client.newsroom.sites.previews.set('draft-1', [{ ...there, sentAt: 0, leaves: true, failure }]);
    const changed = { event: 'publicationChanged' as const, draft: 'draft-1' };
    client.emit(changed);
    await screen.findByText(said('on-site-stays'));
    client.emit(changed);
    const shown = await badge();
    await shown.findByText(said('on-site-leaves'));
    expect(screen.getAllByText(said('on-site-stays'))).toHaveLength(1);
  });
});
