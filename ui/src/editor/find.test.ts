// The find panel by keyboard, and where a match is shown.
import { findNext } from '@codemirror/search';
import { EditorView } from '@codemirror/view';
import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setLocale, t } from '../locales/index.svelte';
import { openFind, openReplace } from './find';
import { manuscriptState } from './setup';

const AROUND = { language: 'fr', label: 'Texte', placeholder: '', phrases: {} };

let view: EditorView;
/** How each move to a place in the text asked for it to be shown. */
let shown: unknown[];

beforeEach(() => {
  setLocale('fr');
  shown = [];
  const hear = EditorView.updateListener.of(({ transactions }) => {
    for (const { effects } of transactions)
      for (const { value } of effects as readonly { value: unknown }[])
        if (typeof value === 'object' && value !== null && 'yMargin' in value && 'y' in value)
          shown.push(value.y);
  });
  view = new EditorView({
    parent: document.body,
    state: manuscriptState('un port, deux ports', 0, AROUND, hear),
  });
});

afterEach(() => {
  view.destroy();
  document.body.replaceChildren();
});

const names = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

test('the keyboard goes from what is sought to what is done with it, and out', async () => {
  openReplace(view);
  flushSync();
  const round: unknown[] = [names()];
  for (let key = 0; key < 9; key += 1) {
    await userEvent.tab();
    round.push(names());
  }
  expect(round).toEqual([
    t('find-search'),
    t('find-replacement'),
    t('find-previous'),
    t('find-next'),
    t('find-case'),
    t('find-whole-word'),
    t('find-show-replace'),
    t('find-close'),
    t('find-replace-one'),
    t('find-replace-all'),
  ]);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('search')).toBeNull();
  expect(document.activeElement).toBe(view.contentDOM);
});

test('a match is shown in the middle', async () => {
  openFind(view);
  flushSync();
  await userEvent.keyboard('port');
  shown = [];
  findNext(view);
  expect(view.state.selection.main.from).toBe(3);
  expect(shown).toEqual(['center']);
});

test('the first Enter replaces the match that is selected', async () => {
  openReplace(view);
  flushSync();
  await userEvent.keyboard('port{Enter}');
  await userEvent.tab();
  await userEvent.keyboard('quai{Enter}');
  expect(view.state.doc.toString()).toBe('un quai, deux ports');
  await userEvent.keyboard('{Enter}');
  expect(view.state.doc.toString()).toBe('un quai, deux quais');
});

test('what was selected in the text and is sought counts as selected', async () => {
  view.dispatch({ selection: { anchor: 3, head: 7 } });
  openReplace(view);
  flushSync();
  await userEvent.tab();
  await userEvent.keyboard('quai{Enter}');
  expect(view.state.doc.toString()).toBe('un quai, deux ports');
});

test('without a look at the matches before, Enter replaces the first one after the caret', async () => {
  openReplace(view);
  flushSync();
  await userEvent.keyboard('port');
  await userEvent.tab();
  await userEvent.keyboard('quai{Enter}');
  expect(view.state.doc.toString()).toBe('un quai, deux ports');
});
