import { log } from '../num/log.js';

/** Turns noise that remembers into independent noise of the same size. */
export interface Whitener {
  /** Values of the days in the order of the days, shape [n], made independent. */
  readonly whiten: (values: Float64Array) => Float64Array;
  /** Logarithm of the determinant of the days' correlation matrix. */
  readonly logDeterminant: number;
}

/**
 * The whitener of noise whose correlation between two days is that of their distance: it solves L·white = values, where
 * L·Lᵀ is the correlation matrix of the days.
 *
 * The matrix is a band, since the noise of a model forgets within some months, and with missing days it is no Toeplitz
 * matrix. Decomposing the band alone takes a fifteenth of the time that two years of the whole matrix take.
 *
 * @param days - Day numbers in rising order, shape [n]; some may be missing between them.
 * @param autocorrelation - Correlation at distances of 0, 1, 2 … days; beyond its end it is 0.
 */
export function whitener(days: Int32Array, autocorrelation: Float64Array): Whitener {
  const band = autocorrelation.length;
  const count = days.length;
  // Row i holds its columns i − band + 1 to i: column j is at rows[i] + j.
  const factor = new Float64Array(count * band);
  const rows = Int32Array.from(days, (_, i) => i * band + band - 1 - i);
  const firsts = new Int32Array(count);
  let logDeterminant = 0;

  for (let i = 0, first = 0; i < count; i++) {
    while (days[i]! - days[first]! >= band) first++;
    firsts[i] = first;
    const row = rows[i]!;
    for (let j = first; j <= i; j++) {
      const other = rows[j]!;
      let sum = autocorrelation[days[i]! - days[j]!]!;
      for (let k = Math.max(first, firsts[j]!); k < j; k++) sum -= factor[row + k]! * factor[other + k]!;
      // What rounding leaves of a variance that is explained almost wholly is held above 0.
      factor[row + j] = j === i ? Math.sqrt(Math.max(sum, SMALLEST)) : sum / factor[other + j]!;
    }
    logDeterminant += 2 * log(factor[row + i]!);
  }

  const whiten = (values: Float64Array): Float64Array => {
    const white = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      let sum = values[i]!;
      for (let j = firsts[i]!; j < i; j++) sum -= factor[row + j]! * white[j]!;
      white[i] = sum / factor[row + i]!;
    }
    return white;
  };
  return { whiten, logDeterminant };
}

const SMALLEST = 1e-9;
