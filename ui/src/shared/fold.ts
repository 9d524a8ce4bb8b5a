// Words compared without accents, case or ligatures; knows nothing of what they name.

/** `text` in lower case, without accents: « Déjà l’œuvre » gives "deja l'oeuvre". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/gu, ' ');
}

/** The words that differ by more than accents and case; of those that don't, the first. */
export function distinct(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const folded = fold(word);
    return !seen.has(folded) && seen.add(folded);
  });
}

/**
 * How well `text` answers `asked`: 0 not at all, more is better. Every word asked for must be there;
 * a start of the text is worth more than a start of a word, that more than a piece, and scattered letters least.
 */
export function score(text: string, asked: string): number {
  const where = fold(text);
  const words = fold(asked).trim().split(' ').filter(Boolean);
  let total = 1;
  for (const word of words) {
    const worth = worthOf(where, word);
    if (worth === 0) return 0;
    total += worth;
  }
  return total;
}

function worthOf(where: string, word: string): number {
  if (where.startsWith(word)) return 8;
  if (where.includes(` ${word}`) || where.includes(`'${word}`)) return 6;
  if (where.includes(word)) return 4;
  return word.length > 2 && scattered(where, word) ? 1 : 0;
}

function scattered(where: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = where.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
