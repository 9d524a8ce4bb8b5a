// A correction is owed to every site where readers have the article, whether it still goes there or not.

import { expect, it, vi } from 'vitest';
import { memoryClient } from '../core/memory-client';
import { owedTo, takeCorrection, writeCorrection } from './correct';
import { toggleDestination } from './destinations';
import { Desk } from './desk.svelte';

it('goes to a site that was unticked too', async () => {
  const fields = { headline: 'Le port' };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const gazette = await client.call('add_site', {
    kind: 'wordPress',
    home: 'https://gazette.example',
    secret: 'long enough',
    name: 'La Gazette',
    login: 'editor',
  } as never);
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  toggleDestination(desk, gazette.id);
  await vi.waitFor(() => expect(desk.chosen).toHaveLength(2));
  await desk.publish();
  await vi.waitFor(() => expect(owedTo(desk)).toHaveLength(2), { timeout: 20_000 });
  toggleDestination(desk, gazette.id);
  expect(desk.chosen).toHaveLength(1);
  writeCorrection(desk);
  desk.correcting.text = 'Il n’ouvre que demain.';
  await takeCorrection(desk, true);
  const sent = client.calls.filter(({ command }) => command === 'publish_to').at(-1);
  expect(sent?.request).toMatchObject({ sites: ['local', gazette.id] });
  stop();
});
