import { exp } from '../num/exp.js';

/**
 * The heaviest upper tail with which unusual days stay within the room below the ceiling; below 0 that of a law which is
 * mirrored, whose days differ downwards. Memory that is nearly full does so: skewness −1.9/−1.0/−.6 at means of 88 to 92 %
 * (10/50/90 % of Alibaba 2018); a tail of −.33 has a skewness of −1.
 *
 * @param room - How far above the mean an unusual day may be, as a ratio of it; positive.
 * @param variance - Of the law, whose mean is 1; positive.
 * @param tail - What is asked for; positive.
 * @param lowest - What it is at least.
 */
export function tailWithin(room: number, variance: number, tail: number, lowest: number): number {
  if (farFrom(variance, tail, UNUSUAL) <= room) return tail;
  // What an unusual day is grows with the tail.
  let low = lowestTail(variance, tail, lowest);
  let high = tail;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (farFrom(variance, middle, UNUSUAL) <= room) low = middle;
    else high = middle;
  }
  return apartFrom0(low);
}

/** The lowest tail with which days are hardly ever below 0, as they never are with `tail`. */
function lowestTail(variance: number, tail: number, lowest: number): number {
  let low = Math.min(lowest, tail);
  let high = tail;
  if (farFrom(variance, low, LOWEST) >= -1) return low;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (farFrom(variance, middle, LOWEST) >= -1) high = middle;
    else low = middle;
  }
  return high;
}

/** How far a day is from the mean, as a ratio of it, with a normal number of `z`. */
function farFrom(variance: number, tail: number, z: number): number {
  const t = apartFrom0(tail);
  return weightOf(variance, t) * (exp(t * z - (t * t) / 2) - 1);
}

/** What the log-normal part of a law is to be multiplied by to have a variance. */
export function weightOf(variance: number, tail: number): number {
  const weight = Math.sqrt(variance / (exp(tail * tail) - 1));
  return tail < 0 ? -weight : weight;
}

/** A tail on the way from one to another. */
export function between(tail: number, other: number, share: number): number {
  return share === 1 || other === tail ? other : apartFrom0(tail + share * (other - tail));
}

/** A law without any tail is the limit of those with little. */
function apartFrom0(tail: number): number {
  return tail < 0 ? Math.min(-LEAST_TAIL, tail) : Math.max(LEAST_TAIL, tail);
}

const LEAST_TAIL = 0.02;
/** Standard deviations of a day of two years, and of one that no user sees. */
const UNUSUAL = 3;
const LOWEST = -4;
const STEPS = 40;
