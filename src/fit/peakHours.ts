import { busyHours, SLOTS } from '../model/shape.js';
import { log } from '../num/log.js';
import type { PeakHours } from '../profiles/profile.js';
import { statisticOf } from '../statistic.js';

/** How one metric's usual day follows some peak hours: shape = quiet + rise · busy. */
export interface ShapeFit {
  readonly quiet: number;
  readonly rise: number;
  /** Share of the shape's variance that the hours explain. */
  readonly explained: number;
}

/** Peak hours that the shapes of all metrics tell together. */
export interface HoursFit {
  readonly hours: PeakHours;
  readonly shapes: readonly ShapeFit[];
}

const SHORTEST = 2;
const LONGEST = 23;
/** Steps of the search in hours: a coarse one over all hours, then finer ones around the best. */
const STEPS = [2, 1, 0.5, 0.25];

/**
 * The peak hours whose busy plateau explains the shapes best, by least squares of all metrics together, each weighted by
 * how well it is explained.
 *
 * @param least - Least height of the plateau, as a share of a shape's own P95: a profile has its base there.
 */
export function fitPeakHours(shapes: readonly Float64Array[], least = 0): HoursFit {
  const lowest = shapes.map((shape) => {
    const known = shape.filter(Number.isFinite);
    return least * statisticOf(known, known.length, 'p95');
  });
  let best = { start: 9, length: 8, badness: Infinity };
  const look = (start: number, length: number): void => {
    if (length < SHORTEST || length > LONGEST) return;
    const hours = hoursOf(start, length);
    const busy = busyHours(hours);
    let badness = 0;
    shapes.forEach((shape, i) => {
      const { quiet, rise, explained } = followHours(shape, busy);
      if (quiet + rise >= lowest[i]!) badness += log(Math.max(1e-9, 1 - explained));
    });
    if (badness < best.badness) best = { start, length, badness };
  };
  // Hours that must be high are none two hours later.
  const steps = least > 0 ? STEPS.slice(1) : STEPS;
  steps.forEach((step, round) => {
    const { start, length } = best;
    const reach = round === 0 ? 12 : 2 * step;
    const [from, to] = round === 0 ? [SHORTEST, LONGEST] : [length - reach, length + reach];
    for (let hour = start - reach; hour <= start + reach; hour += step) {
      for (let long = from; long <= to; long += step) look((hour + 24) % 24, long);
    }
  });
  const hours = hoursOf(best.start, best.length);
  return { hours, shapes: shapes.map((shape) => followHours(shape, busyHours(hours))) };
}

function hoursOf(start: number, length: number): PeakHours {
  const end = (start + length) % 24;
  return { start, end: end === 0 ? 24 : end };
}

/** How a shape follows busy hours, by least squares. */
export function followHours(shape: Float64Array, busy: Float64Array): ShapeFit {
  let [count, sumX, sumY, sumXX, sumXY, sumYY] = [0, 0, 0, 0, 0, 0];
  for (let slot = 0; slot < SLOTS; slot++) {
    const x = busy[slot]!;
    const y = shape[slot]!;
    if (!(y === y)) continue;
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
    sumYY += y * y;
  }
  const varianceX = sumXX - (sumX * sumX) / count;
  const varianceY = sumYY - (sumY * sumY) / count;
  const covariance = sumXY - (sumX * sumY) / count;
  const rise = varianceX > 0 ? covariance / varianceX : 0;
  return {
    rise,
    quiet: (sumY - rise * sumX) / count,
    explained: rise > 0 && varianceY > 0 ? (rise * covariance) / varianceY : 0,
  };
}
