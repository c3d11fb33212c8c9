import { Found, quote, ServerError } from '../errors.js';
import { DAY_MS } from '../model/civil.js';
import type { FitSettings } from './fitOptions.js';
import type { Reading } from './readData.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Looks whether the instants of daily data are where the days of the zone begin. Midnights of another zone have each value
 * on a wrong day, and the weekends with them.
 *
 * @returns What to mind, where the instants are at one time of day, or at two that clocks which change make of one.
 * @throws {ServerError} When they are this library's own: its days begin with the days of their zone.
 */
export function checkDayBegin(
  path: string,
  { time, isOwn }: Reading,
  { zone, timeZone }: FitSettings,
): string | undefined {
  if (time.every((ms) => zone.startOf(zone.dayOf(ms)) === ms)) return undefined;
  const timesOfDay = new Set<number>();
  for (const ms of time) timesOfDay.add((((ms + zone.offset(ms)) % DAY_MS) + DAY_MS) % DAY_MS);
  const times = [...timesOfDay].sort((one, other) => one - other);
  const shown = times
    .slice(0, 3)
    .map(clock)
    .join(times.length === 2 ? ' or ' : ', ');
  if (isOwn) {
    const found = new Found(`${quote(timeZone)}, in which they begin at ${shown}${times.length > 3 ? ' …' : ''}`);
    throw new ServerError(
      `${path}.timeZone`,
      "the zone of the records' server, in which its days begin at 00:00",
      found,
    );
  }
  const gap = times.at(-1)! - times[0]!;
  const isOneTime = times.length === 1 || (times.length === 2 && (gap === HOUR_MS || gap === DAY_MS - HOUR_MS));
  if (!isOneTime) return undefined;
  return `the days' instants are at ${shown} of ${timeZone}: where that is the midnight of a zone, say it as timeZone`;
}

function clock(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(ms / HOUR_MS))}:${two(Math.floor((ms % HOUR_MS) / MINUTE_MS))}`;
}
