// The table of shortcuts: no two commands share one, and every layout's keys find their command.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setLocale } from '../locales/index.svelte';
import { COMMAND_IDS, COMMANDS, commandFor, HISTORY_KEYS, keysOf, matches, type KeyPress } from './keyboard';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

it('gives no shortcut to two commands', () => {
  const given = COMMAND_IDS.map((id) => COMMANDS[id].keys?.toLowerCase()).filter((keys) => keys != null);
  expect(new Set(given).size).toBe(given.length);
});

it.each([
  [press('k', { ctrlKey: true }), 'palette'],
  [press('P', { ctrlKey: true, shiftKey: true }), 'publish'],
  [press('+', { ctrlKey: true, shiftKey: true }), 'larger'],
  [press('+', { ctrlKey: true }), 'larger'],
  [press('-', { ctrlKey: true }), 'smaller'],
  [press(',', { ctrlKey: true }), 'settings'],
  [press('F7'), 'showPage'],
  [press('F6'), 'nextPane'],
  [press('k'), null],
  [press('K', { ctrlKey: true, shiftKey: true }), null],
  [press('n', { ctrlKey: true, altKey: true }), null],
  [press('b', { ctrlKey: true }), null],
])('%j asks for %s', (pressed, command) => {
  expect(commandFor(pressed, false)).toBe(command);
});

it('asks for ⌘ on a Mac', () => {
  expect(matches(press('k', { metaKey: true }), 'Mod+k', true)).toBe(true);
  expect(matches(press('k', { ctrlKey: true }), 'Mod+k', true)).toBe(false);
});

it('writes a shortcut as the keyboard does', () => {
  setLocale('fr');
  expect([keysOf('publish', false), keysOf('larger', false), keysOf('bin', false)]).toEqual([
    'Ctrl Maj P',
    'Ctrl +',
    '',
  ]);
  expect(keysOf('publish', true)).toBe('⇧⌘P');
});

it('is what the README tells', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8').toLowerCase();
  const all = [...COMMAND_IDS.map((id) => COMMANDS[id]), ...HISTORY_KEYS];
  const untold = all.filter(({ keys }) => {
    const written = keys?.replace('Mod', 'Ctrl').toLowerCase();
    return written !== undefined && !readme.includes('`' + written + '`');
  });
  expect(untold).toEqual([]);
});
