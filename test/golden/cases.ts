import { Archetype, fromJSON, METRICS, type ServerBuilder } from '../../src/index.js';
import { exp } from '../../src/num/exp.js';
import { log } from '../../src/num/log.js';
import { normal, normalQuantile } from '../../src/num/normal.js';
import { bits, childKey, rootKey, uniform } from '../../src/num/random.js';

/**
 * What is held fixed, by name: every archetype on every layer for the seeds 0, 42 and 'prod', zones over their changes
 * of clocks, profiles as drawn, and the kernels. Free of faker and of any platform, so that every engine can run it.
 */
export function cases(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const seed of [0, 42, 'prod']) {
    for (const archetype of Object.values(Archetype)) {
      const one = server(archetype, seed);
      for (const [every, count] of LAYERS)
        found[`${archetype}, seed ${seed}, every ${every}`] = digest(one.every(every), count);
      found[`${archetype}, seed ${seed}, profile`] = one.profile();
      found[`${archetype}, seed ${seed}, metadata`] = one.metadata();
      found[`${archetype}, seed ${seed}, typical`] = digest(one.typical(), 400);
    }
  }
  // Past dates: the engines' time-zone data agree on them.
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']) {
    const local = server('web', 42).timeZone(zone);
    found[`${zone}, days`] = digest(local.from('2011-12-20'), 400);
    found[`${zone}, spring`] = digest(local.from('2024-03-09').every('5m'), 23 * 288);
    found[`${zone}, hours of autumn`] = digest(local.from('2024-10-05').every('1h'), 31 * 24);
  }
  const one = server('batch', 42);
  for (const statistic of ['p95', 'mean', 'max', 'min'] as const) {
    found[`statistic ${statistic}`] = digest(one.every('6h').statistic(statistic), 60);
  }
  found['list of holidays'] = digest(one.holidays(['2025-12-24', '2025-12-31']), 60);
  found['impossible correlations, nearest'] = digest(
    one.correlation({ cpuMemory: 0.9, cpuDisk: 0.9, memoryDisk: -0.9, nearest: true }),
    60,
  );
  found['exp'] = hash(inputs(100_000, (u) => exp(1400 * u - 700)));
  found['log'] = hash(inputs(100_000, (u) => log(exp(1400 * u - 700))));
  found['normalQuantile'] = hash(inputs(100_000, normalQuantile));
  found['bits'] = Array.from({ length: 8 }, (_, i) => bits(rootKey('golden'), i - 4));
  found['normal'] = hash(Float64Array.from({ length: 100_000 }, (_, i) => normal(childKey(rootKey(0), 'web-1'), i)));
  return found;
}

const LAYERS = [
  ['1d', 800],
  ['1w', 60],
  ['1h', 800],
  ['5m', 3000],
  ['1m', 700],
  ['10s', 700],
  ['1s', 700],
] as const;

function server(archetype: Archetype, seed: string | number): ServerBuilder {
  return fromJSON({
    model: 2,
    archetype,
    seed,
    id: `${archetype}-1`,
    timeZone: 'UTC',
    holidays: 'us',
    reference: '2026-01-01T00:00:00.000Z',
    every: 86_400_000,
    metrics: METRICS,
  });
}

/** The first two and the last record in full, and a hash over all of them. */
function digest(one: ServerBuilder, count: number): unknown {
  const columns = one.columns(count);
  const records = one.series(count);
  const hashes = Object.entries(columns).map(([name, values]) => [name, hash(values)]);
  return {
    records: JSON.parse(JSON.stringify([...records.slice(0, 2), records.at(-1)])) as unknown,
    hashes: Object.fromEntries(hashes) as Record<string, string>,
  };
}

function inputs(count: number, f: (u: number) => number): Float64Array {
  const key = rootKey('inputs');
  return Float64Array.from({ length: count }, (_, i) => f(uniform(key, i)));
}

/** FNV-1a over the numbers' bits. */
function hash(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8));
  let h = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value);
    for (let byte = 0; byte < 8; byte++) h = Math.imul(h ^ view.getUint8(byte), 0x01000193);
  }
  return (h >>> 0).toString(16).padStart(8, '0');
}
