// @ts-check
import { seedPglite } from 'faker-server/pglite';
import { DAYS, UNTIL } from './fleet.mjs';
/**
 * @import { PGliteInterface } from '@electric-sql/pglite'
 * @import { ServerBuilder } from 'faker-server'
 * @import { Progress } from 'faker-server/pglite'
 */

/**
 * Puts servers and their year in place of those that are there: all of them or, where anything fails, none.
 *
 * @param {PGliteInterface} db
 * @param {readonly ServerBuilder[]} servers
 * @param {(progress: Progress) => void} [onProgress]
 */
export function seed(db, servers, onProgress) {
  return seedPglite(db, servers, { count: DAYS, until: UNTIL, mode: 'replace', onProgress });
}

/**
 * One text for all that is in the tables: the same rows, the same text.
 *
 * @param {PGliteInterface} db
 */
export async function fingerprint(db) {
  const { rows } = await db.query(`
    select md5(concat(
      (select string_agg(s::text, chr(10) order by server_id) from servers s),
      (select string_agg(m::text, chr(10) order by server_id, timestamp) from server_metrics m)
    )) as md5`);
  return /** @type {{ md5: string }[]} */ (rows)[0]?.md5;
}
