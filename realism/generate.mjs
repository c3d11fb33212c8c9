// Writes a panel of servers as NumPy reads it: one [server, time] array for each metric, in an .npz file.
//   node realism/generate.mjs --servers fleet --count 150 --out fleet.npz
// Servers are as users get them: drawn around their archetype, with its growth. `--profile '{ … }'` sets figures.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { faker } from '@faker-js/faker/locale/en';
import { writeNpz } from './npz.mjs';

/** Names of the metrics in a panel, as the traces have them. */
const METRICS = { cpu: 'cpu', memory: 'memory', diskIo: 'disk_io', network: 'network' };
const STEP_SECONDS = 300;
const STEPS_A_DAY = 86_400 / STEP_SECONDS;
const BUILT = join(import.meta.dirname, '../dist');

/**
 * A panel of servers: shape [count, 288 · days] for each metric.
 *
 * @param library - The package's `dist`, or another build of it.
 * @param servers - An archetype, or `fleet` for the default mix.
 * @param typical - Whether servers are without variety.
 * @param profile - Figures that every server gets.
 */
export async function panel({
  library = BUILT,
  servers = 'fleet',
  count = 150,
  days = 92,
  from = '2013-08-01',
  seed = 'realism',
  typical = false,
  profile = {},
}) {
  const { withServer } = await import(pathToFileURL(entryOf(library)).href);
  const mix = servers === 'fleet' ? undefined : { [servers]: 1 };
  const steps = days * STEPS_A_DAY;
  const arrays = Object.values(METRICS).map((name) => [name, new Float32Array(count * steps)]);
  const fleet = withServer(faker).server.fleet({ count, mix, seed });
  for (let place = 0; place < count; place++) {
    const server = typical ? fleet.at(place).typical() : fleet.at(place);
    const columns = server.profile(profile).from(from).every('5m').columns(steps);
    Object.keys(METRICS).forEach((metric, i) => arrays[i][1].set(columns[metric], place * steps));
  }
  const panelOf = ([name, values]) => [name, { values, shape: [count, steps] }];
  const scalar = (value) => ({ values: Float64Array.of(value), shape: [] });
  return {
    ...Object.fromEntries(arrays.map(panelOf)),
    dt: scalar(STEP_SECONDS),
    t0: scalar(Date.parse(from) / 1000),
  };
}

function entryOf(library) {
  const path = resolve(library);
  const entry = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.js') : path;
  if (!existsSync(entry)) throw new Error(`library: expected a build such as dist, received ${library}`);
  return entry;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' };
  const options = { library: text, servers: text, count: text, days: text, from: text, seed: text, profile: text };
  const { values } = parseArgs({
    options: { ...options, typical: { type: 'boolean' }, out: { ...text, default: 'panel.npz' } },
  });
  const { out, count, days, profile, ...asked } = values;
  const number = (value) => (value === undefined ? undefined : Number(value));
  const made = await panel({
    ...asked,
    count: number(count),
    days: number(days),
    profile: profile === undefined ? undefined : JSON.parse(profile),
  });
  writeNpz(out, made);
}
