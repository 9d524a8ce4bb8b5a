// Failures stay and are not repeated; good news goes by itself.

import { expect, it } from 'vitest';
import { setLocale } from '../locales/index.svelte';
import { failureWords, wordsOf } from './failure-words';
import { Notices } from './notices.svelte';

it('shows a failure once, with its words and its detail, until it is put away', () => {
  const notices = new Notices(() => undefined);
  notices.fail({ code: 'disk_full', message: 'ENOSPC' }, wordsOf);
  notices.fail({ code: 'disk_full', message: 'ENOSPC again' }, wordsOf);
  expect(notices.shown).toHaveLength(1);
  expect(notices.shown[0]).toMatchObject({
    tone: 'grave',
    detail: 'ENOSPC again',
    ...failureWords('disk_full'),
  });
  notices.dismiss(notices.shown[0]?.id ?? 0);
  expect(notices.shown).toEqual([]);
});

it('shows whatever was thrown as a failure of our own', () => {
  const notices = new Notices(() => undefined);
  notices.fail(new Error('a defect'), wordsOf);
  expect(notices.shown[0]).toMatchObject({ code: 'internal' });
  expect(notices.shown[0]?.detail).toContain('a defect');
});

it('lets good news go by itself', () => {
  const later: (() => void)[] = [];
  const notices = new Notices((run) => void later.push(run));
  notices.tell('Published');
  expect(notices.shown.map(({ title }) => title)).toEqual(['Published']);
  later.forEach((run) => run());
  expect(notices.shown).toEqual([]);
});

it('lets later good news of the same take the place of earlier', () => {
  const notices = new Notices(() => undefined);
  notices.tell('Published', [], { about: 'a' });
  notices.tell('Imported');
  notices.tell('Updated', [], { about: 'a' });
  expect(notices.shown.map(({ title }) => title)).toEqual(['Imported', 'Updated']);
});

it('keeps what can be taken back longer, and while the pointer is on it', () => {
  const later: { run: () => void; after: number }[] = [];
  const notices = new Notices((run, after) => void later.push({ run, after }));
  notices.tell('Binned', [{ label: 'Undo', run: () => undefined }]);
  expect(later[0]?.after).toBeGreaterThanOrEqual(10_000);
  const id = notices.shown[0]?.id ?? 0;
  notices.hold(id);
  later.shift()?.run();
  expect(notices.shown).toHaveLength(1);
  notices.release(id);
  later.shift()?.run();
  expect(notices.shown).toEqual([]);
});

it('names the draft it speaks of, each by itself, and goes when that is mended', () => {
  const notices = new Notices(() => undefined);
  let isMended = false;
  const of = (draft: string) => ({ draft, headline: draft.toUpperCase(), mended: () => isMended });
  notices.failOf(of('a'), { code: 'slug_taken', message: '' }, wordsOf);
  notices.failOf({ ...of('b'), mended: () => false }, { code: 'slug_taken', message: '' }, wordsOf);
  notices.failOf(of('a'), { code: 'slug_taken', message: 'again' }, wordsOf);
  expect(notices.shown.map(({ subject }) => subject)).toEqual(['B', 'A']);
  notices.review();
  expect(notices.shown).toHaveLength(2);
  isMended = true;
  notices.review();
  expect(notices.shown.map(({ subject }) => subject)).toEqual(['B']);
  notices.withdraw('b');
  expect(notices.shown).toEqual([]);
});

it('keeps the newest four', () => {
  const notices = new Notices(() => undefined);
  for (const title of ['1', '2', '3', '4', '5']) notices.tell(title);
  expect(notices.shown.map(({ title }) => title)).toEqual(['2', '3', '4', '5']);
});

it('withdraws what it showed about something that is well again', () => {
  const notices = new Notices(() => undefined);
  notices.fail({ code: 'port_taken', message: '' }, wordsOf, [], 'site');
  notices.fail({ code: 'site_busy', message: '' }, wordsOf);
  notices.withdraw('site');
  expect(notices.shown.map(({ code }) => code)).toEqual(['site_busy']);
});

it('withdraws nothing that was shown for another reason too', () => {
  const notices = new Notices(() => undefined);
  notices.fail({ code: 'disk_full', message: '' }, wordsOf, [], 'site');
  notices.fail({ code: 'disk_full', message: '' }, wordsOf);
  notices.fail({ code: 'disk_full', message: '' }, wordsOf, [], 'site');
  notices.withdraw('site');
  expect(notices.shown.map(({ code }) => code)).toEqual(['disk_full']);
});

it('asks for no restart when the port is taken: the site comes back by itself', () => {
  setLocale('fr');
  expect(failureWords('port_taken').todo).not.toMatch(/relance|redémarr/i);
});

it('names the limit that was passed', () => {
  setLocale('fr');
  const notices = new Notices(() => undefined);
  notices.fail({ code: 'headline_too_long', message: '', limit: 500 }, wordsOf);
  notices.fail({ code: 'article_too_large', message: '', limit: 12 }, wordsOf);
  const titles = notices.shown.map(({ title }) => title);
  expect(titles[0]).toContain('500 signes');
  expect(titles[1]).toContain('12\u00a0Mo');
  expect(failureWords('article_too_large').title).not.toMatch(/\d/);
});
