// Which key gives which command in the manuscript. Digits go by their place on the keyboard, see `digits`.
import {
  cursorDocStart,
  defaultKeymap,
  deleteLine,
  historyKeymap,
  moveLineDown,
  moveLineUp,
  standardKeymap,
} from '@codemirror/commands';
import { closeSearchPanel, findNext, findPrevious } from '@codemirror/search';
import { Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, type Command, type KeyBinding } from '@codemirror/view';
import { COMMANDS, run, type EditorCommand } from './commands';
import { toggleHeading } from './commands/blocks';
import { continueMarkup, indentItem, outdentItem } from './commands/lists';

/**
 * The shortcut of every command that has one as a reader of the palette or the README sees it; `Mod` is Ctrl, on a Mac ⌘.
 * Ctrl+K belongs to the window's search, hence Ctrl+L (lien, link).
 */
export const SHORTCUTS: Record<Exclude<EditorCommand, 'inFrench' | 'inEnglish'>, string> = {
  bold: 'Mod+B',
  italic: 'Mod+I',
  link: 'Mod+L',
  heading1: 'Mod+1',
  heading2: 'Mod+2',
  heading3: 'Mod+3',
  quote: 'Mod+Shift+9',
  bulletList: 'Mod+Shift+8',
  numberedList: 'Mod+Shift+7',
  footnote: 'Mod+Alt+F',
  openPicture: 'Alt+Enter',
  find: 'Mod+F',
  replace: 'Mod+H',
  undo: 'Mod+Z',
  redo: 'Mod+Shift+Z',
};

/**
 * Digits by the key's place: on a French keyboard they need Shift, and WebKitGTK reports the key under `&` as
 * if the keyboard were American, so neither `key` nor `keyCode` can be trusted.
 */
const DIGITS: Record<string, EditorCommand> = {
  Digit1: 'heading1',
  Digit2: 'heading2',
  Digit3: 'heading3',
};
const SHIFTED_DIGITS: Record<string, EditorCommand> = {
  Digit7: 'numberedList',
  Digit8: 'bulletList',
  Digit9: 'quote',
};

const digits = EditorView.domEventHandlers({
  keydown(event, view) {
    const mod = event.ctrlKey || event.metaKey;
    if (!mod || event.altKey || event.getModifierState('AltGraph') || event.isComposing) return false;
    if (event.code === 'Digit0' && !event.shiftKey) return toggleHeading(0)(view);
    const name = (event.shiftKey ? SHIFTED_DIGITS : DIGITS)[event.code];
    // A handler that returns true also keeps the key from the browser.
    return name !== undefined && run(view, name);
  },
});

/** The start is where the sheet starts: with the headline, which stands above the text. */
const toStart: Command = (view) => {
  cursorDocStart(view);
  view.scrollDOM.scrollTop = 0;
  return true;
};

const own: KeyBinding[] = [
  { key: 'Mod-b', run: COMMANDS.bold, preventDefault: true },
  { key: 'Mod-i', run: COMMANDS.italic, preventDefault: true },
  { key: 'Mod-l', run: COMMANDS.link, preventDefault: true },
  { key: 'Mod-Alt-f', run: COMMANDS.footnote, preventDefault: true },
  { key: 'Alt-Enter', run: COMMANDS.openPicture },
  { key: 'Mod-f', run: COMMANDS.find, preventDefault: true },
  { key: 'Mod-h', run: COMMANDS.replace, preventDefault: true },
  { key: 'Mod-g', run: findNext, shift: findPrevious, preventDefault: true },
  { key: 'F3', run: findNext, shift: findPrevious, preventDefault: true },
  { key: 'Mod-Home', run: toStart },
  { key: 'Escape', run: closeSearchPanel },
  { key: 'Enter', run: continueMarkup },
  { key: 'Tab', run: indentItem, shift: outdentItem },
  { key: 'Alt-ArrowUp', run: moveLineUp },
  { key: 'Alt-ArrowDown', run: moveLineDown },
  { key: 'Shift-Mod-k', run: deleteLine },
];

/** Keys that the default map gives to programmers, or that belong to the window (Ctrl+Enter publishes). */
const plain = standardKeymap.filter((binding) => defaultKeymap.includes(binding));

/** All keys of the manuscript. */
export const keys: Extension = [Prec.high(keymap.of(own)), digits, keymap.of([...historyKeymap, ...plain])];
