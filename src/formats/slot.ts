import type { Columns } from '../block.js';
import { ENTRY, GROUP, NOTHING } from './shortTexts.js';

/** Where the places of the short texts go that make up one slot of some rows. */
export interface Target {
  readonly places: Int32Array;
  /** That of the first place of the first row. */
  readonly at: number;
  /** From one row to the next. */
  readonly stride: number;
}

/** What stands in a row between the texts that are the same in each. */
export interface Slot {
  /** How many short texts it takes. */
  readonly width: () => number;
  /** Sets them for rows `from` (included) to `to` (excluded); false where not all of them fit into its width. */
  readonly set: (target: Target, columns: Columns, from: number, to: number) => boolean;
  /** Makes it wide enough for any value. */
  readonly widen: () => void;
}

/** Sets the groups of a whole number of at least 0, from the last on; there is nothing in those before its first. */
export function setWhole(
  places: Int32Array,
  place: number,
  whole: number,
  groups: number,
  leading: number,
  full: number,
): void {
  let rest = whole;
  let group = place + groups - 1;
  if (rest > Number.MAX_SAFE_INTEGER) {
    // There a quotient may round up, and leave less than nothing.
    let exact = BigInt(rest);
    for (; exact > Number.MAX_SAFE_INTEGER; group--) {
      places[group] = full + ENTRY * Number(exact % TEN_THOUSAND);
      exact /= TEN_THOUSAND;
    }
    rest = Number(exact);
  }
  for (; rest >= GROUP; group--) {
    const high = Math.floor(rest / GROUP);
    places[group] = full + ENTRY * (rest - GROUP * high);
    rest = high;
  }
  places[group] = leading + ENTRY * rest;
  while (--group >= place) places[group] = NOTHING;
}

const TEN_THOUSAND = BigInt(GROUP);
