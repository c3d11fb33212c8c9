import alea from 'seedrandom/lib/alea.js';

/**
 * Keyed randomness: a stream is a pure function of its key, and its i-th draw is computed without the ones before.
 *
 * A key is two 32-bit words. {@link rootKey} makes the first from a seed, {@link childKey} the others, one for every
 * component of every server; the counter of {@link bits} is then the block of time. Nothing shares a stream.
 */
export type Key = readonly [word0: number, word1: number];

/**
 * The root key of a seed, by seedrandom's `alea` (Johannes Baagøe), which takes a seed of any kind and length.
 * The number 42 and the string `'42'` are one seed, so that a command line and a program agree.
 */
export function rootKey(seed: string | number): Key {
  const random = alea(String(seed));
  return [random.int32(), random.int32()];
}

/** The key of a part of what `parent` keys: by number for the components of a model, by name for servers. */
export function childKey(parent: Key, part: number | string): Key {
  if (typeof part === 'number') return [bits(parent, 2 * part), bits(parent, 2 * part + 1)];

  let word0 = parent[0] ^ part.length;
  let word1 = parent[1];
  for (let i = 0; i < part.length; i++) {
    word0 = mix(word0 ^ part.charCodeAt(i));
    word1 = mix(Math.imul(word1, 31) + word0);
  }
  return [mix(word0 ^ word1), mix(word1 + 1)];
}

/** The i-th 32 bits of a stream, as a signed integer. The counter is any integer, taken modulo 2³². */
export function bits(key: Key, i: number): number {
  return mix(mix(i + key[0]) ^ key[1]);
}

/** What the numbers of the i-th group of a stream have in common: mixed once for all of them. */
export function groupBits(key: Key, i: number): number {
  return mix(i + key[0]) ^ key[1];
}

/** The j-th 32 bits of a group. */
export function memberBits(group: number, j: number): number {
  return mix(group + Math.imul(j + 1, GOLDEN));
}

/** The i-th uniform number of a stream, in 0 (excluded) to 1 (excluded), on the grid of odd multiples of 2⁻³³. */
export function uniform(key: Key, i: number): number {
  return ((bits(key, i) >>> 0) + 0.5) * TWO_TO_MINUS_32;
}

/** A whole number from 0 (included) to `count` (excluded). */
export function below(key: Key, i: number, count: number): number {
  return Math.floor(uniform(key, i) * count);
}

/** 2³² over the golden ratio, odd: its multiples spread evenly over the words. */
const GOLDEN = 0x9e3779b9;
export const TWO_TO_MINUS_32: number = 1 / 4294967296;

/**
 * A bijection of 32-bit words that leaves no visible trace of its input: xorshift–multiply with the constants found by
 * C. Wellons and T. Ettinger (github.com/skeeto/hash-prospector, issue 19: bias 0.10760).
 */
export function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return x ^ (x >>> 15);
}
