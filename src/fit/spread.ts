import { medianOf } from './medianOf.js';

/** Ratio of a normal law's standard deviation to its median absolute deviation. */
const NORMAL = 1.4826;

/**
 * A standard deviation that bursts hardly touch: the median absolute deviation from 0, in the normal law's terms.
 *
 * @param values - About 0; NaN where there is none.
 */
export function spread(values: Float64Array): number {
  return NORMAL * medianOf(values.map(Math.abs));
}
