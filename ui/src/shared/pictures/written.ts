// A picture as a text names it, ![alt](address "caption © credit"): read, written, and written anew where only that changed.

import type { MarkdownParser } from '@lezer/markdown';
import { markdown } from '../../editor/markdown';

type SyntaxNode = ReturnType<MarkdownParser['parse']>['topNode'];

/** What is said of a picture where it stands. */
export interface SaidThere {
  /** What it shows, for those who can't see it. */
  alt: string;
  /** The line below it. */
  caption: string;
  /** Who made it. */
  credit: string;
}

/** A picture of a text. */
export interface WrittenPicture extends SaidThere {
  address: string;
  /** Whether the caption is the emphasised line below, in Markdown, instead of a title. */
  below: boolean;
  /** How much of the source is read, the line below included. */
  length: number;
}

/** Where the parts of a picture stand in its source. */
interface Parts {
  picture: WrittenPicture;
  alt: [from: number, to: number];
  address: [from: number, to: number];
  /** The title with its quotes, or the place of one. */
  title: [from: number, to: number];
  /** What the title says beside a credit, while the caption is the line below. */
  beside: string;
  caption: [from: number, to: number] | null;
}

/** An address in a description is words, to the core. */
const parser = (markdown.parser as MarkdownParser).configure({ remove: ['Autolink'] });
/** What separates a caption from its credit. */
const SIGN = '©';
const ESCAPED = /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#x[\da-f]{1,6}|\w+);/gi;
const ENTITY = /&(?=#?\w+;)/g;
/** What would mark something up within a description; an underscore within a word does not. */
const MARKS = /[\\[\]|`*<~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** The picture with which a source begins; `null` when it begins with none that names an address. */
export function readPicture(source: string): WrittenPicture | null {
  return partsOf(source)?.picture ?? null;
}

/** A picture as it is written in a text. */
export function writePicture(address: string, said: SaidThere): string {
  const { alt, caption, credit } = tidied(said);
  const title = joined(caption, credit);
  return `![${withoutMarks(alt)}](${destination(address)}${title === '' ? '' : ` ${quoted(title)}`})`;
}

/** The source with another address and other words; what did not change stays as it was written. */
export function rewritePicture(source: string, address: string, said: SaidThere): string {
  const parts = partsOf(source);
  if (parts === null) return source;
  const { picture } = parts;
  const { alt, caption, credit } = picture.below
    ? { ...tidied(said), caption: oneLine(said.caption) }
    : tidied(said);
  const edits: [from: number, to: number, insert: string][] = [];
  if (alt !== picture.alt) edits.push([...parts.alt, withoutMarks(alt)]);
  if (address !== picture.address) edits.push([...parts.address, destination(address)]);
  const title = picture.below ? joined(parts.beside, credit) : joined(caption, credit);
  const before = joined(picture.below ? parts.beside : picture.caption, picture.credit);
  if (title !== before) edits.push([...parts.title, title === '' ? '' : ` ${quoted(title)}`]);
  if (parts.caption && caption !== picture.caption)
    edits.push(captionEdit(source, parts, parts.caption, caption));
  return edits
    .sort(([one], [other]) => other - one)
    .reduce((text, [from, to, insert]) => text.slice(0, from) + insert + text.slice(to), source);
}

/** Words as a text can keep them: in a line, and of the © only the one before the credit. */
export function tidied(said: SaidThere): SaidThere {
  const credit = oneLine(said.credit.replaceAll(SIGN, ' '));
  const caption = oneLine(said.caption);
  return { alt: oneLine(said.alt), ...(credit === '' ? parted(caption) : { caption, credit }) };
}

/** The line below goes when it says nothing; what would end its emphasis is written so that it does not. */
function captionEdit(
  source: string,
  parts: Parts,
  [from, to]: [number, number],
  caption: string,
): [number, number, string] {
  if (caption === '') return [parts.title[1] + 1, to + 1, ''];
  const plain = source.slice(0, from) + caption + source.slice(to);
  return [from, to, readPicture(plain)?.caption === caption ? caption : withoutMarks(caption)];
}

function partsOf(source: string): Parts | null {
  const paragraph = parser.parse(source).topNode.firstChild;
  const image = paragraph?.name === 'Paragraph' ? paragraph.firstChild : null;
  if (!paragraph || image?.name !== 'Image' || image.from !== 0) return null;
  const [, close] = image.getChildren('LinkMark');
  const url = image.getChild('URL');
  if (!close || !url) return null;
  const title = image.getChild('LinkTitle');
  const emphasis = lineBelow(source, paragraph, image);
  const words = parted(title ? unescaped(source.slice(title.from + 1, title.to - 1)) : '');
  const caption: Parts['caption'] = emphasis && [emphasis.from + 1, emphasis.to - 1];
  return {
    alt: [2, close.from],
    address: [url.from, url.to],
    title: [url.to, title?.to ?? url.to],
    beside: words.caption,
    caption,
    picture: {
      address: unescaped(source.slice(url.from, url.to).replace(/^<([^]*)>$/, '$1')),
      alt: oneLine(plain(source, image, close.from)),
      caption: caption ? oneLine(source.slice(...caption)) : words.caption,
      credit: words.credit,
      below: caption !== null,
      length: emphasis?.to ?? image.to,
    },
  };
}

/** The emphasised line that is all that follows a picture in its paragraph. */
function lineBelow(source: string, paragraph: SyntaxNode, image: SyntaxNode): SyntaxNode | null {
  const emphasis = paragraph.lastChild;
  if (emphasis?.name !== 'Emphasis') return null;
  const between = source.slice(image.to, emphasis.from);
  const ends = source.slice(emphasis.to, paragraph.to).trim() === '';
  return ends && /^(?:[ \t]*|\\)\n[ \t]*$/.test(between) ? emphasis : null;
}

/** What a description says, marks left out. */
function plain(source: string, node: SyntaxNode, end: number): string {
  let text = '';
  let at = node.from + 2;
  node.toTree().iterate({
    enter: ({ name, from, to, node: part }) => {
      const [start, stop] = [from + node.from, to + node.from];
      if (start < node.from + 2 || stop > end) return;
      const leads = name === 'URL' && part.parent?.name !== 'Autolink';
      const said = leads ? '' : saidBy(name, source.slice(start, stop));
      if (said === null) return;
      text += source.slice(at, Math.max(at, start)) + said;
      at = Math.max(at, stop);
      return false;
    },
  });
  return text + source.slice(at, end);
}

/** What a part of a description says instead of what is written; `null` when its own parts tell. */
function saidBy(name: string, written: string): string | null {
  if (name === 'Escape' || name === 'Entity') return unescaped(written);
  if (name === 'HardBreak') return ' ';
  const isMark = name.endsWith('Mark') || name === 'HTMLTag' || name === 'LinkTitle' || name === 'LinkLabel';
  return isMark ? '' : null;
}

function unescaped(text: string): string {
  return text.replace(ESCAPED, (written, sign: string | undefined) => sign ?? entity(written));
}

function entity(written: string): string {
  return new DOMParser().parseFromString(written, 'text/html').body.textContent ?? written;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]*[\n\r\p{Cc}][\s\p{Cc}]*/gu, ' ').trim();
}

/** Caption and credit of what a title says. */
function parted(title: string): { caption: string; credit: string } {
  const line = oneLine(title);
  const at = line.lastIndexOf(SIGN);
  const credit = at < 0 ? '' : line.slice(at + 1).trim();
  return credit === '' ? { caption: line, credit } : { caption: line.slice(0, at).trim(), credit };
}

function joined(caption: string, credit: string): string {
  return [caption, credit && `${SIGN} ${credit}`].filter(Boolean).join(' ');
}

function withoutMarks(text: string): string {
  return text.replace(MARKS, '\\$&').replace(ENTITY, '\\&');
}

function quoted(title: string): string {
  return `"${title.replace(/[\\"|]/g, '\\$&').replace(ENTITY, '\\&')}"`;
}

function destination(address: string): string {
  if (/^[^\s()<>\\|]+$/.test(address)) return address.replace(ENTITY, '\\&');
  return `<${address
    .replace(/[\\<>|]/g, '\\$&')
    .replace(ENTITY, '\\&')
    .replace(/\s/g, '%20')}>`;
}
