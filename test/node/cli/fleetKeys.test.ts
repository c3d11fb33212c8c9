import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { temporaryFolder } from '../temporaryFolder.js';
import type { Ended } from './builtCli.js';
import { typed } from './typed.js';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schema/fleet.schema.json'), 'utf8'),
) as SchemaNode;

interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly propertyNames?: object;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
}

type Path = readonly string[];

/** The place of each key that a file can hold; `0` is an entry of a list, and `web` any archetype. */
function* keysOf(node: SchemaNode, path: Path = []): Generator<Path> {
  if (node.$ref !== undefined) yield* keysOf(schema.$defs![node.$ref.split('/').at(-1)!]!, path);
  const named = node.propertyNames === undefined ? {} : { web: {} };
  for (const [key, child] of Object.entries({ ...node.properties, ...named })) {
    yield [...path, key];
    // One metric is as another.
    if (!['memory', 'diskIo', 'network'].includes(key)) yield* keysOf(child, [...path, key]);
  }
  for (const child of node.anyOf ?? []) yield* keysOf(child, path);
  if (node.items) yield* keysOf(node.items, [...path, '0']);
}

const WINDOW = { until: '2026-01-01', days: 60, every: '1h' };
const SERVERS = [
  { archetype: 'web', id: 'a' },
  { archetype: 'batch', id: 'b' },
];

/** Values that change something, by their key; of other keys these numbers are tried. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  archetype: ['db', 'cache'],
  asOf: ['2020-01-01'],
  batchNightWindow: [true, false],
  ceiling: [60],
  correlation: [{ cpuMemory: 0.1 }],
  count: [3],
  cpu: [0.5, { base: 17 }],
  custom: [{}],
  days: [3],
  diskIo: [0.5, { base: 17 }],
  dynamics: ['calm'],
  every: ['2h'],
  fiscalYearStart: [2],
  fleet: [1],
  from: ['2025-12-20'],
  holidays: [['2025-12-10']],
  id: ['c'],
  memory: [0.5, { base: 17 }],
  metrics: [['disk_io']],
  mix: [{ batch: 1 }],
  nearest: [true],
  network: [0.5, { base: 17 }],
  peakHours: [{ start: 3 }],
  precision: [0],
  profile: [{ cpu: { base: 17 } }],
  seed: [5],
  servers: [[{ archetype: 'db' }]],
  statistic: ['max'],
  timeZone: ['Asia/Tokyo'],
  typical: [true],
  until: ['2025-12-01'],
};
/** What stands beside a key without which it would change nothing. */
const BESIDE: Readonly<Record<string, object>> = {
  ceiling: { base: 50, std: 50 },
  jobMinutes: { jobsPerDay: 4 },
  nearest: { cpuMemory: 0.95, cpuNetwork: 0.95, memoryNetwork: -0.95 },
};
/** What stands beside the metric. */
const BESIDE_METRIC: Readonly<Record<string, object>> = {
  jobLevel: { dynamics: { jobsPerDay: 12, jobMinutes: 300 } },
};
const NUMBERS = [0.5, 0.9, 0.1, 2, 20];

/** Keys without an effect of their own: for editors, and the version of what is written. */
const MUTE = ['$schema', 'model'];

/** A file in which one key has a value, or has none. */
function* filesWith([key, ...rest]: Path, value: unknown): Generator<object> {
  const beside = (name: string): object | undefined => (name === 'cpu' ? BESIDE_METRIC[rest.at(-1)!] : BESIDE[name]);
  const around = (found: unknown, name: string): object => ({ ...beside(name), [name]: found });
  const inner = rest.filter((name) => name !== '0').reduceRight(around, value);
  if (key === 'servers' && rest.length > 0) {
    const servers = rest.at(-1) === 'id' ? SERVERS.slice(1) : SERVERS;
    yield { ...WINDOW, servers: servers.map((server) => entryWith(server, inner as object)) };
  } else if (key === 'servers' || key === 'fleet') {
    yield { ...WINDOW, [key]: rest[0] === 'mix' ? { count: 4, ...(inner as object) } : inner };
  } else {
    const window = key === 'count' || key === 'from' ? { ...WINDOW, days: undefined } : WINDOW;
    yield { ...window, servers: SERVERS, [key!]: inner };
    yield { ...window, fleet: 4, [key!]: inner };
  }
}

function entryWith(server: (typeof SERVERS)[number], inner: object): object {
  return 'custom' in inner ? { ...inner, id: server.id } : { ...server, ...inner };
}

const made = new Map<string, string>();

function generate(data: object): Promise<Ended> {
  const file = join(temporaryFolder(), 'fleet.yaml');
  writeFileSync(file, stringify(data));
  return typed('generate', '--fleet', file, '--quiet');
}

/** What is made of a file; nothing where it is refused. */
async function rowsOf(data: object): Promise<string> {
  const text = stringify(data);
  if (!made.has(text)) {
    const { code, stdout } = await generate(data);
    made.set(text, code === 0 ? stdout : '');
  }
  return made.get(text)!;
}

/** Whether a value, in every file that can have it, makes other rows than none. */
async function hasEffect(path: Path, value: unknown): Promise<boolean> {
  const without = [...filesWith(path, undefined)];
  for (const [i, data] of [...filesWith(path, value)].entries()) {
    const rows = await rowsOf(data);
    if (rows === '' || rows === (await rowsOf(without[i]!))) return false;
  }
  return true;
}

describe('each key of the schema of fleet files', () => {
  const keys = [...keysOf(schema)].map((path) => [path.join('.'), path] as const);

  it('is found', () => {
    expect(keys.length).toBeGreaterThan(90);
  });

  it.each(keys)('has an effect: %s', async (_, path) => {
    const key = path.at(-1)!;
    if (MUTE.includes(key)) return;
    let effective = false;
    for (const value of VALUES[key] ?? NUMBERS) effective ||= await hasEffect(path, value);
    expect(effective).toBe(true);
  });

  it.each(keys)('is told of at its place where its value is wrong: %s', async (name, path) => {
    const [data] = filesWith(path, [[]]);
    const { code, stderr } = await generate(data!);
    const place = `faker-server: fleet.${name.replaceAll(/\.0\b/g, '[0]')}`;
    expect(stderr.slice(0, place.length)).toBe(place);
    expect(stderr.slice(place.length)).toMatch(/^(?:\[0\])?: expected /);
    expect(code).toBe(2);
  });
});
