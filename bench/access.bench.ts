// Random access: an instant five years away costs what a near one costs, on every layer, since no past is computed.
import { faker } from '@faker-js/faker/locale/en';
import 'faker-server/register';
import { machine } from './machine.js';
import { type Contender, median, rounds, spread } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = 31;
const CALLS = 50;
const DAY_MS = 86_400_000;
const REFERENCE = Date.UTC(2026, 0, 1);

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const server = faker.server.web();

interface Case extends Contender {
  /** Calls of the builder in a run. */
  readonly calls: number;
}

/** record(at), on another day at each call: nothing that was computed is asked for again. */
function records(every: string, where: string, firstMs: number): Case {
  const builder = server.every(every);
  let day = 0;
  return {
    name: `record(at), '${every}', ${where}`,
    calls: CALLS,
    records: CALLS,
    run: () => {
      let last: unknown;
      for (let i = 0; i < CALLS; i++) last = builder.record(firstMs + (day++ % 300) * DAY_MS + 41_230_000);
      return last;
    },
  };
}

/** The columns of one day, another one at each call, within five years. */
function days(every: string, rows: number, calls: number): Case {
  const builder = server.every(every);
  let day = 0;
  return {
    name: `columns of a day within five years, '${every}', ${rows.toLocaleString('en')} rows`,
    calls,
    records: calls * rows,
    run: () => {
      let last: unknown;
      for (let i = 0; i < calls; i++) {
        last = builder.columns({ from: REFERENCE - ((day++ * 61) % 1826) * DAY_MS, count: rows });
      }
      return last;
    },
  };
}

const NEAR = REFERENCE - 300 * DAY_MS;
const PAST = REFERENCE - 5 * 365 * DAY_MS;
const FUTURE = REFERENCE + 5 * 365 * DAY_MS;
const cases = [
  ...['1d', '5m', '10s'].flatMap((every) => [
    records(every, 'this year', NEAR),
    records(every, 'five years ago', PAST),
    records(every, 'in five years', FUTURE),
  ]),
  days('5m', 288, 50),
  days('1m', 1440, 10),
  days('10s', 8640, 2),
  days('1s', 86_400, 1),
];

const { timed, onCpu } = await rounds(cases, { count: ROUNDS });
table(
  `Random access, medians of ${ROUNDS} rounds. ${machine(onCpu)}`,
  ['', 'µs/call', '±%', 'calls/s', 'M records/s'],
  cases.map(({ name, records, calls }, at) => {
    const rate = median(timed[at]!.rates);
    const callsPerSecond = (rate * calls) / records;
    return [
      name,
      digits(1e6 / callsPerSecond),
      spread(timed[at]!).toFixed(0),
      digits(callsPerSecond),
      digits(rate / 1e6),
    ];
  }),
);

// Nothing to interleave it with: a year of 10 seconds, once.
const YEAR_OF_10S = 3_153_600;
const before = process.cpuUsage();
const year = server.every('10s').columns(YEAR_OF_10S);
const { user, system } = process.cpuUsage(before);
const seconds = (user + system) / 1e6;
console.log(
  `\nA whole year at '10s', ${year.time.length.toLocaleString('en')} rows, once: ` +
    `${digits(seconds)} s of CPU time, ${digits(YEAR_OF_10S / seconds / 1e6)} M records/s.`,
);
