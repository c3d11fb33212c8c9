import { KNEE } from '../model/bound.js';

/**
 * The level whose soft bound is a value: the inverse of `bound`.
 *
 * Near the ceiling, where hardly anything of a level is left to see, it goes no further than the level of {@link MOST}.
 */
export function unbound(value: number, ceiling: number): number {
  const knee = KNEE * ceiling;
  if (!(value > knee)) return value;
  const room = ceiling - knee;
  const bent = Math.min(MOST, (value - knee) / room);
  // The root of the bend, which is quadratic in the level.
  return knee + (room * (2 * bent - 1 + Math.sqrt(1 + 4 * bent * (1 - bent)))) / (4 * (1 - bent));
}

/** As a share of the room above the knee, so 99.3 of 100: there, a second decimal of the value is 0.6 % of the level. */
const MOST = 0.93;
