import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type DayEffects, type DayFit, fitDays, type MetricDays } from './dayModel.js';
import { dotProduct } from './dotProduct.js';
import { byDefault, clamp, decimals, type Estimate, fitted, significant } from './estimate.js';
import { levelNoise } from './levelNoise.js';
import type { PersistenceFit } from './persistence.js';
import { repeats } from './repeats.js';
import { GROWTH_SPREAD, LEAST_WEIGHT, shareOf, shrink } from './shrink.js';
import { fitTail, withTail } from './tail.js';
import type { Whiteners } from './whiteners.js';

/** A metric's level, noise and growth, with the calendar known. */
export interface MetricLevel {
  /** Mean level of an ordinary working day at `asOf`, before the bound, and its relative standard error. */
  readonly level: number;
  readonly levelError: number;
  /** In % of the expected level. */
  readonly std: Estimate;
  readonly growth: Estimate;
  readonly tail: Estimate;
  /** The normal numbers of the days' noise; shape [n]. */
  readonly normal: Float64Array;
}

/**
 * Fits what is a metric's own. Its growth is drawn towards the usual one, by as much as the data are unsure: noise that
 * remembers for weeks leaves two years with an error of several per cent a year.
 *
 * @param start - The calendar's effects, and the usual growth.
 * @param tellsGrowth - Whether the days reach far enough.
 * @param usualTail - The tail where there are too few days to tell one.
 */
export function fitLevel(
  data: MetricDays,
  whitenerOf: Whiteners,
  memory: PersistenceFit,
  start: DayEffects,
  tellsGrowth: boolean,
  usualTail: number,
): MetricLevel {
  const { growth: usual } = start;
  const fit = (persistence: number, growth: number, free: readonly (keyof DayEffects)[]): DayFit =>
    fitDays(data, whitenerOf(data.days, persistence), { ...start, growth }, free);
  const trend = fit(memory.value, usual, tellsGrowth ? ['level', 'growth'] : ['level']);

  const told = tellsGrowth
    ? { value: trend.effects.growth, error: Math.sqrt(trend.covariance.get(1, 1) * trend.variance) }
    : { value: usual, error: Infinity };
  const drawn = shrink(told, usual, GROWTH_SPREAD, data.years.at(-1)! - data.years[0]!);
  const isTold = drawn.weight >= LEAST_WEIGHT;
  const rate = isTold ? clamp(decimals(exp(drawn.value) - 1, 3), -0.9, 10) : exp(usual) - 1;
  const growth = isTold
    ? fitted(rate, drawn.error * (1 + rate), shareOf(drawn, exp(usual) - 1))
    : byDefault(decimals(rate, 3), 'too little data to tell growth from noise');

  const settled = fit(memory.value, log(1 + rate), ['level']);
  const noise = levelNoise(settled.residuals);
  // A sample that remembers varies less than the law it is of: the likelihood knows by how much.
  const bias = noise.logVariance > 0 ? Math.sqrt(trend.variance / noise.logVariance) : 1;
  const std = clamp(significant(100 * noise.deviation * bias, 3), 0, 100);

  const isTailTold = data.days.length >= FEWEST_FOR_TAIL && noise.deviation > STILL;
  const law = isTailTold
    ? fitTail(noise.ratios, noise.deviation)
    : withTail(noise.ratios, Math.max(STILL, noise.deviation), usualTail);

  const memoryOf = (power: 2 | 3): number => repeats(law.normal, data.days, power) / data.days.length;

  const { whiten } = whitenerOf(data.days, memory.value);
  // The level is surest at a centre of the days; from there to `asOf` the growth's error goes along.
  const drift = weightedMean(data.years, whiten) * drawn.error;
  return {
    level: exp(settled.effects.level) * weightedMean(settled.residuals.map(exp), whiten),
    levelError: Math.sqrt(settled.covariance.get(0, 0) * (std / 100) * (std / 100) + drift * drift),
    std: fitted(
      std,
      std *
        deviationError(
          trend,
          memory,
          (law.kurtosis - 3) * memoryOf(2),
          (persistence) => fit(persistence, usual, trend.free).variance,
        ),
    ),
    growth,
    // A normal sample's skewness errs by √(6 / n), and a tail of k makes one of about 3 k.
    tail: isTailTold
      ? fitted(clamp(decimals(law.tail, 2), 0, 1.5), Math.sqrt(6 * memoryOf(3)) / 3)
      : byDefault(usualTail, `fewer than ${String(FEWEST_FOR_TAIL)} days, or none that differ`),
    normal: law.normal,
  };
}

const FEWEST_FOR_TAIL = 180;
/** Noise below this is rounding. */
const STILL = 1e-5;

/** The mean of the days' values, each weighted by what it tells (generalised least squares). */
function weightedMean(values: Float64Array, whiten: (values: Float64Array) => Float64Array): number {
  const ones = whiten(new Float64Array(values.length).fill(1));
  return dotProduct(ones, whiten(values)) / dotProduct(ones, ones);
}

/**
 * Relative standard error of a standard deviation: that of normal noise whose memory is known, and what far outliers and
 * the persistence's error add to it.
 *
 * @param beyondNormal - Excess kurtosis over the number of days that are worth one of their own.
 */
function deviationError(
  { residuals }: DayFit,
  { error, below, above }: PersistenceFit,
  beyondNormal: number,
  varianceAt: (persistence: number) => number,
): number {
  const slope = log(varianceAt(above) / varianceAt(below)) / (above - below);
  const shared = (slope * error) / 2;
  return Math.sqrt(1 / (2 * residuals.length) + beyondNormal / 4 + shared * shared);
}
