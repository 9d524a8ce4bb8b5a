// Every command of the manuscript by name, as shortcuts and the palette call them.
import { redo, undo } from '@codemirror/commands';
import type { EditorView, Command } from '@codemirror/view';
import { toggleBulletList, toggleHeading, toggleNumberedList, toggleQuote } from './blocks';
import { insertFootnote } from './footnote';
import { toggleMark } from './inline';
import { inLanguage } from './language';
import { insertLink } from './link';
import { openFigure } from '../figures';
import { openFind, openReplace } from '../find';
import { hostOf } from '../host';

/** The commands a journalist can give by name. */
export const COMMANDS = {
  bold: toggleMark('**'),
  italic: toggleMark('*'),
  link: insertLink,
  heading1: toggleHeading(1),
  heading2: toggleHeading(2),
  heading3: toggleHeading(3),
  quote: toggleQuote,
  bulletList: toggleBulletList,
  numberedList: toggleNumberedList,
  footnote: insertFootnote,
  inFrench: inLanguage('fr'),
  inEnglish: inLanguage('en'),
  openPicture: openFigure((view) => hostOf(view)?.pictures),
  find: openFind,
  replace: openReplace,
  undo,
  redo,
} satisfies Record<string, Command>;

/** One of them. */
export type EditorCommand = keyof typeof COMMANDS;

/** Runs a command in a view and leaves the keyboard where the command wants it. */
export function run(view: EditorView, command: EditorCommand): boolean {
  if (command !== 'find' && command !== 'replace') view.focus();
  return COMMANDS[command](view);
}
