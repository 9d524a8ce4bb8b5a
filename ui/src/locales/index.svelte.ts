// Messages in the journalist's language, from the Fluent catalogues beside this file; knows no newsroom rule.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

/** The languages the interface speaks; French is the first. */
export const LOCALES = ['fr', 'en'] as const;

/** One of them. */
export type Locale = (typeof LOCALES)[number];

/** Values a message may hold; numbers and dates are set by the language's rules. */
export type MessageArguments = Record<string, FluentVariable>;

const CATALOGUES = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });

const bundles: Record<Locale, FluentBundle> = { fr: bundle('fr'), en: bundle('en') };

let current = $state<Locale>('fr');

function bundle(locale: Locale): FluentBundle {
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const [path, source] of Object.entries(CATALOGUES)) {
    if (!path.startsWith(`./${locale}/`)) continue;
    const faults = made.addResource(new FluentResource(source));
    if (faults.length > 0) console.error('catalogue', path, faults);
  }
  return made;
}

/** Whether the interface speaks `tag`. */
export function isLocale(tag: string): tag is Locale {
  return (LOCALES as readonly string[]).includes(tag);
}

/** The language in use; reactive. */
export function locale(): Locale {
  return current;
}

/** Changes the language of every message on screen; an unknown tag gives French. */
export function setLocale(tag: string): void {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  current = isLocale(language) ? language : 'fr';
  if (typeof document !== 'undefined') document.documentElement.lang = current;
}

/** The message `key` in the language in use; reactive. A key without a message gives the key itself. */
export function t(key: string, values?: MessageArguments): string {
  return messageIn(current, key, values);
}

/** The message `key` in a given language. */
export function messageIn(language: Locale, key: string, values?: MessageArguments): string {
  const chosen = bundles[language];
  const message = chosen.getMessage(key);
  if (!message?.value) {
    console.error('no message', key);
    return key;
  }
  const faults: Error[] = [];
  const text = chosen.formatPattern(message.value, values ?? null, faults);
  if (faults.length > 0) console.error('message', key, faults);
  return text;
}
