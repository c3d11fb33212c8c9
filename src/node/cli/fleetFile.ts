import { boolean, fields, list, number, oneOf, text } from '../../check.js';
import { interval } from '../../duration.js';
import { Found, ServerError, within } from '../../errors.js';
import { type Metric, METRICS } from '../../profiles/profile.js';
import { checkSeed, checkTimeZone, writtenHolidays } from '../../settings.js';
import { type Statistic, STATISTICS } from '../../spec.js';
import { type DescribedServer, describedServer } from './describedServer.js';
import { known } from './flags.js';
import { writtenDate } from './writtenDate.js';

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

/** How each field is checked; `schema/fleet.schema.json` says the same. The first is the schema's name, for editors. */
const CHECKS: Readonly<Required<Record<'$schema' | keyof FleetFile, (value: unknown, path: string) => unknown>>> = {
  $schema: (value, path) => text(path, value),
  seed: (value, path) => checkSeed(path, value),
  from: (value, path) => writtenDate(path, value),
  until: (value, path) => writtenDate(path, value),
  asOf: (value, path) => writtenDate(path, value),
  days: (value, path) => number(path, value, { from: 0, whole: true }),
  count: (value, path) => number(path, value, { from: 0, whole: true }),
  every: (value, path) => interval(path, value),
  metrics,
  statistic: (value, path) => oneOf(path, value, STATISTICS),
  timeZone: checkTimeZone,
  holidays: writtenHolidays,
  typical: (value, path) => boolean(path, value),
  fleet: (value, path) => (typeof value === 'number' ? value : fields(path, value, ['count', 'mix'], FLEET)),
  servers: (value, path) => list(path, value, 'a list of servers', describedServer),
};

const FLEET = 'a count, or an object with count and mix';
const KEYS = Object.keys(CHECKS) as (keyof typeof CHECKS)[];

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
    for (const key of KEYS) if (found[key] !== undefined) checked[key] = CHECKS[key](found[key], key);
    checkWindow(checked);
    return checked;
  });
}

/** @throws {ServerError} When a length is given where other fields say it already. */
function checkWindow({ days, count, from, until }: FleetFile): void {
  if (days !== undefined && count !== undefined) throw new ServerError('count', 'none beside days', count);
  const isWhole = from !== undefined && until !== undefined;
  if (isWhole && (days ?? count) !== undefined) {
    throw new ServerError(days === undefined ? 'count' : 'days', 'none beside from and until', days ?? count);
  }
}

/** Metrics as flags take them, such as `disk_io` too; at least one. */
function metrics(value: unknown, path: string): readonly Metric[] {
  const check = (place: string, name: unknown): Metric =>
    oneOf(place, typeof name === 'string' ? known(name, METRICS) : name, METRICS);
  const found = list(path, value, 'a list of metrics', check);
  if (found.length === 0) throw new ServerError(path, 'at least one metric', new Found('none'));
  return found;
}
