// What a failure says to the journalist: what happened and what to do. Every code has its words, by type.

import type { Failure, FailureCode } from '../core/contract';
import { FAILURES } from '../core/failures';
import { dateTime } from '../locales/format';
import { t } from '../locales/index.svelte';

/** What happened, and what to do. */
export interface FailureWords {
  title: string;
  todo: string;
}

/** The words of a failure in the language in use; `limit` is the one that was passed, 0 where none is known. */
export function failureWords(code: FailureCode, limit = 0, until: number | null = null): FailureWords {
  const { key } = FAILURES[code];
  const date = until === null ? 'none' : dateTime(until);
  return { title: t(key, { limit, date }), todo: t(`${key}-todo`) };
}

/** The same, of a failure as it arrived. */
export function wordsOf(failure: Failure): FailureWords {
  return failureWords(failure.code, failure.limit, failure.until);
}

/** What happened, as it goes on behind a colon: in lower case. */
export function reasonOf(code: FailureCode): string {
  const { title } = failureWords(code);
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** What to do when the core could not start: no text is on screen yet, and the folder is shown below. */
export const REMEDY_AT_START: Partial<Record<FailureCode, string>> = {
  library_corrupt: 'start-failure-library-corrupt',
  library_newer: 'start-failure-library-newer',
  library_read_only: 'start-failure-library-read-only',
  library_busy: 'start-failure-library-busy',
  disk_full: 'start-failure-disk-full',
  disk_fault: 'start-failure-disk-fault',
};

/** The words of a failure that kept the core from starting. */
export function wordsAtStart(failure: Failure): FailureWords {
  const words = wordsOf(failure);
  const todo = REMEDY_AT_START[failure.code];
  return todo === undefined ? words : { ...words, todo: t(todo) };
}
