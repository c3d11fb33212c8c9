/**
 * The nearest multiple of 1 / `scale`, halves upwards: what is published of a value.
 *
 * @param value - Not negative.
 * @param scale - A power of ten, 1 to 10⁶.
 */
export function roundTo(value: number, scale: number): number {
  return Math.floor(value * scale + 0.5) / scale;
}

/** Writes `count` rounded values of one array into another. */
export function publish(
  values: Float64Array,
  from: number,
  count: number,
  scale: number,
  published: Float64Array,
  at: number,
): void {
  for (let i = 0; i < count; i++) published[at + i] = roundTo(values[from + i]!, scale);
}
