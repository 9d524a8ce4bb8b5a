// How sites are named, what their systems ask for, and what a refusal means there; asks no site anything.

import type { DiscoveredSite, Failure, FailureCode, SiteKind } from '../../core/contract';
import { t } from '../../locales/index.svelte';

/** What happened, and what to do. */
export interface Words {
  title: string;
  todo: string;
}

/** Something to do about a failure. */
export interface Remedy {
  label: string;
  run: () => void;
}

/** The message that names what a site speaks. */
export const KIND_NAMES: Record<SiteKind, string> = {
  local: 'site-kind-local',
  siteApi: 'site-kind-site-api',
  wordPress: 'site-kind-wordpress',
  ghost: 'site-kind-ghost',
  micropub: 'site-kind-micropub',
  folder: 'site-kind-folder',
};

/** The programs that make pages of a folder of files, and where articles lie in theirs. */
export const GENERATORS = {
  hugo: { name: 'Hugo', folder: 'content/posts' },
  zola: { name: 'Zola', folder: 'content' },
  eleventy: { name: 'Eleventy', folder: 'src/posts' },
} as const;

/** One of them. */
export type Generator = keyof typeof GENERATORS;

/** The systems that ask for an account. */
export type AccountKind = 'wordPress' | 'ghost' | 'micropub' | 'siteApi';

/** What a system asks for: the part of its messages' keys, and where a person makes it. */
interface Needs {
  key: string;
  door: (found: DiscoveredSite) => string | null;
}

/** Whom an account is asked of. */
export const NEEDS: Record<AccountKind, Needs> = {
  wordPress: { key: 'wordpress', door: ({ signIn }) => withName(signIn) },
  ghost: { key: 'ghost', door: ({ signIn }) => signIn && `${signIn}#/settings/integrations` },
  // Its authorization page shows nothing to somebody who was not sent there.
  micropub: { key: 'micropub', door: ({ home }) => home },
  siteApi: { key: 'site-api', door: ({ signIn }) => signIn },
};

/** What is asked for at a site that was found. */
export function needsOf(kind: SiteKind): Needs {
  return NEEDS[kind in NEEDS ? (kind as AccountKind) : 'siteApi'];
}

/** The message that offers another password for a site; `null` where it asks for none of hers. */
export function renewalOf(kind: SiteKind): string | null {
  return kind in NEEDS ? `site-renew-${needsOf(kind).key}` : null;
}

/** WordPress then has the password's name ready. */
function withName(signIn: string | null): string | null {
  if (signIn === null) return null;
  const address = new URL(signIn);
  address.searchParams.set('app_name', 'Marbre');
  return address.href;
}

/** What is wrong with a Ghost key as far as it is typed: other letters, or the key that may only read. */
export function ghostKeyFault(typed: string): 'letters' | 'content' | null {
  const key = typed.trim();
  if (!/^[0-9a-f]*(?::[0-9a-f]*)?$/i.test(key)) return 'letters';
  return /^[0-9a-f]{26,}$/i.test(key) ? 'content' : null;
}

/** Whether this is a whole Ghost key. */
export function isGhostKey(typed: string): boolean {
  return /^[0-9a-f]+:(?:[0-9a-f]{2})+$/i.test(typed.trim());
}

/** What a failure is called while a site is looked for. */
const IN_SEARCH: Partial<Record<FailureCode, string>> = {
  field_invalid: 'address',
  site_unreachable: 'silent',
  outcome_unknown: 'silent',
  site_not_understood: 'unknown',
};

/** What it is called while an account is tried; `-` stands where each system has its own words. */
const IN_ACCOUNT: Partial<Record<FailureCode, string>> = {
  site_refused_credential: 'refused-',
  site_forbids: 'forbidden-',
  site_unreachable: 'silent',
  outcome_unknown: 'silent',
  site_busy: 'down',
  site_broken: 'down',
  site_full: 'down',
  site_not_found: 'odd',
  site_not_understood: 'odd',
  field_invalid: 'unfit',
};

/** What it is called while a known site gets another password: nothing is added then. */
const IN_RENEWAL: Partial<Record<FailureCode, string>> = {
  site_refused_credential: 'refused-',
  site_forbids: 'forbidden-',
  field_invalid: 'unfit',
};

/** The failures with words of their own here, by what is being done. */
export const FAILING = { search: IN_SEARCH, account: IN_ACCOUNT, renewal: IN_RENEWAL } as const;

/** What a failure means while a site is added or renewed; `otherwise` has the words it has everywhere. */
export function addingWords(
  failure: Failure,
  kind: SiteKind | null,
  otherwise: (failure: Failure) => Words,
  renewal = false,
): Words {
  const doing = kind === null ? 'search' : renewal ? 'renewal' : 'account';
  const name = FAILING[doing][failure.code];
  if (name === undefined) return otherwise(failure);
  const whole = name.endsWith('-') ? name + needsOf(kind ?? 'siteApi').key : name;
  return { title: t(`site-fails-${whole}`), todo: t(`site-fails-${whole}-todo`) };
}

/** An address as it is read: without its scheme and the slash at its end. */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
