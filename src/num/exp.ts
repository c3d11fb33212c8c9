/**
 * The exponential function from + − × ÷ and √ alone, so that it gives the same bits in every engine.
 *
 * Table-driven, after P. T. P. Tang, ACM TOMS 15 (1989) 144–157: x = (256·n + j)·ln 2 / 256 + r with |r| ≤ ln 2 / 512,
 * so exp(x) = 2ⁿ · 2^(j/256) · exp(r), where five terms of the series are exact to 2⁻⁵⁵. Relative error below 10⁻¹⁵.
 *
 * @returns 0 below −708 and Infinity above 709.
 */
export function exp(x: number): number {
  if (!(x >= LOWEST)) return x < LOWEST ? 0 : NaN;
  if (x > HIGHEST) return Infinity;
  // Adding half of an even number before the truncation rounds to nearest, in integers throughout.
  const k = ((x * STEPS_PER_UNIT + SHIFT) | 0) - WHOLE_SHIFT;
  const r = x - k * STEP_HIGH - k * STEP_LOW;
  const series = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24))));
  return ROOTS[k & (STEPS - 1)]! * series * POWERS[(k >> STEPS_LOG2) + POWER_OFFSET]!;
}

const LOWEST = -708;
const HIGHEST = 709;
const STEPS_LOG2 = 8;
const STEPS = 1 << STEPS_LOG2;
const WHOLE_SHIFT = 262144;
const SHIFT = WHOLE_SHIFT + 0.5;
const STEPS_PER_UNIT = 369.3299304675746;
/** ln 2 in two parts (fdlibm): the first has 33 trailing zero bits, so that multiples of it are exact. */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.90821492927058770002e-10;
const STEP_HIGH = LN2_HIGH / STEPS;
const STEP_LOW = LN2_LOW / STEPS;

/** 2^(j/256) for j from 0 to 255, each a product of square roots of square roots of 2. */
const ROOTS = /* @__PURE__ */ roots();
/** 2ⁿ for n from −1022 to 1023, exactly. */
const POWERS = /* @__PURE__ */ powers();
const POWER_OFFSET = 1022;

function roots(): Float64Array {
  const table = new Float64Array(STEPS).fill(1);
  let root = 2;
  for (let bit = STEPS / 2; bit >= 1; bit /= 2) {
    root = Math.sqrt(root);
    for (let j = 0; j < STEPS; j++) if (j & bit) table[j]! *= root;
  }
  return table;
}

function powers(): Float64Array {
  const table = new Float64Array(2046);
  let power = 1;
  for (let n = 0; n <= 1022; n++) {
    table[n + 1022] = power;
    table[1022 - n] = 1 / power;
    power *= 2;
  }
  table[2045] = power;
  return table;
}
