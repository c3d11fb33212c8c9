import { Found, ServerError } from '../errors.js';
import { DAY_MS, dayNumber } from './civil.js';

/**
 * A time zone: which local day an instant belongs to, and when a local day begins.
 *
 * A local day runs from its first instant to the first instant of the next one: 23, 24 or 25 hours, rarely something
 * else, and none at all for the few days that islands skipped when they crossed the date line.
 */
export interface Zone {
  /** IANA name, such as `Europe/Berlin`. */
  readonly name: string;
  /** Local time minus UTC at an instant, in milliseconds. */
  readonly offset: (instantMs: number) => number;
  /** The number of the local day that contains an instant. */
  readonly dayOf: (instantMs: number) => number;
  /** The first instant of a local day. */
  readonly startOf: (day: number) => number;
  /** Days that never were: those skipped when islands crossed the date line, in rising order. */
  readonly skipped: readonly number[];
}

/** The zone in which every day has 24 hours. */
export const UTC: Zone = {
  name: 'UTC',
  offset: () => 0,
  dayOf: (instantMs) => Math.floor(instantMs / DAY_MS),
  startOf: (day) => day * DAY_MS,
  skipped: [],
};

/** The place of a day among the days that a zone has had. */
export function ordinalOf({ skipped }: Zone, day: number): number {
  return day - skipped.filter((missing) => missing < day).length;
}

/** The day at a place: the inverse of {@link ordinalOf}. */
export function dayAt({ skipped }: Zone, ordinal: number): number {
  // A loop, not a reduce: this is asked for every record of a daily series.
  let day = ordinal;
  for (const missing of skipped) if (day >= missing) day++;
  return day;
}

const zones = new Map<string, Zone>([['UTC', UTC]]);

/**
 * The zone of an IANA name, from the engine's own time-zone data.
 *
 * @throws {ServerError} When the engine does not know the name, or it is an offset.
 */
export function zone(name: string): Zone {
  let known = zones.get(name);
  if (!known) {
    known = ianaZone(name);
    zones.set(name, known);
  }
  return known;
}

function ianaZone(requested: string): Zone {
  const wallClock = wallClockOf(requested);
  const name = wallClock.resolvedOptions().timeZone;
  if (name === 'UTC') return UTC;
  const at = (instantMs: number): number => wallClockOffset(wallClock, instantMs);

  // Transitions are looked up once for each UTC day, not once for each sample: the look-up costs microseconds.
  const days = new Map<number, OffsetsOfDay>();
  const offsets = (utcDay: number): OffsetsOfDay => {
    let known = days.get(utcDay);
    if (!known) {
      if (days.size >= LARGEST_CACHE) days.clear();
      known = offsetsOfDay(at, utcDay);
      days.set(utcDay, known);
    }
    return known;
  };
  const offset = (instantMs: number): number => {
    const { before, after, transitionMs } = offsets(Math.floor(instantMs / DAY_MS));
    return instantMs < transitionMs ? before : after;
  };
  const wallDay = (instantMs: number): number => Math.floor((instantMs + offset(instantMs)) / DAY_MS);

  const startOf = (day: number): number => {
    // Local midnight under the offset on either side; where both are the day's, the earlier comes first.
    const midnight = day * DAY_MS;
    const earlier = midnight - offset(midnight - DAY_MS);
    const later = midnight - offset(midnight + DAY_MS);
    const first = Math.min(earlier, later);
    const second = Math.max(earlier, later);
    if (wallDay(first) >= day && wallDay(first - 1) < day) return first;
    if (wallDay(second) >= day && wallDay(second - 1) < day) return second;
    // A clock that jumps over midnight: the day begins at the jump.
    return firstInstant(first, second, (instantMs) => wallDay(instantMs) >= day);
  };

  // The wall clock's day steps back where clocks are put back over midnight; days that begin once and for all do not.
  const dayOf = (instantMs: number): number => {
    let day = wallDay(instantMs);
    while (startOf(day) > instantMs) day--;
    while (startOf(day + 1) <= instantMs) day++;
    return day;
  };

  return { name, offset, dayOf, startOf, skipped: skippedDays(offset, startOf) };
}

/** Years in which zones skipped a day: from Manila in 1844 to Samoa in 2011. */
const DATE_LINE_YEARS: readonly [first: number, end: number] = [1840, 2020];

function skippedDays(offset: Zone['offset'], startOf: Zone['startOf']): number[] {
  const skipped: number[] = [];
  const [first, end] = DATE_LINE_YEARS;
  for (let year = first; year < end; year++) {
    const newYear = dayNumber(year, 1, 1);
    const next = dayNumber(year + 1, 1, 1);
    // Only a jump over the date line moves the clocks by most of a day.
    if (offset(next * DAY_MS) - offset(newYear * DAY_MS) < DAY_MS / 2) continue;
    for (let day = newYear; day <= next; day++) if (startOf(day) === startOf(day + 1)) skipped.push(day);
  }
  return skipped;
}

interface OffsetsOfDay {
  readonly before: number;
  readonly after: number;
  /** The instant from which `after` holds; Infinity where the offset does not change. */
  readonly transitionMs: number;
}

const LARGEST_CACHE = 100_000;

/** The offsets of a UTC day, which holds at most one transition. */
function offsetsOfDay(at: (instantMs: number) => number, utcDay: number): OffsetsOfDay {
  const startMs = utcDay * DAY_MS;
  const endMs = startMs + DAY_MS;
  const before = at(startMs);
  const after = at(endMs);
  const transitionMs = before === after ? Infinity : firstInstant(startMs, endMs, (ms) => at(ms) === after);
  return { before, after, transitionMs };
}

/** The first millisecond in low (excluded) to high (included) at which a condition that stays true becomes true. */
function firstInstant(low: number, high: number, holds: (instantMs: number) => boolean): number {
  let below = low;
  let above = high;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

function wallClockOf(name: string): Intl.DateTimeFormat {
  const need = "an IANA time zone such as 'Europe/Berlin'";
  // An offset, which only newer engines take.
  if (/^[+-]/.test(name)) throw new ServerError('timeZone', need, name);
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new ServerError('timeZone', need, name);
  }
}

function wallClockOffset(wallClock: Intl.DateTimeFormat, instantMs: number): number {
  const whole = Math.floor(instantMs / 1000) * 1000;
  const parts: Record<string, string> = {};
  for (const { type, value } of wallClock.formatToParts(whole)) parts[type] = value;
  const read = (part: string): number => Number(parts[part]);
  const year = parts['era'] === 'BC' ? 1 - read('year') : read('year');
  const local =
    dayNumber(year, read('month'), read('day')) * DAY_MS +
    read('hour') * 3_600_000 +
    read('minute') * 60_000 +
    read('second') * 1000;
  if (!Number.isFinite(local))
    throw new ServerError('timeZone', 'a date the zone can show', new Found(String(instantMs)));
  return local - whole;
}
