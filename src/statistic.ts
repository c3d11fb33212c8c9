import type { Statistic } from './spec.js';

/** A statistic of the first `size` numbers, which it may put in order. */
export function statisticOf(population: Float64Array, size: number, statistic: Statistic): number {
  switch (statistic) {
    case 'mean': {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += population[i]!;
      return sum / size;
    }
    case 'max': {
      let highest = -Infinity;
      for (let i = 0; i < size; i++) highest = Math.max(highest, population[i]!);
      return highest;
    }
    case 'min': {
      let lowest = Infinity;
      for (let i = 0; i < size; i++) lowest = Math.min(lowest, population[i]!);
      return lowest;
    }
    case 'p95': {
      population.subarray(0, size).sort();
      const rank = 0.95 * (size - 1);
      const low = Math.floor(rank);
      const below = population[low]!;
      return low + 1 < size ? below + (rank - low) * (population[low + 1]! - below) : below;
    }
  }
}
