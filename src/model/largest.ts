/**
 * Writes the `size` largest of every `stride`-th of `values`, from `from` to `end` (excluded), that are above `threshold`,
 * in falling order.
 *
 * @returns How many there were.
 */
export function selectLargest(
  values: Float64Array,
  from: number,
  end: number,
  stride: number,
  size: number,
  largest: Float64Array,
  threshold: number,
): number {
  let kept = 0;
  let lowest = threshold;
  for (let i = from; i < end; i += stride) {
    const value = values[i]!;
    if (value <= lowest) continue;
    let at = kept < size ? kept++ : size - 1;
    for (; at > 0 && largest[at - 1]! < value; at--) largest[at] = largest[at - 1]!;
    largest[at] = value;
    if (kept === size) lowest = largest[size - 1]!;
  }
  return kept;
}
