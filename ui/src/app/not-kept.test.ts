// What could not be kept of one drop is told at once, each file by its name under its reason.

import { beforeEach, expect, it } from 'vitest';
import type { FailureCode } from '../core/contract';
import { setLocale, t } from '../locales/index.svelte';
import { wordsOf } from './failure-words';
import { Notices } from './notices.svelte';
import { tellNotKept, type Showing } from './pictures';

beforeEach(() => setLocale('fr'));

const refused = (name: string, code: FailureCode) => ({
  name,
  failure: { code, message: `${name} ${code}` },
});

function deskOf() {
  const notices = new Notices(() => undefined);
  const writing = { draft: 'one', fields: { headline: 'Le port' } };
  return { notices, desk: { notices, writing } as unknown as Showing };
}

it('names every file of a drop in one notice, by its reason', () => {
  const { notices, desk } = deskOf();
  const codes: FailureCode[] = ['picture_heic', 'picture_svg', 'picture_broken', 'picture_unknown'];
  const all = Array.from({ length: 8 }, (_, at) => refused(`${at}.x`, codes[at % 4]!));
  tellNotKept(desk, 'one', all);
  expect(notices.shown).toHaveLength(1);
  const [{ title, todo, subject, detail }] = notices.shown as [Notices['shown'][number]];
  expect([title, subject]).toEqual([t('pictures-not-kept', { count: 8 }), 'Le port']);
  const { title: why, todo: what } = wordsOf({ code: 'picture_heic', message: '' });
  expect(todo?.split('\n')).toHaveLength(4);
  expect(todo).toContain(t('pictures-not-kept-why', { names: '0.x, 4.x', why, what }));
  for (const { name, failure } of all) expect(detail).toContain(`${name}\n${failure.message}`);
});

it('speaks of one file alone by its name', () => {
  const { notices, desk } = deskOf();
  tellNotKept(desk, 'one', [refused('a.heic', 'picture_heic')]);
  expect(notices.shown[0]).toMatchObject({
    subject: 'a.heic',
    ...wordsOf({ code: 'picture_heic', message: '' }),
  });
});
