// A picture of the text as Markdown: a line of its own with its words. Knows neither editor nor library.
import { addressOf, keptAt, type KeptPicture } from './kept';

/** A kept picture and what the text says of it. */
export interface Figure extends KeptPicture {
  alt: string;
  caption: string;
  credit: string;
}

const FIGURE =
  /^ {0,3}!\[((?:\\.|[^\\[\]])*)\]\((\/media\/[^\s()"]+)(?:[ \t]+"((?:\\.|[^\\"])*)")?[ \t]*\)[ \t]*$/;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** The kept picture that a line of Markdown is; `null` when it is anything else, or more than that. */
export function figureOf(line: string): Figure | null {
  const [found, alt = '', address = '', title = ''] = FIGURE.exec(line) ?? [];
  const kept = found === undefined ? null : keptAt(address);
  if (!kept) return null;
  const words = title.replace(ESCAPE, '$1');
  const sign = words.lastIndexOf('©');
  const caption = sign < 0 ? words : words.slice(0, sign);
  const credit = sign < 0 ? '' : words.slice(sign + 1);
  return { ...kept, alt: alt.replace(ESCAPE, '$1'), caption: caption.trim(), credit: credit.trim() };
}

/** The line of Markdown that says a figure: `![alt](/media/HASH.jpg "caption © credit")`. */
export function lineOf({ alt, caption, credit, ...kept }: Figure): string {
  const signed = nameOf(credit);
  const title = [inLine(caption), signed && `© ${signed}`].filter(Boolean).join(' ');
  const escaped = title.replace(/[\\"&]/g, '\\$&');
  const shown = inLine(alt).replace(/[\\`*_[\]<&~]/g, '\\$&');
  return `![${shown}](${addressOf(kept)}${title && ` "${escaped}"`})`;
}

/** Who made it, without the sign that the line puts before it: the last sign of a line begins the credit. */
function nameOf(credit: string): string {
  return inLine(
    inLine(credit)
      .replace(/^(?:©\s*)+/, '')
      .replaceAll('©', '(c)'),
  );
}

function inLine(words: string): string {
  return words.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim();
}
