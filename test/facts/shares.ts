import { expect } from 'vitest';
import type { Key } from '../../src/num/random.js';
import { keys } from './keys.js';

const COUNT = 20_000;

/**
 * Expects every value to occur with its share in per cent, and no other, over the fixed keys: within 4.5 standard
 * errors, which a sound generator would leave in 7 of a million such comparisons under other keys.
 */
export function expectShares(fact: (key: Key) => string, shares: Readonly<Record<string, number>>): void {
  const counts = new Map<string, number>();
  for (const key of keys(COUNT)) counts.set(fact(key), (counts.get(fact(key)) ?? 0) + 1);

  const possible = Object.keys(shares).filter((value) => shares[value] !== 0);
  expect([...counts.keys()].sort()).toEqual(possible.sort());
  for (const value of possible) {
    const share = shares[value]! / 100;
    const standardError = Math.sqrt((share * (1 - share)) / COUNT);
    expect(Math.abs(counts.get(value)! / COUNT - share), value).toBeLessThan(4.5 * standardError);
  }
}
