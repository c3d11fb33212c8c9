import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { ColumnType, Table } from './tables.js';

/** A dialect of SQL: how names and texts are quoted, by Kysely's compilers, and what its types are called. */
export interface Dialect {
  /** A name in quotes; `schema.table` names a table of a schema. */
  readonly identifier: (name: string) => string;
  /** A text in quotes. */
  readonly literal: (text: string) => string;
  /** The statement that makes a table where there is none, with its primary key unless that is empty. */
  readonly createTable: (table: Table) => string;
  /** The statement that gives its primary key to a table without one: after loading it, that is faster. */
  readonly addPrimaryKey: (table: Table) => string;
  /** The statement that makes its index, where it has one. */
  readonly createIndex: (table: Table) => string | undefined;
  readonly types: Readonly<Record<ColumnType, string>>;
}

/** PostgreSQL. */
export const POSTGRESQL: Dialect = dialect(
  connect(new PostgresAdapter(), new PostgresQueryCompiler(), (db) => new PostgresIntrospector(db)),
  { text: 'text', timestamp: 'timestamptz', double: 'double precision', integer: 'integer' },
);

/**
 * MySQL and MariaDB, whose keys have a bounded length and whose instants have no zone: they are in UTC. Where nothing is
 * said, MariaDB's texts are Latin-1, and both take ids for the same that differ in case.
 */
export const MYSQL: Dialect = dialect(
  connect(new MysqlAdapter(), new MysqlQueryCompiler(), (db) => new MysqlIntrospector(db)),
  { text: 'varchar(255)', timestamp: 'datetime(3)', double: 'double', integer: 'integer' },
  'character set utf8mb4 collate utf8mb4_bin',
);

/** SQLite, which has no type for instants: they are epoch milliseconds. */
export const SQLITE: Dialect = dialect(
  connect(new SqliteAdapter(), new SqliteQueryCompiler(), (db) => new SqliteIntrospector(db)),
  { text: 'text', timestamp: 'integer', double: 'real', integer: 'integer' },
);

/** DuckDB, which speaks PostgreSQL's SQL. */
export const DUCKDB: Dialect = dialect(
  connect(new PostgresAdapter(), new PostgresQueryCompiler(), (db) => new PostgresIntrospector(db)),
  { text: 'varchar', timestamp: 'timestamptz', double: 'double', integer: 'integer' },
);

/** Kysely without a database behind it: it compiles, and runs nothing. */
function connect(
  adapter: PostgresAdapter | MysqlAdapter | SqliteAdapter,
  compiler: PostgresQueryCompiler | MysqlQueryCompiler | SqliteQueryCompiler,
  introspector: (db: Kysely<unknown>) => PostgresIntrospector | MysqlIntrospector | SqliteIntrospector,
): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => new DummyDriver(),
      createIntrospector: (db: Kysely<unknown>) => introspector(db),
      createQueryCompiler: () => compiler,
    },
  });
}

function dialect(db: Kysely<unknown>, types: Readonly<Record<ColumnType, string>>, tableOptions?: string): Dialect {
  return {
    types,
    identifier: (name) => sql.id(...name.split('.')).compile(db).sql,
    literal: (text) => sql.lit(text).compile(db).sql,
    createTable: ({ name, columns, primaryKey }) => {
      let statement = db.schema.createTable(name).ifNotExists();
      if (tableOptions !== undefined) statement = statement.modifyEnd(sql.raw(tableOptions));
      for (const column of columns) {
        statement = statement.addColumn(column.name, sql.raw(types[column.type]), (as) => as.notNull());
      }
      if (primaryKey.length === 0) return statement.compile().sql;
      return statement.addPrimaryKeyConstraint(keyOf(name), [...primaryKey] as never[]).compile().sql;
    },
    addPrimaryKey: ({ name, primaryKey }) =>
      db.schema
        .alterTable(name)
        .addPrimaryKeyConstraint(keyOf(name), [...primaryKey] as never[])
        .compile().sql,
    createIndex: ({ name, index }) =>
      index &&
      db.schema
        .createIndex(`${lastOf(name)}_${index}_idx`)
        .on(name)
        .column(index)
        .compile().sql,
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
