import { normal } from '../num/normal.js';
import { childKey, type Key, uniform } from '../num/random.js';

/**
 * Time cut into pieces of random length, `length` on average and at most twice that, without a beginning: one cut
 * falls somewhere into each cell of `length`. Which piece an instant is in takes one draw, whatever came before.
 *
 * @param at - A whole number of units of time.
 * @param room - From the beginning of a cell on, where its cut may fall: no piece is longer or shorter than `length` by
 *   more than that.
 * @returns The number of the piece; the next begins at {@link cutOf} of the next number.
 */
export function segmentAt(key: Key, at: number, length: number, room: number = length): number {
  const cell = Math.floor(at / length);
  return at >= cutOf(key, cell, length, room) ? cell : cell - 1;
}

/** Where a piece begins. */
export function cutOf(key: Key, segment: number, length: number, room: number = length): number {
  return segment * length + Math.floor(room * uniform(key, segment));
}

/** Adds noise that stays for a piece of time and then jumps: a normal number for each piece, times a weight. */
export function addPieces(
  key: Key,
  length: number,
  first: number,
  count: number,
  weight: number,
  values: Float64Array,
): void {
  const heights = childKey(key, 0);
  let segment = segmentAt(key, first, length);
  for (let i = 0; i < count; segment++) {
    const end = Math.min(count, cutOf(key, segment + 1, length) - first);
    const height = weight * normal(heights, segment);
    for (; i < end; i++) values[i]! += height;
  }
}
