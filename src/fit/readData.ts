import { suggestion } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { cell } from './cell.js';
import { epochMs } from './epochMs.js';
import type { FitSettings } from './fitOptions.js';
import { checkOneSeries } from './oneSeries.js';
import { checkOneServer } from './oneServer.js';
import { type Series, series } from './series.js';
import { type Table, table } from './table.js';
import { ownUnit, type Unit, unitsOf } from './unit.js';

/** Data as they were read. */
export interface Reading extends Series {
  /** Of each metric, values that were up to a hundredth above all of its capacity, and are taken as all of it. */
  readonly clipped: ReadonlyMap<Metric, number>;
  /** Whether they are this library's own. */
  readonly isOwn: boolean;
}

/** Names under which time and metrics are looked for where the options name none. */
const USUAL_NAMES: Readonly<Record<'time' | Metric, readonly string[]>> = {
  time: ['timestamp', 'time'],
  cpu: ['cpu'],
  memory: ['memory'],
  diskIo: ['diskIo', 'disk_io'],
  network: ['network'],
};

/** Share of the rows from which on duplicates may be of several series. */
const MANY = 0.1;

/** Rates that are computed from counters come out a little above the whole now and then. */
const TOLERANCE = 1.01;

/**
 * Reads records, columns or rows of a table, into the model's units.
 *
 * @throws {ServerError} For the first thing that cannot be read, or that is no value of its metric.
 */
export function readData(path: string, data: unknown, settings: FitSettings): Reading {
  const from = table(`${path}.data`, data);
  const timeName = nameOf(path, 'time', from, settings);
  if (timeName === undefined) {
    const need = "a column 'timestamp' or 'time', or its name in columns.time";
    throw new ServerError(`${path}.data`, need, new Found(namesOf(from)));
  }
  const columns = METRICS.flatMap((metric) => {
    const name = nameOf(path, metric, from, settings);
    return name === undefined ? [] : [metricColumn(path, metric, name, from, settings)];
  });
  const used = new Set([timeName, ...columns.map(({ name }) => name)]);
  checkOneServer(from, used);

  const time = new Float64Array(from.count);
  const rows = new Uint32Array(from.count);
  let count = 0;
  for (let row = 0; row < from.count; row++) {
    const hasValues = columns.filter((column) => column.read(row, count)).length > 0;
    const when = from.read(timeName, row);
    // The empty line at the end of a file is no row.
    if (!hasValues && (when === '' || when === null || when === undefined)) continue;
    rows[count] = row;
    time[count++] = epochMs(from, timeName, row, settings);
  }
  const seen = columns.filter(({ hasValue }) => hasValue());
  if (seen.length === 0) {
    const need = `values of at least one of ${METRICS.join(', ')}`;
    throw new ServerError(`${path}.data`, need, new Found(count === 0 ? 'no rows' : namesOf(from)));
  }
  if (from.isOwn) refuseRatios(path, seen, settings);
  const instants = time.subarray(0, count);
  const read = series(instants, new Map(seen.map(({ metric, values }) => [metric, values.subarray(0, count)])));
  if (read.duplicates > MANY * count) checkOneSeries(from, used, instants, rows);
  return {
    ...read,
    clipped: new Map(seen.map(({ metric, clipped }) => [metric, clipped()])),
    isOwn: from.isOwn,
  };
}

function nameOf(path: string, field: 'time' | Metric, from: Table, { columns }: FitSettings): string | undefined {
  const asked = columns[field];
  if (asked === undefined) return nameLike(USUAL_NAMES[field], from, (name) => bare(name).toLowerCase());
  const found = nameLike([asked], from, bare);
  if (found !== undefined) return found;
  const need = `one of the ${namesOf(from)}${suggestion(asked, from.names)}`;
  throw new ServerError(`${path}.columns.${field}`, need, asked);
}

/** The first of some names as it is, else the one name that is like it. */
function nameLike(names: readonly string[], from: Table, like: (name: string) => string): string | undefined {
  const exact = names.find((name) => from.has(name));
  if (exact !== undefined) return exact;
  const alike = names.map((name) => from.names.filter((each) => like(each) === like(name)));
  return alike.find(({ length }) => length === 1)?.[0];
}

/** A name without the byte order mark and the spaces that files have around it. */
function bare(name: string): string {
  return name.replace(/^\uFEFF/u, '').trim();
}

function namesOf({ count, names }: Table): string {
  if (count === 0) return 'no rows';
  return `columns ${names.slice(0, 8).map(bare).join(', ')}${names.length > 8 ? ' …' : ''}`;
}

interface MetricColumn {
  readonly metric: Metric;
  readonly name: string;
  readonly values: Float64Array;
  readonly hasValue: () => boolean;
  readonly clipped: () => number;
  /** Reads the cell of a row into a place, and says whether there was a value in it. */
  readonly read: (row: number, place: number) => boolean;
}

function metricColumn(path: string, metric: Metric, name: string, from: Table, settings: FitSettings): MetricColumn {
  const values = new Float64Array(from.count);
  const unit: Unit | undefined = settings.units[metric] ?? (from.isOwn ? ownUnit(metric) : undefined);
  let hasValue = false;
  let clipped = 0;
  const read = (row: number, place: number): boolean => {
    const written = from.read(name, row);
    const value = cell(written, unit?.sign);
    if (value === undefined) throw new ServerError(from.placeOf(name, row), 'a number, or nothing', written);
    values[place] = NaN;
    if (Number.isNaN(value)) return false;
    if (!unit) throw noUnit(path, metric, from, settings);
    const { scale, most } = unit;
    if (!(value >= 0 && value <= most * TOLERANCE)) {
      const isNegativeRate = metric === 'diskIo' && value < 0;
      const need = isNegativeRate ? 'a number of at least 0' : `a number from 0 to ${String(most)}`;
      throw new ServerError(from.placeOf(name, row), need, written);
    }
    if (value > most) clipped++;
    hasValue = true;
    values[place] = Math.min(value, most) * scale;
    return true;
  };
  return { metric, name, values, hasValue: () => hasValue, clipped: () => clipped, read };
}

/** What is said of a metric without a unit, and with it of the others, so that they are not asked for one by one. */
function noUnit(path: string, metric: Metric, from: Table, settings: FitSettings): ServerError {
  const others = METRICS.filter(
    (other) => other !== metric && !settings.units[other] && nameOf(path, other, from, settings) !== undefined,
  );
  const more = others.length === 0 ? '' : ` (one is needed for ${others.join(', ')}, too)`;
  return new ServerError(`${path}.units.${metric}`, `${unitsOf(metric)}${more}`, new Found('nothing'));
}

/** Columns of ratios look like this library's own, but for their values: better to ask than to take 0.9 for 0.9 %. */
function refuseRatios(path: string, columns: readonly MetricColumn[], { units }: FitSettings): void {
  const shares = columns.filter(({ metric }) => metric !== 'diskIo');
  const areNot = shares.some(({ metric, values }) => units[metric] !== undefined || values.some((value) => value > 1));
  if (shares.length === 0 || areNot) return;
  const { metric } = shares[0]!;
  const need = `${unitsOf(metric)}, where no value is above 1`;
  throw new ServerError(`${path}.units.${metric}`, need, new Found('nothing'));
}
