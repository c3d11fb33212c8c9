import { exp } from '../num/exp.js';
import { meanOf } from './meanOf.js';

/** The noise of a metric's days, relative to their expected levels: what is left of the logarithms, as ratios. */
export interface LevelNoise {
  /** Ratios to the expected levels, of mean 1; shape [n]. */
  readonly ratios: Float64Array;
  /** Standard deviation of the ratios. */
  readonly deviation: number;
  /** Variance of the logarithms about their mean. */
  readonly logVariance: number;
}

/**
 * Turns what is left of logarithms into what is left of levels, without assuming a law of theirs (N. Duan, Smearing
 * estimate, Journal of the American Statistical Association 78, 1983).
 */
export function levelNoise(residuals: Float64Array): LevelNoise {
  const centre = meanOf(residuals);
  const levels = residuals.map((value) => exp(value - centre));
  const mean = meanOf(levels);
  const ratios = levels.map((value) => value / mean);
  return {
    ratios,
    deviation: Math.sqrt(meanOf(ratios.map((value) => (value - 1) * (value - 1)))),
    logVariance: meanOf(residuals.map((value) => (value - centre) * (value - centre))),
  };
}
