import { SLOTS } from '../model/shape.js';
import { medianOf } from './medianOf.js';

/** The usual day of a metric. */
export interface SlotProfile {
  /** Median of each slot over the days, each day divided by its own median; shape [288]. */
  readonly shape: Float64Array;
  /** Median of each day, or a hundredth of its largest sample where that is 0; NaN where it has no sample; shape [n]. */
  readonly levels: Float64Array;
}

/**
 * Medians, since a burst says nothing of the hour in which it happens to be.
 *
 * @param rows - Samples, shape [n · 288].
 * @param isUsed - Whether a row counts for the shape.
 */
export function slotProfile(rows: Float64Array, isUsed: (row: number) => boolean = () => true): SlotProfile {
  const count = rows.length / SLOTS;
  const levels = Float64Array.from({ length: count }, (_, row) =>
    levelOf(rows.subarray(row * SLOTS, (row + 1) * SLOTS)),
  );
  const shape = Float64Array.from({ length: SLOTS }, (_, slot) => {
    const ratios = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      ratios[row] = isUsed(row) ? rows[row * SLOTS + slot]! / levels[row]! : NaN;
    }
    return medianOf(ratios);
  });
  return { shape, levels };
}

/** A server that idles for most of a day has a median of 0, which is no measure of its other hours. */
function levelOf(samples: Float64Array): number {
  const median = medianOf(samples);
  return median === 0 ? samples.reduce((one, other) => (other > one ? other : one), 0) / 100 : median;
}
