// Which columns there is room for, and what comes back when there is.

import { beforeEach, expect, it } from 'vitest';
import type { Client } from '../core/client';
import { Choices } from '../features/settings/state.svelte';
import { Layout, NARROW, NARROWEST } from './layout.svelte';

const SETTINGS = {
  locale: 'fr',
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
  destinations: [] as string[],
} as const;

let layout: Layout;
let choices: Choices;

beforeEach(() => {
  const client = { call: () => Promise.resolve(null), listen: () => () => undefined } as unknown as Client;
  choices = new Choices(client, { ...SETTINGS }, 'fr', () => undefined);
  layout = new Layout(choices);
  layout.resize(1440);
});

it('shows what was chosen where there is room', () => {
  expect([layout.library, layout.right]).toEqual([true, 'page']);
  layout.toggleRight('inspector');
  layout.toggleLibrary();
  expect([layout.library, layout.right]).toEqual([false, 'inspector']);
  layout.toggleRight('inspector');
  expect(layout.right).toBe('nothing');
});

it('leaves the manuscript alone and brings the columns back', () => {
  layout.toggleAlone();
  expect([layout.library, layout.right]).toEqual([false, 'nothing']);
  layout.toggleAlone();
  expect([layout.library, layout.right]).toEqual([true, 'page']);
});

it('comes out of being alone when a column is asked for', () => {
  layout.toggleAlone();
  layout.toggleLibrary();
  expect([layout.alone, layout.library]).toEqual([false, true]);
});

it('makes the right column a drawer in a narrow window, closed at first', () => {
  layout.resize(NARROW - 1);
  expect([layout.library, layout.right]).toEqual([true, 'nothing']);
  layout.toggleRight('inspector');
  expect([layout.drawer, layout.right]).toEqual(['right', 'inspector']);
  layout.closeDrawer();
  expect(layout.right).toBe('nothing');
  layout.resize(1440);
  expect(layout.right).toBe('inspector');
});

it('makes the library a drawer too in the narrowest window', () => {
  layout.resize(NARROWEST - 1);
  expect(layout.library).toBe(false);
  layout.toggleLibrary();
  expect([layout.library, choices.now.libraryShown]).toEqual([true, true]);
});
