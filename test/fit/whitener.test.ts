import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { dayAutocorrelation } from '../../src/fit/dayAutocorrelation.js';
import { whitener } from '../../src/fit/whitener.js';
import { generic } from '../../src/profiles/generic.js';

const autocorrelationOf = dayAutocorrelation(generic);

describe.each([
  ['none missing', (day: number) => day >= 0],
  ['days missing', (day: number) => day % 7 !== 3 && !(day > 100 && day < 160)],
])('the whitener of days, %s,', (_, isThere) => {
  const days = Int32Array.from({ length: 250 }, (_, day) => day).filter(isThere);

  it.each([
    { persistence: 0, shifts: 0.4 },
    { persistence: 0.7, shifts: 0 },
    { persistence: 0.98, shifts: 1 },
    { persistence: 0.98, shifts: 0 },
  ])('decomposes the correlation of noise with $persistence, $shifts', (memory) => {
    const autocorrelation = autocorrelationOf(memory);
    const { whiten, logDeterminant } = whitener(days, autocorrelation);

    const correlation = Matrix.zeros(days.length, days.length);
    days.forEach((one, i) => {
      days.forEach((other, j) => correlation.set(i, j, autocorrelation[Math.abs(one - other)] ?? 0));
    });
    // The columns of the correlation, made independent, are those of Lᵀ.
    const transposed = new Matrix(days.length, days.length);
    for (let i = 0; i < days.length; i++) transposed.setColumn(i, whiten(Float64Array.from(correlation.getColumn(i))));
    expect(Matrix.sub(transposed.transpose().mmul(transposed), correlation).max()).toBeLessThan(1e-10);
    expect(Matrix.sub(correlation, transposed.transpose().mmul(transposed)).max()).toBeLessThan(1e-10);
    const diagonal = transposed.diagonal();
    expect(logDeterminant).toBeCloseTo(
      diagonal.reduce((sum, value) => sum + 2 * Math.log(value), 0),
      8,
    );
  });
});
