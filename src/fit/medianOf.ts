import { median } from 'simple-statistics';

/** The median of those values that are finite numbers; NaN where none is. */
export function medianOf(values: Float64Array): number {
  const numbers = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (Number.isFinite(value)) numbers[count++] = value;
  // It is written for arrays, and does nothing that a typed one cannot do.
  return count === 0 ? NaN : median(numbers.subarray(0, count) as unknown as number[]);
}
