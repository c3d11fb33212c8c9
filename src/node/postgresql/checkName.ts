import { Found, ServerError } from '../../errors.js';
import { utf8 } from '../../formats/bytes.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import type { Partition } from '../../tables/partitions.js';
import type { Table } from '../../tables/tables.js';

/** Bytes of a name that PostgreSQL keeps: it cuts what is longer, and names that differ behind them are one. */
const LONGEST = 63;

/**
 * Refuses a name of which PostgreSQL would cut that of its table, or one that is made of it.
 *
 * @param isNew - Whether the table gets its key and its index.
 * @param parts - Partitions that it gets.
 */
export function checkName(path: string, table: Table, isNew: boolean, parts: readonly Partition[] = []): void {
  const [name, ...made] = POSTGRESQL.namesOf(table);
  const all = [...(isNew ? made : []), ...parts.map(({ suffix }) => name! + suffix)];
  const longest = all.reduce((long, each) => (utf8(each).length > utf8(long).length ? each : long), name!);
  if (utf8(longest).length <= LONGEST) return;
  const most = LONGEST - (utf8(longest).length - utf8(name!).length);
  const reason = longest === name ? '' : ` (PostgreSQL keeps ${LONGEST}, and ${longest.slice(name!.length)} is added)`;
  const found = new Found(`one of ${utf8(name!).length}`);
  throw new ServerError(path, `a name of at most ${most} bytes for the table${reason}`, found);
}
