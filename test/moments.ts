import { average } from './laws/measure.js';

/** Mean, standard deviation, skewness and excess kurtosis. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/** The moments of a sample. */
export function momentsOf(values: readonly number[]): Moments {
  const mean = average(values);
  const central = (power: number): number => average(values.map((value) => (value - mean) ** power));
  const variance = central(2);
  return {
    mean,
    deviation: Math.sqrt(variance),
    skewness: central(3) / variance ** 1.5,
    kurtosis: central(4) / variance ** 2 - 3,
  };
}
