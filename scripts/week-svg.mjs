// The picture of README.md: a week of the four typical archetypes, hour by hour, drawn from the library itself.
//   npm run build && node scripts/week-svg.mjs      (test/docs.test.ts holds docs/week.svg to it)
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { faker } from '@faker-js/faker/locale/en';
import { Archetype, withServer } from 'faker-server';

/** Monday to Sunday of an ordinary week: no holiday, and neither the end nor the middle of a quarter. */
const MONDAY = '2025-06-02';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = 24 * DAYS.length;

const CAPTIONS = {
  web: 'driven by its visitors, with short spikes',
  database: 'steady, high in memory',
  application: 'busy in business hours',
  batch: 'jobs at night, also at weekends',
};

const PLOT = { left: 40, width: 748, height: 92 };
const HEADER = 34;
const PANEL = 130;
const SIZE = { width: 800, height: HEADER + 4 * PANEL + 18 };
const [LEFT, RIGHT, BOTTOM] = [PLOT.left, PLOT.left + PLOT.width, SIZE.height - 22];

/** The picture as the text of an SVG file. */
export function weekSvg() {
  const panels = Object.values(Archetype).map(panel);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" role="img" aria-labelledby="title">`,
    '<title id="title">A week of CPU and memory of the four typical servers, hour by hour</title>',
    `<style>${STYLE}</style>`,
    legend(),
    ...panels,
    ...DAYS.map((day, i) => `<text class="day" x="${short(x(24 * i + 12))}" y="${BOTTOM + 16}">${day}</text>`),
    '</svg>',
    '',
  ].join('\n');
}

/** Colours that can be read on white and on black, for viewers that know no scheme, and sharper ones for those that do. */
const STYLE = `
  text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; }
  .name { font-size: 14px; font-weight: 600; }
  .scale { font-size: 11px; text-anchor: end; }
  .day { font-size: 11px; text-anchor: middle; }
  .grid { stroke-opacity: 0.35; }
  .midnight { stroke-opacity: 0.28; stroke-dasharray: 1 3; }
  .weekend { fill-opacity: 0.1; }
  .area { fill-opacity: 0.18; }
  .band { fill-opacity: 0.3; }
  .cpu, .memory { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
  ${colours({ text: '#768390', name: '#6e7781', line: '#8b949e', cpu: '#3b82f6', memory: '#d97706' })}
  @media (prefers-color-scheme: light) {
    ${colours({ text: '#59636e', name: '#1f2328', line: '#818b98', cpu: '#2563eb', memory: '#b45309' })}
  }
  @media (prefers-color-scheme: dark) {
    ${colours({ text: '#9198a1', name: '#f0f6fc', line: '#8b949e', cpu: '#60a5fa', memory: '#f0a23b' })}
  }
`;

function colours({ text, name, line, cpu, memory }) {
  return [
    `text { fill: ${text} } .name { fill: ${name} }`,
    `.grid, .midnight { stroke: ${line} } .weekend { fill: ${line} }`,
    `.cpu { stroke: ${cpu} } .area, .band { fill: ${cpu} } .memory { stroke: ${memory} }`,
  ].join(' ');
}

function legend() {
  return [
    `<path class="memory" d="M${LEFT} 14h22"/><text x="${LEFT + 29}" y="18">memory</text>`,
    `<path class="area" d="M${LEFT + 94} 14h22v6h-22Z"/><path class="band" d="M${LEFT + 94} 8h22v6h-22Z"/>`,
    `<path class="cpu" d="M${LEFT + 94} 14h22"/>`,
    `<text x="${LEFT + 123}" y="18">CPU, mean and highest 5 minutes of each hour</text>`,
    `<text x="${RIGHT}" y="18" text-anchor="end">% of capacity</text>`,
  ].join('\n');
}

function panel(archetype, place) {
  const { mean, highest } = week(archetype);
  const top = HEADER + place * PANEL + 26;
  const bottom = top + PLOT.height;
  const y = (percent) => bottom - (PLOT.height * percent) / 100;
  const points = (values) => Array.from(values, (value, i) => `${short(x(i + 0.5))} ${short(y(value))}`);
  const line = (values) => `M${points(values).join('L')}`;
  const band = `${line(highest.cpu)}L${points(mean.cpu).reverse().join('L')}Z`;
  const area = `${line(mean.cpu)}L${short(x(HOURS - 0.5))} ${bottom}L${short(x(0.5))} ${bottom}Z`;
  return [
    `<g><text x="${LEFT}" y="${top - 9}"><tspan class="name">${archetype}</tspan><tspan dx="10">${CAPTIONS[archetype]}</tspan></text>`,
    `<path class="weekend" d="M${short(x(5 * 24))} ${top}H${RIGHT}V${bottom}H${short(x(5 * 24))}Z"/>`,
    ...[0, 50, 100].map(
      (percent) =>
        `<path class="grid" d="M${LEFT} ${short(y(percent))}H${RIGHT}"/><text class="scale" x="${LEFT - 8}" y="${short(y(percent) + 4)}">${percent}</text>`,
    ),
    ...DAYS.slice(1).map((_, i) => `<path class="midnight" d="M${short(x(24 * (i + 1)))} ${top}V${bottom}"/>`),
    `<path class="band" d="${band}"/>`,
    `<path class="area" d="${area}"/>`,
    `<path class="cpu" d="${line(mean.cpu)}"/>`,
    `<path class="memory" d="${line(mean.memory)}"/></g>`,
  ].join('\n');
}

function x(hour) {
  return LEFT + (PLOT.width * hour) / HOURS;
}

function week(archetype) {
  faker.seed(42);
  const { server } = withServer(faker);
  const hours = server.archetype(archetype).id(`${archetype}-1`).typical().from(MONDAY).every('1h');
  return { mean: hours.columns(HOURS), highest: hours.statistic('max').columns(HOURS) };
}

function short(number) {
  return String(Math.round(number * 10) / 10);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(import.meta.dirname, '../docs/week.svg'), weekSvg());
}
