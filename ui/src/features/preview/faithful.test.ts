// The badge of the preview: what the page is, why, what is missing, and the button that learns the site's look.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SiteView } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import Faithful from './Faithful.svelte';

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

const [LOCAL] = memoryClient().newsroom.sites.list as [SiteView];
const GAZETTE: SiteView = { ...LOCAL, id: 'g', name: 'La Gazette', kind: 'wordPress', ownPage: false };
const LEARNT: SiteView = {
  ...GAZETTE,
  look: {
    learntAt: Date.UTC(2026, 3, 29, 12),
    address: 'https://g.example/le-bac/',
    lacks: ['standfirst', 'fonts'],
  },
};

/** Opens the badge of a page that follows this site. */
async function open(site: SiteView, learning = false) {
  const learn = vi.fn();
  const { rerender } = render(Faithful, { site, learning, learn });
  await userEvent.click(screen.getByRole('button'));
  return { learn, rerender };
}

/** Texts as a reader sees them, whatever spaces they are set with. */
const says = (words: string) => expect(document.body.textContent).toContain(words);

const faults = async () =>
  (
    await axe.run(document.body, {
      rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
    })
  ).violations;

it('is the page itself where the site gives its theme: there is nothing to learn', async () => {
  await open(LOCAL);
  screen.getByRole('button', { name: t('preview-same') });
  says(t('preview-same-why', { site: LOCAL.name }));
  expect(screen.queryByText(t('preview-learn'))).toBeNull();
});

it('says that it is ours where the look is not known, and learns it', async () => {
  const { learn } = await open(GAZETTE);
  says(t('preview-ours-why', { site: 'La Gazette' }));
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByText(t('preview-learn')));
  expect(learn).toHaveBeenCalledOnce();
});

it('learns once at a time, and says that it does', async () => {
  const { learn } = await open(GAZETTE, true);
  const button = screen.getByText(t('preview-learning')).closest('button');
  expect(button?.disabled).toBe(true);
  await userEvent.click(button as HTMLButtonElement);
  expect(learn).not.toHaveBeenCalled();
});

it('says from which page the look was learnt and what it lacks, and learns it again', async () => {
  const { learn } = await open(LEARNT);
  screen.getByText('https://g.example/le-bac/');
  for (const lack of ['standfirst', 'fonts']) says(t(`preview-lacks-${lack}`));
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByText(t('preview-learn-again')));
  expect(learn).toHaveBeenCalledOnce();
});

it('tells what it learnt as soon as that is known', async () => {
  const { rerender } = await open(GAZETTE, true);
  await rerender({ site: LEARNT, learning: false });
  screen.getByText('https://g.example/le-bac/');
});
