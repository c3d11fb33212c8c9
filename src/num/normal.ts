import { bits, type Key, TWO_TO_MINUS_32 } from './random.js';
import { log } from './log.js';

/** The i-th standard normal number of a stream: one draw, through the inverse of the normal distribution. */
export function normal(key: Key, i: number): number {
  return normalFromBits(bits(key, i));
}

/**
 * The standard normal number that 32 uniform bits stand for.
 *
 * Linear interpolation between {@link CELLS} exact quantiles, four times as fast as the exact quantile; the outermost
 * cells, where the quantile bends, are computed exactly, so the tails reach ±6.3. The variance is within 10⁻⁵ of 1.
 */
export function normalFromBits(word: number): number {
  const cell = word >>> CELL_SHIFT;
  if (cell < TAIL_CELLS || cell >= CELLS - TAIL_CELLS) return normalQuantile(((word >>> 0) + 0.5) * TWO_TO_MINUS_32);
  const left = QUANTILES[cell]!;
  return left + (QUANTILES[cell + 1]! - left) * ((word & CELL_MASK) + 0.5) * CELL_FRACTION;
}

/**
 * The quantile function of the standard normal distribution, algorithm AS 241 (PPND16) of M. J. Wichura,
 * Applied Statistics 37 (1988) 477–484: relative error about 10⁻¹⁶.
 *
 * @param p - A probability, 0 (excluded) to 1 (excluded).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const z =
    r <= 5
      ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
      : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5);
  return q < 0 ? -z : z;
}

/** Horner's rule; coefficients from the constant term up. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}

// The coefficients of AS 241, from the constant term up.
const CENTRE_TOP = [
  3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
  4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
];
const CENTRE_BOTTOM = [
  1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
  3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852854561e3,
];
const MIDDLE_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
];
const MIDDLE_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
  1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
  2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_BOTTOM = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

const CELL_SHIFT = 21;
const CELLS = 1 << (32 - CELL_SHIFT);
const CELL_MASK = (1 << CELL_SHIFT) - 1;
const CELL_FRACTION = 1 / (1 << CELL_SHIFT);
/** Cells at either end that are computed exactly: 8 of 2,048, so 0.8 % of the draws. */
const TAIL_CELLS = 8;
const QUANTILES = /* @__PURE__ */ quantiles();

function quantiles(): Float64Array {
  const table = new Float64Array(CELLS + 1);
  for (let cell = 1; cell < CELLS; cell++) table[cell] = normalQuantile(cell / CELLS);
  return table;
}

/** Bits that {@link ROUGH_QUANTILES} looks at. */
export const ROUGH_BITS = 12;
/**
 * The medians of 2¹² equally likely slices of the standard normal distribution, of unit variance: a normal number for the
 * price of a look-up, for noise on which other noise lies. Its tails end at 3.7.
 */
export const ROUGH_QUANTILES: Float64Array = /* @__PURE__ */ roughQuantiles();

function roughQuantiles(): Float64Array {
  const size = 1 << ROUGH_BITS;
  const table = new Float64Array(size);
  let squares = 0;
  for (let i = 0; i < size; i++) {
    table[i] = normalQuantile((i + 0.5) / size);
    squares += table[i]! * table[i]!;
  }
  return table.map((z) => z / Math.sqrt(squares / size));
}
