import fc from 'fast-check';
import { childKey, type Key, rootKey } from '../../src/num/random.js';

const root = rootKey(42);

/** The same keys in every run, as many as are asked for. */
export function keys(count: number): readonly Key[] {
  return Array.from({ length: count }, (_, n) => childKey(root, n));
}

/** Any key at all. */
export const anyKey: fc.Arbitrary<Key> = fc.tuple(fc.integer(), fc.integer());

/** The four archetypes, custom names, and names that objects have of themselves. */
export const anyArchetype: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('web', 'database', 'application', 'batch'),
  fc.constantFrom('cache', 'custom', 'Load Balancer', '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
);
