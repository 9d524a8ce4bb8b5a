// What is typed to be found, as CodeMirror is to search for it: a letter without an accent finds it with one,
// too. Knows no panel.
import { SearchQuery, setSearchQuery } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { fold } from '../shared/fold';

/** What the fields of the panel say. */
export interface Asked {
  search: string;
  replace: string;
  /** As typed: in capitals or not, with an accent or without. */
  matchCase: boolean;
  wholeWord: boolean;
}

/** What no keyboard types, or not in every text: each stands for the others. */
const ALIKE = ["'’‘ʼ", ' \u00a0\u2009\u202f'];
/** Letters that are written in one. */
const JOINED: Readonly<Record<string, string>> = { oe: 'œ', ae: 'æ' };
/** A letter with its accents, or two that may be joined. */
const TOKENS = /(?:oe|ae)(?!\p{M})|.\p{M}*/gisu;

/** A query for words. CodeMirror compares letter by letter or by a pattern: it is given the pattern. */
export class WordsQuery extends SearchQuery {
  readonly asked: Asked;

  constructor(asked: Asked) {
    super({
      search: pattern(asked.search, asked.matchCase),
      replace: asked.replace.replaceAll('$', '$$$$'),
      caseSensitive: asked.matchCase,
      wholeWord: asked.wholeWord,
      regexp: true,
      literal: true,
    });
    this.asked = asked;
  }
}

/** What was asked by a query. */
export function askedBy(query: SearchQuery): Asked {
  if (query instanceof WordsQuery) return query.asked;
  const { search, replace, caseSensitive: matchCase, wholeWord } = query;
  return { search, replace, matchCase, wholeWord };
}

/** Of whatever CodeMirror asks by itself, as for what is selected, a query for words is made. */
export const searchesWords = EditorState.transactionExtender.of(({ effects }) => {
  const query = effects.findLast((effect) => effect.is(setSearchQuery))?.value;
  if (query === undefined || query instanceof WordsQuery) return null;
  return { effects: setSearchQuery.of(new WordsQuery(askedBy(query))) };
});

function pattern(words: string, exactly: boolean): string {
  const part = (token: string) => alike(token) ?? (exactly ? literally(token) : loosely(token));
  return words.replace(TOKENS, part);
}

function alike(token: string): string | undefined {
  const signs = ALIKE.find((signs) => signs.includes(token));
  return signs && `[${signs}]`;
}

/** The same letter may be written in one sign or in several. */
function literally(token: string): string {
  const ways = new Set([token, token.normalize('NFC'), token.normalize('NFD')].map(escaped));
  return ways.size === 1 ? escaped(token) : `(?:${[...ways].join('|')})`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function loosely(token: string): string {
  const low = token.toLowerCase();
  const joined = JOINED[low];
  if (joined !== undefined) return `(?:${Array.from(low, loosely).join('')}|${joined})`;
  const forms = accented().get(low);
  return forms === undefined ? literally(token) : `[${low}${forms}]\\p{M}*`;
}

/** Which letters are a plain one with an accent: of the alphabets that have them. */
let forms: Map<string, string> | undefined;

function accented(): ReadonlyMap<string, string> {
  if (forms !== undefined) return forms;
  forms = new Map();
  for (let code = 0xc0; code < 0x2000; code += 1) {
    const letter = String.fromCharCode(code);
    const plain = fold(letter);
    if (letter === letter.toLowerCase() && letter !== plain && /^\p{L}$/u.test(plain))
      forms.set(plain, (forms.get(plain) ?? '') + letter);
  }
  return forms;
}
