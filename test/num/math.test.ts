import { describe, expect, it } from 'vitest';
import { exp } from '../../src/num/exp.js';
import { log } from '../../src/num/log.js';
import { normal, normalQuantile } from '../../src/num/normal.js';
import { childKey, rootKey } from '../../src/num/random.js';
import { roundTo } from '../../src/num/round.js';

const relative = (value: number, reference: number): number =>
  reference === 0 ? Math.abs(value) : Math.abs(value / reference - 1);

// Reference values: Python's decimal module with 40 digits, rounded once to a double.
const EXP: readonly (readonly [x: number, value: number])[] = [
  [-700.5, 5.980196118639791e-305],
  [-37.25, 6.64554417291507e-17],
  [-1.5, 0.22313016014842982],
  [-0.3466, 0.7070881069410189],
  [-1e-10, 0.9999999999],
  [1e-10, 1.0000000001],
  [0.001, 1.0010005001667084],
  [0.5, 1.6487212707001282],
  [1, 2.718281828459045],
  [10.1, 24343.00942440838],
  [88.7, 3.325986980250579e38],
  [300.25, 2.4941248615349213e130],
  [708.9, 7.436322587880697e307],
];
const LOG: readonly (readonly [x: number, value: number])[] = [
  [5e-324, -744.4400719213812],
  [2.5e-310, -712.88508809628],
  [1e-300, -690.7755278982137],
  [1e-10, -23.025850929940457],
  [0.1, -2.3025850929940455],
  [0.7071067811865475, -0.34657359027997275],
  [0.7071067811865476, -0.3465735902799726],
  [0.9999999, -1.0000000494736474e-7],
  [1.0000001, 9.999999505838704e-8],
  [1.4142135623730951, 0.3465735902799727],
  [2, 0.6931471805599453],
  [12345.678, 9.421061321291832],
  [1e100, 230.25850929940458],
  [1.7e308, 709.7268368932282],
];

describe('exp', () => {
  it.each(EXP)('of %f is within 2 × 10⁻¹⁵ of the reference', (x, value) => {
    expect(relative(exp(x), value)).toBeLessThan(2e-15);
  });

  it('is never further than 2 × 10⁻¹⁵ from the engine’s own, which is right to 1 ulp', () => {
    let worst = 0;
    for (let x = -708; x < 709; x += 0.0137) worst = Math.max(worst, relative(exp(x), Math.exp(x)));
    expect(worst).toBeLessThan(2e-15);
  });

  it('rises without a step back where one entry of the table takes over from another', () => {
    const back: number[] = [];
    for (let entry = -2000; entry < 2000; entry++) {
      const seam = ((entry + 0.5) * Math.LN2) / 256;
      for (let x = seam - 5e-14; x < seam + 5e-14; x += 1e-14) if (!(exp(x + 1e-14) >= exp(x))) back.push(x);
    }
    expect(back).toEqual([]);
  });

  it('is 1 at 0, 0 and Infinity beyond its range, and NaN of NaN', () => {
    expect([exp(0), exp(-709), exp(-Infinity), exp(710), exp(Infinity), exp(NaN)]).toEqual([
      1,
      0,
      0,
      Infinity,
      Infinity,
      NaN,
    ]);
  });
});

describe('log', () => {
  it.each(LOG)('of %f is within 4 × 10⁻¹⁶ of the reference', (x, value) => {
    expect(relative(log(x), value)).toBeLessThan(4e-16);
  });

  it('is the inverse of exp', () => {
    for (let x = -700; x < 700; x += 0.37)
      expect(Math.abs(log(exp(x)) - x)).toBeLessThan(2e-15 * Math.max(1, Math.abs(x)));
  });

  it('is 0 at 1, −Infinity at 0 and NaN below', () => {
    expect([log(1), log(0), log(-1), log(NaN), log(Infinity)]).toEqual([0, -Infinity, NaN, NaN, Infinity]);
  });
});

describe('normal', () => {
  // SciPy 1.10.1, scipy.special.ndtri.
  it.each([
    [1e-20, -9.262340089798409],
    [1e-10, -6.361340902404056],
    [0.00001, -4.264890793922825],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.075, -1.4395314709384563],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.7, 0.5244005127080407],
    [0.925, 1.4395314709384563],
    [0.99, 2.3263478740408408],
    [0.999999, 4.753424308817087],
  ])('has the quantile of SciPy at %f', (p, z) => {
    expect(relative(normalQuantile(p), z)).toBeLessThan(1e-14);
  });

  it('has the moments 0, 1, 0 and 3 over four million draws', () => {
    const key = childKey(rootKey(42), 'moments');
    const n = 4_000_000;
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = normal(key, i);
      for (let power = 0, value = z; power < 4; power++, value *= z) sums[power]! += value / n;
    }
    // Four standard errors, √(var / n) with variances 1, 2, 15 and 96 of the powers: a false alarm in 4,000 runs.
    const [m1, m2, m3, m4] = sums as [number, number, number, number];
    expect(Math.abs(m1)).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(m2 - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(m3)).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(m4 - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });
});

describe('roundTo', () => {
  it('rounds halves upwards, on either side of 31 bits', () => {
    expect([roundTo(0.125, 100), roundTo(12.344, 100), roundTo(1e8 + 0.126, 100), roundTo(0, 100)]).toEqual([
      0.13,
      12.34,
      1e8 + 0.13,
      0,
    ]);
  });
});
