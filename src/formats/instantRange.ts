import { Found, ServerError } from '../errors.js';
import { beforeBlock } from './beforeBlock.js';
import type { Format } from './format.js';

/** The instants that a format has a number for, in epoch milliseconds. */
export interface InstantRange {
  readonly fromMs: number;
  readonly untilMs: number;
  /** In words. */
  readonly need: string;
}

/** Nanoseconds in 64 bits, as InfluxDB keeps instants in whatever unit they come. */
export const SIGNED_NANOSECONDS: InstantRange = {
  fromMs: -9_223_372_036_854,
  untilMs: 9_223_372_036_854,
  need: 'instants of the years 1678 to 2261, which InfluxDB has',
};

/** The same without a sign, as OpenTelemetry's messages have them. */
export const UNSIGNED_NANOSECONDS: InstantRange = {
  fromMs: 0,
  untilMs: 18_446_744_073_709,
  need: 'instants of the years 1970 to 2553, which OTLP has',
};

/**
 * A format that refuses blocks with other instants: their numbers would be those of others to whoever reads them.
 *
 * @param path - Where the user asked for it.
 */
export function withinRange(path: string, range: InstantRange, format: Format): Format {
  return beforeBlock(format, (_, { columns: { time }, count }) => {
    checkInstants(path, range, [time[0]!, time[count - 1]!]);
  });
}

/** @throws {ServerError} For the first instant that is none of a range. */
export function checkInstants(
  path: string,
  { fromMs, untilMs, need }: InstantRange,
  instants: readonly number[],
): void {
  const outside = instants.find((ms) => ms < fromMs || ms > untilMs);
  if (outside !== undefined) throw new ServerError(path, need, new Found(new Date(outside).toISOString()));
}
