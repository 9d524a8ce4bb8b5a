// Every command on a bare state: `|` is the caret, `‹` and `›` the ends of a selection.
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { markdown } from '../markdown';
import { toggleBulletList, toggleHeading, toggleNumberedList, toggleQuote } from './blocks';
import { insertFootnote } from './footnote';
import { toggleMark } from './inline';
import { inLanguage } from './language';
import { insertLink } from './link';
import { continueMarkup, indentItem, outdentItem } from './lists';

function state(marked: string): EditorState {
  const doc = marked.replace(/[|‹›]/g, '');
  const caret = marked.indexOf('|');
  const start = marked.indexOf('‹');
  const selection =
    caret >= 0 ? EditorSelection.single(caret) : EditorSelection.single(start, marked.indexOf('›') - 1);
  return EditorState.create({ doc, selection, extensions: markdown });
}

function shown(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const doc = state.doc.toString();
  if (empty) return `${doc.slice(0, from)}|${doc.slice(from)}`;
  return `${doc.slice(0, from)}‹${doc.slice(from, to)}›${doc.slice(to)}`;
}

/** What a command makes of a text; `null` when it leaves the key to others. */
function after(command: StateCommand, marked: string): string | null {
  let current = state(marked);
  const applied = command({ state: current, dispatch: (transaction) => (current = transaction.state) });
  return applied ? shown(current) : null;
}

function table(name: string, command: StateCommand, rows: [string, string, string | null][]) {
  describe(name, () => {
    test.each(rows)('%s', (_, before, expected) => expect(after(command, before)).toBe(expected));
  });
}

table('in English', inLanguage('en'), [
  ['words', 'Il dit ‹fair play›.', 'Il dit <span lang="en">‹fair play›</span>.'],
  ['the word at the caret', 'le fa|ir play', 'le <span lang="en">fa|ir</span> play'],
  ['taken off', 'Il dit <span lang="en">‹fair play›</span>.', 'Il dit ‹fair play›.'],
  ['taken off by its caret', 'le <span lang="en">fa|ir play</span>', 'le fa|ir play'],
  ['another one', '<span lang="de">‹fair play›</span>', '<span lang="en">‹fair play›</span>'],
  ['more than was said', '‹a <span lang="en">b</span> c›', '<span lang="en">‹a b c›</span>'],
  [
    'each line by itself',
    '> ‹One.\n>\n> - Two›',
    '> <span lang="en">‹One.</span>\n>\n> - <span lang="en">Two›</span>',
  ],
  ['never code', '```\n‹a b›\n```', null],
  ['nothing', 'a  |  b', null],
]);

table('bold', toggleMark('**'), [
  ['marks the selection', 'le ‹port› du Havre', 'le **‹port›** du Havre'],
  ['leaves white space outside', 'le‹ port  ›du', 'le **‹port›**  du'],
  ['leaves narrow spaces outside', 'dit‹ « oui » ›!', 'dit **‹« oui »›** !'],
  ['unmarks what is marked around', 'le **‹port›** du', 'le ‹port› du'],
  ['unmarks what is marked inside', 'le ‹**port**› du', 'le ‹port› du'],
  ['marks the word at the caret', 'le po|rt du', 'le **po|rt** du'],
  ['unmarks the word at the caret', 'le **po|rt** du', 'le po|rt du'],
  ['opens marks where there is no word', 'fin. | ', 'fin. **|** '],
  ['takes empty marks away', 'fin. **|** ', 'fin. | '],
  ['ends at the end of the marked words', 'fin **deux mots|** ', 'fin **deux mots**| '],
  ['ends after one word', '**gras|**', '**gras**|'],
  ['bolds what is italic', '*‹mot›*', '***‹mot›***'],
  ['marks every paragraph, not what lies between', '‹un\n\ndeux›', '**‹un**\n\n**deux›**'],
  ['leaves list marks and quotes outside', '‹- un\n> deux›', '- **‹un**\n> **deux›**'],
  ['completes a half marked selection', '‹un\n**deux**›', '**‹un**\n**deux**›'],
  ['unmarks several paragraphs', '‹**un**\n**deux**›', '‹un\ndeux›'],
]);

table('italic', toggleMark('*'), [
  ['marks the selection', '‹mot›', '*‹mot›*'],
  ['unmarks it', '*‹mot›*', '‹mot›'],
  ['ends at the end of the marked words', '*mot|*', '*mot*|'],
  ['ends the italic of bold italic', '***mot|***', '***mot*|**'],
  ['makes bold bold italic', '**‹mot›**', '***‹mot›***'],
  ['makes bold italic bold', '***‹mot›***', '**‹mot›**'],
  ['knows the typographic apostrophe', 'l’eau d|e', 'l’eau *d|e*'],
]);

table('link', insertLink, [
  ['wants the address of the selection', 'un ‹port› du', 'un [port](|) du'],
  ['wants the address of the word', 'un po|rt du', 'un [port](|) du'],
  ['wants the text of an address', '‹https://le.havre›', '[|](https://le.havre)'],
  ['wants the text first where there is nothing', 'a  | b', 'a  [|]() b'],
  ['goes to the address of the link it is in', 'un [po|rt](https://a.b)', 'un [port](‹https://a.b›)'],
]);

table('heading 2', toggleHeading(2), [
  ['makes a heading', 'tit|re', '## tit|re'],
  ['makes it plain again', '## tit|re', 'tit|re'],
  ['changes the level', '#### tit|re', '## tit|re'],
  ['works on an empty line', '|', '## |'],
  ['keeps the quotation', '> tit|re', '> ## tit|re'],
  ['takes every touched line', '‹un\n\ndeux›', '## ‹un\n\n## deux›'],
]);

table('paragraph', toggleHeading(0), [
  ['makes a heading plain', '### ti|tre', 'ti|tre'],
  ['leaves a paragraph alone', 'ti|tre', null],
]);

table('quote', toggleQuote, [
  ['quotes a line', 'dit|', '> dit|'],
  ['takes the quotation away', '> dit|', 'dit|'],
  ['keeps paragraphs together', '‹un\n\ndeux›', '> ‹un\n>\n> deux›'],
  ['takes it away from all of them', '> ‹un\n>\n> deux›', '‹un\n\ndeux›'],
  ['quotes what is quoted in part', '‹> un\ndeux›', '> ‹> un\n> deux›'],
]);

table('bullet list', toggleBulletList, [
  ['makes an item', 'un|', '- un|'],
  ['takes it away', '- un|', 'un|'],
  ['makes items of lines', '‹un\ndeux›', '- ‹un\n- deux›'],
  ['turns numbers into bullets', '1. ‹un\n2. deux›', '- ‹un\n- deux›'],
  ['takes a task away with its box', '- [ ] un|', 'un|'],
  ['works on an empty line', '|', '- |'],
]);

table('numbered list', toggleNumberedList, [
  ['counts the lines', '‹un\ndeux\ntrois›', '1. ‹un\n2. deux\n3. trois›'],
  ['passes over blank lines', '‹un\n\ndeux›', '1. ‹un\n\n2. deux›'],
  ['takes them away', '‹1. un\n2. deux›', '‹un\ndeux›'],
  ['turns bullets into numbers', '* un|', '1. un|'],
]);

table('footnote', insertFootnote, [
  ['cites and goes to the text', 'Le port|.', 'Le port[^1].\n\n[^1]: |'],
  ['works at the very end', 'Le port|', 'Le port[^1]\n\n[^1]: |'],
  ['works in an empty text', '|', '[^1]\n\n[^1]: |'],
  ['numbers on', 'a[^2] b|.\n\n[^2]: x', 'a[^2] b[^3].\n\n[^2]: x\n[^3]: |'],
  ['uses the blank lines at the end', 'a|\n\n', 'a[^1]\n\n[^1]: |'],
  ['puts a blank line where one is missing', 'a|\n', 'a[^1]\n\n[^1]: |'],
  ['goes back from the text', 'a[^1] b\n\n[^1]: x|', 'a[^1]| b\n\n[^1]: x'],
]);

table('Enter', continueMarkup, [
  ['is left alone in a paragraph', 'un|', null],
  ['goes on with bullets', '- un|', '- un\n- |'],
  ['goes on with numbers', '1. un|', '1. un\n2. |'],
  ['counts on below', '1. un|\n2. deux\n3. trois', '1. un\n2. |\n3. deux\n4. trois'],
  ['passes over deeper items when counting', '1. un|\n   - a\n2. deux', '1. un\n2. |\n   - a\n3. deux'],
  ['goes on with tasks, not done', '- [x] un|', '- [x] un\n- [ ] |'],
  ['goes on with quotations', '> un|', '> un\n> |'],
  ['splits an item', '- un| deux', '- un\n- | deux'],
  ['keeps the indent', '  * un|', '  * un\n  * |'],
  ['ends the list on an empty item', '- un\n- |', '- un\n\n|'],
  ['leaves one blank line, not two', '- un\n\n- |', '- un\n\n|'],
  ['ends the quotation on an empty line', '> un\n> |', '> un\n\n|'],
  ['ends the list inside the quotation first', '> - un\n> - |', '> - un\n>\n> |'],
  ['takes a lonely mark away', '- |', '|'],
  ['is left alone before the mark', '|- un', null],
  ['replaces a selection', '- un‹ deux›', '- un\n- |'],
]);

table('Tab', indentItem, [
  ['goes one level in', '- un\n- deux|', '- un\n  - deux|'],
  ['leaves the manuscript elsewhere', 'un|', null],
]);

table('Shift+Tab', outdentItem, [
  ['goes one level out', '- un\n  - deux|', '- un\n- deux|'],
  ['leaves the manuscript at the first level', '- un|', null],
]);
