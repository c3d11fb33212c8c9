// The pictures of docs/realism.md: six machines of open traces and six servers of the library, shuffled and not named.
//   npm run build && node realism/guess.mjs      (test/docs.test.ts holds docs to it, and with UPDATE_DOCS=1 writes them)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { faker } from '@faker-js/faker/locale/en';
import { withServer } from 'faker-server';
import { intoPage } from './tables.mjs';
import { cpuOf } from './traces.mjs';

const STEPS_A_DAY = 288;
/** Of each trace how many machines, and where its first Monday at midnight is: the readings of Azure begin with one. */
const TRACES = [
  { name: 'azure_v1_50vm_5min_cpu', of: 'Azure V1', count: 4, monday: 0 },
  { name: 'smd_4machines_5min_minmax', of: 'Server Machine Dataset', count: 2, monday: 6 * STEPS_A_DAY },
];
const SERVERS = 6;
/** Begins four ordinary weeks, without a holiday and the end of a quarter: the readings show none either. */
const MONDAY = '2017-07-10';

const COLUMNS = 3;
const PLOT = { left: 24, width: 226, height: 76 };
const PANEL = { width: 264, height: 104 };
const SIZE = { width: 800, height: 4 * PANEL.height + 6 };

/** What a picture shows of each server, and by which lot it draws them. */
const PICTURES = {
  guess: {
    title: 'Twelve servers: a week of CPU, every 5 minutes. Six are real',
    seed: 1,
    days: 7,
    real: (values, monday) => values.slice(monday, monday + 7 * STEPS_A_DAY),
    ours: (server) => server.every('5m').columns(7 * STEPS_A_DAY).cpu,
    line: dense,
    area: (values, x, y) => broken(hourly(values), (i) => x(12 * i + 6), y),
  },
  'guess-days': {
    title: 'Twelve servers: the 95th percentile of CPU of 27 days. Six are real',
    seed: 2,
    days: 27,
    real: (values) =>
      Array.from({ length: 27 }, (_, day) => p95(values.slice(day * STEPS_A_DAY).slice(0, STEPS_A_DAY))),
    ours: (server) => server.columns(27).cpu,
    line: stairs,
    area: stairs,
  },
};

/**
 * The pictures as the texts of SVG files by path, and the answers as the paragraphs of a page.
 *
 * @returns {{ pictures: Record<string, string>, answers: string }}
 */
export function guesses() {
  const drawn = Object.entries(PICTURES).map(([name, picture]) => [name, picture, draw(picture)]);
  return {
    pictures: Object.fromEntries(drawn.map(([name, picture, panels]) => [`docs/${name}.svg`, svg(picture, panels)])),
    answers: drawn.map(([, { days }, panels]) => answer(days, panels)).join('\n\n'),
  };
}

/** Twelve panels in the order of their numbers: machines by lot, the first servers of a fleet, all shuffled. */
function draw({ seed, real, ours }) {
  faker.seed(seed);
  const machines = TRACES.flatMap(({ name, of, count, monday }) =>
    faker.helpers
      .shuffle(cpuOf(name))
      .slice(0, count)
      .map(([machine, values]) => ({ name: `${machine} (${of})`, isReal: true, values: real(values, monday) })),
  );
  const fleet = withServer(faker).server.fleet(SERVERS);
  const servers = Array.from(fleet, (server) => ({
    name: String(server),
    isReal: false,
    values: ours(server.only('cpu').from(MONDAY)),
  }));
  return faker.helpers.shuffle([...machines, ...servers]);
}

function answer(days, panels) {
  const list = (isReal) =>
    panels
      .flatMap((panel, i) => (panel.isReal === isReal ? [`${i + 1} ${panel.name}`] : []))
      .join(', ')
      .replace(/, ([^,]*)$/, ' and $1');
  return `${days === 7 ? 'The week' : 'The days'}. Real: ${list(true)}. Drawn: ${list(false)}.`;
}

function svg({ title, days, line, area }, panels) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" role="img" aria-labelledby="title">`,
    `<title id="title">${title}</title>`,
    `<style>${STYLE}</style>`,
    ...panels.map(({ values }, place) => panel({ values, place, days, line, area })),
    '</svg>',
    '',
  ].join('\n');
}

/** The colours are those of week.svg. */
const STYLE = `
  text { font: 600 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; text-anchor: end; }
  .grid { stroke-opacity: 0.35; }
  .midnight { stroke-opacity: 0.28; stroke-dasharray: 1 3; }
  .area { fill-opacity: 0.14; }
  .cpu { fill: none; stroke-width: 0.9; stroke-linejoin: round; }
  ${colours({ text: '#6e7781', line: '#8b949e', cpu: '#3b82f6' })}
  @media (prefers-color-scheme: light) {
    ${colours({ text: '#1f2328', line: '#818b98', cpu: '#2563eb' })}
  }
  @media (prefers-color-scheme: dark) {
    ${colours({ text: '#f0f6fc', line: '#8b949e', cpu: '#60a5fa' })}
  }
`;

function colours({ text, line, cpu }) {
  return `text { fill: ${text} } .grid, .midnight { stroke: ${line} } .cpu { stroke: ${cpu} } .area { fill: ${cpu} }`;
}

function panel({ values, place, days, line, area }) {
  const left = (place % COLUMNS) * PANEL.width + PLOT.left;
  const top = Math.floor(place / COLUMNS) * PANEL.height + 14;
  const [right, bottom] = [left + PLOT.width, top + PLOT.height];
  const [lowest, highest] = values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, 0]);
  const x = (i) => left + (PLOT.width * i) / values.length;
  const y = (value) => bottom - (PLOT.height * (value - lowest)) / (highest - lowest || 1);
  // A line a day for a week, and one a week for a month.
  const every = days === 7 ? 1 : 7;
  const marks = Array.from({ length: Math.ceil(days / every) - 1 }, (_, i) => (i + 1) * every);
  return [
    `<g><text x="${left - 6}" y="${top + 10}">${place + 1}</text>`,
    ...marks.map((day) => `<path class="midnight" d="M${short(x((day * values.length) / days))} ${top}V${bottom}"/>`),
    `<path class="grid" d="M${left} ${bottom}H${right}"/>`,
    `<path class="area" d="${area(values, x, y)}V${bottom}H${left}Z"/>`,
    `<path class="cpu" d="${line(values, x, y)}"/></g>`,
  ].join('\n');
}

/** Of each pixel the lowest and the highest value, in their order: looks as the line of all values does. */
function dense(values, x, y) {
  const places = Array.from({ length: PLOT.width }, (_, column) => {
    const from = Math.floor((column * values.length) / PLOT.width);
    const within = values.slice(from, Math.floor(((column + 1) * values.length) / PLOT.width));
    return [Math.min(...within), Math.max(...within)].map((value) => from + within.indexOf(value));
  });
  const shown = [...new Set(places.flat())].sort((a, b) => a - b);
  return broken(
    shown.map((i) => values[i]),
    (i) => x(shown[i]),
    y,
  );
}

/** A line through points, in tenths of a pixel from each to the next. */
function broken(values, x, y) {
  let [px, py] = [tenths(x(0)), tenths(y(values[0]))];
  let path = `M${px / 10} ${py / 10}l`;
  for (let i = 1; i < values.length; i++) {
    const [nx, ny] = [tenths(x(i)), tenths(y(values[i]))];
    path += ` ${(nx - px) / 10} ${(ny - py) / 10}`;
    [px, py] = [nx, ny];
  }
  return path.replaceAll(' -', '-').replaceAll('l ', 'l').replaceAll(/\b0\./g, '.');
}

/** A stair, each value over its day. */
function stairs(values, x, y) {
  const start = `M${short(x(0))} ${short(y(values[0]))}`;
  return start + Array.from(values, (value, i) => `V${short(y(value))}H${short(x(i + 1))}`).join('');
}

function hourly(values) {
  return Array.from({ length: values.length / 12 }, (_, hour) => {
    const within = values.slice(12 * hour, 12 * hour + 12);
    return within.reduce((sum, value) => sum + value, 0) / within.length;
  });
}

/** The 95th percentile with linear interpolation. */
function p95(values) {
  const sorted = Float64Array.from(values).sort();
  const at = 0.95 * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

function short(number) {
  return String(tenths(number) / 10);
}

function tenths(number) {
  return Math.round(number * 10);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(import.meta.dirname, '..');
  const { pictures, answers } = guesses();
  for (const [file, text] of Object.entries(pictures)) writeFileSync(join(root, file), text);
  const page = join(root, 'docs/realism.md');
  writeFileSync(page, intoPage(readFileSync(page, 'utf8'), { answers }));
}
