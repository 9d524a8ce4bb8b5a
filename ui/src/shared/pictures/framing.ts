// How a picture is framed (turned, cropped, what matters most) and how its address says it, as the core reads it. Knows no pixel.

/** Ten thousandths of a side: what a framing is measured in, whatever the picture's size. */
export const WHOLE = 10_000;
/** The shortest side that a crop may have, in ten thousandths. */
export const SHORTEST = 100;

/** Degrees, clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** A part of the turned picture, in ten thousandths of its sides. Lies within it and is not empty. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point of the turned picture, in ten thousandths from its left and its top. */
export interface Focus {
  readonly x: number;
  readonly y: number;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture is framed: turned first, then cropped. The original stays as it is. */
export interface Framing {
  readonly turn: Turn;
  /** What is left of it; `null` for all. */
  readonly crop: Crop | null;
  /** What other shapes are cut around; `null` for the middle of what is left. */
  readonly focus: Focus | null;
}

/** All of a picture, as a part of it. */
export const ALL: Crop = { x: 0, y: 0, width: WHOLE, height: WHOLE };

/** The picture as it is. */
export const AS_IT_IS: Framing = { turn: 0, crop: null, focus: null };

const TURNS: readonly Turn[] = [0, 90, 180, 270];

/** A part of the picture; `null` when it is empty, too thin, all of it, or reaches beyond. */
export function cropOf(x: number, y: number, width: number, height: number): Crop | null {
  const fits = (from: number, side: number) =>
    from >= 0 && side >= SHORTEST && side <= WHOLE && from + side <= WHOLE;
  const isPart = width < WHOLE || height < WHOLE;
  return fits(x, width) && fits(y, height) && isPart ? { x, y, width, height } : null;
}

/** What a fragment, without `#`, says. What can't be read frames nothing. */
export function framingOf(fragment: string): Framing {
  let framing = AS_IT_IS;
  for (const part of fragment.split('&')) {
    const at = part.indexOf('=');
    const value = part.slice(at + 1);
    const name = at < 0 ? '' : part.slice(0, at);
    if (name === 'turn') framing = { ...framing, turn: readTurn(value) };
    else if (name === 'xywh') framing = { ...framing, crop: readCrop(value) };
    else if (name === 'focus') framing = { ...framing, focus: readFocus(value) };
  }
  return framing;
}

/** The fragment, without `#`; empty for the picture as it is. */
export function fragmentOf({ turn, crop, focus }: Framing): string {
  const parts: string[] = [];
  if (turn !== 0) parts.push(`turn=${turn}`);
  if (crop)
    parts.push(`xywh=percent:${[crop.x, crop.y, crop.width, crop.height].map(writtenPercent).join(',')}`);
  if (focus) parts.push(`focus=percent:${[focus.x, focus.y].map(writtenPercent).join(',')}`);
  return parts.join('&');
}

/** The sides of a picture once it is turned. */
export function turnedSize(turn: Turn, { width, height }: Size): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** The sides, in pixels, of what is left of a picture of these sides: at least one pixel each. */
export function sizeOf({ turn, crop }: Framing, size: Size): Size {
  const { width, height } = turnedSize(turn, size);
  if (!crop) return { width, height };
  const part = (side: number, of: number) => Math.max(1, Math.floor((side * of + WHOLE / 2) / WHOLE));
  return { width: part(width, crop.width), height: part(height, crop.height) };
}

/** Ten thousandths as percent, without zeros at the end: `12.5`. */
function writtenPercent(parts: number): string {
  const [whole, rest] = [Math.floor(parts / 100), parts % 100];
  if (rest === 0) return String(whole);
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${String(rest).padStart(2, '0')}`;
}

/** Percent with at most two decimals, as ten thousandths. */
function readPercent(text: string): number | null {
  const [, whole, rest = ''] = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const parts = Number(whole) * 100 + Number(rest.padEnd(2, '0'));
  return parts <= WHOLE ? parts : null;
}

function readTurn(text: string): Turn {
  const degrees = /^\+?\d+$/.test(text) ? Number(text) : 0;
  return TURNS.find((turn) => turn === degrees) ?? 0;
}

function readParts(text: string): (number | null)[] {
  return text.startsWith('percent:') ? text.slice('percent:'.length).split(',').map(readPercent) : [];
}

function readCrop(text: string): Crop | null {
  const [x, y, width, height, ...more] = readParts(text);
  if (x == null || y == null || width == null || height == null || more.length > 0) return null;
  return cropOf(x, y, width, height);
}

function readFocus(text: string): Focus | null {
  const [x, y, ...more] = readParts(text);
  return x == null || y == null || more.length > 0 ? null : { x, y };
}
