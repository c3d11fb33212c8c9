/**
 * The soft bound of samples: the identity up to the knee, 90 % of the ceiling, then a smooth bend that approaches the
 * ceiling and never reaches it. Twice continuously differentiable and increasing, so ranks, and with them percentiles, are
 * kept; and so slow to approach that spikes of ten ceilings are still told from those of twenty.
 *
 * @param level - What the model asks for; not negative, may be infinite.
 * @param ceiling - The bound; positive.
 */
export function bound(level: number, ceiling: number): number {
  return boundAbove(KNEE * ceiling, level, ceiling);
}

/** The same with a knee anywhere below the ceiling. */
export function boundAbove(knee: number, level: number, ceiling: number): number {
  if (level <= knee) return level;
  const room = ceiling - knee;
  const above = (level - knee) / room;
  if (above > FLAT) return ceiling;
  const bend = above + 2 * above * above;
  return knee + room * (bend / (1 + above + bend));
}

/**
 * The level that the bound above a knee makes a value of: its inverse.
 *
 * @param most - The share of the room above the knee beyond which a value is taken for that share; below 1.
 */
export function unboundAbove(knee: number, value: number, ceiling: number, most: number): number {
  if (!(value > knee)) return value;
  const room = ceiling - knee;
  const bent = Math.min(most, (value - knee) / room);
  // The root of the bend, which is quadratic in the level.
  return knee + (room * (2 * bent - 1 + Math.sqrt(1 + 4 * bent * (1 - bent)))) / (4 * (1 - bent));
}

/** Where the bend begins, as a share of the ceiling; chosen so that peaks of 1.4 times a usual load stay straight. */
export const KNEE = 0.9;
/** Where the bend is within 10⁻¹⁶ of the ceiling. */
const FLAT = 1e15;

/** How high unusual days are at most: up to the knee of samples or, where usual ones are near it, halfway to the ceiling. */
export function highestUnbent(usual: number, ceiling: number): number {
  return Math.max(KNEE * ceiling, (usual + ceiling) / 2);
}

/** The knee of a metric's days: there, but not so near the ceiling that levels which grow for decades are on it. */
export function kneeOfDays(usual: number, ceiling: number): number {
  return Math.min(highestUnbent(usual, ceiling), HIGHEST_KNEE * ceiling);
}

const HIGHEST_KNEE = 0.95;

/** The level whose bound, that of samples, is what a higher knee makes of a level. */
export function straightened(knee: number, level: number, ceiling: number): number {
  return unboundAbove(KNEE * ceiling, boundAbove(knee, level, ceiling), ceiling, NEAREST);
}

/** As near to the ceiling as a level goes that is to be taken back. */
const NEAREST = 1 - 1e-9;
