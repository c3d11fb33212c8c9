import { LN2_HIGH, LN2_LOW } from './exp.js';

/**
 * The natural logarithm from + − × ÷ alone, so that it gives the same bits in every engine.
 *
 * Method of FreeBSD's fdlibm `e_log.c` (Sun Microsystems, 1993): x = 2ᵏ·(1 + f) with √½ < 1 + f < √2, then
 * log(1 + f) through s = f/(2 + f) by a Remez polynomial with an error below 2⁻⁵⁸·⁴⁵. The result is within 1 ulp.
 *
 * @param x - Any number; 0 gives −Infinity, a negative one NaN.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (x < SMALLEST) return log(x * TWO_TO_64) - 64 * LN2_HIGH - 64 * LN2_LOW;

  // Exact scaling by powers of two brings x into (√½, √2]; at most ten halvings or doublings by squares.
  let k = 0;
  let m = x;
  for (let i = STEPS.length - 1; i >= 0; i--) {
    const [power, exponent] = STEPS[i]!;
    if (m >= power) {
      m /= power;
      k += exponent;
    } else if (m * power <= 1) {
      m *= power;
      k -= exponent;
    }
  }
  if (m > SQRT_2) {
    m /= 2;
    k += 1;
  } else if (m <= SQRT_HALF) {
    m *= 2;
    k -= 1;
  }

  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + even + odd) + k * LN2_LOW) - f);
}

/** Below this the scaling would need more than the ten steps. */
const SMALLEST = 1e-300;
const TWO_TO_64 = 18446744073709551616;
const SQRT_2 = 1.4142135623730951;
const SQRT_HALF = 0.7071067811865476;
/** Powers of two, 2^(2^i), with their exponents. */
const STEPS: readonly (readonly [power: number, exponent: number])[] = [
  [2, 1],
  [4, 2],
  [16, 4],
  [256, 8],
  [65536, 16],
  [4294967296, 32],
  [TWO_TO_64, 64],
  [3.402823669209385e38, 128],
  [1.157920892373162e77, 256],
  [1.3407807929942597e154, 512],
];
/** Remez coefficients of fdlibm's `e_log.c`. */
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;
