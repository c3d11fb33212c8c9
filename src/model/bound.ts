/**
 * The soft bound: the identity up to the knee, 90 % of the ceiling, then a smooth bend that approaches the ceiling and
 * never reaches it. Twice continuously differentiable and increasing, so ranks, and with them percentiles, are kept; and
 * so slow to approach that spikes of ten ceilings are still told from those of twenty.
 *
 * @param level - What the model asks for; not negative, may be infinite.
 * @param ceiling - The bound; positive.
 */
export function bound(level: number, ceiling: number): number {
  const knee = KNEE * ceiling;
  if (level <= knee) return level;
  const room = ceiling - knee;
  const above = (level - knee) / room;
  if (above > FLAT) return ceiling;
  const bend = above + 2 * above * above;
  return knee + room * (bend / (1 + above + bend));
}

/** Where the bend begins, as a share of the ceiling; chosen so that peaks of 1.4 times a usual load stay straight. */
export const KNEE = 0.9;
/** Where the bend is within 10⁻¹⁶ of the ceiling. */
const FLAT = 1e15;
