import { fields, number, oneOf } from './check.js';
import { job, JOB_KEYS, type JobOptions, jobOptionsOf } from './job.js';
import type { Metric } from './profiles/profile.js';
import type { ServerBuilder } from './serverBuilder.js';

/** Databases by the number of parameters that one statement may have. */
export type ParameterLimit = 'postgresql' | 'mysql' | 'sqlite' | 'sqlserver';

/**
 * PostgreSQL's protocol counts parameters in 16 bits, and so does MySQL's; SQLite has 32,766 since version 3.32
 * (SQLITE_MAX_VARIABLE_NUMBER), SQL Server 2,100 less those that it needs itself.
 */
const PARAMETERS: Readonly<Record<ParameterLimit, number>> = {
  postgresql: 65_534,
  mysql: 65_535,
  sqlite: 32_766,
  sqlserver: 2_098,
};

/** Most rows after VALUES in SQL Server; elsewhere a statement of more is no faster. */
const MOST_ROWS: Readonly<Record<ParameterLimit, number>> = {
  postgresql: 10_000,
  mysql: 10_000,
  sqlite: 10_000,
  sqlserver: 1_000,
};

/** What {@link chunks} takes beside the window. */
export interface ChunkOptions<M extends Metric = Metric, N extends RowNames = RowNames> extends JobOptions {
  /** Which metrics each row has. Defaults to those of the first server. */
  readonly metrics?: readonly M[] | undefined;
  /** The database whose limit of parameters a chunk keeps. Defaults to `'postgresql'`. */
  readonly database?: ParameterLimit | undefined;
  /** Most rows in a chunk, where that is less than the database allows; 1 or more. */
  readonly size?: number | undefined;
  /** How the keys of a row are written: `diskIo` or `disk_io`. Defaults to `'camelCase'`. */
  readonly names?: N | undefined;
}

/** How the keys of a row are written. */
export type RowNames = 'camelCase' | 'snake_case';

/** A row of {@link chunks}: what a table of records holds. */
export type ChunkRow<M extends Metric = Metric, N extends RowNames = 'camelCase'> = {
  /** Beginning of the interval. */
  timestamp: Date;
} & (N extends 'camelCase'
  ? { serverId: string } & Record<M, number>
  : { server_id: string } & Record<M extends 'diskIo' ? 'disk_io' : M, number>);

/**
 * Records in arrays of plain rows, each small enough for one `INSERT` of any query builder: Knex, Kysely, Drizzle,
 * Prisma.
 *
 * @param servers - One server, some, or a fleet.
 * @param options - The window, the database, and how keys are written.
 * @typeParam S - The metrics that each of the servers has.
 * @typeParam M - The metrics in a row.
 * @typeParam N - How the keys of a row are written.
 * @returns The chunks, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { chunks } from 'faker-server';
 *
 * const fleet = faker.server.fleet(120);
 * Array.from(chunks(fleet, { count: 365 }), ({ length }) => length); // [10000, 10000, 10000, 10000, 3800]
 * @since 0.2.0
 */
export function chunks<S extends Metric, M extends Metric = S, N extends RowNames = 'camelCase'>(
  servers: ServerBuilder<S> | Iterable<ServerBuilder<S>>,
  options?: ChunkOptions<M, N>,
): Iterable<ChunkRow<M, N>[]> {
  const asked = options === undefined ? {} : fields('chunks', options, KEYS, 'an object of options');
  const database = asked.database === undefined ? 'postgresql' : oneOf('chunks.database', asked.database, DATABASES);
  const isSnake = asked.names !== undefined && oneOf('chunks.names', asked.names, ROW_NAMES) === 'snake_case';
  const size = asked.size === undefined ? Infinity : number('chunks.size', asked.size, { from: 1, whole: true });
  const { metrics, blocks } = job('chunks', servers, jobOptionsOf(asked));
  const width = metrics.length + 2;
  const most = Math.min(size, MOST_ROWS[database], Math.floor(PARAMETERS[database] / width));
  const idKey = isSnake ? 'server_id' : 'serverId';
  const keys = metrics.map((metric) => (isSnake && metric === 'diskIo' ? 'disk_io' : metric));

  return {
    *[Symbol.iterator]() {
      let rows: Record<string, unknown>[] = [];
      for (const { server, count, columns } of blocks) {
        for (let i = 0; i < count; i++) {
          const row: Record<string, unknown> = { [idKey]: server.id, timestamp: new Date(columns.time[i]!) };
          for (let metric = 0; metric < keys.length; metric++) row[keys[metric]!] = columns[metrics[metric]!][i];
          if (rows.push(row) < most) continue;
          yield rows as ChunkRow<M, N>[];
          rows = [];
        }
      }
      if (rows.length > 0) yield rows as ChunkRow<M, N>[];
    },
  };
}

const KEYS = [...JOB_KEYS, 'database', 'size', 'names'] as const;
const DATABASES = Object.keys(PARAMETERS) as ParameterLimit[];
const ROW_NAMES: readonly RowNames[] = ['camelCase', 'snake_case'];
