import {
  createQueryId,
  IdentifierNode,
  MysqlQueryCompiler,
  PostgresQueryCompiler,
  type QueryCompiler,
  RawNode,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';
import type { ColumnType, Table } from './tables.js';

/** A dialect of SQL: how names and texts are quoted, by Kysely's compilers, and what its types are called. */
export interface Dialect {
  /** A name in quotes; `schema.table` names a table of a schema. */
  readonly identifier: (name: string) => string;
  /** A text in quotes. */
  readonly literal: (text: string) => string;
  /** The statement that makes a table where there is none, with its primary key unless that is empty. */
  readonly createTable: (table: Table, kind?: 'table' | 'temporary table') => string;
  /** The statement that gives its primary key to a table without one: after loading it, that is faster. */
  readonly addPrimaryKey: (table: Table) => string;
  /** Whether that statement makes the table's index, too. */
  readonly indexWithin: boolean;
  /** The statement that makes its index, where it has one. */
  readonly createIndex: (table: Table, options?: CreateIndexOptions) => string | undefined;
  /** The names of a table, its key and its index, without that of a schema. */
  readonly namesOf: (table: Table) => readonly string[];
  readonly types: Readonly<Record<ColumnType, string>>;
}

/** How an index is made. */
export interface CreateIndexOptions {
  /** Whether one of its name may be there already, which MySQL cannot say. */
  readonly ifNotExists: boolean;
}

/** PostgreSQL. */
export const POSTGRESQL: Dialect = dialect(new PostgresQueryCompiler(), {
  text: 'text',
  timestamp: 'timestamptz',
  double: 'double precision',
  integer: 'integer',
});

/**
 * MySQL and MariaDB, whose keys have a bounded length and whose instants have no zone: they are in UTC. Where nothing is
 * said, MariaDB's texts are Latin-1, and both take ids for the same that differ in case. An index comes with its
 * table, since one that is made by itself cannot be left out where it is there.
 */
export const MYSQL: Dialect = dialect(
  new MysqlQueryCompiler(),
  { text: 'varchar(255)', timestamp: 'datetime(3)', double: 'double', integer: 'integer' },
  { indexWithin: true, end: ' character set utf8mb4 collate utf8mb4_bin' },
);

/** SQLite, which has no type for instants: they are epoch milliseconds. */
export const SQLITE: Dialect = dialect(new SqliteQueryCompiler(), {
  text: 'text',
  timestamp: 'integer',
  double: 'real',
  integer: 'integer',
});

/** DuckDB, which speaks PostgreSQL's SQL. */
export const DUCKDB: Dialect = dialect(new PostgresQueryCompiler(), {
  text: 'varchar',
  timestamp: 'timestamptz',
  double: 'double',
  integer: 'integer',
});

/** How a dialect makes tables, beside what all have. */
interface Making extends Pick<Dialect, 'indexWithin'> {
  /** What stands behind the columns. */
  readonly end: string;
}

function dialect(
  compiler: QueryCompiler,
  types: Readonly<Record<ColumnType, string>>,
  { indexWithin, end }: Making = { indexWithin: false, end: '' },
): Dialect {
  const compiled = (node: IdentifierNode | ValueNode): string =>
    compiler.compileQuery(RawNode.createWithChild(node), createQueryId()).sql;
  const quoted = (name: string): string => compiled(IdentifierNode.create(name));
  const identifier = (name: string): string => name.split('.').map(quoted).join('.');
  /** Names of columns, in parentheses. */
  const listed = (names: readonly string[]): string => `(${names.map(quoted).join(', ')})`;
  const indexName = (table: string, index: string): string => `${indexWithin ? '' : `${lastOf(table)}_`}${index}_idx`;
  const primaryKeyOf = ({ name, primaryKey }: Table): string =>
    `constraint ${quoted(keyOf(name))} primary key ${listed(primaryKey)}`;
  return {
    types,
    identifier,
    indexWithin,
    literal: (text) => compiled(ValueNode.createImmediate(text)),
    createTable: (table, kind = 'table') => {
      const { name, columns, primaryKey, index } = table;
      const parts = columns.map((column) => `${quoted(column.name)} ${types[column.type]} not null`);
      if (primaryKey.length > 0) parts.push(primaryKeyOf(table));
      if (indexWithin && index !== undefined) parts.push(`index ${quoted(indexName(name, index))} ${listed([index])}`);
      return `create ${kind} if not exists ${identifier(name)} (${parts.join(', ')})${end}`;
    },
    addPrimaryKey: (table) => `alter table ${identifier(table.name)} add ${primaryKeyOf(table)}`,
    createIndex: ({ name, index }, { ifNotExists } = { ifNotExists: false }) => {
      if (index === undefined) return undefined;
      const made = `index ${ifNotExists ? 'if not exists ' : ''}${quoted(indexName(name, index))}`;
      return `create ${made} on ${identifier(name)} ${listed([index])}`;
    },
    namesOf: ({ name, index }) => [lastOf(name), keyOf(name), ...(index === undefined ? [] : [indexName(name, index)])],
  };
}

/** The name of a table's primary key. */
function keyOf(name: string): string {
  return `${lastOf(name)}_pkey`;
}

/** The table's own name, without that of its schema. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
