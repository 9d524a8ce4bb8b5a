// Words made fit for the name of a file on every system; knows no ending and no folder.

/** Signs that a file's name can't hold somewhere. */
const UNFIT = /[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu;
/** Characters of a name, at the most. */
const LONGEST = 80;

/** What of these words a file's name can hold; empty where nothing is. */
export function fitForFile(words: string): string {
  const fit = words.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim();
  return [...fit]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '');
}
