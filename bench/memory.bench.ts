// Memory: many records in constant space, one by one from a stream and block by block from columns. The resident size
// is the whole process's, with Node itself and the garbage that V8 has not collected yet.
//   npm run bench -- memory        100 million records of each, about a minute or two
import { faker } from '@faker-js/faker/locale/en';
import 'faker-server/register';
import { digits, table } from './table.js';

const MILLION = 1e6;
const YEAR = 105_120;
/** How many millions of records; the usual run asks for 5. */
const millions = Number(process.argv[2] ?? 100);
const total = millions * MILLION;
const step = total / 10;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');

interface Seen {
  readonly records: number;
  readonly residentMiB: number;
}

/** Runs `make` for all records, which calls back with how many it has made; looks at the memory ten times. */
function watch(make: (made: (records: number) => void) => void): { seen: Seen[]; seconds: number; checksum: number } {
  const seen = [{ records: 0, residentMiB: residentMiB() }];
  let next = step;
  checksum = 0;
  const start = performance.now();
  make((records) => {
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

/** One server, nine and a half centuries in 100 million records. */
function streamed(made: (records: number) => void): void {
  let records = 0;
  for (const record of faker.server.web().every('5m').stream(total)) {
    checksum += record.cpu;
    if (++records % 100_000 === 0) made(records);
  }
}

/** A fleet, server by server, a year of each: 951 of them are 100 million records. */
function blocks(made: (records: number) => void): void {
  let records = 0;
  for (const server of faker.server.fleet(Math.ceil(total / YEAR))) {
    const { cpu } = server.every('5m').columns(Math.min(YEAR, total - records));
    checksum += cpu[0]!;
    records += cpu.length;
    made(records);
  }
}

const measured = [
  { name: "stream('5m') of one server", ...watch(streamed) },
  { name: 'columns of a fleet, a year a server', ...watch(blocks) },
];
const { maxRSS } = process.resourceUsage();

for (const { name, seen, seconds } of measured) {
  table(
    `${name}: ${millions} M records in ${digits(seconds)} s, ${digits(millions / seconds)} M records/s by the clock`,
    ['M records', 'resident MiB'],
    seen.map(({ records, residentMiB }) => [digits(records / MILLION), digits(residentMiB)]),
  );
}
console.log(`\nLargest resident size of the process over both: ${digits(maxRSS / 1024)} MiB.`);
