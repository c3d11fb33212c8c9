import { KNEE } from '../model/bound.js';

/**
 * The level whose soft bound is a value: the inverse of `bound`.
 *
 * Near the ceiling, where hardly anything of a level is left to see, it goes no further than {@link MOST} rooms above
 * the knee.
 */
export function unbound(value: number, ceiling: number): number {
  const knee = KNEE * ceiling;
  if (!(value > knee)) return value;
  const room = ceiling - knee;
  const bent = (value - knee) / room;
  return (
    knee +
    room * (bent < 1 ? Math.min(MOST, (2 * bent - 1 + Math.sqrt(1 + 4 * bent * (1 - bent))) / (4 * (1 - bent))) : MOST)
  );
}

/** 99.9 of 100: from there on a second decimal of the value is a hundredth of the level. */
const MOST = 7;
