import { LN2_HIGH, LN2_LOW } from './exp.js';

/**
 * The natural logarithm from + − × ÷ alone, so that it gives the same bits in every engine.
 *
 * Method of FreeBSD's fdlibm `e_log.c` (Sun Microsystems, 1993): x = 2ᵏ·(1 + f) with about √½ < 1 + f < √2, then
 * log(1 + f) through s = f/(2 + f) by a Remez polynomial with an error below 2⁻⁵⁸·⁴⁵. The result is within 1 ulp.
 *
 * @param x - Any number; 0 gives −Infinity, a negative one NaN.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (x < SMALLEST_NORMAL) return log(x * TWO_TO_64) - 64 * LN2_HIGH - 64 * LN2_LOW;

  // The exponent and the leading bits of the fraction, read from the number's own representation.
  WORD.setFloat64(0, x);
  const high = WORD.getUint32(0);
  const upper = (high & FRACTION) >= SQRT_2_FRACTION ? 1 : 0;
  const k = (high >>> 20) - 1023 + upper;
  WORD.setUint32(0, (high & FRACTION) | ((1023 - upper) << 20));
  const m = WORD.getFloat64(0);

  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + even + odd) + k * LN2_LOW) - f);
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_64 = 18446744073709551616;
/** Where the bits of a number are read; big-endian on every machine. */
const WORD = new DataView(new ArrayBuffer(8));
const FRACTION = 0xfffff;
/** The leading 20 bits of the fraction of √2. */
const SQRT_2_FRACTION = 0x6a09e;
/** Remez coefficients of fdlibm's `e_log.c`. */
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;
