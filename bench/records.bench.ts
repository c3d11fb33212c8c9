// What a record costs: the builder's ends beside what one would use instead, and beside the limit of plain JavaScript.
import { faker } from '@faker-js/faker/locale/en';
import 'faker-server/register';
import { machine } from './machine.js';
import { drizzle } from './rivals/drizzle.js';
import { limit } from './rivals/limit.js';
import { multiple } from './rivals/multiple.js';
import { type Contender, median, ratio, rounds, spread, type Timed } from './rounds.js';
import { digits, table, verdict } from './table.js';

const ROUNDS = 31;
/** A year of 5 minutes. */
const YEAR = 105_120;
const MILLION = 1e6;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const kept = faker.server.web();

interface Case extends Contender {
  /** What is asked of it: a rate in records a second, or a ratio to another contender. */
  readonly target?: { readonly rate: number } | { readonly ratio: number; readonly to: string };
}

const LIMIT = 'bare loop: draw, AR(1), mix, clamp, round';
const TWO_DIGITS = 'helpers.multiple, float with 2 digits';
const cases: readonly Case[] = [
  {
    name: "(a) columns, '5m', web, a year",
    records: YEAR,
    run: () => faker.server.web().every('5m').columns(YEAR),
    target: { rate: 8 * MILLION },
  },
  {
    name: "(a) columns, '5m', batch, a year",
    records: YEAR,
    run: () => faker.server.batch().every('5m').columns(YEAR),
    target: { rate: 8 * MILLION },
  },
  {
    name: "    columns, '15s', web, two weeks",
    records: 80_640,
    run: () => faker.server.web().every('15s').columns(80_640),
  },
  {
    name: "(b) columns, '1d', 100,000",
    records: 100_000,
    run: () => faker.server.web().columns(100_000),
    target: { rate: 5 * MILLION },
  },
  {
    name: "(b) columns, '1d', 365",
    ...repeated(100, 365, () => kept.columns(365)),
    target: { rate: 5 * MILLION },
  },
  { name: '    the same, a new server each', ...repeated(100, 365, () => faker.server.web().columns(365)) },
  {
    name: "(c) series, '1d', 10,000",
    ...repeated(5, 10_000, () => faker.server.web().series(10_000)),
    target: { ratio: 1.5, to: TWO_DIGITS },
  },
  {
    name: "(c) series, '1d', 365",
    ...repeated(100, 365, () => kept.series(365)),
    target: { ratio: 1.5, to: TWO_DIGITS },
  },
  { name: '    the same, a new server each', ...repeated(100, 365, () => faker.server.web().series(365)) },
  {
    name: '(d) server.web().record()',
    ...repeated(1000, 1, () => faker.server.web().record()),
    target: { rate: 20_000 },
  },
  { name: TWO_DIGITS, ...repeated(2, 10_000, () => multiple(10_000, 2)) },
  { name: 'helpers.multiple, float as it comes', ...repeated(4, 10_000, () => multiple(10_000, undefined)) },
  { name: 'drizzle-seed, generation alone', records: 20_000, run: () => drizzle(20_000) },
  { name: LIMIT, records: YEAR, run: () => limit(YEAR, 0, 300_000) },
];

/** Many calls as one run, where one call is too short to time. */
function repeated(times: number, records: number, call: () => unknown): Omit<Contender, 'name'> {
  return {
    records: times * records,
    run: () => {
      let last: unknown;
      for (let i = 0; i < times; i++) last = call();
      return last;
    },
  };
}

const { timed, onCpu } = await rounds(cases, { count: ROUNDS });
const named = (name: string): Timed => timed.find((one) => one.name === name)!;

table(
  `Records of four metrics, medians of ${ROUNDS} rounds. ${machine(onCpu)}`,
  ['', 'M records/s', '±%', 'ns/record', 'of the limit', '× multiple', 'target', ''],
  cases.map(({ name, target }, at) => {
    const one = timed[at]!;
    const rate = median(one.rates);
    return [
      name,
      digits(rate / MILLION),
      spread(one).toFixed(0),
      digits(1e9 / rate),
      `${digits(100 * ratio(one, named(LIMIT)))} %`,
      digits(ratio(one, named(TWO_DIGITS))),
      ...verdictOf(one, target),
    ];
  }),
);

// A program with other work in it collects all its garbage now and then, and with it the code that only dead closures
// held. What is left of the rates just after that, run for run:
const again = cases.filter(({ name }) => /^\([abc]\).*(?:web|100,000|10,000)/.test(name) || name === LIMIT);
const swept = await rounds(again, { count: ROUNDS, sweep: 'major' });
table(
  `The same just after a full garbage collection, medians of ${ROUNDS} rounds. ${machine(swept.onCpu)}`,
  ['', 'M records/s', '±%', 'of the rate above'],
  swept.timed.map((one) => {
    const rate = median(one.rates);
    return [
      one.name,
      digits(rate / MILLION),
      spread(one).toFixed(0),
      `${digits((100 * rate) / median(named(one.name).rates))} %`,
    ];
  }),
);

function verdictOf(one: Timed, target: Case['target']): readonly [target: string, met: string] {
  if (!target || 'rate' in target) return verdict(median(one.rates), target?.rate);
  return [`≥ ${target.ratio} × multiple`, ratio(one, named(target.to)) >= target.ratio ? 'met' : 'MISSED'];
}
