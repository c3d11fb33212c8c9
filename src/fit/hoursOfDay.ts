import { NIGHT } from '../model/nights.js';
import { SLOTS_PER_HOUR } from '../model/shape.js';
import type { Metric, PeakHours } from '../profiles/profile.js';
import { fitPeakHours } from './peakHours.js';
import { slotProfile } from './slotProfile.js';

/** When in the day the load is. */
export interface HoursOfDay {
  /** The peak hours, jobs in the night, or no hours that stand out. */
  readonly kind: 'hours' | 'night' | 'none';
  readonly hours: PeakHours;
  /** By how much the two halves of the days disagree, in hours. */
  readonly startError: number;
  readonly endError: number;
}

/** How much of the usual day, and of its height, busy hours must make. */
const LEAST_EXPLAINED = 0.4;
/** The same of hours that are the highest of the day and not its only ones; and how near to its P95 they must come. */
const LEAST_EXPLAINED_OF_TOP = 0.2;
const TOP = 0.8;
const LEAST_RISE = 0.05;
/** A shorter stretch is a job, and not the busy part of a day. */
const LEAST_HOURS = 2;
/** How far two halves of the days may disagree, in hours. */
const AGREEMENT = 2;
/** Night jobs leave gaps that a plateau does not explain; a plateau that lies at night is explained to a hundredth. */
const MOST_EXPLAINED_OF_JOBS = 0.92;
/** Hours by which the night window of the model may be missed. */
const WITHIN = 1.5;

/**
 * Finds the busy hours, from all days and from each half of them.
 *
 * @param samples - Rows of each metric, shape [n · 288].
 * @param isUsed - Whether a row counts.
 */
export function fitHours(samples: ReadonlyMap<Metric, Float64Array>, isUsed: (row: number) => boolean): HoursOfDay {
  const shapesOf = (parity?: number): Float64Array[] =>
    [...samples.values()].map(
      (rows) => slotProfile(rows, (row) => isUsed(row) && (parity === undefined || row % 2 === parity)).shape,
    );
  const [all, even, odd] = [shapesOf(), shapesOf(0), shapesOf(1)];
  const plateau = hoursOf(all, even, odd);
  // Of backups at night beside working hours, say, the higher ones are the day's P95, which is the base.
  return plateau.kind === 'none' ? hoursOf(all, even, odd, TOP) : plateau;
}

function hoursOf(
  all: readonly Float64Array[],
  even: readonly Float64Array[],
  odd: readonly Float64Array[],
  least?: number,
): HoursOfDay {
  const { hours, shapes } = fitPeakHours(all, least);
  const [one, other] = [fitPeakHours(even, least).hours, fitPeakHours(odd, least).hours];
  const startError = apart(one.start, other.start);
  const endError = apart(one.end, other.end);

  const best = shapes.reduce((one, other) => (other.explained > one.explained ? other : one));
  const stands =
    best.explained >= (least === undefined ? LEAST_EXPLAINED : LEAST_EXPLAINED_OF_TOP) &&
    (hours.end - hours.start + 24) % 24 >= LEAST_HOURS &&
    shapes.some(({ rise, quiet }) => rise >= LEAST_RISE * (rise + quiet)) &&
    Math.max(startError, endError) <= AGREEMENT;
  const isNight =
    best.explained < MOST_EXPLAINED_OF_JOBS &&
    apart(hours.start, NIGHT.start / SLOTS_PER_HOUR) <= WITHIN &&
    apart(hours.end, (NIGHT.start + NIGHT.length) / SLOTS_PER_HOUR) <= WITHIN;
  return { kind: !stands ? 'none' : isNight ? 'night' : 'hours', hours, startError, endError };
}

/** Hours between two times of day. */
function apart(one: number, other: number): number {
  const distance = Math.abs(one - other) % 24;
  return Math.min(distance, 24 - distance);
}
