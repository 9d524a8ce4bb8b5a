// A core played in memory: tests and development in a browser. Believable, never used in the shipped window.
import type { Client } from './client';

/** A core with a few drafts, in memory. */
export function memoryClient(): Client {
  return {
    call: () => Promise.reject({ code: 'internal', message: 'not yet' }),
    listen: () => () => undefined,
  };
}
