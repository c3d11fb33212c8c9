import { byPair, PAIRS } from '../model/correlation.js';
import { covariance, covarianceSlope, noiseLaw, type NoiseLaw } from '../model/noiseLaw.js';
import { chain } from '../profiles/chain.js';
import { type Correlation, METRICS, type Profile } from '../profiles/profile.js';
import { byDay } from './byDay.js';
import type { Memory } from './dayAutocorrelation.js';
import { dotProduct } from './dotProduct.js';
import { byDefault, clamp, decimals, type Estimate, fitted, isTold } from './estimate.js';
import { FEW_DAYS } from './fewestDays.js';
import { CORRELATION_DIGITS, MOVED, possibleCorrelation } from './possibleCorrelation.js';
import type { Whiteners } from './whiteners.js';

/** A metric's days, and the normal numbers that their noise is made of. */
export interface DayNoise {
  readonly days: Int32Array;
  readonly normal: Float64Array;
  /** Whether it is more than rounding. */
  readonly moves: boolean;
}

/** Fewest days that two metrics must have in common. */
const FEWEST_COMMON = 30;
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
  memory: Memory,
  profile: Profile,
): Readonly<Record<keyof Correlation, Estimate>> {
  // The laws that the normal numbers were made with, whose tails do not give way.
  const laws = METRICS.map((metric) => noiseLaw(profile[metric], profile, 1, Infinity));
  const told = new Map(
    PAIRS.map(([pair, row, column]) => {
      const deviations = [row, column].map((at) => profile[METRICS[at]!].std / 100);
      const lawsOfPair = [laws[row]!, laws[column]!];
      return [pair, pairOf(metrics[row], metrics[column], whitenerOf, memory, lawsOfPair, deviations)] as const;
    }),
  );
  const value = (pair: keyof Correlation): number | undefined => {
    const estimate = told.get(pair)!;
    return isTold(estimate) ? estimate.value : undefined;
  };
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
    const found = decimals(possible[pair], CORRELATION_DIGITS);
    if (!isTold(estimate)) {
      const isUsual = isAnyTold || Math.abs(found - asked[pair]) < ROUNDING;
      return isUsual
        ? byDefault(found, estimate.reason!)
        : fitted(found, undefined, 'the nearest that these std can have');
    }
    const isMoved = Math.abs(found - estimate.value) > ROUNDING;
    return fitted(found, estimate.error, isMoved ? MOVED : undefined);
  });
}

/** How far a correlation is from itself with {@link CORRELATION_DIGITS}, at most. */
const ROUNDING = 0.5e-3 + 1e-9;

/** What two metrics tell, or why they do not. */
function pairOf(
  one: DayNoise | undefined,
  other: DayNoise | undefined,
  whitenerOf: Whiteners,
  memory: Memory,
  laws: readonly NoiseLaw[],
  deviations: readonly number[],
): Estimate {
  const untold = (reason: string): Estimate => byDefault(0, reason);
  if (!one || !other) return untold(`one of the two metrics is missing, or has ${FEW_DAYS}`);
  if (!one.moves || !other.moves) return untold(STILL);
  const [a, b] = [byDay(one.days, one.normal), byDay(other.days, other.normal)];
  const days = one.days.filter((day) => b.has(day));
  if (days.length < FEWEST_COMMON) return untold(`fewer than ${String(FEWEST_COMMON)} days in common`);
  const { whiten } = whitenerOf(days, memory);
  const level = whiten(new Float64Array(days.length).fill(1));
  const whiteOf = (noise: ReadonlyMap<number, number>): Float64Array =>
    without(whiten(Float64Array.from(days, (day) => noise.get(day)!)), level);
  const [whiteA, whiteB] = [whiteOf(a), whiteOf(b)];
  const scale = Math.sqrt(dotProduct(whiteA, whiteA) * dotProduct(whiteB, whiteB));
  if (!(scale > 1e-12)) return untold(STILL);
  const r = clamp(dotProduct(whiteA, whiteB) / scale, -STRONGEST, STRONGEST);
  const { value, slope } = ofNoise(r, laws, deviations);
  return fitted(value, (slope * (1 - r * r)) / Math.sqrt(days.length - EFFECTS));
}

const STILL = 'one of the two metrics does not move';
/** Effects that were taken out of the days: each leaves one less. */
const EFFECTS = 5;

/** The correlation of noise whose normal numbers have another, and by how much it rises with that. */
function ofNoise(
  r: number,
  [one, other]: readonly NoiseLaw[],
  [s, t]: readonly number[],
): { value: number; slope: number } {
  if (!(s! * t! > 0)) return { value: r, slope: 1 };
  return { value: covariance(one!, other!, r) / (s! * t!), slope: covarianceSlope(one!, other!, r) / (s! * t!) };
}

/** What is left of values without their part along a direction. */
function without(values: Float64Array, direction: Float64Array): Float64Array {
  const part = dotProduct(values, direction) / dotProduct(direction, direction);
  return values.map((value, i) => value - part * direction[i]!);
}
