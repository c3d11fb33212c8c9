import { CholeskyDecomposition, inverse, Matrix, solve } from 'ml-matrix';
import { log } from '../num/log.js';
import { clamp } from './estimate.js';
import type { Whitener } from './whitener.js';

/** What the days of one metric are explained by, beside the noise; see `MetricModel`. */
export interface DayEffects {
  /** Logarithm of an ordinary working day's level at `asOf`. */
  readonly level: number;
  /** Growth of the logarithm a year. */
  readonly growth: number;
  /** What a quarter's end, a quarter's middle and a day off add, as ratios. */
  readonly peak: number;
  readonly trough: number;
  readonly off: number;
}

/** The days of one metric that have a value. */
export interface MetricDays {
  /** Day numbers in rising order, shape [n]. */
  readonly days: Int32Array;
  /** Logarithms of the daily levels before the bound, shape [n]. */
  readonly logs: Float64Array;
  /** Years since `asOf`. */
  readonly years: Float64Array;
  /** Nearness to a quarter's end and middle, and whether a day is off; see `CalendarYear`. */
  readonly peak: Float64Array;
  readonly trough: Float64Array;
  readonly off: Float64Array;
}

/** A {@link DayEffects} that was estimated. */
export interface DayFit {
  readonly effects: DayEffects;
  /** Names of the free effects, in the order of the covariance. */
  readonly free: readonly (keyof DayEffects)[];
  /** Covariance of the free effects, in units of the noise's variance. */
  readonly covariance: Matrix;
  /** What is left of the logarithms; shape [n]. */
  readonly residuals: Float64Array;
  /** Variance of the noise of the logarithms, free of the bias of a sample that remembers. */
  readonly variance: number;
  /** Logarithm of the restricted likelihood, up to a constant. */
  readonly likelihood: number;
}

const STEPS = 8;
/** A day's factor is never less than this. */
const SMALLEST_FACTOR = 0.02;
/** What a profile's factors may be at most. Where days rise that should fall, Gauss–Newton would go on for ever. */
export const LARGEST_FACTOR = 10;

/**
 * Generalised least squares of the logarithms on level, growth and calendar, by Gauss–Newton, since the calendar's
 * factors are sums of ratios.
 *
 * The likelihood is the restricted one (H. D. Patterson and R. Thompson, Biometrika 58, 1971): that of what is left when
 * the effects are taken out.
 *
 * @param start - Where to begin; effects that are not free stay there.
 * @param steps - Most steps; one is enough where it begins near the end.
 */
export function fitDays(
  data: MetricDays,
  { whiten, logDeterminant }: Whitener,
  start: DayEffects,
  free: readonly (keyof DayEffects)[],
  steps: number = STEPS,
): DayFit {
  const count = data.days.length;
  let effects = start;
  let covariance = Matrix.zeros(0, 0);
  let logDesign = 0;
  for (let step = 0; step < steps; step++) {
    const left = Matrix.columnVector(whiten(residualsOf(data, effects)));
    const design = new Matrix(free.map((name) => Array.from(whiten(slopesOf(data, effects, name))))).transpose();
    const square = design.transpose().mmul(design);
    covariance = inverse(square);
    logDesign = logDeterminantOf(square);
    const change = solve(square, design.transpose().mmul(left)).to1DArray();
    effects = moved(effects, free, change);
    if (change.every((value, i) => value * value < 1e-12 * covariance.get(i, i))) break;
  }
  const residuals = residualsOf(data, effects);
  const white = whiten(residuals);
  const freedom = count - free.length;
  const variance = Math.max(white.reduce((sum, value) => sum + value * value, 0) / freedom, SMALLEST_VARIANCE);
  const likelihood = -(freedom * log(variance) + logDeterminant + logDesign) / 2;
  return { effects, free, covariance, residuals, variance, likelihood };
}

/** Of a metric that never moves. */
const SMALLEST_VARIANCE = 1e-12;

/** What effects leave of the logarithms. */
export function residualsOf({ logs, years, peak, trough, off }: MetricDays, effects: DayEffects): Float64Array {
  return logs.map((value, i) => {
    const season = 1 + effects.peak * peak[i]! + effects.trough * trough[i]!;
    return value - effects.level - effects.growth * years[i]! - log(season * (1 + effects.off * off[i]!));
  });
}

/** Derivative of the expected logarithm for an effect. */
function slopesOf(data: MetricDays, effects: DayEffects, name: keyof DayEffects): Float64Array {
  const { years, peak, trough, off } = data;
  const season = (i: number): number => 1 + effects.peak * peak[i]! + effects.trough * trough[i]!;
  switch (name) {
    case 'level':
      return new Float64Array(years.length).fill(1);
    case 'growth':
      return years;
    case 'off':
      return off.map((value) => value / (1 + effects.off * value));
    case 'peak':
    case 'trough':
      return data[name].map((value, i) => value / season(i));
  }
}

/** Effects after a step, which is shortened where a day's factor would vanish. */
function moved(effects: DayEffects, free: readonly (keyof DayEffects)[], change: readonly number[]): DayEffects {
  const next = { ...effects };
  free.forEach((name, i) => {
    const target = next[name] + change[i]!;
    const isFactor = name !== 'level' && name !== 'growth';
    next[name] = isFactor ? clamp(target, SMALLEST_FACTOR - 1, LARGEST_FACTOR - 1) : target;
  });
  return next;
}

function logDeterminantOf(square: Matrix): number {
  // Of a symmetric positive definite matrix: twice the logarithm of its Cholesky factor's diagonal.
  const factor = new CholeskyDecomposition(square).lowerTriangularMatrix;
  return factor.diagonal().reduce((sum, value) => sum + 2 * log(value), 0);
}

/** Days that must be near a quarter's end or middle, so that two of them were seen. */
const FEWEST_NEAR = { peak: 14, trough: 22 } as const;
const NEAR = 0.5;
/** A weekend: without its factor, a week of a server that rests on it would look noisy. */
const FEWEST_OFF = 2;
/** Two months, in years. */
const SHORTEST_TREND = 1 / 6;

/** The effects that there are days to tell. */
export function freeEffects({ years, peak, trough, off }: MetricDays): (keyof DayEffects)[] {
  const near = (values: Float64Array): number => values.filter((value) => value > NEAR).length;
  const tells = {
    level: true,
    growth: years.at(-1)! - years[0]! >= SHORTEST_TREND,
    peak: near(peak) >= FEWEST_NEAR.peak,
    trough: near(trough) >= FEWEST_NEAR.trough,
    off: near(off) >= FEWEST_OFF && near(off) <= off.length - FEWEST_OFF,
  };
  return (Object.keys(tells) as (keyof DayEffects)[]).filter((name) => tells[name]);
}
