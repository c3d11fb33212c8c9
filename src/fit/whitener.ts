import { log } from '../num/log.js';

/** Turns noise that remembers into independent noise of the same size. */
export interface Whitener {
  /** Noise of the days in their order, shape [n], made independent. */
  readonly whiten: (noise: Float64Array) => Float64Array;
  /** Logarithm of the determinant of the days' correlation matrix. */
  readonly logDeterminant: number;
}

/**
 * The whitener of noise whose correlation between two days is that of their distance: it solves L·white = values, where
 * L·Lᵀ is the correlation matrix of the days.
 *
 * The matrix is a band, since the noise of a model forgets within some months.
 *
 * @param days - Day numbers in rising order, shape [n]; some may be missing between them.
 * @param autocorrelation - Correlation at distances of 0, 1, 2 … days, the first of which is 1; beyond its end it is 0.
 */
export function whitener(days: Int32Array, autocorrelation: Float64Array): Whitener {
  const count = days.length;
  const isWhole = days[0]! + count - 1 === days[count - 1];
  const { values, rows, firsts } = isWhole ? factorOfRun(count, autocorrelation) : factorOf(days, autocorrelation);
  let logDeterminant = 0;
  for (let i = 0; i < count; i++) logDeterminant += 2 * log(values[rows[i]! + i]!);

  const whiten = (noise: Float64Array): Float64Array => {
    const white = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      let sum = noise[i]!;
      for (let j = firsts[i]!; j < i; j++) sum -= values[row + j]! * white[j]!;
      white[i] = sum / values[row + i]!;
    }
    return white;
  };
  return { whiten, logDeterminant };
}

/** The lower factor of a matrix that is a band. */
interface BandFactor {
  /** Each row within the band, one after the other. */
  readonly values: Float64Array;
  /** Column j of row i is at rows[i] + j. */
  readonly rows: Int32Array;
  /** First column of each row that is not 0. */
  readonly firsts: Int32Array;
}

function emptyFactor(count: number, band: number): BandFactor {
  return {
    values: new Float64Array(count * band),
    rows: Int32Array.from({ length: count }, (_, i) => i * band + band - 1 - i),
    firsts: new Int32Array(count),
  };
}

/** Cholesky's decomposition of a band. */
function factorOf(days: Int32Array, autocorrelation: Float64Array): BandFactor {
  const band = autocorrelation.length;
  const { values, rows, firsts } = emptyFactor(days.length, band);
  for (let i = 0, first = 0; i < days.length; i++) {
    while (days[i]! - days[first]! >= band) first++;
    firsts[i] = first;
    const row = rows[i]!;
    for (let j = first; j <= i; j++) {
      const other = rows[j]!;
      let sum = autocorrelation[days[i]! - days[j]!]!;
      for (let k = Math.max(first, firsts[j]!); k < j; k++) sum -= values[row + k]! * values[other + k]!;
      values[row + j] = j === i ? deviationOf(sum) : sum / values[other + j]!;
    }
  }
  return { values, rows, firsts };
}

/**
 * The same of days of which none is missing, in a quarter of the time for two years: their matrix is Toeplitz's, whose
 * decomposition is Schur's (T. Kailath, A. H. Sayed, SIAM Review 37, 1995, section 1). The matrix less itself shifted by
 * a day is u·uᵀ − v·vᵀ; a hyperbolic rotation that makes v begin with 0 leaves the factor's next column in u.
 */
function factorOfRun(count: number, autocorrelation: Float64Array): BandFactor {
  const band = autocorrelation.length;
  const { values, rows, firsts } = emptyFactor(count, band);
  const u = autocorrelation.slice();
  const v = autocorrelation.slice();
  v[0] = 0;
  for (let j = 0; j < count; j++) {
    const reflection = v[0] / u[0]!;
    const scale = deviationOf(1 - reflection * reflection);
    for (let lag = 0; lag < band; lag++) {
      u[lag] = (u[lag]! - reflection * v[lag]!) / scale;
      // Of the new u: like this, rounding errors do not grow.
      v[lag] = scale * v[lag]! - reflection * u[lag]!;
    }
    firsts[j] = Math.max(0, j - band + 1);
    for (let i = j; i < Math.min(count, j + band); i++) values[rows[i]! + j] = u[i - j]!;
    v.copyWithin(0, 1);
    v[band - 1] = 0;
  }
  return { values, rows, firsts };
}

/** Of a variance; what rounding leaves of one that is explained almost wholly is held above 0. */
function deviationOf(variance: number): number {
  return Math.sqrt(Math.max(variance, 1e-9));
}
