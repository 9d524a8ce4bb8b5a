// The find panel by keyboard, and where a match is shown.
import { findNext, getSearchQuery, setSearchQuery } from '@codemirror/search';
import { EditorView } from '@codemirror/view';
import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setLocale, t } from '../locales/index.svelte';
import { openFind, openReplace } from './find';
import { countMatches } from './matches';
import { manuscriptState } from './setup';
import { WordsQuery } from './words-query';

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

/** What of a text is found by words. */
function foundIn(text: string, search: string, matchCase = false, wholeWord = false): string[] {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  const query = new WordsQuery({ search, replace: '', matchCase, wholeWord });
  view.dispatch({ effects: setSearchQuery.of(query) });
  const cursor = query.getCursor(view.state);
  const found: string[] = [];
  for (let match = cursor.next(); !match.done; match = cursor.next())
    found.push(view.state.sliceDoc(match.value.from, match.value.to));
  return found;
}

test('what is typed without accents, ligatures and signs of print is found with them', () => {
  expect(foundIn("Dans l’été, l'ete ; L’ÉTÉ", "l'ete")).toEqual(['l’été', "l'ete", 'L’ÉTÉ']);
  expect(foundIn('e\u0301te\u0301 ici', 'ete')).toEqual(['e\u0301te\u0301']);
  expect(foundIn('Le cœur, la poêle', 'coeur')).toEqual(['cœur']);
  expect(foundIn('Le cœur, la poêle', 'poele')).toEqual(['poêle']);
  expect(foundIn('Vrai\u202f! Faux !', ' !')).toEqual(['\u202f!', ' !']);
  expect(foundIn('ou où', 'ou', false, true)).toEqual(['ou', 'où']);
});

test('an accent that is typed is meant, and case and accents are when that is asked', () => {
  expect(foundIn('ou où OÙ ou\u0300', 'où')).toEqual(['où', 'OÙ', 'ou\u0300']);
  expect(foundIn('Été été ete l’ete', 'ete', true)).toEqual(['ete', 'ete']);
  expect(foundIn('L’eau l’eau', "l'eau", true)).toEqual(['l’eau']);
});

test('whatever is typed is found where it stands', () => {
  const words = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text));
  fc.assert(
    fc.property(words, fc.boolean(), (text, matchCase) => {
      expect(foundIn(`a\n${text}\nz`, text, matchCase)).toContain(text);
    }),
  );
  expect(foundIn('1.5 (a)? 125 a', '1.5 (a)?')).toEqual(['1.5 (a)?']);
});

test('what is selected is sought as words too, whatever was sought before', async () => {
  openFind(view);
  flushSync();
  await userEvent.keyboard('port{Escape}');
  view.dispatch({ changes: { from: 0, insert: '1.5 ; 1a5 ; ' }, selection: { anchor: 0, head: 3 } });
  openFind(view);
  flushSync();
  expect((document.activeElement as HTMLInputElement).value).toBe('1.5');
  expect(countMatches(view.state)).toEqual({ total: 1, current: 1 });
});

test('how many were replaced is said, until something else is done', async () => {
  const found = () => document.querySelector('.found')?.textContent;
  view.dispatch({ changes: { from: 0, insert: 'pôrt '.repeat(1200) } });
  openReplace(view);
  flushSync();
  await userEvent.keyboard('port');
  await userEvent.tab();
  await userEvent.keyboard('$& quai{Control>}{Enter}{/Control}');
  expect(view.state.sliceDoc(0, 16)).toBe('$& quai $& quai ');
  expect(found()?.replace(/[^\d]/g, '')).toBe('1202');
  expect(found()).toBe(t('find-replaced', { count: 1202 }));
  view.dispatch({ selection: { anchor: 0 } });
  flushSync();
  expect(getSearchQuery(view.state).valid).toBe(true);
  expect(found()).not.toContain('202');
});
