import { SLOTS } from '../model/shape.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';

/** On which days one metric stands out where. */
export interface HitDays {
  /** Day numbers; shape [n]. */
  readonly days: Int32Array;
  /** See `jobExcess`; shape [n · 288]. */
  readonly excess: Float64Array;
  /** The excess from which on a sample stands out. */
  readonly beyond: number;
}

/** When a job runs: the slots in which it may, the last one excluded, and how many of them it takes. */
export interface JobSlots {
  readonly from: number;
  readonly until: number;
  readonly length: number;
}

/** Fewest days on which to look: with four weeks of data, weekdays have as many. */
const FEWEST = 4;
/** A job runs on most days, or on most of one weekday: noise that is seen on this share of them is not looked at further. */
const LEAST_SHARE = 0.4;
/** The chance that bursts happen to be at one time of day on so many days; there are some thousand times and weekdays. */
const CHANCE = 1e-7;
/** A slot belongs to a job where it stands out a quarter as often, and a job with its jitter takes at most so many. */
const BELONGS = 0.25;
const MOST_SLOTS = 6;
/** Slots before and after, but for the job's own, that tell how usual bursts are at that time of day. */
const NEAR = 24;

/**
 * Finds times of day at which a metric stands out on so many more days than about them that bursts do not explain it: on
 * most of all days, or of one weekday. As a job may begin a slot late, two slots in a row are looked at together.
 */
export function findSlots({ days, excess, beyond }: HitDays): readonly JobSlots[] {
  const found: JobSlots[] = [];
  const isTaken = new Uint8Array(SLOTS);
  for (const weekday of [undefined, 0, 1, 2, 3, 4, 5, 6]) {
    const rows = rowsOf(days, weekday);
    if (rows.length < FEWEST) continue;
    const counts = countsOf(rows, excess, beyond);
    const { single, pair, known } = counts;
    const shareOf = (slot: number): number => pair[slot]! / known[slot]!;
    const candidates = Array.from(pair.keys())
      .filter((slot) => known[slot]! >= FEWEST && shareOf(slot) >= LEAST_SHARE)
      .sort((one, other) => shareOf(other) - shareOf(one) || fullness(single, other) - fullness(single, one));
    for (const slot of candidates) {
      if (isTaken[slot] || isTaken[slot + 1]) continue;
      if (!(chanceOf(known[slot]!, pair[slot]!, usualShare(counts, slot)) < CHANCE)) continue;
      const belongs = (each: number): boolean => !isTaken[each] && single[each]! > BELONGS * pair[slot]!;
      let [from, until] = belongs(slot) ? [slot, slot + 1] : [slot + 1, slot + 1];
      while (until < SLOTS && until - from < MOST_SLOTS && belongs(until)) until++;
      while (from > 0 && until - from < MOST_SLOTS && belongs(from - 1)) from--;
      const whole = single.subarray(from, until).reduce((sum, count) => sum + count, 0);
      found.push({ from, until, length: Math.max(1, Math.round(whole / pair[slot]!)) });
      // What stands out beside it is its own, too.
      isTaken.fill(1, Math.max(0, from - 1), until + 1);
    }
  }
  return found;
}

/** Whether what a metric does on every one of a weekday, and on no other day, is no chance. */
export function weeklyIsSeen({ days, excess, beyond }: HitDays): boolean {
  const weeks = Math.floor(days.length / 7);
  if (weeks < FEWEST) return false;
  const counts = countsOf(rowsOf(days, undefined), excess, beyond);
  return chanceOf(weeks, weeks, counts.usual) < CHANCE;
}

function rowsOf(days: Int32Array, weekday: number | undefined): readonly number[] {
  return [...days.keys()].filter((row) => weekday === undefined || ((days[row]! % 7) + 7) % 7 === weekday);
}

/** On how many days a slot stands out, it or the next one does, and one of both is known; and the usual share of days. */
interface Counts {
  readonly single: Float64Array;
  readonly pair: Float64Array;
  readonly known: Float64Array;
  readonly usual: number;
}

function countsOf(rows: readonly number[], excess: Float64Array, beyond: number): Counts {
  const [single, pair, known] = [new Float64Array(SLOTS), new Float64Array(SLOTS), new Float64Array(SLOTS)];
  for (const row of rows) {
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = row * SLOTS + slot;
      const [value, next] = [excess[at]!, slot + 1 < SLOTS ? excess[at + 1]! : NaN];
      if (value > beyond) single[slot]!++;
      if (value > beyond || next > beyond) pair[slot]!++;
      if (value === value || next === next) known[slot]!++;
    }
  }
  const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
  // Where nothing was seen, one might have been.
  return { single, pair, known, usual: (1 + sum(pair)) / (1 + sum(known)) };
}

/** The share of days on which a pair about the time of one stands out, or any does, whichever is higher. */
function usualShare({ pair, known, usual }: Counts, slot: number): number {
  let [days, hits] = [0, 0];
  for (let near = Math.max(0, slot - NEAR); near <= Math.min(SLOTS - 1, slot + NEAR); near++) {
    if (Math.abs(near - slot) <= MOST_SLOTS) continue;
    days += known[near]!;
    hits += pair[near]!;
  }
  return Math.max(usual, hits / days);
}

function fullness(single: Float64Array, slot: number): number {
  return single[slot]! + (single[slot + 1] ?? 0);
}

/** An upper bound of the chance that at least `count` of some days are hit (H. Chernoff, Annals of Mathematical Statistics 23, 1952). */
function chanceOf(days: number, count: number, share: number): number {
  const seen = count / days;
  if (seen <= share) return 1;
  const part = (one: number, other: number): number => (one === 0 ? 0 : one * log(one / other));
  return exp(-days * (part(seen, share) + part(1 - seen, 1 - share)));
}
