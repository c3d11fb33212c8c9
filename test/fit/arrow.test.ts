import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import {
  type DataType,
  Float64,
  Int64,
  Table,
  tableFromIPC,
  tableToIPC,
  TimeUnit,
  Timestamp,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { writeMetrics } from 'faker-server/files';
import { describe, expect, it } from 'vitest';
import { fitProfile, METRICS } from '../../src/index.js';
import { seededServer } from '../faker.js';

const server = seededServer().web().typical().seed('arrow').from('2025-10-01').until('2026-01-01').asOf('2026-01-01');
const columns = server.columns();
const units = { cpu: 'percent', memory: 'percent', diskIo: 'MB/s', network: 'percent' } as const;
const expected = fitProfile(columns);
/** Of the CPU alone. */
const ofCpu = fitProfile({ time: columns.time, cpu: columns.cpu });

async function written(): Promise<Table> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeMetrics(stream, [server], { format: 'arrow' })]);
  return tableFromIPC(bytes);
}

/** What Arrow reads of what it writes. */
function read(vectors: Record<string, Vector>): Table {
  return tableFromIPC(tableToIPC(new Table(vectors)));
}

describe('an Apache Arrow table', () => {
  it('is one of columns: this library’s own file', async () => {
    const table = await written();
    const names = { cpu: 'cpu', memory: 'memory', diskIo: 'disk_io', network: 'network' };
    const vectors = METRICS.map((metric) => [metric, table.getChild(names[metric])!] as const);
    expect(fitProfile({ time: table.getChild('timestamp')!, ...Object.fromEntries(vectors) }, { units })).toEqual(
      expected,
    );
  });

  it('is one of rows', async () => {
    expect(fitProfile(await written(), { units })).toEqual(expected);
  });

  const instants = Array.from(columns.time, (ms) => new Date(ms));
  const cpu = vectorFromArray([...columns.cpu], new Float64());

  it.each([
    ['seconds', TimeUnit.SECOND],
    ['milliseconds', TimeUnit.MILLISECOND],
    ['microseconds', TimeUnit.MICROSECOND],
    ['nanoseconds', TimeUnit.NANOSECOND],
  ] as const)('says itself that its instants are in %s', (_, unit) => {
    const time = vectorFromArray(instants, new Timestamp(unit, 'UTC'));
    const table = read({ time, cpu });
    const fit = fitProfile(
      { time: table.getChild('time')!, cpu: table.getChild('cpu')! },
      { units: { cpu: 'percent' } },
    );
    expect(fit).toEqual(ofCpu);
  });

  const integers = (perMs: bigint): Vector<DataType> =>
    vectorFromArray(
      Array.from(columns.time, (ms) => BigInt(ms) * perMs),
      new Int64(),
    );

  it('may have bare integers for instants, in milliseconds and in nothing else', () => {
    const fitOf = (time: Vector) => fitProfile(read({ time, cpu }), { units: { cpu: 'percent' } });
    expect(fitOf(integers(1n))).toEqual(ofCpu);
    const refused = 'expected an instant in milliseconds since 1970, received one that looks like';
    expect(() => fitOf(integers(1000n))).toThrow(`fitProfile.data[0].time: ${refused} microseconds`);
    expect(() => fitOf(integers(1_000_000n))).toThrow(`fitProfile.data[0].time: ${refused} nanoseconds`);
    expect(() => fitProfile({ time: integers(1000n), cpu }, { units: { cpu: 'percent' } })).toThrow(
      `fitProfile.data.time[0]: ${refused} microseconds`,
    );
  });

  it('has gaps where it has nulls', () => {
    const some = Array.from(columns.cpu, (value, i) => (i % 10 === 3 ? null : value));
    const time = vectorFromArray(instants, new Timestamp(TimeUnit.MICROSECOND));
    const table = read({ time, cpu: vectorFromArray(some, new Float64()) });
    const asked = fitProfile({ time: [...columns.time], cpu: some }, { units: { cpu: 'percent' } });
    const fit = fitProfile(
      { time: table.getChild('time')!, cpu: table.getChild('cpu')! },
      { units: { cpu: 'percent' } },
    );
    expect(fit).toEqual(asked);
    expect(fit.report.data.metrics.cpu!.missing).toBe(9);
  });
});

it('columns that only give an array are read, too, and their units asked for', () => {
  const of = (values: ArrayLike<unknown>) => ({ toArray: () => values });
  const data = { time: of(columns.time), cpu: of(columns.cpu) };
  expect(fitProfile(data, { units: { cpu: 'percent' } })).toEqual(ofCpu);
  expect(() => fitProfile(data)).toThrow('fitProfile.units.cpu: expected');
});
