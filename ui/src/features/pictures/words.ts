// What is said of pictures: how one is framed, what it is called, what became of a removal; decides nothing.

import type { PicturePlace, PictureView } from '../../core/contract';
import { fileSize, number } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import { WHOLE } from '../../shared/pictures/framing';
import type { Shape } from './cut';
import type { Framed } from './framed.svelte';
import type { Removal } from './library.svelte';

/** The message that names a place in a draft. */
export const PLACE_NAMES: Record<PicturePlace, string> = {
  lead: 'picture-place-lead',
  text: 'picture-place-text',
  revision: 'picture-place-revision',
};

/** What a shape is called. */
export function shapeName(shape: Shape, upright: boolean): string {
  if (shape === 'whole') return t('framing-whole');
  if (shape === 'free') return t('framing-free');
  return upright ? shape.split(':').reverse().join(':') : shape;
}

/** Where the crop and what matters most are, for who does not see it. */
export function framingWords({ part, focus, left }: Framed): string {
  const [x, y, width, height] = [part.x, part.y, part.width, part.height].map(percent);
  return [
    t('framing-said-crop', { x: x ?? '', y: y ?? '', width: width ?? '', height: height ?? '' }),
    t('framing-said-focus', { x: percent(focus.x), y: percent(focus.y) }),
    pixels(left),
  ].join(' ');
}

/** « 4 000 × 3 000 pixels ». */
export function pixels({ width, height }: { width: number; height: number }): string {
  return t('picture-pixels', { width: number(width), height: number(height) });
}

/** What is said of a picture in a list: what it shows or its file's name, its sides, its uses. */
export function tileName({ name, words, width, height, uses }: PictureView): string {
  const sides = pixels({ width, height });
  return t('pictures-tile', { name: words.alt.trim() || name, sides, count: uses });
}

/** What became of a removal, in a line. */
export function removalWords({ removed, bytes, stayed }: Removal): string {
  const parts: string[] = [];
  if (removed > 0) parts.push(t('pictures-removed', { count: removed, size: fileSize(bytes) }));
  if (stayed > 0) parts.push(t('pictures-stayed', { count: stayed }));
  return parts.join(' ');
}

function percent(parts: number): string {
  return number(Math.round((1_000 * parts) / WHOLE) / 10);
}
