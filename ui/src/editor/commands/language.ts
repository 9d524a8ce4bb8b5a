// The language of a passage, as `<span lang="en">` around its words: spelling and signs follow it, and so does the page.
import { syntaxTree } from '@codemirror/language';
import { isolateHistory } from '@codemirror/commands';
import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand } from '@codemirror/state';
import { command } from './lines';
import { spansOf, type Span } from './inline';

/** Words whose language is said: `outer` with its tags. */
interface Said {
  outer: Span;
  inner: Span;
  tag: string;
}

const SAID = /(<span lang="([^"<>]*)">)(.*?)(<\/span>)/g;
const CODE = new Set(['FencedCode', 'CodeBlock', 'InlineCode', 'HTMLBlock']);

/** Whether a tag is one of BCP 47, as far as its form says. */
export function isLanguageTag(tag: string): boolean {
  return /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*$/.test(tag);
}

/**
 * Says that the selection, or the word at the caret, is in this language (a BCP 47 tag); what is said to be in it already
 * is in the draft's again. Line by line, for a tag holds within its paragraph; code is left alone.
 */
export function inLanguage(tag: string): StateCommand {
  return command((state) => {
    if (!isLanguageTag(tag)) return null;
    const main = state.selection.main;
    const range = main.empty ? (state.wordAt(main.head) ?? main) : main;
    const spans = spansOf(state, EditorSelection.range(range.from, range.to));
    const parts = spans.filter(({ from }) => !isCode(state, from)).map((span) => partOf(state, span));
    if (parts.length === 0) return null;
    const takesOff = parts.every(({ words, said }) =>
      said.some((one) => one.tag === tag && same(one.outer, words)),
    );
    const changes = state.changes(parts.flatMap((part) => retagged(part, takesOff ? null : tag)));
    const from = changes.mapPos(range.from, 1);
    const to = Math.max(from, changes.mapPos(range.to, -1));
    return state.update({
      changes,
      selection: main.empty ? main.map(changes) : EditorSelection.range(from, to),
      userEvent: 'input.language',
      annotations: isolateHistory.of('full'),
      scrollIntoView: true,
    });
  });
}

/** A stretch of a line with what is said of it: never half of what is said. */
function partOf(state: EditorState, span: Span): { words: Span; said: Said[] } {
  const said = saidIn(state, span.from).filter(({ outer }) => outer.from < span.to && outer.to > span.from);
  const from = Math.min(span.from, ...said.map(({ outer }) => outer.from));
  const to = Math.max(span.to, ...said.map(({ outer }) => outer.to));
  return { words: { from, to }, said };
}

function same(one: Span, other: Span): boolean {
  return one.from === other.from && one.to === other.to;
}

function saidIn(state: EditorState, at: number): Said[] {
  const line = state.doc.lineAt(at);
  return [...line.text.matchAll(SAID)].map((match) => {
    const [all, open = '', tag = '', , close = ''] = match;
    const from = line.from + match.index;
    const outer = { from, to: from + all.length };
    return { outer, inner: { from: from + open.length, to: outer.to - close.length }, tag };
  });
}

function retagged({ words, said }: { words: Span; said: Said[] }, tag: string | null): ChangeSpec[] {
  const off = said.flatMap(({ outer, inner }) => [
    { from: outer.from, to: inner.from },
    { from: inner.to, to: outer.to },
  ]);
  if (tag === null) return off;
  return [
    { from: words.from, insert: `<span lang="${tag}">` },
    ...off,
    { from: words.to, insert: '</span>' },
  ];
}

function isCode(state: EditorState, at: number): boolean {
  let node = syntaxTree(state).resolveInner(at, 1);
  while (!CODE.has(node.name) && node.parent) node = node.parent;
  return CODE.has(node.name);
}
