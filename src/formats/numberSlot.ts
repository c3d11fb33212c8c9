import type { Metric } from '../profiles/profile.js';
import {
  ENTRY,
  fourDigits,
  GROUP,
  lastDigits,
  MOST_SHORT_DECIMALS,
  NOTHING,
  POINT,
  pointedDigits,
  SHORT,
  shortDecimals,
} from './shortTexts.js';
import { setWhole, type Slot, type Target } from './slot.js';
import type { ValueSlot, WholeSlot } from './template.js';

/** The slot of a whole number. */
export function wholeSlot({ whole, times }: WholeSlot): Slot {
  return numberSlot(whole, times, 0, [MOST_GROUPS]);
}

/**
 * The slot of a value.
 *
 * @param precision - Decimals that it is rounded to.
 */
export function valueSlot({ value, shift = 0 }: ValueSlot, precision: number): Slot {
  const decimals = precision + shift;
  // One short text for all of it, where that can be; then one for four digits before the point; then all groups.
  const groups = decimals <= MOST_SHORT_DECIMALS ? [0, 1, MOST_GROUPS] : [1, MOST_GROUPS];
  return numberSlot(value, Number(`1e${precision}`), decimals, groups);
}

/**
 * @param factor - What is written is made from the value times this, as a whole number.
 * @param decimals - How many of its digits are behind the point.
 * @param widths - How many groups of four digits there are before the point, from try to try; 0 for a short number.
 */
function numberSlot(metric: Metric, factor: number, decimals: number, widths: number[]): Slot {
  let groups = widths.shift()!;
  return {
    width: () => (groups === 0 ? 1 : groups + fractionWidth(decimals)),
    set: (target, columns, from, to) => {
      const values = columns[metric];
      return groups === 0
        ? setShort(target, values, from, to, factor, decimals)
        : setGrouped(target, values, from, to, factor, decimals, groups);
    },
    widen: () => (groups = widths.shift()!),
  };
}

function fractionWidth(decimals: number): number {
  if (decimals === 0) return 0;
  return decimals <= 4 ? 1 : 3;
}

/** Groups of four digits that any whole number fits in: the bytes that a disk of 10⁹ MB/s moves in 10,000 years. */
const MOST_GROUPS = 7;

function setShort(
  { places, at, stride }: Target,
  values: Float64Array,
  from: number,
  to: number,
  factor: number,
  decimals: number,
): boolean {
  const table = shortDecimals[decimals]!();
  for (let row = from, place = at; row < to; row++, place += stride) {
    // Half of one is added: what is cut off then is what rounds.
    const x = values[row]! * factor + 0.5;
    if (!(x < SHORT)) return false;
    places[place] = table + ENTRY * (x | 0);
  }
  return true;
}

function setGrouped(
  { places, at, stride }: Target,
  values: Float64Array,
  from: number,
  to: number,
  factor: number,
  decimals: number,
  groups: number,
): boolean {
  const scale = Number(`1e${decimals}`);
  const limit = Number(`1e${4 * groups}`);
  const [leading, full, pointed, last] = [shortDecimals[0]!(), fourDigits(), pointedDigits(), lastDigits()];
  // What makes four or eight digits of the fraction.
  const padding = Number(`1e${decimals <= 4 ? 4 - decimals : 8 - decimals}`);
  for (let row = from, place = at; row < to; row++, place += stride) {
    const n = Math.floor(values[row]! * factor + 0.5);
    const whole = Math.floor(n / scale);
    if (!(whole < limit)) return false;
    setWhole(places, place, whole, groups, leading, full);
    if (decimals === 0) continue;
    const fraction = (n - scale * whole) * padding;
    if (decimals <= 4) places[place + groups] = pointed + ENTRY * fraction;
    else {
      const high = Math.floor(fraction / GROUP);
      const low = fraction - GROUP * high;
      places[place + groups] = fraction === 0 ? NOTHING : POINT;
      places[place + groups + 1] = (low === 0 ? last : full) + ENTRY * high;
      places[place + groups + 2] = last + ENTRY * low;
    }
  }
  return true;
}
