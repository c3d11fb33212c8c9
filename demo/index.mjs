// @ts-check
// npm run demo: a dev database with a year of 120 servers, and a look into it. What it finds goes to stdout, the same at
// every run, and how it goes to stderr.
import { faker } from '@faker-js/faker/locale/en';
import process from 'node:process';
import 'faker-server/register';
import { weekCharts } from './chart.mjs';
import { isColoured } from './colours.mjs';
import { FOLDER, isDatabase, withDatabase } from './database.mjs';
import { DAYS, fleet, SEED, SERVERS, UNTIL } from './fleet.mjs';
import { progressOn } from './progress.mjs';
import { memoryReport } from './report.mjs';
import { fingerprint, seed } from './seed.mjs';
import { sentence, shown } from './shown.mjs';

const ARCHETYPES = ['web', 'application', 'database', 'batch'];
const options = { colour: isColoured(process.stdout, process.env) };
const started = performance.now();
/** @type {string[]} */
const laps = [];
let last = started;

try {
  const servers = fleet(faker);
  if (!isDatabase(FOLDER)) console.error(`Making a PostgreSQL in ${shown(FOLDER)}, which takes some seconds …`);
  const [{ rows }, md5, report] = await withDatabase(FOLDER, async (db) => {
    lap('starting PostgreSQL');
    const seeded = await seed(db, servers, progressOn(process.stderr));
    lap('loading');
    return /** @type {const} */ ([seeded, await fingerprint(db), await memoryReport(db, options)]);
  });
  const four = ARCHETYPES.flatMap((name) => servers.filter(({ profile }) => profile().archetype === name).slice(0, 1));
  const charts = weekCharts(four, options);
  lap('asking');

  console.log(`
${SERVERS} servers, ${DAYS} days until ${UNTIL}: ${rows.toLocaleString('en')} rows, in one transaction
seed ${SEED}, and at every run the same tables: md5 ${md5}

${report.join('\n')}

A week of CPU, hour by hour, in the time of the place
${charts.join('\n')}

The database is in ${shown(FOLDER)}. Ask it anything:

  node demo/query.mjs "select * from server_metrics order by cpu desc limit 5"
`);
  console.error(`${laps.join(', ')}: ${seconds(performance.now() - started)} in all`);
} catch (error) {
  console.error(`demo: ${sentence(error)}`);
  process.exitCode = 1;
}

/** @param {string} name */
function lap(name) {
  const now = performance.now();
  laps.push(`${name} ${seconds(now - last)}`);
  last = now;
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
