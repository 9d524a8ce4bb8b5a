// Find and replace: opens the panel and keeps it told. The panel's look is FindPanel.svelte.
import { getSearchQuery, openSearchPanel, search, searchPanelOpen, setSearchQuery } from '@codemirror/search';
import { StateEffect, type Extension, type SelectionRange } from '@codemirror/state';
import { EditorView, type Command, type Panel, type ViewUpdate } from '@codemirror/view';
import { mount, unmount } from 'svelte';
import FindPanel from './FindPanel.svelte';
import { FindFacts } from './find.svelte';
import { searchesWords } from './words-query';

/** Asks an open panel to show its second row and to take the keyboard. */
const askFor = StateEffect.define<'find' | 'replace'>();

/** Opens the panel, or goes to it. */
export const openFind: Command = (view) => open(view, 'find');

/** Opens the panel with its second row. */
export const openReplace: Command = (view) => open(view, 'replace');

function open(view: EditorView, what: 'find' | 'replace'): boolean {
  if (!searchPanelOpen(view.state)) openSearchPanel(view);
  view.dispatch({ effects: askFor.of(what) });
  return true;
}

function panel(view: EditorView): Panel {
  const dom = document.createElement('div');
  const facts = new FindFacts(view);
  const component = mount(FindPanel, { target: dom, props: { facts } });
  return {
    dom,
    top: true,
    update: (update) => heard(update, facts),
    destroy() {
      facts.stop();
      void unmount(component);
    },
  };
}

function heard(update: ViewUpdate, facts: FindFacts): void {
  for (const transaction of update.transactions) {
    for (const effect of transaction.effects) {
      if (effect.is(askFor)) facts.ask(effect.value);
      if (effect.is(setSearchQuery)) facts.show(getSearchQuery(update.state));
    }
  }
  if (update.docChanged || update.selectionSet) facts.recount();
}

/** In the middle of the view: a match at its edge has no context, and the eye looks for it anew each time. */
const scrollToMatch = (range: SelectionRange) => EditorView.scrollIntoView(range, { y: 'center' });

/** The whole of find and replace. */
export const find: Extension = [
  search({ top: true, createPanel: panel, scrollToMatch, literal: true }),
  searchesWords,
];
