// The one table of shortcuts: the window, its menus, the palette and the README read it. Runs nothing.

import { t } from '../locales/index.svelte';

/** Every command that has a name; the palette lists them all. */
export type CommandId =
  | 'newDraft'
  | 'palette'
  | 'searchLibrary'
  | 'publish'
  | 'unpublish'
  | 'openPage'
  | 'copyAddress'
  | 'outbox'
  | 'duplicate'
  | 'bin'
  | 'importFiles'
  | 'exportAll'
  | 'toggleLibrary'
  | 'showPage'
  | 'showInspector'
  | 'alone'
  | 'nextPane'
  | 'larger'
  | 'smaller'
  | 'settings'
  | 'shortcuts'
  | 'bold'
  | 'italic'
  | 'link'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'quote'
  | 'bulletList'
  | 'numberedList'
  | 'footnote'
  | 'find'
  | 'replace'
  | 'undo'
  | 'redo';

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
  openPage: { name: 'command-open-page', keys: 'Mod+Shift+g', reach: 'window' },
  copyAddress: { name: 'command-copy-address', keys: 'Mod+Shift+c', reach: 'window' },
  unpublish: { name: 'command-unpublish', keys: null, reach: 'window' },
  outbox: { name: 'command-outbox', keys: 'Mod+Shift+o', reach: 'window' },
  duplicate: { name: 'command-duplicate', keys: null, reach: 'window' },
  bin: { name: 'command-bin', keys: null, reach: 'window' },
  importFiles: { name: 'command-import', keys: 'Mod+o', reach: 'window' },
  exportAll: { name: 'command-export', keys: null, reach: 'window' },
  nextPane: { name: 'command-next-pane', keys: 'F6', reach: 'window' },
  showPage: { name: 'command-show-page', keys: 'F7', reach: 'window' },
  showInspector: { name: 'command-show-inspector', keys: 'F8', reach: 'window' },
  toggleLibrary: { name: 'command-toggle-library', keys: 'F9', reach: 'window' },
  alone: { name: 'command-alone', keys: 'Mod+Shift+m', reach: 'window' },
  larger: { name: 'command-larger', keys: 'Mod++', reach: 'window' },
  smaller: { name: 'command-smaller', keys: 'Mod+-', reach: 'window' },
  settings: { name: 'command-settings', keys: 'Mod+,', reach: 'window' },
  shortcuts: { name: 'command-shortcuts', keys: 'F1', reach: 'window' },
  bold: { name: 'command-bold', keys: 'Mod+b', reach: 'manuscript' },
  italic: { name: 'command-italic', keys: 'Mod+i', reach: 'manuscript' },
  link: { name: 'command-link', keys: 'Mod+Shift+k', reach: 'manuscript' },
  heading1: { name: 'command-heading-1', keys: 'Mod+Alt+1', reach: 'manuscript' },
  heading2: { name: 'command-heading-2', keys: 'Mod+Alt+2', reach: 'manuscript' },
  heading3: { name: 'command-heading-3', keys: 'Mod+Alt+3', reach: 'manuscript' },
  quote: { name: 'command-quote', keys: 'Mod+Shift+.', reach: 'manuscript' },
  bulletList: { name: 'command-bullet-list', keys: 'Mod+Shift+8', reach: 'manuscript' },
  numberedList: { name: 'command-numbered-list', keys: 'Mod+Shift+7', reach: 'manuscript' },
  footnote: { name: 'command-footnote', keys: 'Mod+Alt+f', reach: 'manuscript' },
  find: { name: 'command-find', keys: 'Mod+f', reach: 'manuscript' },
  replace: { name: 'command-replace', keys: 'Mod+h', reach: 'manuscript' },
  undo: { name: 'command-undo', keys: 'Mod+z', reach: 'manuscript' },
  redo: { name: 'command-redo', keys: 'Mod+Shift+z', reach: 'manuscript' },
};

/** All command names. */
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

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

/** A command's shortcut as the keyboard shows it: « Ctrl Maj P », "⇧⌘P"; empty for none. */
export function keysOf(id: CommandId, mac: boolean): string {
  const { keys } = COMMANDS[id];
  if (keys === null) return '';
  const { key, mod, shift, alt } = parsed(keys);
  const shown = key.length === 1 ? key.toUpperCase() : key;
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${shown}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && t('key-shift'), shown].filter(Boolean).join(' ');
}

function parsed(keys: string): { key: string; mod: boolean; shift: boolean; alt: boolean } {
  const key = keys.endsWith('+') ? '+' : keys.slice(keys.lastIndexOf('+') + 1);
  return { key, mod: keys.startsWith('Mod+'), shift: keys.includes('Shift+'), alt: keys.includes('Alt+') };
}
