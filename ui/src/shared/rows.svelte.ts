// A list of which only the visible rows exist, and the one that Tab reaches. Knows no row.
import {
  createVirtualizer,
  defaultRangeExtractor,
  type Range,
  type SvelteVirtualizer,
} from '@tanstack/svelte-virtual';
import { untrack } from 'svelte';
import { get, type Readable } from 'svelte/store';

/** What is read of the list whenever it changes; heights in pixels. */
interface Rows {
  frame(): HTMLDivElement | undefined;
  count(): number;
  /** The row that stays in the document even when it is scrolled away. */
  cursor(): number;
  height(index: number): number;
  /** Rows beyond the visible ones. */
  overscan: number;
}

/** The rows to draw; to be called while a component begins. */
export function visibleRows(rows: Rows): Readable<SvelteVirtualizer<HTMLDivElement, HTMLElement>> {
  const getScrollElement = () => rows.frame() ?? null;
  const rangeExtractor = (range: Range): number[] => {
    const [indexes, cursor] = [defaultRangeExtractor(range), rows.cursor()];
    if (cursor < range.count && !indexes.includes(cursor)) indexes.push(cursor);
    return indexes.sort((one, other) => one - other);
  };
  const virtualizer = createVirtualizer<HTMLDivElement, HTMLElement>({
    count: 0,
    getScrollElement,
    estimateSize: (index) => rows.height(index),
    overscan: rows.overscan,
    rangeExtractor,
  });
  $effect(() => {
    const count = rows.count();
    untrack(() => get(virtualizer).setOptions({ count, getScrollElement, rangeExtractor }));
  });
  return virtualizer;
}
