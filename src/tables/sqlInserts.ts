import { boolean, oneOf, text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { addBytes, addText, utf8 } from '../formats/bytes.js';
import { byteStream, type ByteStream } from '../formats/byteStream.js';
import type { Encoder, Encoding, FormatKind } from '../formats/format.js';
import { perServer } from '../formats/perServer.js';
import { rowWriter } from '../formats/rowWriter.js';
import type { Template, TimeSlot } from '../formats/template.js';
import { type JobOptions, type Servers, UNIT_ROWS } from '../job.js';
import { type Dialect, MYSQL, POSTGRESQL, SQLITE } from './dialect.js';
import { metricsTable, serverRow, serversTable, type Table } from './tables.js';

/** The SQL of PostgreSQL, of MySQL and MariaDB, or of SQLite. */
export type SqlDialect = 'postgresql' | 'mysql' | 'sqlite';

/** What {@link sqlInserts} takes beside the window. */
export interface SqlFormatOptions {
  /** Whose SQL it is. Defaults to `'postgresql'`. */
  readonly dialect?: SqlDialect | undefined;
  /**
   * What happens to rows that are there: `'append'` adds to them, and a row with the same key is the database's error;
   * `'upsert'` puts rows in place of those with the same key, so that a file may run twice. Defaults to `'append'`.
   */
  readonly mode?: 'append' | 'upsert' | undefined;
  /** Whether the file begins with the tables, for a database that does not have them. Defaults to `true`. */
  readonly createTables?: boolean | undefined;
  /** Name of the table of servers; `schema.table` where the database has schemas. Defaults to `'servers'`. */
  readonly serversTable?: string | undefined;
  /** Name of the table of records. Defaults to `'server_metrics'`. */
  readonly metricsTable?: string | undefined;
  /**
   * Whether what is written is one transaction, which SQLite needs to be quick. Each part of a job is one of its own
   * then, and the parts together are no longer the bytes of the whole. Defaults to `false`.
   */
  readonly transaction?: boolean | undefined;
}

/** What {@link sqlInserts} takes. */
export interface SqlOptions extends JobOptions, SqlFormatOptions {}

/**
 * Records as SQL: the two tables, and INSERTs of 256 rows, each server's inventory record before its first.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { sqlInserts } from 'faker-server/formats';
 *
 * const web = faker.server.web().id('web-01').only('cpu');
 * const [bytes] = sqlInserts(web, { from: '2026-01-01', count: 2, dialect: 'sqlite' });
 * new TextDecoder().decode(bytes).split('\n').slice(-4);
 * // [
 * //   'insert into "server_metrics" ("server_id", "timestamp", "cpu") values',
 * //   "('web-01', 1767225600000, 45.26),",
 * //   "('web-01', 1767312000000, 41.42);",
 * //   ''
 * // ]
 * @since 0.2.0
 */
export function sqlInserts(servers: Servers, options?: SqlOptions): ByteStream {
  return byteStream('sqlInserts', servers, options, SQL_INSERTS);
}

const DIALECTS: Readonly<Record<SqlDialect, Dialect>> = { postgresql: POSTGRESQL, mysql: MYSQL, sqlite: SQLITE };

/** How each writes instants, and the quotes around them. */
const INSTANTS: Readonly<Record<SqlDialect, readonly [quote: string, slot: TimeSlot]>> = {
  postgresql: ["'", { time: 'iso' }],
  mysql: ["'", { time: 'sql' }],
  sqlite: ['', { time: 'ms' }],
};

/** The format of {@link sqlInserts}. */
export const SQL_INSERTS: FormatKind = {
  name: 'SQL',
  extensions: ['sql'],
  keys: ['dialect', 'mode', 'createTables', 'serversTable', 'metricsTable', 'transaction'],
  create: (path, options) => {
    const { dialect = 'postgresql', mode = 'append', createTables = true, transaction = false } = options;
    const { serversTable: nameOfServers = 'servers', metricsTable: nameOfMetrics = 'server_metrics' } = options;
    const settings: Settings = {
      dialect: oneOf(`${path}.dialect`, dialect, ['postgresql', 'mysql', 'sqlite']),
      isUpsert: oneOf(`${path}.mode`, mode, ['append', 'upsert']) === 'upsert',
      createTables: boolean(`${path}.createTables`, createTables),
      transaction: boolean(`${path}.transaction`, transaction),
      servers: serversTable(text(`${path}.serversTable`, nameOfServers)),
      metricsTable: text(`${path}.metricsTable`, nameOfMetrics),
    };
    if (settings.servers.name === settings.metricsTable) {
      throw new ServerError(`${path}.metricsTable`, 'another table than serversTable', new Found('the same'));
    }
    const name = settings.transaction ? 'SQL in one transaction' : 'SQL';
    return {
      name,
      order: 'servers',
      metrics: undefined,
      ...(!settings.transaction && { joins: true }),
      encoder: (encoding) => encoder(settings, encoding),
    };
  },
};

interface Settings {
  readonly dialect: SqlDialect;
  readonly isUpsert: boolean;
  readonly createTables: boolean;
  readonly transaction: boolean;
  readonly servers: Table;
  readonly metricsTable: string;
}

function encoder(settings: Settings, { metrics, isFirst }: Encoding): Encoder {
  const { servers, transaction } = settings;
  const dialect = DIALECTS[settings.dialect];
  const records = metricsTable(settings.metricsTable, metrics);
  const literal = (value: string): string => literalIn(settings.dialect, value);
  const cell = (value: string | number): string => (typeof value === 'string' ? literal(value) : String(value));
  const insert = utf8(insertInto(dialect, records));
  const end = utf8(endOf(settings, records));
  const [quote, instant] = INSTANTS[settings.dialect];
  const writerOf = perServer(({ server }) => {
    const values = metrics.flatMap((metric): Template => [', ', { value: metric }]);
    const row = [`(${literal(server.id)}, ${quote}`, instant, quote, ...values, '),\n'];
    return rowWriter(row, server.precision);
  });
  return {
    begin: (bytes) => {
      const tables = isFirst && settings.createTables ? statements(settings.dialect, [servers, records]) : '';
      const begin = transaction ? 'begin;\n' : '';
      if (settings.dialect !== 'mysql') addText(bytes, begin + tables);
      // Whatever the client's own letters are; and each table that is made ends a transaction.
      else addText(bytes, (isFirst || transaction ? 'set names utf8mb4;\n' : '') + tables + begin);
    },
    add: (bytes, block) => {
      const { server, offset, count, columns } = block;
      const write = writerOf(block);
      if (offset === 0) {
        const row = serverRow(server.metadata).map(cell).join(', ');
        addText(bytes, `${insertInto(dialect, servers)}(${row})${endOf(settings, servers)}`);
      }
      for (let from = 0; from < count; from += UNIT_ROWS) {
        addBytes(bytes, insert);
        write(bytes, columns, from, Math.min(count, from + UNIT_ROWS));
        // The comma and the line break after the last row.
        bytes.length -= 2;
        addBytes(bytes, end);
      }
    },
    end: (bytes) => {
      if (transaction) addText(bytes, 'commit;\n');
    },
  };
}

/** The statements that make tables and their indexes where there are none. */
function statements(name: SqlDialect, tables: readonly Table[]): string {
  const { createTable, createIndex, indexWithin } = DIALECTS[name];
  return tables
    .flatMap((table) => [createTable(table), indexWithin ? undefined : createIndex(table, { ifNotExists: true })])
    .filter((statement) => statement !== undefined)
    .map((statement) => `${statement};\n`)
    .join('');
}

/** A text in quotes, without carriage returns: clients that read files drop those before a line feed. */
function literalIn(name: SqlDialect, value: string): string {
  const literal = DIALECTS[name].literal(value);
  if (name === 'postgresql') return literal;
  return literal.replaceAll('\r', name === 'mysql' ? '\\r' : "' || char(13) || '");
}

function insertInto({ identifier }: Dialect, { name, columns }: Table): string {
  return `insert into ${identifier(name)} (${columns.map((column) => identifier(column.name)).join(', ')}) values\n`;
}

/** How an INSERT ends. */
function endOf({ dialect, isUpsert }: Settings, { columns, primaryKey }: Table): string {
  if (!isUpsert) return ';\n';
  const { identifier } = DIALECTS[dialect];
  const others = columns.map(({ name }) => name).filter((name) => !primaryKey.includes(name));
  const sets = others
    .map(identifier)
    .map((id) => `${id} = ${dialect === 'mysql' ? `values(${id})` : `excluded.${id}`}`);
  const keys = primaryKey.map(identifier).join(', ');
  const conflict = dialect === 'mysql' ? 'on duplicate key update' : `on conflict (${keys}) do update set`;
  return `\n${conflict} ${sets.join(', ')};\n`;
}
