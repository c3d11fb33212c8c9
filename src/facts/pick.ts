import { below, type Key } from '../num/random.js';

/** How often each value occurs, as whole numbers that need not add up to anything. */
export type Weights<Value extends string> = Readonly<Record<Value, number>>;

/** The value that the i-th draw of a stream picks, each as often as its weight says; one of weight 0 never. */
export function pick<Value extends string>(key: Key, i: number, weights: Weights<Value>): Value {
  const values = Object.keys(weights) as Value[];
  const tickets = values.reduce((sum, value) => sum + weights[value], 0);
  let ticket = below(key, i, tickets);
  return values.find((value) => (ticket -= weights[value]) < 0)!;
}

/** The value that the i-th draw of a stream picks from a list that is not empty, each equally often. */
export function oneOf<Value>(key: Key, i: number, values: readonly Value[]): Value {
  return values[below(key, i, values.length)]!;
}
