// Where a draft goes of which nobody said where: where it already is, else the local site, else the first.

import { expect, it, vi } from 'vitest';
import type { Client } from '../../core/client';
import type { Failure, SiteView } from '../../core/contract';
import { Sites } from './state.svelte';

function siteOf(id: string, reachable: boolean | null = null): SiteView {
  const takes = { standfirst: true, section: true, tags: true, byline: true, language: true, pictures: true };
  const can = { schedules: false, unpublishes: true, takes };
  const choices = { ...can, tags: [], authors: [], newsletters: [] };
  const place = { url: `https://${id}.example`, language: 'fr', timeZone: 'Europe/Paris', sections: [] };
  return {
    id,
    previews: null,
    name: id,
    kind: 'siteApi',
    ownPage: true,
    ...choices,
    reachable,
    fault: null,
    look: null,
    ...place,
  };
}

const taken: Failure = { code: 'port_taken', message: 'port 4747 is taken' };

function sitesOf(
  list: SiteView[],
  answer: SiteView[] | (() => Promise<SiteView[]>) = list,
  faulty = vi.fn(),
) {
  const call = typeof answer === 'function' ? answer : () => Promise.resolve(answer);
  const client = { call, listen: () => () => undefined } as unknown as Client;
  return new Sites(client, list, vi.fn(), faulty);
}

it('is where the article already is, else the local site, else the first', () => {
  const others = [siteOf('a'), siteOf('b')];
  const sites = sitesOf([...others, { ...siteOf('c'), kind: 'local' }]);
  expect(sites.destination(null)?.id).toBe('c');
  expect(sites.destination('b')?.id).toBe('b');
  expect(sites.destination('forgotten')?.id).toBe('c');
  expect(sitesOf(others).destination(null)?.id).toBe('a');
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

it('tells the fault it began with once, and at once when it is gone', async () => {
  const faulty = vi.fn();
  const sites = sitesOf([{ ...siteOf('a', false), fault: taken }], undefined, faulty);
  await sites.open();
  expect(faulty.mock.calls).toEqual([['a', taken]]);
  sites.hear({ event: 'siteChanged', site: 'a', reachable: true });
  expect(faulty.mock.calls).toEqual([
    ['a', taken],
    ['a', null],
  ]);
  expect(sites.list[0]?.fault).toBeNull();
});

it('tells a fault that came before the events were heard', async () => {
  const faulty = vi.fn();
  await sitesOf([siteOf('a')], [{ ...siteOf('a', false), fault: taken }], faulty).open();
  expect(faulty.mock.calls).toEqual([['a', taken]]);
});

it('takes no answer that a later one overtook', async () => {
  const answers: ((list: SiteView[]) => void)[] = [];
  const faulty = vi.fn();
  const sites = sitesOf([siteOf('a')], () => new Promise((resolve) => answers.push(resolve)), faulty);
  sites.hear({ event: 'siteChanged', site: 'a', reachable: false });
  sites.hear({ event: 'siteChanged', site: 'a', reachable: true });
  answers[1]?.([siteOf('a', true)]);
  answers[0]?.([{ ...siteOf('a', false), fault: taken }]);
  await Promise.resolve();
  expect(sites.list[0]?.reachable).toBe(true);
  expect(faulty).not.toHaveBeenCalled();
});
