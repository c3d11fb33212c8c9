import { civilDate, DAY_MS } from '../model/civil.js';
import {
  datesWithSpace,
  datesWithT,
  ENTRY,
  fourDigits,
  GROUP,
  MINUS,
  minutesOfDay,
  NOTHING,
  secondsOfMinute,
  shortDecimals,
} from './shortTexts.js';
import { setWhole, type Slot, type Target } from './slot.js';
import type { TimeSlot } from './template.js';

/** The slot of the instant. */
export function timeSlot({ time, plusMs = 0 }: TimeSlot): Slot {
  if (time === 'iso' || time === 'sql') {
    const dates = time === 'iso' ? datesWithT : datesWithSpace;
    return {
      width: () => INSTANT_WIDTH,
      set: (target, { time: times }, from, to) => setInstants(target, times, from, to, plusMs, dates()),
      widen: () => undefined,
    };
  }
  const unitMs = time === 's' ? 1000 : 1;
  // Instants before 1970 are rare.
  let isSigned = false;
  return {
    width: () => DIGIT_GROUPS + (isSigned ? 1 : 0),
    set: (target, { time: times }, from, to) => setDigits(target, times, from, to, plusMs, unitMs, isSigned),
    widen: () => (isSigned = true),
  };
}

/** How many short texts an instant takes as a date and a time, and how many groups of four as digits. */
const INSTANT_WIDTH = 4;
const DIGIT_GROUPS = 4;

/**
 * Sets whole seconds in the years 0 to 9999 as `Date.toISOString` gives them, without the letter of the zone.
 *
 * @param plusMs - Milliseconds that are added.
 * @param dates - The table of dates, with what stands behind them.
 */
function setInstants(
  { places, at, stride }: Target,
  times: Float64Array,
  from: number,
  to: number,
  plusMs: number,
  dates: number,
): true {
  const [years, minuteTable, secondTable] = [fourDigits(), minutesOfDay(), secondsOfMinute()];
  let dayMs = NaN;
  let [yearPlace, datePlace] = [0, 0];
  for (let row = from, place = at; row < to; row++, place += stride) {
    const ms = times[row]! + plusMs;
    if (!(ms >= dayMs && ms < dayMs + DAY_MS)) {
      const { year, month, day } = civilDate(Math.floor(ms / DAY_MS));
      dayMs = DAY_MS * Math.floor(ms / DAY_MS);
      yearPlace = years + ENTRY * year;
      datePlace = dates + ENTRY * (31 * (month - 1) + day - 1);
    }
    const seconds = ((ms - dayMs) / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    places[place] = yearPlace;
    places[place + 1] = datePlace;
    places[place + 2] = minuteTable + ENTRY * minutes;
    places[place + 3] = secondTable + ENTRY * (seconds - 60 * minutes);
  }
  return true;
}

/**
 * Sets whole seconds as the digits of their number, or of that of their milliseconds.
 *
 * @param unitMs - 1000 or 1.
 * @param isSigned - Whether there is room for a minus.
 * @returns Whether all of them fit in; if not, the places are not valid.
 */
function setDigits(
  { places, at, stride }: Target,
  times: Float64Array,
  from: number,
  to: number,
  plusMs: number,
  unitMs: number,
  isSigned: boolean,
): boolean {
  const [leading, full] = [shortDecimals[0]!(), fourDigits()];
  const sign = isSigned ? 1 : 0;
  // The digits before the last eight, which most of the next have too.
  let high = NaN;
  let [first, second] = [0, 0];
  for (let row = from, place = at; row < to; row++, place += stride) {
    const n = (times[row]! + plusMs) / unitMs;
    const group = place + sign;
    if (n >= high && n < high + EIGHT_DIGITS) {
      const low = (n - high) | 0;
      const upper = (low / GROUP) | 0;
      if (isSigned) places[place] = NOTHING;
      places[group] = first;
      places[group + 1] = second;
      places[group + 2] = full + ENTRY * upper;
      places[group + 3] = full + ENTRY * (low - GROUP * upper);
    } else {
      if (n < 0 && !isSigned) return false;
      if (isSigned) places[place] = n < 0 ? MINUS : NOTHING;
      setWhole(places, group, Math.abs(n), DIGIT_GROUPS, leading, full);
      high = n < EIGHT_DIGITS ? NaN : EIGHT_DIGITS * Math.floor(n / EIGHT_DIGITS);
      [first, second] = [places[group]!, places[group + 1]!];
    }
  }
  return true;
}

const EIGHT_DIGITS = 100_000_000;
