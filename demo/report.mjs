// @ts-check
import asciichart from 'asciichart';
import { colourOf } from './colours.mjs';
import { table } from './table.mjs';
/** @import { PGliteInterface } from '@electric-sql/pglite' */

/** Each server's daily P95 of memory, meant over the last 30 days of the year, and how far it is from 80 %. */
const RECENT = `
  with days as (
    select server_id, memory, (timestamp at time zone time_zone)::date as day
    from server_metrics join servers using (server_id)
  ), recent as (
    select server_id, avg(memory) as memory, avg(memory) - 80 as difference
    from days
    where day > (select max(day) - 30 from days)
    group by server_id
  )`;

const NEAREST = `${RECENT}, nearest as (
    select * from recent order by abs(difference), server_id limit 10
  )
  select archetype, server_id, region, environment, memory_gb || ' GB',
    to_char(memory, 'FM990.0 %'), to_char(difference, 'FMSG990.0')
  from nearest join servers using (server_id)
  order by archetype, abs(difference), server_id`;

const BY_ARCHETYPE = `${RECENT}
  select archetype, count(*)::text, to_char(avg(memory), 'FM990.0 %'),
    (array_agg(server_id order by abs(difference), server_id))[1],
    (array_agg(to_char(memory, 'FM990.0 %') order by abs(difference), server_id))[1]
  from recent join servers using (server_id)
  group by archetype
  order by min(abs(difference))`;

/**
 * The ten servers nearest to 80 % of their memory, by archetype, and how near each archetype comes.
 *
 * @param {PGliteInterface} db
 * @param {{ readonly colour: boolean }} options
 * @returns {Promise<string[]>} Lines.
 */
export async function memoryReport(db, { colour }) {
  /** @param {string} sql */
  const ask = async (sql) => (await db.query(sql, [], { rowMode: 'array' })).rows;
  const nearest = /** @type {string[][]} */ (await ask(NEAREST));
  const archetypes = /** @type {string[][]} */ (await ask(BY_ARCHETYPE));

  /** @param {string} line */
  const paint = (line) => {
    const [archetype = ''] = line.split(' ', 1);
    return colour ? asciichart.colored(archetype, colourOf(archetype)) + line.slice(archetype.length) : line;
  };
  return [
    'Which ten servers are nearest to 80 % of their memory?',
    '(the P95 of a day, on average over the last 30 days of the year)',
    '',
    ...table(['archetype', 'server', 'region', 'environment', 'memory', 'used', 'from 80'], nearest).map(paint),
    '',
    ...table(['archetype', 'servers', 'used', 'nearest to 80 %', 'it uses'], archetypes).map(paint),
  ];
}
