import { fields, number } from './check.js';
import { ServerError } from './errors.js';
import { type DateInput, instant, type Instant } from './instant.js';
import type { Spec } from './spec.js';

/** Which records: a count, or an object with what differs from the builder's window. */
export interface RangeOptions {
  /** How many records, a whole number of at least 0. */
  readonly count?: number | undefined;
  /** First instant (included), in place of the builder's. */
  readonly from?: DateInput | undefined;
  /** Last instant (excluded), in place of the builder's. */
  readonly until?: DateInput | undefined;
}

/** What was asked for of a window. */
export interface Range {
  readonly count: number | undefined;
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
  /** Where `until` was written. */
  readonly untilPath: string;
}

/** Checks what a user wrote of a range; `most` bounds the count. */
export function range(path: string, value: unknown, spec: Partial<Pick<Spec, 'from' | 'until'>>, most: number): Range {
  const options =
    value === undefined || typeof value === 'number'
      ? { count: value }
      : fields(path, value, ['count', 'from', 'until'], 'a count, or an object with count, from and until');
  const at = (field: string): string => (typeof value === 'object' ? `${path}.${field}` : path);
  const count = options.count === undefined ? undefined : countUpTo(at('count'), options.count, most);
  const from = options.from === undefined ? undefined : instant(at('from'), options.from);
  const until = options.until === undefined ? undefined : instant(at('until'), options.until);
  // A count with one end says it all: the builder's other end does not bind it.
  return {
    count,
    from: from ?? (count !== undefined && until ? undefined : spec.from),
    until: until ?? (count !== undefined && from ? undefined : spec.until),
    untilPath: until ? at('until') : 'until',
  };
}

/** A count of records, of which there are not too many at once. */
export function countUpTo(path: string, value: unknown, most: number): number {
  const count = number(path, value, { from: 0, whole: true });
  if (count > most) {
    throw new ServerError(path, `at most ${most} records at once (stream() has no limit)`, value);
  }
  return count;
}
