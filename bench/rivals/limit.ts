import type { Columns } from 'faker-server';
import { normalQuantile } from '../../src/num/normal.js';

/** The normal distribution as 2¹⁶ equally likely numbers, ±4.2 at most: coarse in the tails, and nothing is faster. */
const QUANTILES = Float64Array.from({ length: 1 << 16 }, (_, i) => normalQuantile((i + 0.5) / (1 << 16)));

/**
 * The practical limit of plain JavaScript: correlated, autocorrelated columns with nothing else to them. Four normals,
 * each filtered by an AR(1), mixed by a lower triangle, clamped, rounded to two digits, written.
 *
 * It has one stream from the first record on, so no random access, no calendar, no day, no bursts, no zoom. The
 * generator (xoshiro128**, D. Blackman and S. Vigna, 2018) is in locals, and each of its words is two normals.
 */
export function limit(count: number, firstMs: number, stepMs: number): Columns {
  const time = new Float64Array(count);
  const cpu = new Float64Array(count);
  const memory = new Float64Array(count);
  const diskIo = new Float64Array(count);
  const network = new Float64Array(count);
  const quantiles = QUANTILES;
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = 0xb7e15162 | 0;
  let d = 0x71374491 | 0;
  let x0 = 0;
  let x1 = 0;
  let x2 = 0;
  let x3 = 0;
  for (let i = 0; i < count; i++) {
    let word = Math.imul(b, 5);
    word = Math.imul((word << 7) | (word >>> 25), 9);
    let shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    x0 = 0.9 * x0 + INNOVATION * quantiles[word >>> 16]!;
    x1 = 0.9 * x1 + INNOVATION * quantiles[word & 0xffff]!;

    word = Math.imul(b, 5);
    word = Math.imul((word << 7) | (word >>> 25), 9);
    shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    x2 = 0.9 * x2 + INNOVATION * quantiles[word >>> 16]!;
    x3 = 0.9 * x3 + INNOVATION * quantiles[word & 0xffff]!;

    // The factor of the web archetype's correlations, times its standard deviations.
    const y0 = 35 + 4.2 * x0;
    const y1 = 55 + 3.74 * x0 + 2.318 * x1;
    const y2 = 10 + 0.1785 * x0 + 0.1106 * x1 + 0.562 * x2;
    const y3 = 45 + 5.4 * x0 + 0.01 * x1 + 0.01 * x2 + 4.05 * x3;
    time[i] = firstMs + i * stepMs;
    cpu[i] = (((y0 < 0 ? 0 : y0 > 100 ? 100 : y0) * 100 + 0.5) | 0) / 100;
    memory[i] = (((y1 < 0 ? 0 : y1 > 100 ? 100 : y1) * 100 + 0.5) | 0) / 100;
    diskIo[i] = (((y2 < 0 ? 0 : y2) * 100 + 0.5) | 0) / 100;
    network[i] = (((y3 < 0 ? 0 : y3 > 100 ? 100 : y3) * 100 + 0.5) | 0) / 100;
  }
  return { time, cpu, memory, diskIo, network };
}

/** √(1 − 0.9²): the filtered numbers have variance 1. */
const INNOVATION = Math.sqrt(1 - 0.9 * 0.9);
