// The present moment for « il y a 2 minutes », moved on twice a minute; nothing is decided by it.

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
