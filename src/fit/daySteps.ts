import { SLOTS } from '../model/shape.js';
import { log } from '../num/log.js';
import { medianOf } from './medianOf.js';
import { spread } from './spread.js';

/** How much the logarithms of a metric step up in each slot of the usual day, and how high a step must be there. */
export interface DaySteps {
  readonly up: Float64Array;
  readonly least: Float64Array;
}

/** Slots on either side of a step that tell it, beside the one in which it is. */
const SIDE = 3;
/** A step that is lower than this, in logarithms, or than so many standard errors, is none. */
const LEAST_STEP = 0.2;
const BEYOND_ERROR = 6;
/** How much of it the steps right before and after it may make together: hours rise and fall for longer. */
const SHARP = 0.5;

/**
 * The median over days of the step from the slots before to those after; a day goes on with its own beginning.
 *
 * @param rows - Samples, shape [n · 288].
 */
export function daySteps(rows: Float64Array): DaySteps {
  const logs = rows.map((value) => (value > 0 ? log(value) : NaN));
  const count = rows.length / SLOTS;
  const [up, least] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  const steps = new Float64Array(count);
  for (let slot = 0; slot < SLOTS; slot++) {
    for (let row = 0; row < count; row++) {
      let step = 0;
      for (let i = 1; i <= SIDE; i++) {
        step += logs[row * SLOTS + around(slot + i)]! - logs[row * SLOTS + around(slot - i)]!;
      }
      steps[row] = step / SIDE;
    }
    const middle = medianOf(steps);
    up[slot] = middle;
    // A median errs by a quarter more than a mean.
    const error = (1.25 * spread(steps.map((step) => step - middle))) / Math.sqrt(count);
    least[slot] = Math.max(LEAST_STEP, BEYOND_ERROR * error);
  }
  return { up, least };
}

/** The slots in which there is a step up, or with −1 one down, that is high enough and sharp. */
export function slotsOfSteps({ up, least }: DaySteps, sign: 1 | -1): readonly number[] {
  return [...up.keys()].filter((slot) => sign * up[slot]! >= least[slot]! && isSharp(up, slot));
}

/** Whether all of a step is in one place. */
function isSharp(up: Float64Array, slot: number): boolean {
  const size = (other: number): number => Math.abs(up[around(other)]!);
  for (let i = 1; i <= SIDE; i++) if (Math.max(size(slot - i), size(slot + i)) > size(slot)) return false;
  return size(slot - SIDE - 1) + size(slot + SIDE + 1) <= SHARP * size(slot);
}

/** Slots from one to another, over midnight if need be. */
export function slotsBetween(from: number, until: number): number {
  return around(until - from);
}

/** The slot of the day, of one that may lie beyond midnight. */
export function around(slot: number): number {
  return (slot + SLOTS) % SLOTS;
}
