import { KNEE, unboundAbove } from '../model/bound.js';

/**
 * The level whose soft bound is a value: the inverse of `bound`.
 *
 * Near the ceiling, where hardly anything of a level is left to see, it goes no further than the level of {@link MOST}.
 *
 * @param knee - That of days, where the value is one.
 */
export function unbound(value: number, ceiling: number, knee: number = KNEE * ceiling): number {
  return unboundAbove(knee, value, ceiling, MOST);
}

/** As a share of the room above the knee, so 99.3 of 100: there, a second decimal of the value is 0.6 % of the level. */
const MOST = 0.93;
