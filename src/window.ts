import { Found, ServerError } from './errors.js';
import { FIRST_DAY, type Instant, LAST_DAY, resolveInstant } from './instant.js';
import { civilDate, DAY_MS } from './model/civil.js';
import { dayAt, ordinalOf, type Zone } from './model/zone.js';
import { countUpTo, type Range } from './range.js';
import type { Spec } from './spec.js';

/**
 * The intervals of a series, one after the other: local days from the one with the ordinal `first` on where the step is
 * whole days, else spans of `stepMs` from the instant `first` on.
 */
export interface Window {
  readonly unit: 'days' | 'ms';
  readonly first: number;
  readonly stepMs: number;
  readonly count: number;
}

/**
 * The window of a range: from `from` forward, else back from `until`, else back from the reference day.
 *
 * @param most - Most records that may be asked for at once.
 * @throws {ServerError} When the range is reversed, says too little or too much, or holds more than `most`.
 */
export function resolveWindow(path: string, asked: Range, spec: Spec, zone: Zone, most: number): Window {
  const { stepMs } = spec;
  const grid = gridOf(stepMs, zone);
  const untilMs = asked.until && resolveInstant(asked.until, zone);
  if (asked.from) {
    const fromMs = resolveInstant(asked.from, zone);
    const first = grid.floor(fromMs);
    if (untilMs === undefined) {
      if (asked.count === undefined) throw new ServerError(path, 'a count, or an until', new Found('neither'));
      return inCalendar(path, { unit: grid.unit, first, stepMs, count: asked.count }, zone);
    }
    if (asked.count !== undefined) throw new ServerError(path, 'no count where from and until are set', asked.count);
    if (untilMs < fromMs) {
      const need = `a date that is not before from, which is ${new Date(fromMs).toISOString()}`;
      throw new ServerError(asked.untilPath, need, new Date(untilMs));
    }
    const count = untilMs === fromMs ? 0 : Math.ceil((grid.ceil(untilMs) - first) / grid.step);
    return inCalendar(path, { unit: grid.unit, first, stepMs, count: countUpTo(path, count, most) }, zone);
  }
  if (asked.count === undefined) {
    throw new ServerError(path, 'a count, or both from and until', new Found(asked.until ? 'until alone' : 'neither'));
  }
  const end = untilMs === undefined ? grid.floor(referenceDayMs(spec, zone)) : grid.ceil(untilMs);
  const first = end - asked.count * grid.step;
  return inCalendar(path, { unit: grid.unit, first, stepMs, count: asked.count }, zone);
}

/** The window of a stream: without a count and an end it goes on to the last valid day, from where `series` would end. */
export function streamWindow(path: string, asked: Range, spec: Spec, zone: Zone): Window {
  if (asked.count !== undefined || (asked.from && asked.until)) {
    return resolveWindow(path, asked, spec, zone, Infinity);
  }
  if (asked.until) throw new ServerError(path, 'a count, or a from beside until', new Found('until alone'));
  const grid = gridOf(spec.stepMs, zone);
  const first = grid.floor(asked.from ? resolveInstant(asked.from, zone) : referenceDayMs(spec, zone));
  // Of the zone or of UTC, whichever ends first.
  const end = grid.ceil(Math.min(zone.startOf(LAST_DAY + 1), (LAST_DAY + 1) * DAY_MS));
  const count = Math.max(1, Math.ceil((end - first) / grid.step));
  return inCalendar(path, { unit: grid.unit, first, stepMs: spec.stepMs, count }, zone);
}

/** The interval of the builder's own series, extended without end, that contains an instant. */
export function windowAt(at: Instant, spec: Spec, zone: Zone): Window {
  const { stepMs } = spec;
  const grid = gridOf(stepMs, zone);
  const place = grid.floor(resolveInstant(at, zone));
  const anchor = spec.from
    ? grid.floor(resolveInstant(spec.from, zone))
    : spec.until
      ? grid.ceil(resolveInstant(spec.until, zone))
      : grid.floor(referenceDayMs(spec, zone));
  const first = anchor + Math.floor((place - anchor) / grid.step) * grid.step;
  return inCalendar('record', { unit: grid.unit, first, stepMs, count: 1 }, zone);
}

/**
 * The window, if all its records begin in the years 1 to 9999 of the zone, and before the year 10000 of UTC, in which
 * formats write their instants: that has no notation.
 *
 * @throws {ServerError} When it leaves them.
 */
function inCalendar(path: string, window: Window, zone: Zone): Window {
  const { unit, first, stepMs, count } = window;
  if (count === 0) return window;
  const last = lastOf(window).first;
  // A span may begin a little before the instant that was asked for: by less than its layer.
  const [firstDay, lastDay] =
    unit === 'days'
      ? [dayAt(zone, first), dayAt(zone, last)]
      : [localDay(first + layerOf(stepMs) - 1, zone), Math.max(localDay(last, zone), Math.floor(last / DAY_MS))];
  const outside = [firstDay, lastDay].find((day) => day < FIRST_DAY || day > LAST_DAY);
  if (outside !== undefined) {
    const { year } = civilDate(outside);
    throw new ServerError(path, 'records of the years 1 to 9999', new Found(`a window that reaches the year ${year}`));
  }
  return window;
}

/** The local day of an instant; of one far outside the calendar, which no zone can show, the day in UTC. */
function localDay(ms: number, zone: Zone): number {
  const day = Math.floor(ms / DAY_MS);
  return day < FIRST_DAY - 1 || day > LAST_DAY + 1 ? day : zone.dayOf(ms);
}

/** The last interval of a window, as a window. */
export function lastOf({ unit, first, stepMs, count }: Window): Window {
  const step = unit === 'days' ? stepMs / DAY_MS : stepMs;
  return { unit, first: first + (count - 1) * step, stepMs, count: 1 };
}

/** The end of an interval that begins at an instant. */
export function endOf(beginMs: number, stepMs: number, zone: Zone): number {
  const { unit } = gridOf(stepMs, zone);
  if (unit !== 'days') return beginMs + stepMs;
  return zone.startOf(dayAt(zone, ordinalOf(zone, zone.dayOf(beginMs)) + stepMs / DAY_MS));
}

/** The beginning of the reference date's day in the server's zone: the end of a window that has no other. */
function referenceDayMs({ referenceMs }: Spec, zone: Zone): number {
  return zone.startOf(zone.dayOf(referenceMs));
}

interface Grid {
  readonly unit: Window['unit'];
  /** The place on the grid at or before an instant, and at or after it. */
  readonly floor: (instantMs: number) => number;
  readonly ceil: (instantMs: number) => number;
  /** Places in a step. */
  readonly step: number;
}

/** Layers that a step may be built from: a window begins on a whole one. */
const LAYERS_MS = [300_000, 60_000, 10_000, 1000];

/** The coarsest layer that divides a step of less than a day. */
export function layerOf(stepMs: number): number {
  return LAYERS_MS.find((layer) => stepMs % layer === 0)!;
}

function gridOf(stepMs: number, zone: Zone): Grid {
  if (stepMs >= DAY_MS) {
    const floor = (ms: number): number => ordinalOf(zone, zone.dayOf(ms));
    return {
      unit: 'days',
      floor,
      ceil: (ms) => (zone.startOf(zone.dayOf(ms)) === ms ? floor(ms) : floor(ms) + 1),
      step: stepMs / DAY_MS,
    };
  }
  const layer = layerOf(stepMs);
  return {
    unit: 'ms',
    floor: (ms) => Math.floor(ms / layer) * layer,
    ceil: (ms) => Math.ceil(ms / layer) * layer,
    step: stepMs,
  };
}
