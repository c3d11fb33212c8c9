import { fields, number } from './check.js';
import { ServerError } from './errors.js';

/** A part of a job: the `index`-th of `of` parts of about the same size, from 1. */
export interface Shard {
  /** 1 (included) to `of` (included). */
  readonly index: number;
  /** 1 or more. */
  readonly of: number;
}

const NEED = "a shard such as '3/16', the third of sixteen";

/**
 * The shard that a user wrote, as `'3/16'` or as an object.
 *
 * @throws {ServerError} When it is anything else.
 */
export function checkShard(path: string, value: unknown): Shard {
  if (typeof value !== 'string') {
    const { index, of } = fields(path, value, ['index', 'of'], NEED);
    const parts = number(`${path}.of`, of, { from: 1, to: MOST_SHARDS, whole: true });
    return { index: number(`${path}.index`, index, { from: 1, to: parts, whole: true }), of: parts };
  }
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(value);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!(index >= 1 && index <= of && of <= MOST_SHARDS)) throw new ServerError(path, NEED, value);
  return { index, of };
}

/** Products of a shard's number and a job's units stay exact. */
export const MOST_SHARDS = 1_000_000;

/** The units of a shard: from the first (included) to the last (excluded) of `units`. */
export function unitsOf({ index, of }: Shard, units: number): readonly [first: number, last: number] {
  const upTo = (shard: number): number => {
    // Whole units for each shard, and the rest spread evenly: no product that leaves the exact integers.
    const each = Math.floor(units / of);
    return shard * each + Math.floor((shard * (units - of * each)) / of);
  };
  return [upTo(index - 1), upTo(index)];
}
