// The one table of shortcuts: the window, its menus, the palette and the README read it. Runs nothing.

import type { EditorCommand } from '../editor/commands';
import { SHORTCUTS } from '../editor/keymap';
import { t } from '../locales/index.svelte';

/** What the window and its features do. */
export type WindowCommand =
  | 'newDraft'
  | 'palette'
  | 'searchLibrary'
  | 'publish'
  | 'publishAt'
  | 'correct'
  | 'unpublish'
  | 'openPage'
  | 'copyAddress'
  | 'outbox'
  | 'duplicate'
  | 'bin'
  | 'history'
  | 'keepVersion'
  | 'pictures'
  | 'insertPicture'
  | 'insertPictureFrom'
  | 'insertPictureOfLibrary'
  | 'importFiles'
  | 'importArticles'
  | 'exportAll'
  | 'addSite'
  | 'toggleLibrary'
  | 'showPage'
  | 'showInspector'
  | 'alone'
  | 'mend'
  | 'setSigns'
  | 'showCopy'
  | 'showChecks'
  | 'spaces'
  | 'passageLanguage'
  | 'nextPane'
  | 'larger'
  | 'smaller'
  | 'settings'
  | 'shortcuts';

/** Every command that has a name; the palette lists them all. */
export type CommandId = WindowCommand | EditorCommand;

/** Who answers a shortcut: the whole window, or the manuscript while the keyboard is in it. */
export type Reach = 'window' | 'manuscript';

/** One command: its message, its shortcut (`Mod` is Ctrl, or ⌘ on a Mac), who answers it. */
export interface CommandEntry {
  name: string;
  keys: string | null;
  reach: Reach;
}

/** All commands in the order in which the palette lists them. */
export const COMMANDS: Record<CommandId, CommandEntry> = {
  newDraft: { name: 'command-new-draft', keys: 'Mod+n', reach: 'window' },
  palette: { name: 'command-palette', keys: 'Mod+k', reach: 'window' },
  searchLibrary: { name: 'command-search-library', keys: 'Mod+Shift+f', reach: 'window' },
  publish: { name: 'command-publish', keys: 'Mod+Shift+p', reach: 'window' },
  publishAt: { name: 'command-publish-at', keys: null, reach: 'window' },
  correct: { name: 'command-correct', keys: 'Mod+Shift+r', reach: 'window' },
  openPage: { name: 'command-open-page', keys: 'Mod+Shift+g', reach: 'window' },
  copyAddress: { name: 'command-copy-address', keys: 'Mod+Shift+c', reach: 'window' },
  unpublish: { name: 'command-unpublish', keys: null, reach: 'window' },
  outbox: { name: 'command-outbox', keys: 'Mod+Shift+o', reach: 'window' },
  duplicate: { name: 'command-duplicate', keys: null, reach: 'window' },
  bin: { name: 'command-bin', keys: null, reach: 'window' },
  history: { name: 'command-history', keys: 'Mod+Shift+h', reach: 'window' },
  keepVersion: { name: 'command-keep-version', keys: null, reach: 'window' },
  pictures: { name: 'command-pictures', keys: 'F4', reach: 'window' },
  insertPicture: { name: 'command-insert-picture', keys: 'Mod+Shift+l', reach: 'window' },
  insertPictureFrom: { name: 'command-insert-picture-from', keys: null, reach: 'window' },
  insertPictureOfLibrary: { name: 'command-insert-picture-of-library', keys: null, reach: 'window' },
  importFiles: { name: 'command-import', keys: 'Mod+o', reach: 'window' },
  importArticles: { name: 'command-import-articles', keys: null, reach: 'window' },
  exportAll: { name: 'command-export', keys: null, reach: 'window' },
  addSite: { name: 'command-add-site', keys: null, reach: 'window' },
  mend: { name: 'command-mend', keys: 'Mod+.', reach: 'window' },
  setSigns: { name: 'command-set-signs', keys: null, reach: 'window' },
  showCopy: { name: 'command-show-copy', keys: 'Mod+Shift+e', reach: 'window' },
  showChecks: { name: 'command-show-checks', keys: 'F10', reach: 'window' },
  spaces: { name: 'command-spaces', keys: 'Mod+Shift+s', reach: 'window' },
  passageLanguage: { name: 'command-passage-language', keys: null, reach: 'window' },
  nextPane: { name: 'command-next-pane', keys: 'F6', reach: 'window' },
  showPage: { name: 'command-show-page', keys: 'F7', reach: 'window' },
  showInspector: { name: 'command-show-inspector', keys: 'F8', reach: 'window' },
  toggleLibrary: { name: 'command-toggle-library', keys: 'F9', reach: 'window' },
  alone: { name: 'command-alone', keys: 'Mod+Shift+m', reach: 'window' },
  larger: { name: 'command-larger', keys: 'Mod++', reach: 'window' },
  smaller: { name: 'command-smaller', keys: 'Mod+-', reach: 'window' },
  settings: { name: 'command-settings', keys: 'Mod+,', reach: 'window' },
  shortcuts: { name: 'command-shortcuts', keys: 'F1', reach: 'window' },
  bold: { name: 'command-bold', keys: SHORTCUTS.bold, reach: 'manuscript' },
  italic: { name: 'command-italic', keys: SHORTCUTS.italic, reach: 'manuscript' },
  link: { name: 'command-link', keys: SHORTCUTS.link, reach: 'manuscript' },
  heading1: { name: 'command-heading-1', keys: SHORTCUTS.heading1, reach: 'manuscript' },
  heading2: { name: 'command-heading-2', keys: SHORTCUTS.heading2, reach: 'manuscript' },
  heading3: { name: 'command-heading-3', keys: SHORTCUTS.heading3, reach: 'manuscript' },
  quote: { name: 'command-quote', keys: SHORTCUTS.quote, reach: 'manuscript' },
  bulletList: { name: 'command-bullet-list', keys: SHORTCUTS.bulletList, reach: 'manuscript' },
  numberedList: { name: 'command-numbered-list', keys: SHORTCUTS.numberedList, reach: 'manuscript' },
  footnote: { name: 'command-footnote', keys: SHORTCUTS.footnote, reach: 'manuscript' },
  openPicture: { name: 'command-open-picture', keys: SHORTCUTS.openPicture, reach: 'manuscript' },
  inFrench: { name: 'command-in-french', keys: null, reach: 'manuscript' },
  inEnglish: { name: 'command-in-english', keys: null, reach: 'manuscript' },
  find: { name: 'command-find', keys: SHORTCUTS.find, reach: 'manuscript' },
  replace: { name: 'command-replace', keys: SHORTCUTS.replace, reach: 'manuscript' },
  undo: { name: 'command-undo', keys: SHORTCUTS.undo, reach: 'manuscript' },
  redo: { name: 'command-redo', keys: SHORTCUTS.redo, reach: 'manuscript' },
};

/** The history's own keys, which its view answers while it is open: what they do, and which they are. */
export const HISTORY_KEYS: readonly { name: string; keys: string }[] = [
  { name: 'history-next', keys: 'Alt+↓' },
  { name: 'history-before', keys: 'Alt+↑' },
  { name: 'history-rename-chosen', keys: 'F2' },
  { name: 'history-close', keys: 'Esc' },
];

/** All command names. */
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

/** The commands that a key held down gives again and again. */
const REPEATING: ReadonlySet<CommandId> = new Set(['larger', 'smaller', 'nextPane']);

/** Whether a key that is held goes on asking for a command. */
export function repeats(command: CommandId): boolean {
  return REPEATING.has(command);
}

/** What of a key press decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether this machine's main modifier is ⌘. */
export function onMac(platform: string): boolean {
  return platform.startsWith('Mac');
}

/** Whether `press` is the shortcut `keys`. Signs such as + and , may or may not need Shift: the layout decides. */
export function matches(press: KeyPress, keys: string, mac: boolean): boolean {
  const { key, mod, shift, alt } = parsed(keys);
  const pressedMod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (pressedMod !== mod || other || press.altKey !== alt) return false;
  if (/^[a-z]$|^F\d+$/.test(key) && press.shiftKey !== shift) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** The command of the window that `press` asks for. */
export function commandFor(press: KeyPress, mac: boolean): CommandId | null {
  const found = COMMAND_IDS.find((id) => {
    const { keys, reach } = COMMANDS[id];
    return reach === 'window' && keys !== null && matches(press, keys, mac);
  });
  return found ?? null;
}

/** Which way undo goes by `press`: back (-1), forth (1); `null` for another key. */
export function undoStep(press: KeyPress, mac: boolean): -1 | 1 | null {
  if (matches(press, 'Mod+z', mac)) return -1;
  return matches(press, 'Mod+Shift+z', mac) || matches(press, 'Mod+y', mac) ? 1 : null;
}

/** A command's shortcut as the keyboard shows it: « Ctrl Maj P », "⇧⌘P"; empty for none. */
export function keysOf(id: CommandId, mac: boolean): string {
  const { keys } = COMMANDS[id];
  return keys === null ? '' : asShown(keys, mac);
}

/** Keys as the keyboard shows them. */
export function asShown(keys: string, mac: boolean): string {
  const { key, mod, shift, alt } = parsed(keys);
  const shown = key.length === 1 ? key.toUpperCase() : key;
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${shown}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && t('key-shift'), shown].filter(Boolean).join(' ');
}

function parsed(keys: string): { key: string; mod: boolean; shift: boolean; alt: boolean } {
  const key = keys.endsWith('+') ? '+' : keys.slice(keys.lastIndexOf('+') + 1);
  return { key, mod: keys.startsWith('Mod+'), shift: keys.includes('Shift+'), alt: keys.includes('Alt+') };
}
