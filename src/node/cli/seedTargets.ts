import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import type { Servers } from '../../job.js';
import { shownUrl } from '../redact.js';
import { isSettings, isVariable, read } from './secrets.js';

/** What a sink gives. */
interface SeedResult {
  readonly rows: number;
}

/** Options as the sinks have them; each checks its own. */
export type SeedOptions = Readonly<Record<string, unknown>>;

type Seed = (servers: Servers, options: SeedOptions) => Promise<SeedResult>;

/** A kind of database, and how it is written on a command line. */
interface Kind {
  readonly examples: readonly string[];
  /** Whose group 1 is what the sink is called with. */
  readonly pattern: RegExp;
  /** Loads the sink, and with it the driver, only when it is used. */
  readonly open: (address: string) => Promise<Seed>;
}

const KINDS: readonly Kind[] = [
  {
    examples: ['postgres://user@host/database'],
    pattern: /^(postgres(?:ql)?:\/\/.*)$/is,
    open: async (url) => {
      const { seedPostgres } = await import('../postgres.js');
      return (servers, options) => seedPostgres(url, servers, options);
    },
  },
  {
    examples: ['pglite:folder'],
    pattern: /^pglite:(?:\/\/)?(.+)$/is,
    open: async (folder) => {
      const { seedPglite } = await import('../pglite.js');
      return (servers, options) => seedPglite(folder, servers, options);
    },
  },
  {
    examples: ['mysql://user@host/database'],
    pattern: /^((?:mysql|mariadb):\/\/.*)$/is,
    open: async (url) => {
      const { seedMysql } = await import('../mysql.js');
      return (servers, options) => seedMysql(url, servers, options);
    },
  },
  {
    examples: ['dev.sqlite'],
    pattern: /^(?:sqlite3?:(?:\/\/)?(.+)|([^:]+\.(?:sqlite3?|db)))$/is,
    open: async (file) => {
      const { seedSqlite } = await import('../sqlite.js');
      return (servers, options) => seedSqlite(file, servers, options);
    },
  },
  {
    examples: ['metrics.duckdb'],
    pattern: /^(?:duckdb:(?:\/\/)?(.+)|([^:]+\.(?:duckdb|ddb)))$/is,
    open: async (file) => {
      const { seedDuckdb } = await import('../duckdb.js');
      return (servers, options) => seedDuckdb(file, servers, options);
    },
  },
  {
    examples: ["'influx+http://host:8086/write?db=name'"],
    pattern: /^influx(?:db)?\+(https?:\/\/.*)$/is,
    open: async (url) => {
      const { seedInflux } = await import('../influx.js');
      return (servers, options) => seedInflux(url, servers, withToken(options));
    },
  },
  {
    examples: ['prometheus+http://host:9090'],
    pattern: /^prometheus\+(https?:\/\/.*)$/is,
    open: async (url) => {
      const { seedPrometheus } = await import('../prometheus.js');
      return (servers, options) => seedPrometheus(url, servers, withToken(options));
    },
  },
  {
    examples: ['victoriametrics+http://host:8428'],
    pattern: /^victoriametrics\+(https?:\/\/.*)$/is,
    open: async (url) => {
      const { seedPrometheus } = await import('../prometheus.js');
      return (servers, options) => seedPrometheus(url, servers, withToken({ ...options, protocol: 'import' }));
    },
  },
];

/** A token comes from the environment alone: a flag of a command is read by all who list processes. */
function withToken(options: SeedOptions): SeedOptions {
  const token = process.env['FAKER_SERVER_TOKEN'];
  return token === undefined || token === '' ? options : { ...options, token };
}

/** How targets are written, for help and errors. */
export const TARGET_EXAMPLES: readonly string[] = KINDS.flatMap(({ examples }) => examples);

/**
 * What seeds a target.
 *
 * @param target - Such as `postgres://localhost/dev`, `dev.sqlite` or `env:DATABASE_URL`; what a variable holds is in no
 * error.
 * @throws {ServerError} When nothing does.
 */
export async function seedTarget(target: string): Promise<Seed> {
  const address = read(target);
  const where = isVariable(target) ? ` in ${target}` : '';
  if (where !== '' && address === '') throw new ServerError('target', 'a variable that is set', shownUrl(target));
  // Before the files: there are those whose last pair ends as one does.
  if (isSettings(address)) {
    throw new ServerError('target', `a URL such as ${TARGET_EXAMPLES[0]}`, new Found(`names with values${where}`));
  }
  for (const { pattern, open } of KINDS) {
    const match = pattern.exec(address);
    if (match) return open(match[1] ?? match[2]!);
  }
  const found = where === '' ? shownUrl(address) || 'nothing' : `another${where}`;
  throw new ServerError('target', `one such as ${TARGET_EXAMPLES.join(', ')}`, new Found(found));
}
