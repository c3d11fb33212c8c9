import { SLOTS } from '../model/shape.js';
import { log } from '../num/log.js';
import { medianOf } from './medianOf.js';
import type { SlotProfile } from './slotProfile.js';

/**
 * What is left of the logarithms of samples when the usual shape of the day and each day's level are taken out; NaN where
 * there is no sample. Shape [n · 288].
 */
export function dayResiduals(rows: Float64Array, { shape, levels }: SlotProfile): Float64Array {
  const residuals = rows.map((value, i) => {
    const usual = shape[i % SLOTS]! * levels[Math.floor(i / SLOTS)]!;
    return value > 0 && usual > 0 ? log(value / usual) : NaN;
  });
  for (let row = 0; row < levels.length; row++) {
    const day = residuals.subarray(row * SLOTS, (row + 1) * SLOTS);
    const centre = medianOf(day);
    for (let slot = 0; slot < SLOTS; slot++) day[slot]! -= centre;
  }
  return residuals;
}
