// What a row costs as bytes: from the model to the format, beside the model alone, what one would use instead, and the
// limit of plain JavaScript.
import { faker } from '@faker-js/faker/locale/en';
import { stringify } from 'csv-stringify/sync';
import 'faker-server/register';
import { type ByteStream, csv, lineProtocol, ndjson, openMetrics, otlpJson, sqlInserts } from 'faker-server/formats';
import { machine } from './machine.js';
import { csvLoop } from './rivals/csvLoop.js';
import { type Contender, median, ratio, rounds, spread } from './rounds.js';
import { digits, table, verdict } from './table.js';

const ROUNDS = 15;
/** A year of 5 minutes. */
const ROWS = 105_120;
const MILLION = 1e6;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const web = faker.server.web().every('5m');
const window = { count: ROWS };

interface Case extends Contender {
  /** Rows a second that are asked of it. */
  readonly target?: number;
}

function counted(stream: ByteStream): number {
  let length = 0;
  for (const bytes of stream) length += bytes.length;
  return length;
}

const hundredths = Int32Array.from({ length: 4 * ROWS }, (_, i) => (i * 7919) % 10_000);
const bytes = new Uint8Array(64 * ROWS);
const MODEL = 'the model alone: blocks';
const STRINGIFY = 'csv-stringify of records';

const cases: readonly Case[] = [
  { name: 'CSV', records: ROWS, run: () => counted(csv(web, window)), target: 4 * MILLION },
  { name: 'NDJSON', records: ROWS, run: () => counted(ndjson(web, window)), target: 2 * MILLION },
  { name: 'line protocol', records: ROWS, run: () => counted(lineProtocol(web, window)), target: 3 * MILLION },
  { name: 'OpenMetrics, metric by metric', records: ROWS, run: () => counted(openMetrics(web, window)) },
  { name: 'SQL', records: ROWS, run: () => counted(sqlInserts(web, window)) },
  { name: 'OTLP-JSON', records: ROWS, run: () => counted(otlpJson(web, window)) },
  {
    name: MODEL,
    records: ROWS,
    run: () => {
      let rows = 0;
      for (const { count } of web.blocks(ROWS)) rows += count;
      return rows;
    },
  },
  { name: STRINGIFY, records: ROWS / 4, run: () => stringify(web.series(ROWS / 4), { cast: { date: isoOf } }) },
  {
    name: 'JSON.stringify of records',
    records: ROWS / 4,
    run: () => web.series(ROWS / 4).reduce((text, record) => text + JSON.stringify(record) + '\n', ''),
  },
  { name: 'bare loop: hundredths to CSV', records: ROWS, run: () => csvLoop(hundredths, ROWS, bytes) },
];

function isoOf(date: Date): string {
  return date.toISOString();
}

const { timed, onCpu } = await rounds(cases, { count: ROUNDS });
const named = (name: string) => timed.find((one) => one.name === name)!;
table(
  `Rows of four metrics as bytes, from the model on, medians of ${ROUNDS} rounds. ${machine(onCpu)}`,
  ['', 'M rows/s', '±%', 'M values/s', 'ns/row', 'above the model', '× csv-stringify', 'target', ''],
  cases.map(({ name, target }, at) => {
    const one = timed[at]!;
    const rate = median(one.rates);
    return [
      name,
      digits(rate / MILLION),
      spread(one).toFixed(0),
      digits((4 * rate) / MILLION),
      digits(1e9 / rate),
      digits(1e9 / rate - 1e9 / median(named(MODEL).rates)),
      digits(ratio(one, named(STRINGIFY))),
      ...verdict(rate, target),
    ];
  }),
);
