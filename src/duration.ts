import { ServerError } from './errors.js';
import { DAY_MS } from './model/civil.js';

/** A length of time: milliseconds, or a text such as `'10s'`, `'5m'`, `'1h30m'`, `'1d'`, `'1w'`. */
export type Duration = number | string;

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };
const LONGEST_MS = 36_525 * DAY_MS;

/** A duration, where only a text can be written. */
export const DURATION = "a positive duration such as '5m' (units: s, m, h, d, w)";

/**
 * The interval between two records in milliseconds: whole seconds up to a day, whole days from there on.
 *
 * @param need - What is valid in its place, in words.
 * @throws {ServerError} When it is anything else.
 */
export function interval(path: string, value: unknown, need = `${DURATION} or a number of milliseconds`): number {
  const ms = typeof value === 'string' ? parse(value) : value;
  if (typeof ms !== 'number' || !Number.isFinite(ms) || ms <= 0) throw new ServerError(path, need, value);
  if (ms > LONGEST_MS) throw new ServerError(path, 'at most 36525 days', value);
  if (ms % 1000 !== 0) throw new ServerError(path, 'milliseconds that make whole seconds, such as 5000', value);
  if (ms > DAY_MS && ms % DAY_MS !== 0) throw new ServerError(path, 'whole days where it is more than one day', value);
  return ms;
}

function parse(text: string): number {
  if (!/^(?:\d+[smhdw])+$/.test(text)) return NaN;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([smhdw])/g)) ms += Number(count) * UNIT_MS[unit!]!;
  return ms;
}
