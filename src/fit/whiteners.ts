import { whitener, type Whitener } from './whitener.js';

/** Makes the whitener of some days for a persistence. */
export type Whiteners = (days: Int32Array, persistence: number) => Whitener;

/** Whiteners, each made once: decomposing a matrix is what fitting takes its time for, and metrics share their days. */
export function whiteners(autocorrelation: (persistence: number) => Float64Array): Whiteners {
  const known = new Map<string, Whitener>();
  return (days, persistence) => {
    const key = `${String(persistence)} ${String(days)}`;
    let found = known.get(key);
    if (!found) {
      if (known.size >= MOST_KEPT) known.clear();
      found = whitener(days, autocorrelation(persistence));
      known.set(key, found);
    }
    return found;
  };
}

/** Each takes a megabyte for two years of days. */
const MOST_KEPT = 12;
