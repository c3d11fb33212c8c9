import { bound, KNEE } from './bound.js';
import { selectLargest } from './largest.js';
import { smoothstep } from './shape.js';

/** Samples from midnight to the plateau: an hour and a half. */
const RAMP = 18;

/** Room in which a day is matched: made once, used for every day and metric. */
export interface MatchRoom {
  /** The largest samples of the plateau as ratios of the level, in falling order. */
  readonly plateau: Float64Array;
  /** Of the samples of both ramps, in the order of time: x / T, (1 − w) · edge, and q. */
  readonly rampX: Float64Array;
  readonly rampEdge: Float64Array;
  readonly rampQ: Float64Array;
  /** The largest q of the ramps, in falling order, and the ramps' samples that may be the P95's. */
  readonly rampLargest: Float64Array;
  readonly nearRamp: Uint8Array;
  /** The two q between which the plateau's is. */
  readonly between: Float64Array;
}

export function matchRoom(): MatchRoom {
  return {
    plateau: new Float64Array(MOST_ABOVE),
    rampX: new Float64Array(2 * RAMP),
    rampEdge: new Float64Array(2 * RAMP),
    rampQ: new Float64Array(2 * RAMP),
    rampLargest: new Float64Array(MOST_ABOVE),
    nearRamp: new Uint8Array(2 * RAMP),
    between: new Float64Array(2),
  };
}

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
 *
 * Each step is a function of its own, small enough that V8 inlines all that it calls.
 *
 * @param count - Number of samples, 100 or more.
 * @param level - The day's level before the bound; the samples' P95 is to be its bound.
 * @param leftEdge - 1 / the scale at the midnight before; `rightEdge` at the one after.
 */
export function matchDay(
  room: MatchRoom,
  count: number,
  level: number,
  ceiling: number,
  leftEdge: number,
  rightEdge: number,
  samples: Float64Array,
): void {
  // numpy's linear rule: P95 = (1 − fraction) · x[low] + fraction · x[low + 1], ranks from 0 upwards.
  const rank = 0.95 * (count - 1);
  const low = Math.floor(rank);
  const size = count - low;
  setRamps(room, count, level, leftEdge, rightEdge, samples);
  setPlateau(room.plateau, count, size, level, samples);
  // A ramp's sample that is not above the plateau's last one is not among the largest of both.
  const inRamps = selectLargest(room.rampQ, 0, 2 * RAMP, 1, size, room.rampLargest, room.plateau[size - 1]!);
  const inPlateau = merge(room, inRamps, size);
  const q = plateauScale(room, inPlateau, findNear(room, inPlateau), rank - low, level, ceiling);
  scalePlateau(count, ceiling, q, samples);
  scaleRamps(room.rampEdge, count, ceiling, q, samples);
}

function setRamps(
  { rampX, rampEdge, rampQ }: MatchRoom,
  count: number,
  level: number,
  leftEdge: number,
  rightEdge: number,
  samples: Float64Array,
): void {
  const inverseLevel = 1 / level;
  for (let i = 0; i < 2 * RAMP; i++) {
    const isLeft = i < RAMP;
    const x = samples[isLeft ? i : count - 2 * RAMP + i]! * inverseLevel;
    const edge = (1 - WEIGHTS[i]!) * (isLeft ? leftEdge : rightEdge);
    rampX[i] = x;
    rampEdge[i] = edge;
    rampQ[i] = (x - edge) * INVERSE_WEIGHTS[i]!;
  }
}

function setPlateau(plateau: Float64Array, count: number, size: number, level: number, samples: Float64Array): void {
  // Every eighth sample tells about where the largest begin; where it tells too much, all are looked at again.
  selectLargest(samples, RAMP, count - RAMP, GUESS_STRIDE, GUESS_RANK, plateau, -Infinity);
  const guess = plateau[GUESS_RANK - 1]!;
  if (selectLargest(samples, RAMP, count - RAMP, 1, size, plateau, guess) < size) {
    selectLargest(samples, RAMP, count - RAMP, 1, size, plateau, -Infinity);
  }
  const inverseLevel = 1 / level;
  for (let i = 0; i < size; i++) plateau[i]! *= inverseLevel;
}

/** Lists the ramps' samples above the level, or as near below it as the plateau's next: only they can be the P95's. */
function findNear({ plateau, rampX, rampEdge, rampQ, nearRamp, between }: MatchRoom, inPlateau: number): number {
  const [lowQ, highQ] = [between[0]!, between[1]!];
  const nextInPlateau = plateau[inPlateau]! / highQ;
  let near = 0;
  for (let i = 0; i < 2 * RAMP; i++) {
    if (rampQ[i]! >= highQ || rampX[i]! >= nextInPlateau * (lowQ * WEIGHTS[i]! + rampEdge[i]!)) nearRamp[near++] = i;
  }
  return near;
}

function scalePlateau(count: number, ceiling: number, q: number, samples: Float64Array): void {
  const scale = 1 / q;
  const knee = KNEE * ceiling;
  for (let i = RAMP; i < count - RAMP; i++) {
    const value = samples[i]! * scale;
    samples[i] = value;
    if (value > knee) samples[i] = bound(value, ceiling);
  }
}

function scaleRamps(edges: Float64Array, count: number, ceiling: number, q: number, samples: Float64Array): void {
  for (let i = 0; i < 2 * RAMP; i++) {
    const at = i < RAMP ? i : count - 2 * RAMP + i;
    samples[at] = bound(samples[at]! / (q * WEIGHTS[i]! + edges[i]!), ceiling);
  }
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
 * Merges the two falling sequences down to their `size`-th number and sets `between` to the last two merged.
 *
 * @returns How many numbers of the plateau stand before the last.
 */
function merge({ plateau, rampLargest, between }: MatchRoom, inRamps: number, size: number): number {
  let inPlateau = 0;
  let inRamp = 0;
  let highQ = 0;
  let lowQ = 0;
  let lastIsPlateau = false;
  for (let k = 0; k < size; k++) {
    const nextRamp = inRamp < inRamps ? rampLargest[inRamp]! : -Infinity;
    highQ = lowQ;
    lastIsPlateau = plateau[inPlateau]! >= nextRamp;
    lowQ = lastIsPlateau ? plateau[inPlateau++]! : rampLargest[inRamp++]!;
  }
  between[0] = lowQ;
  between[1] = highQ;
  return lastIsPlateau ? inPlateau - 1 : inPlateau;
}

/** The q at which the P95 is the day's value. It falls as q rises: the Illinois rule, which begins at both ends. */
function plateauScale(
  room: MatchRoom,
  inPlateau: number,
  near: number,
  fraction: number,
  level: number,
  ceiling: number,
): number {
  const target = bound(level, ceiling);
  const tolerance = TOLERANCE * target;
  let [left, right] = [room.between[0]!, room.between[1]!];
  let [atLeft, atRight] = [0, 0];
  for (let step = LEFT; ; step++) {
    // On the plateau and below the bend the P95 goes with 1 / q: most days are done with the second trial.
    const q =
      step === LEFT
        ? left
        : step === SCALED
          ? Math.min(right, left * (1 + atLeft / target))
          : step === RIGHT
            ? right
            : (left * atRight - right * atLeft) / (atRight - atLeft);
    const excess = percentile95(room, inPlateau, near, fraction, level, ceiling, q) - target;
    if (Math.abs(excess) <= tolerance || step > STEPS) return q;
    if (excess > 0) {
      // Beyond the last q there is none.
      if (q === right) return q;
      left = q;
      atLeft = excess;
      if (step > RIGHT) atRight /= 2;
    } else {
      if (q === left) return q;
      right = q;
      atRight = excess;
      if (step > RIGHT) atLeft /= 2;
      else step = RIGHT;
    }
  }
}

/** The first trials: at one end of the gap, where the P95 would be the level if it went with 1 / q, at the other end. */
const LEFT = 0;
const SCALED = 1;
const RIGHT = 2;

/** The day's P95 for a q in the gap: between the lowest sample above the level and the highest below it. */
function percentile95(
  { plateau, rampX, rampEdge, rampQ, nearRamp, between }: MatchRoom,
  inPlateau: number,
  near: number,
  fraction: number,
  level: number,
  ceiling: number,
  q: number,
): number {
  const highQ = between[1]!;
  let lowestAbove = inPlateau > 0 ? plateau[inPlateau - 1]! / q : Infinity;
  let highestBelow = plateau[inPlateau]! / q;
  for (let at = 0; at < near; at++) {
    const i = nearRamp[at]!;
    const value = rampX[i]! / (q * WEIGHTS[i]! + rampEdge[i]!);
    if (rampQ[i]! >= highQ) {
      if (value < lowestAbove) lowestAbove = value;
    } else if (value > highestBelow) highestBelow = value;
  }
  return (1 - fraction) * bound(level * highestBelow, ceiling) + fraction * bound(level * lowestAbove, ceiling);
}
