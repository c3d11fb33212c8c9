import { Found, ServerError, timeOf } from '../errors.js';
import { instant, resolveInstant } from '../instant.js';
import type { Zone } from '../model/zone.js';
import type { FitSettings } from './fitOptions.js';
import type { Table } from './table.js';

/** Within the years 1 to 9999 without a doubt. */
const FAR_AWAY_MS = 6e13;
/** Instants since 2001, and some decades before, by how many digits they have in a unit. */
const MILLISECONDS = /^\d{12,14}$/;
const OTHER_UNITS: Readonly<Record<string, RegExp>> = {
  seconds: /^\d{9,11}(?:\.\d+)?$/,
  microseconds: /^\d{16,17}$/,
  nanoseconds: /^\d{18,20}$/,
};

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** What 1 is in milliseconds. */
const UNITS = { s: 1000, ms: 1 } as const;

/**
 * The instant in a cell, in epoch milliseconds.
 *
 * @throws {ServerError} When the cell holds none, or one in another unit.
 */
export function epochMs(
  from: Table,
  name: string,
  row: number,
  { time, zone }: Pick<FitSettings, 'time' | 'zone'>,
): number {
  const written = from.read(name, row);
  if (time !== undefined) return toldMs(from.placeOf(name, row), written, time, zone);
  const ms = typeof written === 'number' ? written : timeOf(written);
  if (ms !== undefined && Number.isFinite(ms) && Math.abs(ms) < FAR_AWAY_MS) return ms;
  const date = typeof written === 'string' || typeof written === 'bigint' ? String(written).trim() : written;
  if (typeof date === 'string' && MILLISECONDS.test(date)) return Number(date);
  const unit = unitOf(date);
  if (unit === undefined) return resolveInstant(instant(from.placeOf(name, row), date), zone);
  const need = 'an instant in milliseconds since 1970';
  throw new ServerError(from.placeOf(name, row), need, new Found(`one that looks like ${unit}`), {
    remedies: unit === 'seconds' ? [{ option: 'time', values: ['s'], effect: 'takes seconds' }] : [],
  });
}

/** The same, where the user has said what instants are. */
function toldMs(place: string, written: unknown, time: 'iso' | 's' | 'ms', zone: Zone): number {
  const isNumber =
    ['number', 'bigint'].includes(typeof written) || (typeof written === 'string' && NUMBER.test(written.trim()));
  if (time === 'iso') return resolveInstant(instant(place, isNumber ? String(written) : written), zone);
  const ms = isNumber ? Number(written) * UNITS[time] : NaN;
  if (Math.abs(ms) < FAR_AWAY_MS) return ms;
  const need = `an instant in ${time === 's' ? 'seconds' : 'milliseconds'} since 1970`;
  throw new ServerError(place, need, written);
}

/** The unit that an instant seems to be in, where that is not milliseconds. */
function unitOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const digits = String(value);
  return Object.keys(OTHER_UNITS).find((unit) => OTHER_UNITS[unit]!.test(digits));
}
