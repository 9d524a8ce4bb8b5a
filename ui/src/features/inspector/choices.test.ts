// What the inspector offers of the site that an article goes to, and what it says of what that site has no place for.
import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { SiteView } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import ArticleFields from './ArticleFields.svelte';
import type { InspectedDraft } from './draft';
import { PicturePicker } from './picture.svelte';
import { PictureLooks } from '../../shared/pictures/looks.svelte';
import PictureFields from './PictureFields.svelte';

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => setLocale('fr'));

const client = memoryClient();
const [LOCAL] = client.newsroom.sites.list as [SiteView];
const NOTHING = {
  standfirst: false,
  section: false,
  tags: false,
  byline: false,
  language: false,
  pictures: false,
};

async function show(change: Partial<SiteView>) {
  const { fields } = await client.call('open_draft', 'draft-1');
  const site = { ...LOCAL, name: 'Le Phare', ...change };
  const setField = vi.fn();
  const draft: InspectedDraft = {
    draft: 'draft-1',
    fields,
    slug: 'port',
    slugFrozen: false,
    outline: [],
    setField,
    goTo: vi.fn(),
  };
  const lists = { sections: site.sections, tags: site.tags, authors: site.authors };
  render(ArticleFields, { draft, fields, site, ...lists });
  const picker = new PicturePicker(client, { report: vi.fn(), notKept: vi.fn(), left: vi.fn() });
  const looks = new PictureLooks(client, () => undefined);
  render(PictureFields, { draft, picture: null, site, place: { picker, looks, reasonOf: () => '' } });
  return setField;
}

it('offers the authors of the site for the byline, and takes any other name', async () => {
  const setField = await show({ authors: ['Élodie Marchand', 'Camille Auvray'] });
  const byline = screen.getByLabelText(t('field-byline'));
  await userEvent.clear(byline);
  await userEvent.type(byline, 'elo{ArrowDown}{Enter}');
  expect(setField).toHaveBeenLastCalledWith({ byline: 'Élodie Marchand' });
  await userEvent.type(byline, 'X');
  expect(setField).toHaveBeenLastCalledWith({ byline: expect.stringMatching(/X$/) as string });
});

it('says nothing of a site that has a place for everything', async () => {
  await show({});
  expect(document.querySelector('.note')?.textContent).toBe(t('field-slug-follows'));
  screen.getByRole('button', { name: t('picture-choose') });
});

it('says what a site has no place for, and offers no picture where none is taken', async () => {
  await show({ takes: NOTHING, language: 'en', authors: ['Élodie Marchand'] });
  const described = (label: string) => screen.getByLabelText(label).getAttribute('aria-describedby') ?? '';
  const note = (label: string) => document.getElementById(described(label))?.textContent;
  const site = 'Le Phare';
  expect(note(t('field-section'))).toBe(t('field-section-elsewhere', { site }));
  expect(note(t('field-tags'))).toBe(t('field-tags-elsewhere', { site }));
  expect(note(t('field-byline'))).toBe(t('field-byline-accounts', { site, names: 'Élodie Marchand' }));
  expect(note(t('field-language'))).toBe(t('field-language-of-site', { site, language: 'anglais' }));
  screen.getByText(t('picture-not-there', { site }));
  expect(screen.queryByRole('button', { name: t('picture-choose') })).toBeNull();
  expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations).toEqual([]);
});
