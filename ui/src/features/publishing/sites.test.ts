// Where a draft goes: where it already is, else what was chosen, else the first site.

import { expect, it, vi } from 'vitest';
import type { Client } from '../../core/client';
import type { PublicationView, SiteView } from '../../core/contract';
import { Sites } from './sites.svelte';

function siteOf(id: string, reachable: boolean | null = null): SiteView {
  const place = { url: `https://${id}.example`, language: 'fr', timeZone: 'Europe/Paris', sections: [] };
  return { id, name: id, local: false, reachable, fault: null, ...place };
}

const publication = { site: 'b', live: true } as PublicationView;

function sitesOf(list: SiteView[], answer: SiteView[] = list) {
  const client = { call: () => Promise.resolve(answer), listen: () => () => undefined } as unknown as Client;
  return new Sites(client, list, vi.fn());
}

it('is where the article already is, else the chosen site, else the first', () => {
  const sites = sitesOf([siteOf('a'), siteOf('b'), siteOf('c')]);
  expect(sites.destination(null)?.id).toBe('a');
  sites.choose('c');
  expect(sites.destination(null)?.id).toBe('c');
  expect(sites.destination(publication)?.id).toBe('b');
  expect(sites.destination({ ...publication, live: false })?.id).toBe('c');
});

it('is nowhere without a site', () => {
  expect(sitesOf([]).destination(null)).toBeNull();
});

it('hears at once whether a site answers', async () => {
  const sites = sitesOf([siteOf('a'), siteOf('b')], [siteOf('a', false), siteOf('b', true)]);
  sites.hear({ event: 'siteChanged', site: 'a', reachable: false });
  expect(sites.list.map(({ reachable }) => reachable)).toEqual([false, null]);
  await vi.waitFor(() => expect(sites.list[1]?.reachable).toBe(true));
});
