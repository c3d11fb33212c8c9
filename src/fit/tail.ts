import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { meanOf } from './meanOf.js';

/** The shifted log-normal law of a metric's daily noise, as the model has it; see `NoiseLaw`. */
export interface TailFit {
  readonly tail: number;
  /** The normal numbers that the law turns into the noise; shape [n]. */
  readonly normal: Float64Array;
  /** Fourth moment of the noise over the square of its variance. */
  readonly kurtosis: number;
}

const LARGEST = 1.5;
const STEPS = 25;
/** The lowest values are lower than the law reaches, by chance: they are taken to be near its bound. */
const LEAST = 1e-3;

/** The law of a known tail. */
export function withTail(ratios: Float64Array, deviation: number, tail: number): TailFit {
  // Below this tail the law would reach below 0.
  const possible = Math.max(tail, Math.sqrt(log(1 + deviation * deviation)));
  const square = exp(possible * possible);
  return {
    tail: possible,
    normal: normalNumbers(ratios, deviation, possible),
    kurtosis: square * square * (square * square + 2 * square + 3) - 3,
  };
}

/**
 * Finds the tail with which the noise is a law of normal numbers that are not skewed. The skewness of the noise itself
 * says the same, but to a sample's far outliers: it is never as large as the law's.
 *
 * @param ratios - Noise of mean 1.
 * @param deviation - Its standard deviation in the sample, above 0.
 */
export function fitTail(ratios: Float64Array, deviation: number): TailFit {
  let low = Math.sqrt(log(1 + deviation * deviation));
  let high = Math.max(LARGEST, low);
  if (skewness(normalNumbers(ratios, deviation, low)) <= 0) high = low;
  for (let step = 0; step < STEPS && high > low; step++) {
    const middle = (low + high) / 2;
    if (skewness(normalNumbers(ratios, deviation, middle)) > 0) low = middle;
    else high = middle;
  }
  return withTail(ratios, deviation, (low + high) / 2);
}

function normalNumbers(ratios: Float64Array, deviation: number, tail: number): Float64Array {
  const weight = deviation / Math.sqrt(exp(tail * tail) - 1);
  return ratios.map((ratio) => log(Math.max(LEAST, (ratio - 1) / weight + 1)) / tail + tail / 2);
}

function skewness(values: Float64Array): number {
  const mean = meanOf(values);
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    const centred = value - mean;
    squares += centred * centred;
    cubes += centred * centred * centred;
  }
  return cubes / (squares * Math.sqrt(squares / values.length));
}
