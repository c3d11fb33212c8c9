import Ajv from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csv } from 'faker-server/formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fleetFile } from '../../../src/node/cli/fleetFile.js';
import { serversOfFile } from '../../../src/node/cli/serversOfFile.js';
import { seededServer } from '../../faker.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { typed } from './typed.js';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schema/fleet.schema.json'), 'utf8'),
) as object;
const ajv = new Ajv.default({ strict: true, strictRequired: false, allowUnionTypes: true });
const fits = ajv.compile(schema);

const SHOP = `
seed: shop
from: 2025-12-01
until: 2026-01-01
every: 1h
metrics: [cpu, memory]
holidays: none
servers:
  - archetype: web
    count: 2
    timeZone: Europe/Berlin
  - archetype: DB
    id: orders-db
    typical: true
    profile: { memory: { base: 80 }, dynamics: calm }
    growth: { memory: 0.3 }
    correlation: { cpuMemory: 0.5 }
  - custom: { archetype: cache, memory: { base: 90, std: 2 } }
    asOf: 2025-01-01
    holidays: [2025-12-24]
  - archetype: web
`;

/** What the library says of a file; nothing where it takes it. */
function refusal(data: unknown): string | undefined {
  try {
    const { count, at } = serversOfFile(fleetFile(data), seededServer(), { seed: 42 });
    for (let index = 0; index < count; index++) at(index);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a fleet file', () => {
  it('is the servers that the library makes of the same words', async () => {
    const file = join(temporaryFolder(), 'fleet.yaml');
    writeFileSync(file, SHOP);
    const { stdout } = await typed('generate', '--fleet', file);
    const server = seededServer(7, '2026-01-01');
    const web = server.web().seed('shop').holidays('none');
    const servers = [
      web.id('web-001').timeZone('Europe/Berlin'),
      web.id('web-002').timeZone('Europe/Berlin'),
      server
        .database()
        .seed('shop')
        .id('orders-db')
        .typical()
        .profile({ memory: { base: 80 }, dynamics: 'calm' })
        .growth({ memory: 0.3 })
        .correlation({ cpuMemory: 0.5 })
        .holidays('none'),
      server
        .custom({ archetype: 'cache', memory: { base: 90, std: 2 } })
        .seed('shop')
        .id('cache-001')
        .holidays(['2025-12-24'])
        .asOf('2025-01-01'),
      web.id('web-003'),
    ];
    const range = { from: '2025-12-01', until: '2026-01-01', every: '1h', metrics: ['cpu', 'memory'] } as const;
    const expected = Array.from(csv(servers, range), (bytes) => Buffer.from(bytes).toString()).join('');
    expect(stdout === expected).toBe(true);
  });

  it('is the same as JSON, and gives way to flags', async () => {
    const file = join(temporaryFolder(), 'fleet.json');
    writeFileSync(file, JSON.stringify({ seed: 1, days: 9, fleet: { count: 4, mix: { web: 1 } } }));
    const flags = ['--days', '2', '--until', '2026-01-01', '--seed', '42'];
    const { stdout, stderr } = await typed('generate', '--fleet', file, ...flags);
    expect(stdout).toBe((await typed('generate', '-a', 'web', '-n', '4', ...flags)).stdout);
    expect(stderr).not.toContain('The same again');
  });

  it('is what the same words say as flags', async () => {
    const file = join(temporaryFolder(), 'fleet.yaml');
    const window = ['--until', '2026-01-01', '--days', '5', '--seed', '42'];
    const flags = ['--as-of', '2020-01-01', '--time-zone', 'Asia/Tokyo', '--statistic', 'max', '--holidays', 'none'];
    const words = { asOf: '2020-01-01', timeZone: 'Asia/Tokyo', statistic: 'max', holidays: 'none' };
    for (const servers of [{ fleet: 4 }, { servers: [{ archetype: 'web', growth: 0.5 }] }]) {
      writeFileSync(file, JSON.stringify(servers));
      const byFlags = await typed('generate', '--fleet', file, ...window, ...flags);
      writeFileSync(file, JSON.stringify({ ...servers, ...words }));
      expect((await typed('generate', '--fleet', file, ...window)).stdout).toBe(byFlags.stdout);
    }
  });

  it('has entries of whom flags, as what it says of all, change nothing that they say themselves', async () => {
    const file = join(temporaryFolder(), 'fleet.json');
    const entry = { archetype: 'web', growth: 0.5 };
    const own = { seed: 1, timeZone: 'UTC', statistic: 'mean', holidays: ['2025-12-30'], asOf: '2020-01-01' };
    const words = ['--seed', '5', '--time-zone', 'Asia/Tokyo', '--statistic', 'max', '--holidays', 'none'];
    const run = async (server: object, ...flags: readonly string[]): Promise<string> => {
      writeFileSync(file, JSON.stringify({ days: 4, until: '2026-01-01', seed: 2, servers: [server] }));
      return (await typed('generate', '--fleet', file, '--quiet', ...flags)).stdout;
    };
    const flags = [...words, '--as-of', '2025-01-01'];
    expect(await run({ ...entry, ...own }, ...flags)).toBe(await run({ ...entry, ...own }));
    for (let i = 0; i < flags.length; i += 2) {
      expect(await run(entry, ...flags.slice(i, i + 2)), flags[i]).not.toBe(await run(entry));
    }
  });

  it('is told that it has nothing where something is needed', async () => {
    const file = join(temporaryFolder(), 'fleet.json');
    writeFileSync(file, JSON.stringify({ fleet: {} }));
    expect((await typed('generate', '--fleet', file)).stderr).toBe(
      'faker-server: fleet.fleet.count: expected a whole number of at least 0 and at most 10000000, received nothing\n',
    );
  });

  it('is told of in the file where a window of it is reversed', async () => {
    const file = join(temporaryFolder(), 'fleet.json');
    writeFileSync(file, JSON.stringify({ from: '2026-01-02', until: '2026-01-01', fleet: 1 }));
    const sentence = 'expected a date that is not before from, which is 2026-01-02T00:00:00.000Z, received';
    expect((await typed('generate', '--fleet', file)).stderr).toContain(`faker-server: fleet.until: ${sentence}`);
    expect((await typed('preview', '--fleet', file)).stderr).toContain(`faker-server: fleet.until: ${sentence}`);
    const byFlag = await typed('generate', '--fleet', file, '--from', '2026-01-02', '--until', '2026-01-01');
    expect(byFlag.stderr).toContain(`faker-server: --until: ${sentence}`);
    writeFileSync(file, JSON.stringify({ days: 4_000_000, until: '2026-01-01', fleet: 1 }));
    expect((await typed('generate', '--fleet', file)).stderr).toBe(
      'faker-server: fleet.days: expected records of the years 1 to 9999, received a window that reaches the year -8926\n',
    );
  });

  it('says which of its lists has the same id twice, and that a fleet numbers its own', () => {
    const web = { archetype: 'web' };
    expect(refusal({ servers: [{ ...web, id: 'a' }, web, { ...web, id: 'a' }] })).toBe(
      'fleet.servers[2].id: expected an id other than that of servers[0], received "a"',
    );
    expect(
      refusal({
        servers: [
          { ...web, id: 'a', count: 2 },
          { ...web, id: 'a-002' },
        ],
      }),
    ).toBe('fleet.servers[1].id: expected an id other than that of servers[0], received "a-002"');
    expect(refusal({ fleet: 3, servers: [web] })).toMatch(
      /^fleet\.servers\[0\]\.id: expected an id that tells it from .* received none$/,
    );
    expect(refusal({ fleet: 3, servers: [{ ...web, id: 'web-001' }] })).toMatch(/received "web-001"$/);
    expect(refusal({ fleet: 3, servers: [{ ...web, id: 'shop' }] })).toBeUndefined();
  });

  it('whose ids no file could hold are refused', () => {
    const escaped = JSON.parse('{"servers": [{"archetype": "web", "id": "shop-\\ud800", "count": 2}]}') as unknown;
    expect(refusal(escaped)).toBe(
      'fleet.servers[0].id: expected a text without lone surrogates, which no file can hold, received "shop-\\ud800"',
    );
  });
});

describe('the schema of fleet files', () => {
  const web = { archetype: 'web' };
  const one = (server: object): object => ({ servers: [server] });

  it.each([
    parse(SHOP),
    { fleet: 12 },
    { $schema: './fleet.schema.json', fleet: { count: 0, mix: { DB: 1, web: 0.5 } }, typical: true },
    { servers: [] },
    { fleet: 3, metrics: ['disk_io', 'disk-io', 'cpu'] },
    { days: 30, every: 300_000, statistic: 'max', asOf: '2025-06-01T12:00:00Z', ...one(web) },
    { count: 3, from: '2025-01-01', timeZone: 'UTC', ...one({ custom: {} }) },
    one({ ...web, growth: 0, seed: 0, correlation: { cpuMemory: 0.99, cpuNetwork: -0.99, nearest: true } }),
    one({ ...web, profile: { peakHours: { start: 22, end: 6 }, dynamics: { burstsPerDay: 24 }, precision: 6 } }),
  ])('takes what the library takes: %j', (data: unknown) => {
    expect(refusal(data)).toBeUndefined();
    expect(fits(data), ajv.errorsText(fits.errors)).toBe(true);
  });

  it.each([
    [[], 'fleet: expected an object with servers or a fleet, received an array of 0'],
    [{}, 'fleet: expected servers or a fleet in it, received an object'],
    [{ servers: {} }, 'fleet.servers: expected a list of servers, received an object'],
    [one({}), 'fleet.servers[0]: expected an archetype or a custom profile, received neither'],
    [one({ ...web, custom: {} }), 'fleet.servers[0]: expected an archetype or a custom profile, received both'],
    [
      { servers: [web, web, { ...web, cuont: 2 }] },
      "fleet.servers[2].cuont: expected a valid key (nearest: 'count'), received an unknown one",
    ],
    [{ ...one(web), sevrers: [] }, "fleet.sevrers: expected a valid key (nearest: 'servers'), received an unknown one"],
    [
      one({ archetype: 'wbe' }),
      "fleet.servers[0].archetype: expected 'web', 'database' ('db'), 'application' ('app') or 'batch' (nearest: 'web'), received \"wbe\"",
    ],
    [
      one({ ...web, profile: { cpu: { base: 'much' } } }),
      'fleet.servers[0].profile.cpu.base: expected a finite number of at least 0.000001, received "much"',
    ],
    [
      one({ custom: { cpu: { std: 101 } } }),
      'fleet.servers[0].custom.cpu.std: expected a finite number of at least 0 and at most 100, received 101',
    ],
    [
      one({ ...web, count: 1.5 }),
      'fleet.servers[0].count: expected a whole number of at least 0 and at most 1000000, received 1.5',
    ],
    [one({ ...web, id: '' }), 'fleet.servers[0].id: expected a text that is not empty, received ""'],
    [
      one({ ...web, growth: -1 }),
      'fleet.servers[0].growth: expected a finite number of at least -0.9 and at most 10, received -1',
    ],
    [
      one({ ...web, correlation: { cpuMemory: 1 } }),
      'fleet.servers[0].correlation.cpuMemory: expected a finite number above -1 and below 1, received 1',
    ],
    [one({ ...web, typical: 'yes' }), 'fleet.servers[0].typical: expected true or false, received "yes"'],
    [
      one({ ...web, holidays: 'de' }),
      "fleet.servers[0].holidays: expected 'us', 'none' or a list of dates such as '2026-12-25', received \"de\"",
    ],
    [
      { fleet: { count: -1 } },
      'fleet.fleet.count: expected a whole number of at least 0 and at most 10000000, received -1',
    ],
    [{ fleet: { count: 3, mix: { wbe: 1 } } }, 'fleet.fleet.mix.wbe: expected'],
    [{ fleet: 3, every: '5min' }, 'fleet.every: expected a positive duration'],
    [{ fleet: 3, from: '2025' }, 'fleet.from: expected a date from the years 1 to 9999'],
    // What YAML makes of `2020`, and what a program may write.
    [{ fleet: 3, from: 2020 }, 'fleet.from: expected a date from the years 1 to 9999'],
    [{ fleet: 3, until: 1_767_225_600_000 }, 'fleet.until: expected a date from the years 1 to 9999'],
    [
      { fleet: 3, asOf: 2020 },
      "fleet.asOf: expected a date from the years 1 to 9999 such as '2026-01-01', received 2020",
    ],
    [
      one({ ...web, asOf: 2020 }),
      "fleet.servers[0].asOf: expected a date from the years 1 to 9999 such as '2026-01-01', received 2020",
    ],
    [
      { fleet: 3, metrics: ['dsk'] },
      "fleet.metrics[0]: expected one of 'cpu', 'memory', 'diskIo', 'network', received \"dsk\"",
    ],
    [
      { fleet: 3, statistic: 'p99' },
      "fleet.statistic: expected one of 'p95', 'mean', 'max', 'min' (nearest: 'p95'), received \"p99\"",
    ],
    [{ fleet: 3, metrics: [] }, 'fleet.metrics: expected at least one metric, received none'],
    [{ fleet: -1 }, 'fleet.fleet: expected a whole number of at least 0 and at most 10000000, received -1'],
    [{ fleet: null }, 'fleet.fleet: expected a count, or an object with count and mix, received null'],
    [
      { fleet: { count: 1, seed: 5 } },
      'fleet.fleet.seed: expected one of the keys count, mix, received an unknown one',
    ],
    [{ fleet: 3, days: 3, count: 4 }, 'fleet.count: expected none beside days, received 4'],
    [
      { fleet: 3, from: '2025-01-01', until: '2025-02-01', days: 3 },
      'fleet.days: expected none beside from and until, received 3',
    ],
    [
      { fleet: 3, from: '2025-01-01', until: '2025-02-01', count: 3 },
      'fleet.count: expected none beside from and until, received 3',
    ],
    [
      { ...one({ ...web, typical: null }), typical: true },
      'fleet.servers[0].typical: expected true or false, received',
    ],
    [{ fleet: 3, days: -1 }, 'fleet.days: expected a whole number of at least 0, received -1'],
    [{ fleet: 3, seed: null }, 'fleet.seed: expected a finite number or a text, received null'],
  ] as const)('refuses what the library refuses: %j', (data, sentence) => {
    expect(refusal(data)).toContain(sentence);
    expect(fits(data)).toBe(false);
  });

  it('has the bounds of the library, of every number in a file', () => {
    const numbers = [...numbersIn(schema as Node, [])];
    expect(numbers.length).toBeGreaterThan(40);
    const apart: string[] = [];
    for (const { path, bounds } of numbers) {
      for (const value of bounds) {
        const data = at(path, value);
        if (fits(data) !== (refusal(data) === undefined)) apart.push(`${path.join('.')} = ${value}`);
      }
    }
    expect(apart).toEqual([]);
  });
});

interface Node {
  readonly [key: string]: unknown;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly $ref?: string;
}

/** Each number that a file can hold, and values on and beside its bounds. */
function* numbersIn(node: Node, path: readonly string[]): Generator<{ path: readonly string[]; bounds: number[] }> {
  if (node.$ref !== undefined) {
    const name = node.$ref.split('/').at(-1)!;
    yield* numbersIn((schema as { $defs: Record<string, Node> }).$defs[name]!, path);
  }
  if (node.type === 'number' || node.type === 'integer') {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node as Record<string, number | undefined>;
    const found = [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter((bound) => bound !== undefined);
    // A hundredth, since a ceiling has two decimals; no correlations that the others do not allow, which no schema can
    // say; and no more servers than a test can make.
    const step = node.type === 'integer' ? 1 : 0.01;
    const bounds = found.flatMap((bound) => [bound - step, bound, bound + step]);
    const isMade = (value: number): boolean =>
      path.includes('correlation') ? Math.abs(value) >= 1 : !isCount(path) || value < 1e5 || value > maximum!;
    yield { path, bounds: bounds.filter(isMade) };
  }
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    // One metric is as another, and a custom profile as one that is set.
    if (!['memory', 'diskIo', 'network', 'custom'].includes(key)) yield* numbersIn(child, [...path, key]);
  }
  for (const child of node.anyOf ?? []) yield* numbersIn(child, path);
  if (path.at(-1) === 'servers' && node.items) yield* numbersIn(node.items, [...path, '0']);
}

/** Whether a place holds a number of servers. */
function isCount(path: readonly string[]): boolean {
  return path.at(-1) === 'fleet' || (path.at(-1) === 'count' && path.length > 1);
}

/** A file with a number in one place, and around it what makes it one that can be. */
function at(path: readonly string[], value: number): unknown {
  const [key, ...rest] = path as [string, ...string[]];
  if (key === 'fleet') return rest.length === 0 ? { fleet: value } : { fleet: { count: 1, [rest[0]!]: value } };
  if (key !== 'servers') return { fleet: 1, [key]: value };
  const inner = rest.slice(1).reduceRight<unknown>((found, name) => around(name, found), value);
  return { servers: [{ archetype: 'web', ...(inner as object) }] };
}

function around(name: string, found: unknown): object {
  // A base below its ceiling and as fine as the precision, and a plateau that is long enough.
  if (name === 'profile') return { profile: { precision: 6, ...(found as object) } };
  if (name === 'base') return { base: found, ceiling: 1e9 };
  if (name === 'ceiling') return { base: 1e-6, ceiling: found };
  if (name === 'start') return { start: found, end: 12 };
  if (name === 'end') return { start: 12, end: found };
  return { [name]: found };
}
