import { PAIRS } from '../model/correlation.js';
import { lawsOf } from '../model/latent.js';
import { covariance, type NoiseLaw } from '../model/noiseLaw.js';
import { chain } from '../profiles/chain.js';
import { type Correlation, METRICS, type Profile } from '../profiles/profile.js';
import { byDefault, clamp, decimals, type Estimate, fitted } from './estimate.js';
import { byPair, CORRELATION_DIGITS, MOVED, possibleCorrelation } from './possibleCorrelation.js';
import type { Whiteners } from './whiteners.js';

/** A metric's days, and the normal numbers that their noise is made of. */
export interface DayNoise {
  readonly days: Int32Array;
  readonly normal: Float64Array;
  /** Whether it is more than rounding. */
  readonly moves: boolean;
}

/** Fewest days that two metrics must have in common. */
const FEWEST_DAYS = 30;
/** A correlation beyond this is held there: the model's are below 1. */
const STRONGEST = 0.99;

/**
 * The correlations of the metrics' noise, each pair on the days that both have, with the memory taken out: days that are
 * alike because the week was tell little. They are taken of the normal numbers that the noise is made of, which have no far
 * outliers, and turned into those of the noise.
 *
 * @param metrics - In the order of `METRICS`; undefined where a metric has no days.
 * @param profile - Of which the std hold, and the correlations where there is nothing to tell others.
 */
export function fitCorrelations(
  metrics: readonly (DayNoise | undefined)[],
  whitenerOf: Whiteners,
  persistence: number,
  profile: Profile,
): Readonly<Record<keyof Correlation, Estimate>> {
  const told = new Map<keyof Correlation, Estimate>();
  const laws = lawsOf(profile);
  for (const [pair, row, column] of PAIRS) {
    const found = pairOf(
      metrics[row],
      metrics[column],
      whitenerOf,
      persistence,
      [laws[row]!, laws[column]!],
      [row, column].map((at) => profile[METRICS[at]!].std / 100),
    );
    if (typeof found === 'object') told.set(pair, found);
    else told.set(pair, byDefault(0, found));
  }
  const value = (pair: keyof Correlation): number | undefined =>
    told.get(pair)!.source === 'fitted' ? told.get(pair)!.value : undefined;
  const completed = chain({
    cpuMemory: value('cpuMemory') ?? profile.correlation.cpuMemory,
    cpuNetwork: value('cpuNetwork') ?? profile.correlation.cpuNetwork,
    memoryDisk: value('memoryDisk') ?? profile.correlation.memoryDisk,
  });
  const isAnyTold = PAIRS.some(([pair]) => value(pair) !== undefined);
  const asked = byPair((pair) => value(pair) ?? (isAnyTold ? completed : profile.correlation)[pair]);
  const possible = possibleCorrelation({ ...profile, correlation: asked });
  return byPair((pair) => {
    const estimate = told.get(pair)!;
    const found = decimals(possible[pair], DIGITS);
    if (estimate.source === 'default') {
      const isUsual = isAnyTold || Math.abs(found - asked[pair]) < 0.5 / SCALE + 1e-9;
      return isUsual
        ? byDefault(found, estimate.reason!)
        : fitted(found, undefined, 'the nearest that these std can have');
    }
    const isMoved = Math.abs(found - estimate.value) > 0.5 / SCALE + 1e-9;
    return fitted(found, estimate.error, isMoved ? MOVED : undefined);
  });
}

/** What two metrics tell, or why they do not. */
function pairOf(
  one: DayNoise | undefined,
  other: DayNoise | undefined,
  whitenerOf: Whiteners,
  persistence: number,
  laws: readonly NoiseLaw[],
  deviations: readonly number[],
): Estimate | string {
  if (!one || !other) return 'one of the two metrics is missing, or has fewer than 14 days that count';
  if (!one.moves || !other.moves) return 'one of the two metrics does not move';
  const [a, b] = [new Map(zip(one)), new Map(zip(other))];
  const days = one.days.filter((day) => b.has(day));
  if (days.length < FEWEST_DAYS) return `fewer than ${String(FEWEST_DAYS)} days in common`;
  const { whiten } = whitenerOf(days, persistence);
  const level = whiten(new Float64Array(days.length).fill(1));
  const white = [a, b].map((noise) => without(whiten(Float64Array.from(days, (day) => noise.get(day)!)), level));
  const scale = Math.sqrt(dot(white[0]!, white[0]!) * dot(white[1]!, white[1]!));
  if (!(scale > 1e-12)) return 'one of the two metrics does not move';
  const r = clamp(dot(white[0]!, white[1]!) / scale, -STRONGEST, STRONGEST);
  return fitted(ofNoise(r, laws, deviations), (1 - r * r) / Math.sqrt(days.length - EFFECTS));
}

/** Effects that were taken out of the days: each leaves one less. */
const EFFECTS = 5;

/** The correlation of noise whose normal numbers have another. */
function ofNoise(r: number, [one, other]: readonly NoiseLaw[], [s, t]: readonly number[]): number {
  return s! * t! > 0 ? covariance(one!, other!, r) / (s! * t!) : r;
}

function zip({ days, normal }: DayNoise): [number, number][] {
  return Array.from(days, (day, i) => [day, normal[i]!]);
}

/** What is left of values without their part along a direction. */
function without(values: Float64Array, direction: Float64Array): Float64Array {
  const part = dot(values, direction) / dot(direction, direction);
  return values.map((value, i) => value - part * direction[i]!);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

const DIGITS = CORRELATION_DIGITS;
const SCALE = 1000;
