// What the find panel shows and does; CodeMirror holds the query and moves the selection.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  setSearchQuery,
  type SearchQuery,
} from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { countMatches } from './matches';
import { askedBy, WordsQuery } from './words-query';

/** How long typing must rest before matches are counted: counting reads the whole text. */
const REST = 150;

/** The panel's state. */
export class FindFacts {
  search = $state('');
  replace = $state('');
  matchCase = $state(false);
  wholeWord = $state(false);
  replacing = $state(false);
  total = $state(0);
  current = $state(0);
  /** How many matches were just replaced, all at once; `null` when something else was done last. */
  replaced = $state<number | null>(null);
  /** Grows whenever the panel is asked to take the keyboard. */
  asked = $state(0);

  readonly #view: EditorView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows the query the view has. */
  constructor(view: EditorView) {
    this.#view = view;
    this.show(getSearchQuery(view.state));
  }

  /** Takes the keyboard; `replace` opens the second row. */
  ask(what: 'find' | 'replace'): void {
    if (what === 'replace') this.replacing = true;
    this.asked += 1;
  }

  /** Shows a query that came from elsewhere. */
  show(query: SearchQuery): void {
    ({
      search: this.search,
      replace: this.replace,
      matchCase: this.matchCase,
      wholeWord: this.wholeWord,
    } = askedBy(query));
    this.recount();
  }

  /** Hands the fields to CodeMirror. */
  commit(): void {
    const { search, replace, matchCase, wholeWord } = this;
    const query = new WordsQuery({ search, replace, matchCase, wholeWord });
    if (!query.eq(getSearchQuery(this.#view.state))) {
      this.#view.dispatch({ effects: setSearchQuery.of(query) });
    }
  }

  /** Counts the matches once typing rests. */
  recount(): void {
    clearTimeout(this.#timer);
    this.replaced = null;
    this.#timer = setTimeout(() => {
      const { total, current } = countMatches(this.#view.state);
      this.total = total;
      this.current = current;
    }, REST);
  }

  next = (): void => void findNext(this.#view);
  previous = (): void => void findPrevious(this.#view);

  /** Selects the match that would be replaced first, unless one is selected: it is seen before it goes. */
  aim = (): void => {
    const query = getSearchQuery(this.#view.state);
    if (!query.valid || query.search === '') return;
    const { from, to } = this.#view.state.selection.main;
    const match = query.getCursor(this.#view.state, from).next();
    const selected = !match.done && match.value.from === from && match.value.to === to;
    if (!selected) findNext(this.#view);
  };

  replaceOne = (): void => void replaceNext(this.#view);
  replaceEvery = (): void => {
    const { total } = countMatches(this.#view.state, Infinity);
    if (replaceAll(this.#view)) this.replaced = total;
  };

  /** Closes the panel and gives the keyboard back to the text. */
  close = (): void => {
    closeSearchPanel(this.#view);
    this.#view.focus();
  };

  /** Forgets what is still to be counted. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
