// Memory: many records in constant space, one by one from a stream, block by block from columns, and as files that go
// nowhere. The resident size is the whole process's, with Node itself and the garbage that V8 has not collected yet.
//   npm run bench -- memory        250 million records of each, a billion values, some five minutes
import { createWriteStream } from 'node:fs';
import { faker } from '@faker-js/faker/locale/en';
import { writeMetrics } from 'faker-server/files';
import 'faker-server/register';
import { digits, table } from './table.js';

const MILLION = 1e6;
const YEAR = 105_120;
/** How many millions of records; the usual run asks for 5. */
const millions = Number(process.argv[2] ?? 250);
const total = millions * MILLION;
const step = total / 10;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');

interface Seen {
  readonly records: number;
  readonly residentMiB: number;
}

/** Runs `make` for all records, which calls back with how many it has made; looks at the memory ten times. */
async function watch(
  make: (made: (records: number) => void) => unknown,
): Promise<{ seen: Seen[]; seconds: number; checksum: number }> {
  const seen = [{ records: 0, residentMiB: residentMiB() }];
  let next = step;
  checksum = 0;
  const start = performance.now();
  await make((records) => {
    if (records < next) return;
    seen.push({ records, residentMiB: residentMiB() });
    next += step;
  });
  return { seen, seconds: (performance.now() - start) / 1000, checksum };
}

function residentMiB(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}

/** What is read of the records, so that they are made. */
let checksum = 0;

/** One server, nearly five centuries of minutes in 250 million records. */
function streamed(made: (records: number) => void): void {
  let records = 0;
  for (const record of faker.server.web().every('1m').stream(total)) {
    checksum += record.cpu;
    if (++records % 100_000 === 0) made(records);
  }
}

/** A fleet, server by server, a year of each: 2,379 of them are 250 million records. */
function blocks(made: (records: number) => void): void {
  let records = 0;
  for (const server of faker.server.fleet(Math.ceil(total / YEAR))) {
    const { cpu } = server.every('5m').columns(Math.min(YEAR, total - records));
    checksum += cpu[0]!;
    records += cpu.length;
    made(records);
  }
}

/** A fleet as a file, a year of each server. */
function file(format: string): (made: (records: number) => void) => Promise<unknown> {
  const fleet = Array.from(faker.server.fleet(Math.ceil(total / YEAR)), (server) => server.every('5m'));
  return (made) =>
    writeMetrics(createWriteStream('/dev/null'), fleet, {
      count: YEAR,
      format,
      onProgress: ({ rows }) => made(rows),
    });
}

const measured = [
  { name: 'CSV of a fleet, a year a server', ...(await watch(file('csv'))) },
  { name: 'Parquet of a fleet, a year a server', ...(await watch(file('parquet'))) },
  { name: "stream('1m') of one server", ...(await watch(streamed)) },
  { name: 'columns of a fleet, a year a server', ...(await watch(blocks)) },
];
const { maxRSS } = process.resourceUsage();

for (const { name, seen, seconds } of measured) {
  table(
    `${name}: ${millions} M records in ${digits(seconds)} s, ${digits(millions / seconds)} M records/s by the clock`,
    ['M records', 'resident MiB'],
    seen.map(({ records, residentMiB }) => [digits(records / MILLION), digits(residentMiB)]),
  );
}
console.log(`\nLargest resident size of the process over all: ${digits(maxRSS / 1024)} MiB.`);
