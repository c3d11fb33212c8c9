/**
 * The soft bound: the identity up to the knee, 90 % of the ceiling, then a smooth bend that approaches the ceiling and
 * never reaches it. Twice continuously differentiable and increasing, so ranks, and with them percentiles, are kept.
 *
 * @param level - What the model asks for; not negative, may be infinite.
 * @param ceiling - The bound; positive.
 */
export function bound(level: number, ceiling: number): number {
  const knee = KNEE * ceiling;
  if (level <= knee) return level;
  const room = ceiling - knee;
  const above = (level - knee) / room;
  return above < FLAT ? knee + (room * above) / Math.sqrt(1 + above * above) : ceiling;
}

/** Where the bend begins, as a share of the ceiling; chosen so that peaks of 1.4 times a usual load stay straight. */
export const KNEE = 0.9;
/** Where the bend is within 10⁻¹⁶ of the ceiling. */
const FLAT = 1e8;
