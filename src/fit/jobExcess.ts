import { SLOTS } from '../model/shape.js';
import { log } from '../num/log.js';

/** Samples of the hour before and of the one after. */
const HOUR = 12;
/** Fewest of them that tell the load of that hour. */
const FEWEST = 4;

/**
 * By how much the logarithm of each sample exceeds the load of the hour before and of the hour after, whichever is higher:
 * of a load that rises or falls, however steeply, hardly anything does. NaN where one of them is not known, as at midnight.
 *
 * @param rows - Samples, shape [n · 288].
 */
export function jobExcess(rows: Float64Array): Float64Array {
  const logs = rows.map((value) => (value > 0 ? log(value) : NaN));
  const excess = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += SLOTS) {
    const hours = hoursOf(logs.subarray(from, from + SLOTS));
    for (let slot = 0; slot < SLOTS; slot++) {
      const [before, after] = [hours[slot]!, hours[slot + HOUR + 1]!];
      const load = before > after ? before : before === before ? after : NaN;
      excess[from + slot] = logs[from + slot]! - load;
    }
  }
  return excess;
}

/** The median of each hour of a day, from the one that ends with its beginning to the one that begins with its end. */
function hoursOf(day: Float64Array): Float64Array {
  // In order: to sort arrays of a dozen takes ten times as long.
  const sorted = new Float64Array(HOUR);
  return Float64Array.from({ length: SLOTS + HOUR + 1 }, (_, end) => {
    let count = 0;
    for (let slot = Math.max(0, end - HOUR); slot < Math.min(SLOTS, end); slot++) {
      const value = day[slot]!;
      if (value !== value) continue;
      let place = count++;
      for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
      sorted[place] = value;
    }
    return count < FEWEST ? NaN : (sorted[count >> 1]! + sorted[(count - 1) >> 1]!) / 2;
  });
}
