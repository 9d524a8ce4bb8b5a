// Every message asked for exists, every message is asked for, and both languages say the same things.

import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { REMEDY_AT_START } from '../app/failure-words';
import { COMMANDS } from '../app/keyboard';
import contract from '../core/contract/index.ts?raw';
import { ORDER_NAMES, STATUS_GROUPS, STATUS_NAMES } from '../features/library/status';
import { ACTION_NAMES, OPERATION_NAMES, STATE_NAMES } from '../features/publishing/words';
import { LOST_NAMES } from '../shared/lost';
import { KIND_NAMES } from '../features/sites/words';
import { isLocale, LOCALES, locale, messageIn, setLocale, t } from './index.svelte';

const catalogues = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });
const sources = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const code = Object.values(sources).join('\n');

/** Keys put together from a code, as the failures' are. */
const COMPOSED = /^failure-/;
const prefixes = [...code.matchAll(/`([a-z0-9-]+-)\$\{/g)].map((match) => match[1] ?? '');

interface Found {
  variables: string[];
  text: string;
}

function messagesOf(language: string): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [path, source] of Object.entries(catalogues)) {
    if (!path.startsWith(`./${language}/`)) continue;
    for (const message of new FluentResource(source).body) {
      expect(found.has(message.id), `${message.id} is defined twice in ${language}`).toBe(false);
      found.set(message.id, { variables: variablesOf(message.value), text: textOf(message.value) });
    }
  }
  return found;
}

function variablesOf(pattern: unknown): string[] {
  const names = new Set<string>();
  walk(pattern, (node) => {
    if (node.type === 'var' && typeof node.name === 'string') names.add(node.name);
  });
  return [...names].sort();
}

function textOf(pattern: unknown): string {
  const pieces: string[] = [];
  if (typeof pattern === 'string') pieces.push(pattern);
  walk(
    pattern,
    () => undefined,
    (text) => pieces.push(text),
  );
  return pieces.join('\n');
}

function walk(
  node: unknown,
  visit: (node: Record<string, unknown>) => void,
  hear?: (text: string) => void,
): void {
  if (Array.isArray(node)) {
    for (const part of node) {
      if (typeof part === 'string') hear?.(part);
      else walk(part, visit, hear);
    }
  } else if (typeof node === 'object' && node !== null) {
    const record = node as Record<string, unknown>;
    visit(record);
    for (const [name, value] of Object.entries(record)) {
      if (name === 'value' && typeof value === 'string') hear?.(value);
      else walk(value, visit, hear);
    }
  }
}

const french = messagesOf('fr');
const english = messagesOf('en');

describe('the catalogues', () => {
  it('hold the same messages in French and in English', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
  });

  it('use the same variables in both languages', () => {
    for (const [key, { variables }] of french) expect(english.get(key)?.variables, key).toEqual(variables);
  });

  it('hold every message that the code asks for', () => {
    const calls = [...code.matchAll(/\bt\(([^()]*)\)/g)].map((match) => match[1] ?? '');
    const asked = calls.flatMap((call) =>
      [...call.matchAll(/(?<![:{,=]\s*)(['"`])([a-z0-9-]+)\1/g)].map((match) => match[2] ?? ''),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !french.has(key) && !isLocale(key))).toEqual([]);
  });

  it('hold every message that a table names', () => {
    const tables = [
      STATUS_NAMES,
      STATUS_GROUPS,
      ORDER_NAMES,
      OPERATION_NAMES,
      STATE_NAMES,
      ACTION_NAMES,
      KIND_NAMES,
      LOST_NAMES,
      REMEDY_AT_START,
    ];
    const named = [
      ...tables.flatMap((table) => Object.values(table)),
      ...Object.values(COMMANDS).map(({ name }) => name),
    ];
    expect(named.filter((key) => !french.has(key))).toEqual([]);
  });

  it('say of every failure what happened and what to do', () => {
    const codes = /export type FailureCode = ([^;]*);/.exec(contract)?.[1] ?? '';
    const keys = [...codes.matchAll(/"([a-z0-9_]+)"/g)].map(
      (match) => `failure-${(match[1] ?? '').replaceAll('_', '-')}`,
    );
    expect(keys.length).toBeGreaterThan(40);
    const told = [...french.keys()].filter((key) => COMPOSED.test(key)).sort();
    expect(told).toEqual(keys.flatMap((key) => [key, `${key}-todo`]).sort());
  });

  it('hold no message that nobody asks for', () => {
    const unused = [...french.keys()].filter(
      (key) =>
        !COMPOSED.test(key) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !new RegExp(`(['"\`])${key}\\1`).test(code),
    );
    expect(unused).toEqual([]);
  });

  it('parse without a fault', () => {
    for (const language of LOCALES) {
      for (const key of french.keys())
        expect(messageIn(language, key, everything(key)), key).not.toMatch(/\{|\}|^$/);
    }
  });
});

/** A value for every variable of a message. */
function everything(key: string): Record<string, string | number> {
  const names = french.get(key)?.variables ?? [];
  return Object.fromEntries(
    names.map((name) => [name, /count|words|minutes|attempts|size/.test(name) ? 2 : 'x']),
  );
}

describe('French typography', () => {
  const lines = [...french].map(([key, { text }]) => ({ key, text }));

  it.each([
    ['an apostrophe is ’', /'/],
    ['a narrow no-break space stands before ; ! ?', /[^\u202f\s?!…([«][;!?]|[ \u00a0][;!?]/],
    ['a no-break space stands before a colon', /(?<![\u00a0\d]):(?=\s|$)/],
    ['no-break spaces stand inside guillemets', /«(?!\u00a0)|(?<!\u00a0)»/],
    ['an ellipsis is one sign', /\.\.\./],
    ['quotation marks are guillemets', /["“”]/],
  ])('%s', (_, wrong) => {
    expect(lines.filter(({ text }) => wrong.test(text))).toEqual([]);
  });
});

describe('the language in use', () => {
  it('changes every message', () => {
    setLocale('en-GB');
    expect(locale()).toBe('en');
    expect(t('saved')).toBe('Saved');
    setLocale('fr');
    expect(t('saved')).toBe('Enregistré');
  });

  it('is French for a language the interface does not speak', () => {
    setLocale('de');
    expect(locale()).toBe('fr');
    expect(isLocale('de')).toBe(false);
  });

  it('writes numbers and plurals by its rules', () => {
    setLocale('fr');
    expect(t('counts', { words: 1005, minutes: 6 })).toBe('1\u202f005 mots · 6 min');
    expect(t('counts', { words: 1, minutes: 1 })).toBe('1 mot · 1 min');
    setLocale('en');
    expect(t('counts', { words: 1005, minutes: 6 })).toBe('1,005 words · 6 min');
    setLocale('fr');
  });
});
