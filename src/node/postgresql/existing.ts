import { Found, ServerError } from '../../errors.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import type { ColumnType, Table } from '../../tables/tables.js';
import type { Session } from './database.js';

/** A table that a database has. */
export interface Existing {
  readonly isTable: boolean;
  readonly isPartitioned: boolean;
  readonly columns: readonly ExistingColumn[];
  /** The columns of each unique key, sorted. */
  readonly keys: readonly (readonly string[])[];
  /** Tables that it refers to, as SQL writes them here. */
  readonly references: readonly number[];
  readonly oid: number;
  /** From when (included) until when (excluded) each partition is, in epoch milliseconds. */
  readonly partitions: readonly (readonly [fromMs: number, untilMs: number])[];
}

interface ExistingColumn {
  readonly name: string;
  /** As the catalogue calls it, such as `float8`, and as it is written, such as `numeric(5,2)`. */
  readonly type: string;
  readonly shown: string;
  /** Decimals that a `numeric` keeps, and null where all are kept: it rounds what has more. */
  readonly scale: number | null;
  /** Whether every row must have a value that nothing fills in. */
  readonly mustBeGiven: boolean;
  readonly isGenerated: boolean;
}

/** Bounds of a partition as PostgreSQL tells them: `FOR VALUES FROM ('2026-01-01 00:00:00+00') TO (MAXVALUE)`. */
const bound = (end: string, none: string): string =>
  `coalesce(1000 * extract(epoch from substring(bounds from '${end} \\(''([^'']+)''\\)')::timestamptz), ${none})`;

/** The eleven lowest bits of what a `numeric` is declared with, of which the highest is the sign: `numeric.c` has it. */
const SCALE =
  "case when t.typname = 'numeric' and a.atttypmod >= 4 then (((a.atttypmod - 4) & 2047) # 1024) - 1024 end";

const LOOK = `
  select json_build_object(
    'oid', c.oid::int8,
    'isTable', c.relkind in ('r', 'p'),
    'isPartitioned', c.relkind = 'p',
    'columns', (
      select json_agg(json_build_object(
        'name', a.attname, 'type', t.typname, 'shown', format_type(a.atttypid, a.atttypmod), 'scale', ${SCALE},
        'mustBeGiven', a.attnotnull and not a.atthasdef and a.attidentity = '',
        'isGenerated', a.attgenerated <> '') order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
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

/** Types that hold what each type of ours holds; those of the first list take its bytes as they are. */
const SAME: Readonly<Record<ColumnType, readonly string[]>> = {
  text: ['text', 'varchar'],
  timestamp: ['timestamptz', 'timestamp'],
  double: ['float8'],
  integer: ['int4'],
};
const WIDER: Readonly<Record<ColumnType, readonly string[]>> = {
  text: [],
  timestamp: [],
  double: ['numeric'],
  integer: ['int8', 'numeric'],
};

/**
 * Refuses a table that cannot hold the rows of another: of a column that is missing, has another type, keeps fewer
 * decimals, or must have a value that is none of ours.
 *
 * @param decimals - The most decimals that values of the rows have.
 * @returns Whether the columns take the bytes as they are.
 * @throws {ServerError} With the table, the column, the need and the fact.
 */
export function checkTable(path: string, { name, columns }: Table, found: Existing, decimals: () => number): boolean {
  const refuse = (need: string, fact: string): never => {
    throw new ServerError(path, need, new Found(fact));
  };
  if (!found.isTable) return refuse(`${name} to be a table`, 'something else of that name');
  let isSame = true;
  for (const column of columns) {
    const has = found.columns.find((other) => other.name === column.name);
    const types = [POSTGRESQL.types[column.type], ...(column.type === 'double' ? ['numeric'] : [])];
    const need = `a column ${column.name} of type ${types.join(' or ')} in the table ${name}`;
    if (has === undefined) return refuse(need, 'none');
    if (has.isGenerated) return refuse(need, 'a generated one');
    if (SAME[column.type].includes(has.type)) continue;
    if (!WIDER[column.type].includes(has.type)) return refuse(need, has.shown);
    isSame = false;
    if (has.scale === null) continue;
    const places = column.type === 'double' ? decimals() : 0;
    if (has.scale >= places) continue;
    const wide = `a column ${column.name} of type ${types[0]!}, or numeric with ${places} decimals, in the table ${name}`;
    return refuse(wide, has.shown);
  }
  const own = new Set(columns.map((column) => column.name));
  const more = found.columns.find((column) => column.mustBeGiven && !own.has(column.name));
  if (more) {
    refuse(
      `a table ${name} whose other columns may be null or have a default`,
      `${more.name} ${more.shown} not null without a default`,
    );
  }
  return isSame;
}

/** Refuses a table without a unique key of a row's key, where rows are to be put in place of others. */
export function checkKey(path: string, table: Table, found: Existing): void {
  if (hasKey(table, found)) return;
  const { name, primaryKey } = table;
  const need = `a primary or unique key (${primaryKey.join(', ')}) of the table ${name} for 'upsert'`;
  throw new ServerError(`${path}.mode`, need, new Found('none'));
}

/** Whether a table has a unique key of a row's key. */
export function hasKey({ primaryKey }: Table, { keys }: Existing): boolean {
  const key = [...primaryKey].sort().join(', ');
  return keys.some((columns) => columns.join(', ') === key);
}
