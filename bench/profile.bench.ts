// Where the time goes: the functions with the most time of their own, as V8's sampling profiler sees them.
//   npm run bench -- profile
import { faker } from '@faker-js/faker/locale/en';
import 'faker-server/register';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from './table.js';

const SECONDS = 5;
const INTERVAL_US = 250;
const TOP = 10;

const work: Readonly<Record<string, () => unknown>> = {
  "(a) columns, '5m', web, a year": () => faker.server.web().every('5m').columns(105_120),
  "(a) columns, '5m', batch, a year": () => faker.server.batch().every('5m').columns(105_120),
  "(b) columns, '1d', 100,000": () => faker.server.web().columns(100_000),
  '(d) server.web().record()': () => faker.server.web().record(),
};

/** The source map of each built file, where it has one. */
const maps = new Map<string, SourceMap | undefined>();

const asked = process.argv[2];
if (asked === undefined) for (const name of Object.keys(work)) report(name);
else repeat(work[asked]!);

/** What the profiled process does. */
function repeat(run: () => unknown): void {
  faker.seed(42);
  faker.setDefaultRefDate('2026-01-01');
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) run();
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
}

function report(name: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-profile-'));
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${INTERVAL_US}`];
  spawnSync(process.execPath, [...flags, process.argv[1]!, name], { stdio: 'inherit' });
  const [file] = readdirSync(folder);
  const profile = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as CpuProfile;
  rmSync(folder, { recursive: true });

  const ticks = new Map<number, number>();
  for (const id of profile.samples) ticks.set(id, (ticks.get(id) ?? 0) + 1);
  const self = new Map<string, number>();
  for (const { id, callFrame } of profile.nodes) {
    const where = place(callFrame);
    self.set(where, (self.get(where) ?? 0) + (ticks.get(id) ?? 0));
  }
  const rows = [...self].sort(([, a], [, b]) => b - a).slice(0, TOP);
  table(
    `${name}: share of ${profile.samples.length} samples`,
    ['function', '%'],
    rows.map(([where, count]) => [where, ((100 * count) / profile.samples.length).toFixed(1)]),
  );
}

/** A function's name and where it is in src. */
function place({ functionName, url, lineNumber, columnNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName || '(anonymous)';
  if (!url.startsWith('file:')) return name;
  const file = fileURLToPath(url);
  const found = mapOf(file)?.findEntry(lineNumber, columnNumber);
  if (found && 'originalSource' in found) {
    const source = relative('..', found.originalSource);
    return `${name}  ${source.replace(/^(?:\.\.\/)*/, '')}:${found.originalLine + 1}`;
  }
  return `${name}  ${relative(process.cwd(), file)}:${lineNumber + 1}`;
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
