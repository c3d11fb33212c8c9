import type { Memory } from './dayAutocorrelation.js';
import { whitener, type Whitener } from './whitener.js';

/** Makes the whitener of some days for noise of a memory. */
export type Whiteners = (days: Int32Array, memory: Memory) => Whitener;

/** Whiteners, each made once: decomposing a matrix is what fitting takes its time for, and metrics share their days. */
export function whiteners(autocorrelation: (memory: Memory) => Float64Array): Whiteners {
  const known = new Map<string, Whitener>();
  return (days, { persistence, shifts }) => {
    const key = `${String(persistence)} ${String(shifts)} ${String(days)}`;
    let found = known.get(key);
    if (!found) {
      if (known.size >= MOST_KEPT) known.clear();
      found = whitener(days, autocorrelation({ persistence, shifts }));
      known.set(key, found);
    }
    return found;
  };
}

/** Each takes a megabyte for two years of days. */
const MOST_KEPT = 12;
