// What counts as a reason for which something goes out all the same; the core refuses what does not.

/** The fewest letters and digits that are a reason. */
const LEAST = 4;

/** Whether words are a reason. */
export function isReason(words: string): boolean {
  return (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST;
}
