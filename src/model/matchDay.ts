import { bound, KNEE } from './bound.js';
import { smoothstep } from './shape.js';

/** What a day's samples are to meet. */
export interface DayToMatch {
  /** Number of samples, 100 or more. */
  readonly count: number;
  /** The day's level before the bound; the samples' P95 is to be its bound. */
  readonly level: number;
  readonly ceiling: number;
  /** 1 / the scale at the midnight before and after. */
  readonly leftEdge: number;
  readonly rightEdge: number;
}

/** Samples from midnight to the plateau: an hour and a half. */
export const RAMP = 18;

/**
 * Scales a day's samples in place so that their P95 is the day's value, without a seam at midnight.
 *
 * A sample x becomes `bound(x / (q · w + (1 − w) · edge))`, where the weight w is near 0 at midnight and 1 from
 * {@link RAMP} samples on, and `edge` is known to both days that meet there. So the scale blends harmonically from the
 * edge to the plateau 1/q, and the only unknown is q.
 *
 * Every sample falls as q rises, and passes the day's level T at its own q = (x / T − (1 − w) · edge) / w. The q that
 * leaves k samples above T lies between the k-th and the (k + 1)-th largest of these, and in that gap the samples above
 * are always the same: one selection, then a root search in a small gap, in place of a percentile for every trial. The
 * harmonic blend is what makes it linear; since the plateau alone decides on most samples, there is always a root.
 */
export function dayMatcher(): (day: DayToMatch, samples: Float64Array) => void {
  // The largest samples of the plateau, in falling order, and all those of the two ramps: x / T, w, (1 − w) · edge, q.
  const plateau = new Float64Array(MOST_ABOVE);
  const rampX = new Float64Array(2 * RAMP);
  const rampEdge = new Float64Array(2 * RAMP);
  const rampQ = new Float64Array(2 * RAMP);
  const nearRamp = new Uint8Array(2 * RAMP);
  const rampLargest = new Float64Array(MOST_ABOVE);

  return ({ count, level, ceiling, leftEdge, rightEdge }, samples) => {
    // numpy's linear rule: P95 = (1 − fraction) · x[low] + fraction · x[low + 1], ranks from 0 upwards.
    const rank = 0.95 * (count - 1);
    const low = Math.floor(rank);
    const fraction = rank - low;
    const above = count - 1 - low;

    const last = count - 1;
    const inverseLevel = 1 / level;
    for (let i = 0; i < RAMP; i++) {
      const other = 2 * RAMP - 1 - i;
      rampX[i] = samples[i]! * inverseLevel;
      rampX[other] = samples[last - i]! * inverseLevel;
      rampEdge[i] = (1 - WEIGHTS[i]!) * leftEdge;
      rampEdge[other] = (1 - WEIGHTS[other]!) * rightEdge;
      rampQ[i] = (rampX[i]! - rampEdge[i]!) * INVERSE_WEIGHTS[i]!;
      rampQ[other] = (rampX[other] - rampEdge[other]) * INVERSE_WEIGHTS[other]!;
    }
    const size = above + 1;
    // Every eighth sample tells about where the largest begin; where it tells too much, all are looked at again.
    selectLargest(samples, RAMP, count - RAMP, GUESS_STRIDE, GUESS_RANK, plateau, -Infinity);
    const guess = plateau[GUESS_RANK - 1]!;
    if (selectLargest(samples, RAMP, count - RAMP, 1, size, plateau, guess) < size) {
      selectLargest(samples, RAMP, count - RAMP, 1, size, plateau, -Infinity);
    }
    for (let i = 0; i < size; i++) plateau[i]! *= inverseLevel;
    // A ramp's sample that is not above the plateau's last one is not among the largest of both.
    const inRamps = selectLargest(rampQ, 0, 2 * RAMP, 1, size, rampLargest, plateau[above]!);

    const { inPlateau, lowQ, highQ } = merge(plateau, rampLargest, inRamps, size);

    // Of the ramps, only samples above the level, or as near below it as the plateau's next, can be the P95's.
    let near = 0;
    const nextInPlateau = plateau[inPlateau]! / highQ;
    for (let i = 0; i < 2 * RAMP; i++) {
      if (rampQ[i]! >= highQ || rampX[i]! >= nextInPlateau * (lowQ * WEIGHTS[i]! + rampEdge[i]!)) nearRamp[near++] = i;
    }
    const nearRamps = near;
    const target = bound(level, ceiling);
    const excess = (q: number): number => {
      let lowestAbove = inPlateau > 0 ? plateau[inPlateau - 1]! / q : Infinity;
      let highestBelow = plateau[inPlateau]! / q;
      for (let at = 0; at < nearRamps; at++) {
        const i = nearRamp[at]!;
        const value = rampX[i]! / (q * WEIGHTS[i]! + rampEdge[i]!);
        if (rampQ[i]! >= highQ) {
          if (value < lowestAbove) lowestAbove = value;
        } else if (value > highestBelow) highestBelow = value;
      }
      return (
        (1 - fraction) * bound(level * highestBelow, ceiling) + fraction * bound(level * lowestAbove, ceiling) - target
      );
    };
    const q = rootBetween(lowQ, highQ, excess, TOLERANCE * target);

    const scale = 1 / q;
    const knee = KNEE * ceiling;
    for (let i = RAMP; i < count - RAMP; i++) {
      const value = samples[i]! * scale;
      samples[i] = value > knee ? bound(value, ceiling) : value;
    }
    for (let i = 0; i < RAMP; i++) {
      const other = 2 * RAMP - 1 - i;
      samples[i] = bound(samples[i]! / (q * WEIGHTS[i]! + rampEdge[i]!), ceiling);
      samples[last - i] = bound(samples[last - i]! / (q * WEIGHTS[other]! + rampEdge[other]!), ceiling);
    }
  };
}

/** How much of the plateau each sample of the two ramps takes, in the order of time. */
const WEIGHTS = Float64Array.from({ length: 2 * RAMP }, (_, i) =>
  smoothstep((Math.min(i, 2 * RAMP - 1 - i) + 0.5) / RAMP),
);
const INVERSE_WEIGHTS = WEIGHTS.map((weight) => 1 / weight);
/** A day of 48 hours has 29 samples above its P95. */
const MOST_ABOVE = 32;
/** How near the P95 comes to the day's value, as a share of it: below the rounding at any precision. */
const TOLERANCE = 1e-10;
const STEPS = 30;
const GUESS_STRIDE = 8;
const GUESS_RANK = 4;

/**
 * Writes the `size` largest of every `stride`-th of `values`, from `from` to `end` (excluded), that are above `threshold`,
 * in falling order.
 *
 * @returns How many there were.
 */
function selectLargest(
  values: Float64Array,
  from: number,
  end: number,
  stride: number,
  size: number,
  largest: Float64Array,
  threshold: number,
): number {
  let kept = 0;
  let lowest = threshold;
  for (let i = from; i < end; i += stride) {
    const value = values[i]!;
    if (value <= lowest) continue;
    let at = kept < size ? kept++ : size - 1;
    for (; at > 0 && largest[at - 1]! < value; at--) largest[at] = largest[at - 1]!;
    largest[at] = value;
    if (kept === size) lowest = largest[size - 1]!;
  }
  return kept;
}

/**
 * Merges two falling sequences down to their `size`-th number: the last two merged, and how many numbers of the plateau
 * stand before the last.
 */
function merge(
  plateau: Float64Array,
  ramps: Float64Array,
  inRamps: number,
  size: number,
): { readonly inPlateau: number; readonly lowQ: number; readonly highQ: number } {
  let inPlateau = 0;
  let inRamp = 0;
  let highQ = 0;
  let lowQ = 0;
  let lastIsPlateau = false;
  for (let k = 0; k < size; k++) {
    const nextRamp = inRamp < inRamps ? ramps[inRamp]! : -Infinity;
    highQ = lowQ;
    lastIsPlateau = plateau[inPlateau]! >= nextRamp;
    lowQ = lastIsPlateau ? plateau[inPlateau++]! : ramps[inRamp++]!;
  }
  return { inPlateau: lastIsPlateau ? inPlateau - 1 : inPlateau, lowQ, highQ };
}

/** The root of a falling function, positive or zero at `low` and negative or zero at `high`: the Illinois rule. */
function rootBetween(low: number, high: number, f: (x: number) => number, tolerance: number): number {
  let left = low;
  let right = high;
  let atLeft = f(left);
  if (atLeft <= tolerance) return left;
  let atRight = f(right);
  if (atRight >= -tolerance) return right;
  let middle = left;
  for (let step = 0; step < STEPS; step++) {
    middle = (left * atRight - right * atLeft) / (atRight - atLeft);
    const atMiddle = f(middle);
    if (Math.abs(atMiddle) <= tolerance) break;
    if (atMiddle > 0) {
      left = middle;
      atLeft = atMiddle;
      atRight /= 2;
    } else {
      right = middle;
      atRight = atMiddle;
      atLeft /= 2;
    }
  }
  return middle;
}
