/**
 * The median of the values around each: `reach` before, itself and `reach` after, of those that are numbers. NaN where
 * fewer than half are.
 */
export function runningMedian(values: Float64Array, reach: number): Float64Array {
  // The numbers in the window, in order: a value comes in and goes out by insertion.
  const sorted = new Float64Array(2 * reach + 2);
  let size = 0;
  const placeOf = (value: number): number => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const medians = new Float64Array(values.length);
  for (let i = -reach; i < values.length; i++) {
    const coming = values[i + reach] ?? NaN;
    if (coming === coming) {
      const place = placeOf(coming);
      sorted.copyWithin(place + 1, place, size++);
      sorted[place] = coming;
    }
    if (i < 0) continue;
    medians[i] = size > reach ? (sorted[size >> 1]! + sorted[(size - 1) >> 1]!) / 2 : NaN;
    const going = values[i - reach] ?? NaN;
    if (going === going) {
      const place = placeOf(going);
      sorted.copyWithin(place, place + 1, size--);
    }
  }
  return medians;
}
