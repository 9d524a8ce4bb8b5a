// Settings show at once and are kept in the order in which they were chosen.

import { afterEach, expect, it, vi } from 'vitest';
import type { Client } from '../../core/client';
import type { Settings } from '../../core/contract';
import { locale, setLocale } from '../../locales/index.svelte';
import { Choices, MANUSCRIPT_SIZES } from './state.svelte';

const SETTINGS: Settings = {
  locale: null,
  appearance: 'system',
  graphics: 'automatic',
  byline: '',
  draftLanguage: null,
  manuscriptSize: 17.5,
  libraryShown: true,
  rightColumn: 'page',
  historyDays: null,
  graceSeconds: 0,
  pictureCredit: false,
  houseSigns: true,
  shownSpaces: 'noBreak',
  sentenceWords: 40,
  destinations: [],
};

afterEach(() => setLocale('fr'));

function kept() {
  const settings: Settings[] = [];
  const client = {
    call: async (_: string, chosen: Settings) => void settings.push(chosen),
    listen: () => () => undefined,
  } as unknown as Client;
  return { client, settings };
}

it('shows a choice at once and keeps it', async () => {
  const { client, settings } = kept();
  const choices = new Choices(client, { ...SETTINGS }, 'fr', vi.fn());
  const done = choices.choose({ locale: 'en', appearance: 'dark', manuscriptSize: 20 });
  const root = document.documentElement;
  expect([locale(), root.lang, root.dataset.appearance]).toEqual(['en', 'en', 'dark']);
  expect(root.style.getPropertyValue('--manuscript-size')).toBe('20px');
  await done;
  expect(settings).toEqual([{ ...SETTINGS, locale: 'en', appearance: 'dark', manuscriptSize: 20 }]);
});

it('follows the system again when no language is chosen', async () => {
  const choices = new Choices(kept().client, { ...SETTINGS, locale: 'fr' }, 'en', vi.fn());
  expect(locale()).toBe('fr');
  await choices.choose({ locale: null });
  expect(locale()).toBe('en');
});

it('keeps choices in their order', async () => {
  const { client, settings } = kept();
  const choices = new Choices(client, { ...SETTINGS }, 'fr', vi.fn());
  await Promise.all([choices.choose({ byline: 'A' }), choices.choose({ byline: 'B' })]);
  expect(settings.map(({ byline }) => byline)).toEqual(['A', 'B']);
});

it('keeps the type within its bounds', async () => {
  const choices = new Choices(kept().client, { ...SETTINGS }, 'fr', vi.fn());
  await choices.resize(100);
  expect(choices.now.manuscriptSize).toBe(MANUSCRIPT_SIZES.most);
  await choices.resize(-100);
  expect(choices.now.manuscriptSize).toBe(MANUSCRIPT_SIZES.least);
});

it('reports a choice that could not be kept, and goes on', async () => {
  const report = vi.fn();
  const call = vi.fn().mockRejectedValueOnce({ code: 'disk_full', message: '' }).mockResolvedValue(null);
  const choices = new Choices(
    { call, listen: () => () => undefined } as unknown as Client,
    { ...SETTINGS },
    'fr',
    report,
  );
  await choices.choose({ byline: 'A' });
  await choices.choose({ byline: 'B' });
  expect(report).toHaveBeenCalledTimes(1);
  expect(call).toHaveBeenCalledTimes(2);
});

it('goes through the spaces that can be seen', async () => {
  const choices = new Choices(kept().client, { ...SETTINGS }, 'fr', vi.fn());
  const seen = [];
  for (let nth = 0; nth < 3; nth += 1) {
    await choices.nextSpaces();
    seen.push(choices.now.shownSpaces);
  }
  expect(seen).toEqual(['all', 'nothing', 'noBreak']);
});
