// What a failure says to the journalist: what happened and what to do. Every code has its words, by type.

import type { Failure, FailureCode } from '../core/contract';
import { FAILURES } from '../core/failures';
import { t } from '../locales/index.svelte';

/** What happened, and what to do. */
export interface FailureWords {
  title: string;
  todo: string;
}

/** The words of a failure in the language in use. */
export function failureWords(code: FailureCode): FailureWords {
  const { key } = FAILURES[code];
  return { title: t(key), todo: t(`${key}-todo`) };
}

/** The same, of a failure as it arrived. */
export function wordsOf(failure: Failure): FailureWords {
  return failureWords(failure.code);
}
