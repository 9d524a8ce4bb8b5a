// What is asked for many times at once is done once, a moment later.

/** Runs `run` this many milliseconds after the first of a burst of calls. */
export function burst(rest: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, rest);
  };
}
