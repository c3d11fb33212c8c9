import { boolean, fields, list, number, oneOf } from '../../check.js';
import { interval } from '../../duration.js';
import { ServerError, within } from '../../errors.js';
import { instant } from '../../instant.js';
import { type Metric, METRICS } from '../../profiles/profile.js';
import { checkHolidays, checkSeed, checkTimeZone } from '../../settings.js';
import { type Statistic, STATISTICS } from '../../spec.js';
import { type DescribedServer, describedServer } from './describedServer.js';

/** What a file says: servers, and which of their records. Fields that it does not have are absent. */
export interface FleetFile {
  readonly seed?: string | number;
  readonly from?: string;
  readonly until?: string;
  readonly asOf?: string;
  readonly days?: number;
  readonly count?: number;
  /** Milliseconds. */
  readonly every?: number;
  readonly metrics?: readonly Metric[];
  readonly statistic?: Statistic;
  readonly timeZone?: string;
  readonly holidays?: 'us' | 'none' | readonly string[];
  readonly typical?: boolean;
  /** Options of a fleet, for `faker.server.fleet` to check. */
  readonly fleet?: unknown;
  readonly servers?: readonly DescribedServer[];
}

/** How each field is checked; `schema/fleet.schema.json` says the same. */
const CHECKS: { readonly [K in keyof Required<FleetFile>]: (value: unknown, path: string) => unknown } = {
  seed: (value, path) => checkSeed(path, value),
  from: date,
  until: date,
  asOf: date,
  days: (value, path) => number(path, value, { from: 0, whole: true }),
  count: (value, path) => number(path, value, { from: 0, whole: true }),
  every: (value, path) => interval(path, value),
  metrics: (value, path) => list(path, value, 'a list of metrics', (place, name) => oneOf(place, name, METRICS)),
  statistic: (value, path) => oneOf(path, value, STATISTICS),
  timeZone: checkTimeZone,
  holidays: checkHolidays,
  typical: (value, path) => boolean(path, value),
  fleet: (value) => value,
  servers: (value, path) => list(path, value, 'a list of servers', describedServer),
};

const KEYS = ['$schema', ...Object.keys(CHECKS)] as ('$schema' | keyof FleetFile)[];

/**
 * What the data of a file say.
 *
 * @throws {ServerError} For the first field that is unknown or not valid, such as `fleet.servers[2].count`.
 */
export function fleetFile(data: unknown): FleetFile {
  const found = fields('fleet', data, KEYS, 'an object with servers or a fleet');
  if (found.servers === undefined && found.fleet === undefined) {
    throw new ServerError('fleet', 'servers or a fleet in it', data);
  }
  return within('fleet', () => {
    const checked: Record<string, unknown> = {};
    for (const [key, check] of Object.entries(CHECKS)) {
      const value = found[key as keyof FleetFile];
      if (value !== undefined) checked[key] = check(value, key);
    }
    return checked;
  });
}

/** A date, as it was written. */
function date(value: unknown, path: string): string {
  instant(path, value);
  // Epoch milliseconds say an instant, whatever the zone.
  return typeof value === 'string' ? value : new Date(value as number).toISOString();
}
