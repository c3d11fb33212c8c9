// How close are servers of this library to real ones?   npm run realism [-- --quick | --ablation] [--library DIST]
// Prints tables, and from a whole run writes them to docs/realism.md and realism/results.json.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { fittedPanel } from './fitted.mjs';
import { panel } from './generate.mjs';
import { INGREDIENTS } from './ingredients.mjs';
import { writeNpz } from './npz.mjs';
import { intoPage, tables } from './tables.mjs';

// Debian's own, which has the packages that apt installs.
const PYTHON = '/usr/bin/python3';
const RESULTS = join(import.meta.dirname, 'results.json');
const PAGE = join(import.meta.dirname, '../docs/realism.md');
const CACHE = join(import.meta.dirname, '../node_modules/.cache');

/** Panels of an ablation. */
const ABLATED = ['fleet', 'web', 'database', 'application', 'batch'];
const ARCHETYPES = ['web', 'database', 'application', 'batch'];
/**
 * Numbers of panels of each kind, of servers and of days, and of real machines that profiles are fitted on, at most; and
 * what is scored. Panels of a hundred servers differ by 10 on the index, so a figure is the mean of several.
 */
const SIZES = {
  whole: { panels: 6, servers: 100, ablated: 30, days: 92, machines: 50, freqs: ['5min', '1h', '1d-p95'] },
  quick: { panels: 1, servers: 12, ablated: 12, days: 42, machines: 8, freqs: ['1h'] },
};

const AZURE = {
  name: 'Azure V1, CPU',
  file: 'data/azure_v1_50vm_5min_cpu.csv.gz',
  days: 28,
  panels: ['fleet', 'application', 'fitted', 'gaussian'],
  copies: 2,
  anchors: {
    '5min': 'anchors_azure_5min.json',
    '1h': 'anchors_azure_1h.json',
    '1d-p95': 'anchors_azure_1d-p95.json',
  },
};
// Four machines cannot be halved, so there are no anchors for its daily P95.
const SMD = {
  name: 'Server Machine Dataset, four metrics',
  file: 'data/smd_4machines_5min_minmax.csv.gz',
  days: 33,
  panels: ['web', 'fitted'],
  copies: 3,
  anchors: { '5min': 'anchors_smd_5min.json', '1h': 'anchors_smd_1h.json' },
};

const {
  values: { library, ...options },
} = parseArgs({
  options: { quick: { type: 'boolean' }, ablation: { type: 'boolean' }, library: { type: 'string' } },
});
const size = options.quick ? SIZES.quick : SIZES.whole;

if (spawnSync(PYTHON, ['-c', 'import numpy, pandas, scipy, sklearn']).status !== 0) {
  console.error(
    `realism: needs ${PYTHON} with Debian's packages python3-numpy, python3-pandas, python3-scipy and python3-sklearn`,
  );
  process.exit(1);
}
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, 'realism-'));
try {
  const found = options.ablation ? { ablation: await ablation() } : await comparison();
  const made = tables(found);
  console.log(Object.values(made).join('\n\n'));
  if (!options.quick && library === undefined) keep(found, made);
} finally {
  rmSync(folder, { recursive: true });
}

/** Everything but the ablation. */
async function comparison() {
  const panels = { gaussian: ['gaussian'] };
  for (const name of ['fleet', ...ARCHETYPES]) {
    panels[name] = [];
    for (let i = 0; i < size.panels; i++) {
      panels[name].push(await generate(name, size.servers, { seed: `realism ${i}` }, `${name}-${i}`));
    }
  }

  const scores = [];
  for (const real of [AZURE, SMD]) {
    panels.fitted = [await fitted(real)];
    for (const name of real.panels) {
      for (const freq of size.freqs.filter((each) => each in real.anchors)) {
        scores.push(panels[name].map((panel) => scoreTask(real, name, panel, freq)));
      }
    }
  }
  const likes = ['fleet', ...ARCHETYPES].map((like) =>
    panels[like].map((panel) => ({ kind: 'quantiles', like, panel })),
  );
  const tells = [{ kind: 'tells', panel: panels.fleet[0], real: AZURE.file, freq: '1h', days: AZURE.days }];
  const groups = [...scores, ...likes, tells];
  const answers = await measure(groups.flat());
  const found = groups.map((group) => answers.splice(0, group.length));
  return {
    version: JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version,
    size,
    scores: scores.map(([{ of, freq }], i) => ({ of, freq, ...together(found[i]) })),
    quantiles: likes.map(([{ like }], i) => ({ like, ...together(found[scores.length + i]) })),
    tells: found.at(-1)[0],
  };
}

/** Several answers as one: means, and the index's standard error. What is no number is the first one's. */
function together(answers) {
  const mean = (values) => Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(4));
  const means = (records) =>
    Object.fromEntries(Object.keys(records[0]).map((key) => [key, mean(records.map((record) => record[key]))]));
  const indices = answers.map(({ index }) => index);
  const squares = indices.reduce((sum, index) => sum + (index - mean(indices)) ** 2, 0);
  const error = Math.sqrt(squares / (indices.length - 1) / indices.length);
  return {
    ...answers[0],
    index: mean(indices),
    ...(indices.length > 1 && { error: Number(error.toPrecision(2)) }),
    ...Object.fromEntries(
      ['parts', 'measures', 'days']
        .filter((key) => key in answers[0])
        .map((key) => {
          const values = answers.map((answer) => answer[key]);
          return [key, typeof values[0] === 'number' ? mean(values) : means(values)];
        }),
    ),
  };
}

/** The same indices with each ingredient taken away in turn, after those of the whole model. */
async function ablation() {
  const rows = [];
  for (const { name, ...change } of [{ name: 'nothing' }, ...INGREDIENTS]) {
    const panels = {};
    for (const one of ABLATED) panels[one] = await generate(one, size.ablated, change);
    const found = await measure([
      ...['database', 'application', 'batch'].map((like) => ({ kind: 'quantiles', like, panel: panels[like] })),
      scoreTask(AZURE, 'fleet', panels.fleet, '1h'),
      scoreTask(SMD, 'web', panels.web, '1h'),
    ]);
    rows.push({ name, indices: found.map(({ index }) => index) });
  }
  return rows;
}

function scoreTask(real, name, file, freq) {
  const { days, anchors } = real;
  return {
    kind: 'score',
    of: { real: real.name, panel: name },
    real: real.file,
    panel: file,
    freq,
    days,
    anchors: anchors[freq],
    groups: name === 'fleet' && freq === '1h' && !options.ablation,
  };
}

async function generate(servers, count, change = {}, name = servers) {
  const file = join(folder, `${name}.npz`);
  writeNpz(file, await panel({ servers, count, days: size.days, library, ...change }));
  return file;
}

/** Servers of profiles that were fitted on a trace. */
async function fitted({ file: trace, days, copies }) {
  const file = join(folder, `fitted-${trace.replaceAll('/', '-')}.npz`);
  const build = library ?? join(import.meta.dirname, '../dist');
  writeNpz(file, await fittedPanel({ library: build, file: trace, days, copies, machines: size.machines }));
  return file;
}

/** The answers of measure.py, one for each task, rounded to what a reader needs. */
async function measure(tasks) {
  const script = join(import.meta.dirname, 'measure.py');
  // One thread: two on a busy machine wait for each other, and take ten times as long.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const python = spawn(PYTHON, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  python.stdin.end(JSON.stringify(tasks));
  const answers = [];
  for await (const line of createInterface(python.stdout)) {
    const { kind, of, like, freq = '' } = tasks[answers.length];
    console.error(`${kind} ${of ? `${of.panel}, ${of.real}` : (like ?? '')} ${freq}`);
    answers.push(JSON.parse(line, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)));
  }
  if (answers.length < tasks.length) throw new Error('measure.py gave up');
  return answers;
}

/** An ablation and the rest are kept side by side, each until its next run. */
function keep(found, made) {
  let kept = {};
  try {
    kept = JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    // The first run.
  }
  writeFileSync(RESULTS, `${JSON.stringify({ ...kept, ...found }, undefined, 1)}\n`);
  writeFileSync(PAGE, intoPage(readFileSync(PAGE, 'utf8'), made));
}
