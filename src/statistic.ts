import type { Statistic } from './spec.js';

/** A statistic of the first `size` numbers, which it may put in order. */
export function statisticOf(population: Float64Array, size: number, statistic: Statistic): number {
  const values = population.subarray(0, size);
  switch (statistic) {
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / size;
    case 'max':
      return values.reduce((a, b) => Math.max(a, b));
    case 'min':
      return values.reduce((a, b) => Math.min(a, b));
    case 'p95': {
      values.sort();
      const rank = 0.95 * (size - 1);
      const low = Math.floor(rank);
      const below = values[low]!;
      return below + (rank - low) * ((values[low + 1] ?? below) - below);
    }
  }
}
