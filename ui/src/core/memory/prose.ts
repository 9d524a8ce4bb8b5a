// A little Markdown for the core that is played in memory: enough for tests and for looking at screens.
import type { Block, Change, Counts, Heading, Splice } from '../contract';

const BLOCK = /(?:(?!\n[ \t]*\n)[^])*?(?:\n(?:[ \t]*\n)+|\n?$)/y;
const FENCE = /(?:[ \t]*\n)*```[^]*?(?:\n```[ \t]*(?:\n(?:[ \t]*\n)*|$)|$)/y;

/** The source cut into blocks, each with the blank lines after it. Joined they are the source. */
export function slices(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const pattern = text.startsWith('```', at) ? FENCE : BLOCK;
    pattern.lastIndex = at;
    const slice = pattern.exec(text)?.[0] ?? '';
    const piece = slice === '' ? text.slice(at) : slice;
    const last = found.length - 1;
    if (piece.trim() === '' && last >= 0) found[last] = (found[last] ?? '') + piece;
    else found.push(piece);
    at += piece.length;
  }
  if (found.length > 1 && found[0]?.trim() === '') found.splice(0, 2, (found[0] ?? '') + (found[1] ?? ''));
  return found;
}

/** Escapes text as a browser serialises it. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00a0/g, '&nbsp;');
}

function inline(text: string): string {
  return escapeText(text)
    .replace(/\[\^([^\]]+)\]/g, '<sup><a href="#note-$1">$1</a></sup>')
    .replace(/\[([^\]]*)\]\((https?:[^)"\s]*|mailto:[^)"\s]*)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
    .replace(/~~([^~]+)~~/g, '<del>$1</del>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}

const FIGURE = /^!\[([^\]]*)\]\((\/media\/[^)"\s]*)(?: "([^"]*)")?\)$/;

function figure(source: string): string | null {
  const [found, alt = '', address = '', words = ''] = FIGURE.exec(source) ?? [];
  if (found === undefined) return null;
  const image = `<img src="${address}" alt="${escapeText(alt)}" loading="lazy">`;
  return `<figure>${image}${words && `<figcaption>${escapeText(words)}</figcaption>`}</figure>`;
}

function items(lines: string[], mark: RegExp): string {
  return lines.map((line) => `\n<li>${inline(line.replace(mark, ''))}</li>`).join('');
}

function element(slice: string): string {
  const source = slice.trim();
  const heading = /^(#{1,6})[ ]+(.*)$/.exec(source);
  const lines = source.split('\n');
  if (heading) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
  const picture = figure(source);
  if (picture !== null) return picture;
  if (source.startsWith('```')) return `<pre><code>${escapeText(lines.slice(1, -1).join('\n'))}</code></pre>`;
  if (/^(?:[-*_][ ]*){3,}$/.test(source)) return '<hr>';
  if (lines.every((line) => line.startsWith('>'))) {
    const paragraphs = lines
      .map((line) => line.replace(/^>[ ]?/, ''))
      .join('\n')
      .split(/\n\n+/);
    return `<blockquote>\n${paragraphs.map((text) => `<p>${inline(text)}</p>`).join('\n')}\n</blockquote>`;
  }
  if (lines.every((line) => /^\s*[-*+][ ]/.test(line))) return `<ul>${items(lines, /^\s*[-*+][ ]+/)}\n</ul>`;
  if (lines.every((line) => /^\s*\d+[.)][ ]/.test(line)))
    return `<ol>${items(lines, /^\s*\d+[.)][ ]+/)}\n</ol>`;
  return `<p>${inline(source)}</p>`;
}

const NOTE = /^\[\^([^\]]+)\]:[ ]*(.*)$/;

/** The blocks of a text; the notes come last and have no length. */
export function blocksOf(text: string): Block[] {
  const notes: string[] = [];
  const blocks = slices(text).map((slice) => {
    const lines = slice.trim().split('\n');
    const isNotes = lines.every((line) => NOTE.test(line));
    if (isNotes) notes.push(...lines);
    const html = isNotes || slice.trim() === '' ? '<div class="none"></div>' : element(slice);
    return { html, length: slice.length };
  });
  if (notes.length > 0) blocks.push({ html: notesOf(notes), length: 0 });
  return blocks;
}

function notesOf(notes: string[]): string {
  const list = notes.map((line) => {
    const [, label = '', text = ''] = NOTE.exec(line) ?? [];
    return `<li id="note-${escapeText(label)}">${inline(text)}</li>`;
  });
  return `<section class="notes"><ol>${list.join('')}</ol></section>`;
}

/** What turns one list of blocks into another. */
export function splicesBetween(before: readonly Block[], after: readonly Block[]): Splice[] {
  const same = (one?: Block, other?: Block) => one?.html === other?.html && one?.length === other?.length;
  let start = 0;
  while (start < Math.min(before.length, after.length) && same(before[start], after[start])) start += 1;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && same(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1;
  if (before.length === after.length && start === before.length) return [];
  return [{ at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) }];
}

/** Words, characters, minutes. */
export function countsOf(text: string): Counts {
  const words = [...text.matchAll(/\S+/g)].filter(([token]) => /[\p{L}\p{N}]/u.test(token)).length;
  return {
    words,
    characters: [...text].length,
    minutes: Math.max(words > 0 ? 1 : 0, Math.ceil(words / 200)),
  };
}

/** The headings. */
export function outlineOf(text: string): Heading[] {
  return [...text.matchAll(/^(#{1,6})[ ]+(.*)$/gm)].map((match) => ({
    level: match[1]?.length ?? 1,
    text: (match[2] ?? '').replace(/[*_`]/g, ''),
    offset: match.index,
  }));
}

/** The one change between the common start and the common end of two texts; none when they are equal. */
export function changesBetween(old: string, now: string): Change[] {
  if (old === now) return [];
  let from = 0;
  while (from < old.length && from < now.length && old[from] === now[from]) from += 1;
  let end = 0;
  while (end < old.length - from && end < now.length - from && old.at(-1 - end) === now.at(-1 - end))
    end += 1;
  return [{ from, to: old.length - end, insert: now.slice(from, now.length - end) }];
}

/** Two texts of one base made into one; where both changed the same, the first. */
export function mergedOf(base: string, ours: string, theirs: string): string {
  const [mine] = changesBetween(base, ours);
  const [other] = changesBetween(base, theirs);
  if (!mine) return theirs;
  if (!other) return ours;
  const put = (text: string, { from, to, insert }: Change) => text.slice(0, from) + insert + text.slice(to);
  if (mine.to < other.from) return put(put(base, other), mine);
  return other.to < mine.from ? put(put(base, mine), other) : ours;
}
