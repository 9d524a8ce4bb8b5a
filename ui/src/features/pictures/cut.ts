// The arithmetic of cutting: crops are shaped, moved, sized and turned within the picture. Parts are ten thousandths; draws nothing.

import {
  ALL,
  cropOf,
  SHORTEST,
  turnedSize,
  WHOLE,
  type Crop,
  type Focus,
  type Framing,
  type Size,
  type Turn,
} from '../../shared/pictures/framing';

/** Shapes in which pages show pictures, by their sides. */
export const RATIOS = { '16:9': 16 / 9, '3:2': 3 / 2, '4:3': 4 / 3, '1:1': 1 } as const;

/** What is kept of a picture: all, any part, or a part of a shape. */
export type Shape = 'whole' | 'free' | keyof typeof RATIOS;

/** All shapes, as they are offered. */
export const SHAPES: readonly Shape[] = ['whole', 'free', '16:9', '3:2', '4:3', '1:1'];

/** Where a crop is taken hold of to size it: by its corners and edges. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';

/** A part of a picture, as a crop; all of it too. */
export type Part = Crop;

export { ALL };

/** What a free crop begins with. */
const BEGINNING: Part = { x: 1_000, y: 1_000, width: 8_000, height: 8_000 };

/** How far sides may be from a shape, by rounding. */
const ROUNDING = 1;

const clamped = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** The crop that a part is; `null` when it is all of the picture. */
export function cropOfPart({ x, y, width, height }: Part): Crop | null {
  return cropOf(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
}

/** What width goes with a height, in parts, for sides of this ratio in pixels. */
export function widthByHeight(ratio: number, { width, height }: Size): number {
  return (ratio * height) / width;
}

/** The ratio of a shape, lying or upright; `null` where it is free. */
export function ratioOf(shape: Shape, upright: boolean): number | null {
  if (shape === 'whole' || shape === 'free') return null;
  return upright ? 1 / RATIOS[shape] : RATIOS[shape];
}

/** The largest part with this ratio of parts, as near as may be to the middle of another. */
export function largest(by: number, around: Part): Part {
  const width = Math.round(Math.min(WHOLE, WHOLE * by));
  const height = Math.round(Math.min(WHOLE, WHOLE / by));
  const x = clamped(Math.round(around.x + (around.width - width) / 2), 0, WHOLE - width);
  const y = clamped(Math.round(around.y + (around.height - height) / 2), 0, WHOLE - height);
  return { x, y, width, height };
}

/** A framing whose crop has a shape; `size` is the picture's, unturned. */
export function shaped(framing: Framing, shape: Shape, upright: boolean, size: Size): Framing {
  if (shape === 'whole') return cropped(framing, null);
  const ratio = ratioOf(shape, upright);
  if (ratio === null) return cropped(framing, framing.crop ?? cropOfPart(BEGINNING));
  const by = widthByHeight(ratio, turnedSize(framing.turn, size));
  return cropped(framing, cropOfPart(largest(by, framing.crop ?? aroundFocus(framing.focus))));
}

/** The shape that a framing has, and whether it stands upright. */
export function shapeOf({ turn, crop }: Framing, size: Size): { shape: Shape; upright: boolean } {
  if (!crop) return { shape: 'whole', upright: false };
  for (const shape of SHAPES) {
    for (const upright of [false, true]) {
      const ratio = ratioOf(shape, upright);
      if (ratio === null) continue;
      const by = widthByHeight(ratio, turnedSize(turn, size));
      const rounded = Math.max(ROUNDING, ROUNDING * by);
      if (Math.abs(crop.width - crop.height * by) <= rounded) return { shape, upright };
    }
  }
  return { shape: 'free', upright: false };
}

/** A crop moved by so much, within the picture. */
export function moved(crop: Part, byX: number, byY: number): Part {
  return {
    ...crop,
    x: clamped(Math.round(crop.x + byX), 0, WHOLE - crop.width),
    y: clamped(Math.round(crop.y + byY), 0, WHOLE - crop.height),
  };
}

/** A crop sized by one of its handles; `by` is its width by its height, in parts, where those keep it. */
export function sized(crop: Part, handle: Handle, byX: number, byY: number, by: number | null): Part {
  return by === null ? sizedFreely(crop, handle, byX, byY) : sizedAlike(crop, handle, byX, byY, by);
}

function sizedFreely(crop: Part, handle: Handle, byX: number, byY: number): Part {
  const [x, width] = edges(crop.x, crop.width, handle.includes('w'), handle.includes('e'), byX);
  const [y, height] = edges(crop.y, crop.height, handle.includes('n'), handle.includes('s'), byY);
  return { x, y, width, height };
}

/** From where, and how long, once its near or far edge moved. */
function edges(from: number, side: number, near: boolean, far: boolean, by: number): [number, number] {
  const to = from + side;
  if (near) {
    const start = Math.round(clamped(from + by, 0, to - SHORTEST));
    return [start, to - start];
  }
  return far ? [from, Math.round(clamped(side + by, SHORTEST, WHOLE - from))] : [from, side];
}

/** The opposite corner stays, or the middle of the opposite edge. */
function sizedAlike(crop: Part, handle: Handle, byX: number, byY: number, by: number): Part {
  const [west, east] = [handle.includes('w'), handle.includes('e')];
  const [north, south] = [handle.includes('n'), handle.includes('s')];
  const wide = crop.width + (west ? -byX : east ? byX : 0);
  const high = crop.height + (north ? -byY : south ? byY : 0);
  const isWide = Math.abs(wide - crop.width) >= Math.abs(high - crop.height) * by;
  const middle = { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 };
  const roomX = west ? crop.x + crop.width : east ? WHOLE - crop.x : WHOLE;
  const roomY = north ? crop.y + crop.height : south ? WHOLE - crop.y : WHOLE;
  const most = Math.min(roomX, roomY * by);
  const width = clamped(isWide ? wide : high * by, Math.max(SHORTEST, SHORTEST * by), most);
  return seated(width, width / by, {
    x: west ? crop.x + crop.width - width : east ? crop.x : middle.x - width / 2,
    y: north ? crop.y + crop.height - width / by : south ? crop.y : middle.y - width / by / 2,
  });
}

/** Whole parts, within the picture. */
function seated(width: number, height: number, at: Focus): Part {
  const [wide, high] = [Math.min(WHOLE, Math.round(width)), Math.min(WHOLE, Math.round(height))];
  return {
    x: clamped(Math.round(at.x), 0, WHOLE - wide),
    y: clamped(Math.round(at.y), 0, WHOLE - high),
    width: wide,
    height: high,
  };
}

/** The framing with another crop; what matters most stays within it. */
export function cropped(framing: Framing, crop: Crop | null): Framing {
  return { ...framing, crop, focus: framing.focus && within(framing.focus, crop ?? ALL) };
}

/** The point of a part that is nearest to another point. */
export function within({ x, y }: Focus, part: Part): Focus {
  return {
    x: Math.round(clamped(x, part.x, part.x + part.width)),
    y: Math.round(clamped(y, part.y, part.y + part.height)),
  };
}

/** The framing turned by a quarter, clockwise or not; crop and focus stay on what they show. */
export function turned({ turn, crop, focus }: Framing, clockwise: boolean): Framing {
  const degrees = ((turn + (clockwise ? 90 : 270)) % 360) as Turn;
  const point = ({ x, y }: Focus): Focus => (clockwise ? { x: WHOLE - y, y: x } : { x: y, y: WHOLE - x });
  const part = ({ x, y, width, height }: Crop): Crop =>
    clockwise
      ? { x: WHOLE - y - height, y: x, width: height, height: width }
      : { x: y, y: WHOLE - x - width, width: height, height: width };
  return { turn: degrees, crop: crop && part(crop), focus: focus && point(focus) };
}

/** What is cut of a framed picture for a place of another ratio, around what matters most. */
export function cutFor(ratio: number, { turn, crop, focus }: Framing, size: Size): Part {
  const part = crop ?? ALL;
  const by = widthByHeight(ratio, turnedSize(turn, size));
  const width = Math.min(part.width, part.height * by);
  const height = width / by;
  const middle = focus ?? middleOf(part);
  return {
    x: clamped(middle.x - width / 2, part.x, part.x + part.width - width),
    y: clamped(middle.y - height / 2, part.y, part.y + part.height - height),
    width,
    height,
  };
}

/** The middle of a part. */
export function middleOf({ x, y, width, height }: Part): Focus {
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}

function aroundFocus(focus: Focus | null): Part {
  return focus ? { ...focus, width: 0, height: 0 } : ALL;
}
