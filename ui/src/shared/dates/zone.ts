// Moments as a wall clock shows them in a time zone, and back, by Intl alone; reads no clock.

/** What a calendar and a clock on the wall show: `2026-04-29` and `02:49`. */
export interface WallTime {
  date: string;
  time: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
}

/** What the wall shows at a moment (milliseconds) in a zone. */
export function wallTimeOf(moment: number, timeZone: string): WallTime {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  );
  const year = (parts.year ?? '').padStart(4, '0');
  return { date: `${year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/**
 * The moment at which the wall shows this in a zone; `null` for what no calendar shows.
 * An hour that spring skips gives the hour after it, one that autumn repeats gives its first.
 */
export function momentOf(wall: WallTime, timeZone: string): number | null {
  const asked = utcOf(wall);
  if (asked === null) return null;
  return momentsOf(wall, timeZone)[0] ?? Math.max(...around(asked, timeZone));
}

/** All moments at which the wall shows this in a zone: none of an hour that spring skips, two of one that autumn repeats. */
export function momentsOf(wall: WallTime, timeZone: string): number[] {
  const asked = utcOf(wall);
  if (asked === null) return [];
  const exact = around(asked, timeZone).filter((moment) => asked === moment + offsetAt(moment, timeZone));
  return [...new Set(exact)].sort((one, other) => one - other);
}

/** The moment at which the wall shows in another zone what it shows at a moment in one. */
export function moved(moment: number, from: string, to: string): number {
  return momentOf(wallTimeOf(moment, from), to) ?? moment;
}

/** What the wall's time would be by the clocks of the day before and of the day after. */
function around(asked: number, timeZone: string): number[] {
  return [asked - 86_400_000, asked + 86_400_000].map((moment) => asked - offsetAt(moment, timeZone));
}

function offsetAt(moment: number, timeZone: string): number {
  const minute = Math.floor(moment / 60_000) * 60_000;
  return (utcOf(wallTimeOf(minute, timeZone)) ?? minute) - minute;
}

function utcOf({ date, time }: WallTime): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(`${date}T${time}`);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const moment = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(moment);
  const real =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    minute < 60;
  return real ? moment : null;
}

/** The zones the system knows, the given ones first. */
export function zones(first: readonly string[]): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...first, ...known])];
}
