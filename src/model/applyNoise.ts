/** Turns noise of a given volatility into positive samples around the shape of the day. */
export function applyNoise(
  values: Float64Array,
  count: number,
  shape: Float64Array,
  slotOf: Int16Array | undefined,
  volatility: number,
): void {
  // (1 + x/8)⁸ stands for eˣ: as positive and as skewed, at a fifth of its cost.
  const eighth = volatility / 8;
  for (let i = 0; i < count; i++) {
    const root = 1 + eighth * values[i]!;
    const square = root * root;
    const fourth = square * square;
    values[i] = shape[slotOf ? slotOf[i]! : i]! * (fourth * fourth + SMALLEST);
  }
}

/** The same of a metric without a tail: samples that are as symmetric as they can be above 0. */
export function applyGaussian(
  values: Float64Array,
  count: number,
  shape: Float64Array,
  slotOf: Int16Array | undefined,
  volatility: number,
): void {
  for (let i = 0; i < count; i++) {
    values[i] = shape[slotOf ? slotOf[i]! : i]! * Math.max(SMALLEST, 1 + volatility * values[i]!);
  }
}

/** Keeps a sample above 0 where the noise is eight times the largest volatility below its mean. */
const SMALLEST = 1e-9;
