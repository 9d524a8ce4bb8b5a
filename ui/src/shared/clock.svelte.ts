// The present moment for « il y a 2 minutes », moved on twice a minute; nothing is decided by it.

import { createSubscriber } from 'svelte/reactivity';

let present = $state(Date.now());

/** Milliseconds since 1970, at most half a minute old; reactive. */
export function now(): number {
  return present;
}

/** Starts the clock; call what it returns to stop. */
export function startClock(read: () => number = Date.now, every = 30_000): () => void {
  present = read();
  const ticking = setInterval(() => (present = read()), every);
  return () => clearInterval(ticking);
}

const everySoon = createSubscriber((update) => {
  const ticking = setInterval(update, 250);
  return () => clearInterval(ticking);
});

/** Whole seconds until a moment, none once it is over; reactive, and ticking only while somebody looks. */
export function secondsUntil(moment: number): number {
  everySoon();
  return Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}
