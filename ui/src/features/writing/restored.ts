// The fields of a draft to which an older revision came back: what differs, and the way back. Sends nothing.
import type { Fields } from '../../core/contract';
import type { Beside } from '../../editor/editor';

/** The fields that are others in `now`. */
export function changedSince(before: Fields, now: Fields): Partial<Fields> {
  const names = Object.keys(now) as (keyof Fields)[];
  const changed = names.filter((name) => !same(before[name], now[name])).map((name) => [name, now[name]]);
  return Object.fromEntries(changed) as Partial<Fields>;
}

/** What undo and redo of the text do to the fields; a field that was set by hand since stays. */
export function besideText(
  before: Fields,
  after: Fields,
  now: () => Fields,
  set: (patch: Partial<Fields>) => void,
): Beside {
  const way = (from: Fields, to: Fields) => () => {
    const current = now();
    const names = Object.keys(changedSince(from, to)) as (keyof Fields)[];
    const left = names.filter((name) => same(current[name], from[name])).map((name) => [name, to[name]]);
    if (left.length > 0) set(Object.fromEntries(left) as Partial<Fields>);
  };
  return { back: way(after, before), forth: way(before, after) };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
