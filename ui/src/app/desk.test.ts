// What the desk wires: a site's fault is on screen for as long as it lasts.

import { expect, it, vi } from 'vitest';
import { memoryClient } from '../core/memory-client';
import type { FailureCode } from '../core/contract';
import { t } from '../locales/index.svelte';
import { startClock } from '../shared/clock.svelte';
import { siteDate } from '../shared/dates/site-hour';
import { available } from './commands';
import { Desk } from './desk.svelte';
import { refusedBy, retryRefused } from './publish';

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

it('asks before an article with a date to come goes out, and once only', async () => {
  const fields = { headline: 'Le port', publishAt: Date.UTC(2999, 11, 22, 8) };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const promised = () => client.calls.filter(({ command }) => command === 'publish').length;
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  expect([desk.question?.text.includes('2999'), promised()]).toEqual([true, 0]);
  desk.question?.run();
  await vi.waitFor(() => expect(promised()).toBe(1));
  desk.putQuestionAway();
  await vi.waitFor(() => expect(desk.action).not.toBe('underWay'));
  await desk.publish();
  expect(desk.question).toBeNull();
  await vi.waitFor(() => expect(desk.action).toBe('upToDate'), { timeout: 20_000 });
  desk.writing.setField({ publishAt: Date.UTC(2998, 11, 22, 8) });
  await desk.publish();
  expect([desk.question?.title, desk.question?.confirm]).toEqual([
    t('findings-update-title'),
    t('publish-update'),
  ]);
  stop();
});

it('takes no answer for granted when another question comes', async () => {
  const fields = { headline: 'Le port', publishAt: Date.UTC(2999, 11, 22, 8) };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  const resume = client.pause();
  const published = desk.publish();
  await vi.waitFor(() => expect(client.calls.at(-1)?.command).toBe('checks'));
  client.emit({ event: 'notSaved', draft: 'draft-1', failure: { code: 'disk_full', message: '' } });
  const closes = client.close();
  await vi.waitFor(() => expect(desk.question).not.toBeNull());
  resume();
  await published;
  expect(desk.question?.text).toContain('2999');
  expect(await closes).toBe(false);
  stop();
});

it('sends nothing while the date in sight is not the one that is kept, and says where', async () => {
  const fields = { headline: 'Le port', publishAt: Date.UTC(2026, 3, 29) };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  const inspect = vi.spyOn(desk, 'inspect');
  const typed = {
    draft: 'draft-1',
    meaning: null,
    misread: 'impossible' as const,
    before: '2026-04-29',
    wrong: false,
  };
  desk.typedDate.day = { ...typed, text: '31/2/2027' };
  await desk.publish();
  expect(client.calls.map(({ command }) => command)).not.toContain('publish');
  expect(desk.notices.shown.map(({ title }) => title)).toEqual([t('date-unread', { text: '31/2/2027' })]);
  expect([inspect.mock.lastCall, desk.typedDate.day.wrong]).toEqual([['field-day'], true]);
  desk.typedDate.clear();
  desk.notices.review();
  expect(desk.notices.shown).toEqual([]);
  await desk.publish();
  expect(client.calls.map(({ command }) => command)).toContain('publish');
  stop();
});

it('says of an article to be deleted that readers still see it, and offers to take it down first', async () => {
  const fields = { headline: 'Le port' };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  await vi.waitFor(() => expect(desk.publication?.live).toBe(true), { timeout: 20_000 });
  await desk.bin('draft-1', 'Le port', true);
  await desk.library.ask({ status: 'binned' });
  const row = desk.library.row(0);
  if (row) desk.rowActions.deleteForGood(row);
  await vi.waitFor(() => expect(desk.question?.text).toContain('toujours en ligne'));
  desk.question?.instead?.run();
  await vi.waitFor(() =>
    expect(client.calls.map(({ command }) => command)).toContain('unpublish_everywhere'),
  );
  expect(client.calls.map(({ command }) => command)).not.toContain('delete_draft');
  stop();
});

it('keeps an article open that may not go to the bin, and says why for as long as it is so', async () => {
  const fields = { headline: 'Le port' };
  const client = memoryClient({ drafts: [{ fields, text: 'Il ouvre.', status: 'draft', age: 1 }] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  client.fail('bin_draft', { code: 'dispatch_open', message: '' });
  await desk.binOpen();
  expect(desk.writing.draft).toBe('draft-1');
  desk.notices.review();
  expect(desk.notices.shown.map(({ code, subject }) => [code, subject])).toEqual([
    ['dispatch_open', 'Le port'],
  ]);
  await desk.publishing.cancel(desk.publishing.newest('draft-1')?.id ?? '');
  desk.notices.review();
  expect(desk.notices.shown).toEqual([]);
  stop();
});

it('names an article that is not as it was written, and opens its history', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  client.emit({ event: 'notAsWritten', draft: 'draft-1' });
  const notice = desk.notices.shown[0];
  expect([notice?.subject, notice?.title]).toEqual(['Le port', t('not-as-written')]);
  notice?.actions[0]?.run();
  await vi.waitFor(() => expect(desk.history.shown).toBe(true));
  expect(desk.writing.draft).toBe('draft-1');
  stop();
});

it('compares the two ways in which a text reads, also of an article that is not the open one', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one, { ...one, fields: { headline: 'La gare' } }] });
  const other = await client.call('keep_revision', { draft: 'draft-1', name: null });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-2');
  for (let nth = 0; nth < 150; nth += 1) {
    await client.call('resync', { draft: 'draft-1', text: `Il ouvre à ${nth} h.`, caret: 0, known: 0 });
    await client.call('keep_revision', { draft: 'draft-1', name: null });
  }
  client.emit({ event: 'twoReadings', draft: 'draft-1', other });
  const notice = desk.notices.shown[0];
  expect([notice?.subject, notice?.title]).toEqual(['Le port', t('two-readings')]);
  notice?.actions.find(({ label }) => label === t('two-readings-compare'))?.run();
  await vi.waitFor(() => expect(desk.history.comparison).not.toBeNull());
  expect([desk.writing.draft, desk.history.chosen?.id]).toEqual(['draft-1', other]);
  stop();
});

it('says that no article was made for as long as the library takes nothing', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  const refuse = async (code: FailureCode) => {
    client.fail('new_draft', { code, message: 'no room' });
    await desk.newDraft();
  };
  const shown = () => desk.notices.shown.map(({ title }) => title);
  await refuse('disk_full');
  expect(shown()).toEqual([expect.stringMatching(/^Pas de nouvel article.: le disque est plein\.$/)]);
  client.emit({ event: 'notSaved', draft: 'draft-1', failure: { code: 'disk_full', message: '' } });
  expect(shown()).toHaveLength(1);
  client.newsroom.commit('draft-1');
  expect(shown()).toEqual([]);
  await refuse('library_busy');
  expect(shown()).toHaveLength(1);
  await desk.newDraft();
  expect(shown()).toEqual([]);
  await refuse('internal');
  client.newsroom.commit('draft-1');
  expect(shown()).toHaveLength(1);
  stop();
});

it('says that the open article lost its file, for as long as it is in the bin, and takes it out', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one, { ...one, fields: { headline: 'La gare' } }] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  client.emit({ event: 'fileGone', draft: 'draft-2', path: 'gare.md' });
  client.emit({ event: 'fileGone', draft: 'draft-1', path: 'villes/port.md' });
  expect(desk.notices.shown.map(({ subject, title }) => [subject, title])).toEqual([
    ['Le port', t('file-gone', { file: 'port.md' })],
  ]);
  await client.call('bin_draft', 'draft-1');
  await vi.waitFor(() => {
    desk.notices.review();
    expect(desk.writing.status).toBe('binned');
  });
  desk.notices.review();
  expect(desk.notices.shown[0]?.actions.map(({ label }) => label)).toEqual([t('library-restore')]);
  desk.notices.shown[0]?.actions[0]?.run();
  await vi.waitFor(() => expect(desk.writing.status).toBe('draft'));
  desk.notices.review();
  expect(desk.notices.shown).toEqual([]);
  client.emit({ event: 'fileBack', draft: 'draft-1', path: 'villes/port.md' });
  expect(desk.notices.shown[0]?.title).toContain('port.md');
  stop();
});

it('keeps the hour of what its site is to bring out, and asks before it goes out now', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  await vi.waitFor(() => expect(desk.publication?.live).toBe(true), { timeout: 20_000 });
  const { publication } = client.newsroom.drafts.get('draft-1')!;
  const at = Date.now() + 3_600_000;
  Object.assign(publication!, { live: false, goesLive: at });
  await desk.writing.learnStanding();
  // Nothing to send, and nothing that goes out by one key.
  expect([desk.action, available(desk, 'publish')]).toEqual(['scheduled', false]);
  expect(available(desk, 'publishAt')).toBe(true);
  Object.assign(publication!, { behind: true });
  await desk.writing.learnStanding();
  expect([desk.action, available(desk, 'publish')]).toEqual(['reschedule', true]);
  const wished = () => client.calls.findLast(({ command }) => command === 'publish_as')?.request;
  const before = client.calls.length;
  desk.askPublishNow();
  expect(desk.question?.title).toBe(t('publish-now-title'));
  expect(desk.question?.text).toContain(siteDate(at, desk.sites.zoneOf('local')));
  expect(client.calls.length).toBe(before);
  await desk.publish();
  expect(wished()).toMatchObject({ at });
  stop();
});

it('takes an article off the schedule of its site once that is agreed to', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  await vi.waitFor(() => expect(desk.publication?.live).toBe(true), { timeout: 20_000 });
  const { publication } = client.newsroom.drafts.get('draft-1')!;
  Object.assign(publication!, { live: false, goesLive: Date.now() + 3_600_000 });
  await desk.writing.learnStanding();
  expect(available(desk, 'unpublish')).toBe(true);
  desk.askUnpublish();
  expect(desk.question?.title).toBe(t('unschedule-title'));
  desk.question?.run();
  await vi.waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('unpublish'));
  client.newsroom.sites.list[0]!.unpublishes = false;
  client.emit({ event: 'siteChanged', site: 'local', reachable: true });
  await vi.waitFor(() => expect(available(desk, 'unpublish')).toBe(false));
  stop();
});

it('keeps the newsletter with what takes the place of a promise', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish({ at: Date.now() + 3_600_000, newsletter: 'matin' });
  desk.writing.setField({ headline: 'Le port rouvre' });
  await desk.writing.flush();
  await vi.waitFor(() => expect(desk.action).toBe('reschedule'));
  await desk.publish();
  expect(desk.publishing.newest('draft-1')?.newsletter).toBe('matin');
  stop();
});

it('offers another password where a site refused the one it had, and sends what was refused', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const site = client.newsroom.sites.list[0]!;
  site.kind = 'wordPress';
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  const refused = { state: 'failed' as const, failure: 'site_refused_credential' as const, canRetry: true };
  Object.assign(client.newsroom.outbox.dispatches[0]!, refused);
  client.emit({ event: 'outboxChanged' });
  await vi.waitFor(() => expect(desk.notices.shown).toHaveLength(1));
  const remedy = desk.notices.shown[0]?.actions[0];
  expect(remedy?.label).toBe(t('site-renew-wordpress'));
  remedy?.run();
  expect([desk.adding.step, desk.adding.renewing?.id]).toEqual(['account', site.id]);
  await desk.adding.addAccount('camille', 'court');
  expect(desk.adding.failure?.code).toBe('site_refused_credential');
  await desk.adding.addAccount('camille', 'abcd efgh ijkl');
  expect(desk.adding.step).toBe('renewed');
  expect(refusedBy(desk, site.id)).toHaveLength(1);
  retryRefused(desk, site.id);
  await vi.waitFor(() => expect(client.calls.at(-1)?.command).toBe('outbox'));
  expect(client.calls.map(({ command }) => command)).toContain('retry_dispatch');
  stop();
});

it('says why one site keeps it waiting, by name, and only once readers have it that something could be owned up to', async () => {
  const one = { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft' as const, age: 1 };
  const client = memoryClient({ drafts: [one] });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  await desk.publish();
  desk.unsaid.add('draft-1');
  const [dispatch] = client.newsroom.outbox.dispatches;
  Object.assign(dispatch!, { failure: 'site_unreachable', failureDetail: 'no answer' });
  client.emit({ event: 'outboxChanged' });
  await vi.waitFor(() => expect(desk.notices.shown).toHaveLength(1));
  expect(desk.notices.shown[0]).toMatchObject({ subject: 'Le port', title: t('failure-site-unreachable') });
  await vi.waitFor(() => expect(desk.notices.shown[0]?.tone).toBe('done'), { timeout: 20_000 });
  expect(desk.notices.shown).toMatchObject([{ subject: 'Le port', todo: t('finding-changed-unsaid') }]);
  expect(desk.notices.shown[0]?.actions.map(({ label }) => label)).toContain(t('command-correct'));
  stop();
});

it('lets a refusal that only was asked for go some time after she went to another draft', async () => {
  const client = memoryClient({
    drafts: [
      { fields: { headline: 'Vide' }, text: '', status: 'draft', age: 1 },
      { fields: { headline: 'Le port' }, text: 'Il ouvre.', status: 'draft', age: 2 },
    ],
  });
  const desk = new Desk(client, await client.call('start', null));
  const stop = desk.open();
  await desk.openDraft('draft-1');
  client.fail('publish', { code: 'text_missing', message: '' });
  await desk.publish();
  await vi.waitFor(() => expect(desk.notices.shown).toHaveLength(1));
  await desk.openDraft('draft-2');
  desk.notices.review();
  expect(desk.notices.shown).toHaveLength(1);
  const stopClock = startClock(() => Date.now() + 60_000);
  desk.notices.review();
  expect(desk.notices.shown).toEqual([]);
  stopClock();
  stop();
});
