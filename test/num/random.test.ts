import { describe, expect, it } from 'vitest';
import { below, bits, childKey, groupBits, type Key, memberBits, mix, rootKey, uniform } from '../../src/num/random.js';
import { pearson } from '../laws/measure.js';

/** Pearson's chi-squared statistic of `count` draws over 256 equally likely cells; mean 255, standard deviation 22.6. */
function chiSquared(count: number, cell: (i: number) => number): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < count; i++) counts[cell(i)]!++;
  return counts.reduce((sum, n) => sum + (n - count / 256) ** 2 / (count / 256), 0);
}

const draws = (of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i));

const key: Key = childKey(rootKey(1337), 'web-1');
const n = 200_000;

describe('a keyed stream', () => {
  // Five standard deviations: a false alarm in a million.
  it.each([0, 8, 16, 24])('fills the byte at bit %i evenly', (shift) => {
    expect(Math.abs(chiSquared(n, (i) => (bits(key, i) >>> shift) & 255) - 255)).toBeLessThan(5 * 22.6);
    const member = (i: number): number => (memberBits(groupBits(key, i >> 2), i & 3) >>> shift) & 255;
    expect(Math.abs(chiSquared(n, member) - 255)).toBeLessThan(5 * 22.6);
  });

  it.each([1, 2, 3, 4, 64, 288])('is not correlated with itself %i draws later', (lag) => {
    const r = pearson(
      draws((i) => uniform(key, i)),
      draws((i) => uniform(key, i + lag)),
    );
    expect(Math.abs(r)).toBeLessThan(5 / Math.sqrt(n));
  });

  it.each([
    ['another seed', childKey(rootKey(1338), 'web-1')],
    ['another server', childKey(rootKey(1337), 'web-2')],
    ['another component', childKey(key, 1)],
  ])('is not correlated with that of %s', (_, other) => {
    const r = pearson(
      draws((i) => uniform(key, i)),
      draws((i) => uniform(other, i)),
    );
    expect(Math.abs(r)).toBeLessThan(5 / Math.sqrt(n));
  });

  it('has groups whose members are not correlated', () => {
    const members = [0, 1, 2, 3].map((j) => draws((i) => memberBits(groupBits(key, i), j)));
    for (const [j, k] of [
      [0, 1],
      [0, 3],
      [1, 2],
      [2, 3],
    ] as const) {
      expect(Math.abs(pearson(members[j]!, members[k]!))).toBeLessThan(5 / Math.sqrt(n));
    }
  });

  it('gives the i-th draw without the ones before, for negative counters too', () => {
    const forwards = Array.from({ length: 20 }, (_, i) => bits(key, i - 10));
    const backwards = Array.from({ length: 20 }, (_, i) => bits(key, 9 - i)).reverse();
    expect(forwards).toEqual(backwards);
    expect(new Set(forwards).size).toBe(20);
  });

  it('draws uniform numbers strictly between 0 and 1, and whole ones below their bound', () => {
    const uniforms = draws((i) => uniform(key, i));
    expect(uniforms.every((value) => value > 0 && value < 1)).toBe(true);
    expect(new Set(draws((i) => below(key, i, 3)))).toEqual(new Set([0, 1, 2]));
  });
});

describe('keys', () => {
  it('differ for seeds and names that are nearly the same', () => {
    const seeds = [0, 1, -1, 0.5, '', 'a', 'A', 'aa', 'prod', 'Prod', 2 ** 53, 2 ** 53 - 1];
    const names = ['', 'a', 'b', 'ab', 'ba', 'web-1', 'web-10', 'web-01', 'é', 'e\u0301'];
    const all = seeds.flatMap((seed) => names.map((name) => childKey(rootKey(seed), name).join()));
    expect(new Set(all).size).toBe(seeds.length * names.length);
  });

  it('are the same for a number and its text', () => {
    expect(rootKey(42)).toEqual(rootKey('42'));
  });

  it('have no collision among 200,000 servers of one seed', () => {
    const root = rootKey(42);
    const keys = new Set(Array.from({ length: 200_000 }, (_, i) => childKey(root, `web-${i}`).join()));
    // 2 × 10¹⁰ pairs over 2⁶⁴ keys: a chance of 10⁻⁹.
    expect(keys.size).toBe(200_000);
  });
});

describe('mix', () => {
  it('is a bijection of words: no two of a million meet', () => {
    expect(new Set(Array.from({ length: 1_000_000 }, (_, i) => mix(i * 4099))).size).toBe(1_000_000);
  });
});
