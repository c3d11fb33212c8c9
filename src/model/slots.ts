import { SLOTS } from './shape.js';

/** Slots of a day, or its samples: from `start` (included) to `end` (excluded). */
export interface Slots {
  readonly start: number;
  readonly end: number;
}

/**
 * The samples of a day that begin with a slot, and are as many as the slots.
 *
 * @param count - Samples of the day.
 * @param slotOf - The slot of each sample; undefined on days without a change of clocks, where both are the same.
 */
export function samplesAt(slots: Slots, count: number, slotOf: Int16Array | undefined): Slots {
  if (!slotOf) return slots;
  const { start, end } = slots;
  // Of an hour that comes twice the first is meant, and of one that is skipped what follows; where the day ends with it,
  // its end.
  const at = slotOf.indexOf(start);
  const next = at >= 0 ? at : slotOf.findIndex((slot) => slot > start);
  const first = next >= 0 ? next : Math.max(0, count - (end - start));
  return { start: first, end: end === SLOTS ? count : Math.min(count, first + end - start) };
}
