// What the desk wires: a site's fault is on screen for as long as it lasts.

import { expect, it } from 'vitest';
import { memoryClient } from '../core/memory-client';
import { Desk } from './desk.svelte';

it('takes the notice of a site away when the site answers', async () => {
  const client = memoryClient({ drafts: [] });
  const start = await client.call('start', null);
  const fault = { code: 'port_taken' as const, message: 'port 4747 is taken' };
  const sites = start.sites.map((site) => ({ ...site, reachable: false, fault }));
  const desk = new Desk(client, { ...start, sites });
  const resume = client.pause();
  const stop = desk.open();
  expect(desk.notices.shown.map(({ code }) => code)).toEqual(['port_taken']);
  client.emit({ event: 'siteChanged', site: sites[0]?.id ?? '', reachable: true });
  expect(desk.notices.shown).toEqual([]);
  resume();
  stop();
});
