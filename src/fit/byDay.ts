/** Values by their days. */
export function byDay(days: Int32Array, values: Float64Array): Map<number, number> {
  return new Map(Array.from(days, (day, i) => [day, values[i]!]));
}
