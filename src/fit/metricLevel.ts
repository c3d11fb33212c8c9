import { sampleCorrelation } from 'simple-statistics';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type DayEffects, type DayFit, fitDays, type MetricDays } from './dayModel.js';
import type { DayMemory } from './dayMemory.js';
import { dotProduct } from './dotProduct.js';
import { byDefault, clamp, decimals, type Estimate, fitted, significant } from './estimate.js';
import { levelNoise, type LevelNoise } from './levelNoise.js';
import { meanOf } from './meanOf.js';
import type { PersistenceFit } from './persistence.js';
import { repeats } from './repeats.js';
import { GROWTH_SPREAD, LEAST_WEIGHT, shareOf, shrink } from './shrink.js';
import { fitTail, type TailFit, withTail } from './tail.js';
import type { Whiteners } from './whiteners.js';

/** A metric's level, noise and growth, with the calendar known. */
export interface MetricLevel {
  /** Mean level of an ordinary working day at `asOf`, before the bound, and its relative standard error. */
  readonly level: number;
  readonly levelError: number;
  /**
   * By how much the trend of the days is above the level at `asOf`, as a difference of logarithms: what the growth does not
   * tell of it. 0 where it may be noise.
   */
  readonly untold: number;
  /** In % of the expected level. */
  readonly std: Estimate;
  readonly growth: Estimate;
  readonly tail: Estimate;
  /** The normal numbers of the days' noise; shape [n]. */
  readonly normal: Float64Array;
}

/**
 * Fits what is a metric's own. Its growth is drawn towards the usual one, by as much as the data are unsure: noise that
 * remembers for weeks leaves half a year with an error of 15 % a year.
 *
 * @param start - The calendar's effects, and the usual growth.
 * @param tellsGrowth - Whether the days reach far enough.
 * @param usualTail - The tail where there are too few days to tell one.
 */
export function fitLevel(
  data: MetricDays,
  whitenerOf: Whiteners,
  memory: DayMemory,
  start: DayEffects,
  tellsGrowth: boolean,
  usualTail: number,
): MetricLevel {
  const { growth: usual } = start;
  const fit = (persistence: number, growth: number, free: readonly (keyof DayEffects)[]): DayFit =>
    fitDays(data, whitenerOf(data.days, { ...memory, persistence }), { ...start, growth }, free);
  const trend = fit(memory.persistence, usual, tellsGrowth ? ['level', 'growth'] : ['level']);

  const told = tellsGrowth
    ? { value: trend.effects.growth, error: trendError(trend, data, usualTail) }
    : { value: usual, error: Infinity };
  const drawn = shrink(told, usual, GROWTH_SPREAD, data.years.at(-1)! - data.years[0]!);
  const isTold = drawn.weight >= LEAST_WEIGHT;
  const logRate = isTold ? clamp(drawn.value, log(0.1), log(11)) : usual;
  const rate = isTold ? decimals(exp(logRate) - 1, 3) : exp(usual) - 1;
  const growth = isTold
    ? fitted(rate, drawn.error * (1 + rate), shareOf(drawn, exp(usual) - 1))
    : byDefault(decimals(rate, 3), 'too little data to tell growth from noise');

  const settled = fit(memory.persistence, log(1 + rate), ['level']);
  const noise = levelNoise(settled.residuals);
  // A sample that remembers varies less than the law it is of: the likelihood knows by how much.
  const bias = noise.logVariance > 0 ? Math.sqrt(trend.variance / noise.logVariance) : 1;
  const std = clamp(significant(100 * noise.deviation * bias, 3), 0, 100);

  const isTailTold = tellsTail(noise);
  const law = lawOf(noise, usualTail);
  const memoryOf = (power: 2 | 3): number => repeats(law.normal, data.days, power) / data.days.length;

  const { whiten } = whitenerOf(data.days, memory);
  const linear = linearShare(law.normal, noise.ratios);
  // The level is surest at a centre of the days; from there to `asOf` the growth's error goes along, and what of the
  // trend is not told.
  const centre = weightedMean(data.years, whiten);
  const drift = centre * drawn.error;
  const line = tellsGrowth ? trend : fit(memory.persistence, usual, ['level', 'growth']);
  const missed = logRate - line.effects.growth;
  const untold = Math.abs(missed) > CLEAR * trendError(line, data, usualTail) ? centre * missed : 0;
  return {
    level: exp(settled.effects.level) * weightedMean(settled.residuals.map(exp), whiten),
    levelError: Math.sqrt(
      (std / 100) * (std / 100) * (linear * settled.covariance.get(0, 0) + (1 - linear) * memoryOf(2)) +
        drift * drift +
        untold * untold,
    ),
    untold,
    std: fitted(
      std,
      std *
        deviationError(
          trend,
          memory.fit,
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

/** Errors from which on a trend is none of the noise's. */
const CLEAR = 3;

/** Standard error of a growth: what is not proportional to the noise's normal numbers does not come back as they do. */
function trendError(
  { covariance, variance, residuals }: DayFit,
  { days, years }: MetricDays,
  usualTail: number,
): number {
  const { normal } = lawOf(levelNoise(residuals), usualTail);
  const linear = linearShare(normal, residuals);
  const middle = meanOf(years);
  const spread = years.reduce((sum, year) => sum + (year - middle) * (year - middle), 0);
  return Math.sqrt(variance * (linear * covariance.get(1, 1) + ((1 - linear) * repeats(normal, days, 2)) / spread));
}

/** The share of values' variance that is proportional to the normal numbers that they are made of. */
function linearShare(normal: Float64Array, values: Float64Array): number {
  const r = sampleCorrelation(Array.from(normal), Array.from(values));
  return Number.isFinite(r) ? r * r : 1;
}

function lawOf(noise: LevelNoise, usualTail: number): TailFit {
  const { ratios, deviation } = noise;
  return tellsTail(noise) ? fitTail(ratios, deviation) : withTail(ratios, Math.max(STILL, deviation), usualTail);
}

function tellsTail({ ratios, deviation }: LevelNoise): boolean {
  return ratios.length >= FEWEST_FOR_TAIL && deviation > STILL;
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
