import { POSTGRESQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import type { ExistingColumn } from '../prepareTables.js';
import type { Session } from './database.js';

/** A table that a database has. */
export interface Existing {
  readonly isTable: boolean;
  readonly isPartitioned: boolean;
  readonly columns: readonly ExistingColumn[];
  /** The columns of each unique key, sorted. */
  readonly keys: readonly (readonly string[])[];
  /** The oids of tables that it refers to. */
  readonly references: readonly number[];
  readonly oid: number;
  /** From when (included) until when (excluded) each partition is, in epoch milliseconds. */
  readonly partitions: readonly (readonly [fromMs: number, untilMs: number])[];
}

/** Bounds of a partition as PostgreSQL tells them: `FOR VALUES FROM ('2026-01-01 00:00:00+00') TO (MAXVALUE)`. */
const bound = (end: string, none: string): string =>
  `coalesce(1000 * extract(epoch from substring(bounds from '${end} \\(''([^'']+)''\\)')::timestamptz), ${none})`;

const LOOK = `
  select json_build_object(
    'oid', c.oid::int8,
    'isTable', c.relkind in ('r', 'p'),
    'isPartitioned', c.relkind = 'p',
    'columns', (
      select coalesce(json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'isRequired', a.attnotnull and not a.atthasdef and a.attidentity = '',
        'isGenerated', a.attgenerated <> '') order by a.attnum), '[]')
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    'keys', (
      select coalesce(json_agg(names), '[]') from (
        select json_agg(a.attname order by a.attname) as names
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey[0:i.indnkeyatts - 1])
        where i.indrelid = c.oid and i.indisunique and i.indimmediate and i.indisvalid
          and i.indpred is null and i.indexprs is null
        group by i.indexrelid) k),
    'references', (
      select coalesce(json_agg(f.confrelid::int8), '[]') from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'),
    'partitions', (
      select coalesce(json_agg(json_build_array(${bound('FROM', '-1e300')}, ${bound('TO', '1e300')})), '[]')
      from (
        select pg_get_expr(p.relpartbound, p.oid) as bounds
        from pg_inherits h join pg_class p on p.oid = h.inhrelid where h.inhparent = c.oid and p.relispartition) b
      where bounds like 'FOR VALUES FROM%')
  ) as found
  from pg_class c where c.oid = to_regclass($1)`;

/** The table of a name, if there is one. */
export async function existing(session: Session, name: string): Promise<Existing | undefined> {
  const [row] = await session.query(LOOK, [POSTGRESQL.identifier(name)]);
  return row?.['found'] as Existing | undefined;
}

/** Whether a table has a unique key of a row's key. */
export function hasKey({ primaryKey }: Table, { keys }: Existing): boolean {
  const key = [...primaryKey].sort().join(', ');
  return keys.some((columns) => columns.join(', ') === key);
}
