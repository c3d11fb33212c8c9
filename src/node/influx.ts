/**
 * Records into InfluxDB.
 *
 * @module influx
 */
import { oneOf } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { checkLines, LINE_PROTOCOL, type LineProtocolFormatOptions } from '../formats/lineProtocol.js';
import { prepare } from '../formats/prepare.js';
import { checkTags } from '../formats/tags.js';
import { JOB_KEYS, jobOptionsOf, type Servers } from '../job.js';
import { type Endpoint, endpoint, sibling } from './endpoint.js';
import { guard, GUARD_KEYS, type GuardOptions } from './guard.js';
import { post, zipped } from './post.js';
import { request, requestJson } from './request.js';
import { course, sentenceOf, WRITE_KEYS, writeFields, type WriteOptions, type Written } from './writing.js';

export type { LineProtocolFormatOptions } from '../formats/lineProtocol.js';
export type { Tag } from '../formats/tags.js';
export type { Servers } from '../job.js';
export type { GuardOptions } from './guard.js';
export type { Progress, WriteOptions, Written } from './writing.js';

/** What {@link seedInflux} takes. */
export interface InfluxOptions extends WriteOptions, GuardOptions, Omit<LineProtocolFormatOptions, 'precision'> {
  /**
   * What happens to a measurement that exists: `'create'` refuses it, `'append'` adds to it; points that are there
   * already are the same, and change nothing. Defaults to `'create'`, for a shard to `'append'`.
   */
  readonly mode?: 'create' | 'append' | undefined;
  /** Token of InfluxDB 2 and later. Defaults to none; InfluxDB 1 takes user and password in the URL. */
  readonly token?: string | undefined;
}

/**
 * Writes records into InfluxDB, or what takes its line protocol over HTTP, in compressed batches of some thousands; where
 * the server is busy or away for a moment, it is asked again. HTTP has no transactions: after a failure, the error says
 * how many rows are there, and the same call in the mode `'append'` completes them.
 *
 * @param url - Where points are written: `http://host:8086/write?db=metrics` for InfluxDB 1,
 *   `http://host:8086/api/v2/write?org=acme&bucket=metrics` for InfluxDB 2.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, the measurement exists, or the server does not take all rows.
 * @example
 * import { seedInflux } from 'faker-server/influx';
 *
 * const seed = () => seedInflux('http://localhost:8086/write?db=metrics', faker.server.fleet(12), { count: 365 });
 *
 * await seedInflux('http://influx.prod.example/write?db=metrics', faker.server.web());
 * // throws ServerError: seedInflux: expected a target that does not look like production
 * // (allowProduction: true lets it through), received influx.prod.example
 * @since 0.2.0
 */
export async function seedInflux(url: string, servers: Servers, options?: InfluxOptions): Promise<Written> {
  const path = 'seedInflux';
  const own = ['mode', 'token', 'measurement', 'tags'] as const;
  const known = [...JOB_KEYS, ...WRITE_KEYS, ...GUARD_KEYS, ...own];
  const asked = writeFields(path, options, known);
  const mode = oneOf(`${path}.mode`, asked.mode ?? (asked.shard === undefined ? 'create' : 'append'), MODES);
  const target = targetOf(endpoint(path, url, 'http://localhost:8086/write?db=metrics', asked.token, 'Token'), path);
  guard(path, target.names, asked);

  const { measurement, tags } = asked;
  // Instants are whole seconds: nine digits less of each.
  const lines = { ...jobOptionsOf(asked), measurement, tags, precision: 's' };
  const { job, format } = prepare(path, servers, lines, LINE_PROTOCOL);
  checkLines(path, job, checkTags(`${path}.tags`, tags));
  const way = course(path, job.rows, asked);
  if (mode === 'create') {
    await refuseKnown(path, target, (measurement as string | undefined) ?? 'server_metrics', way.signal);
  }
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-encoding': 'gzip' };
  await post(job, format, { path, endpoint: target.endpoint, headers, body: zipped }, way);
  return { rows: job.rows };
}

const MODES = ['create', 'append'] as const;

/** Where points are written, and who is asked what is there. */
interface Target {
  readonly endpoint: Endpoint;
  /** What names it, without credentials. */
  readonly names: readonly string[];
  /** Whether a measurement has points. */
  readonly has: (measurement: string, signal: AbortSignal | undefined) => Promise<boolean>;
}

function targetOf(given: Endpoint, path: string): Target {
  const { pathname, searchParams } = given.url;
  const [database, bucket] = [searchParams.get('db'), searchParams.get('bucket')];
  if (bucket !== null && pathname.endsWith('/api/v2/write')) return secondTarget(given, bucket);
  if (database !== null && pathname.endsWith('/write')) return firstTarget(given, database);
  const need =
    'a URL such as http://host:8086/write?db=metrics or http://host:8086/api/v2/write?org=acme&bucket=metrics';
  throw new ServerError(path, need, new Found(given.shown));
}

/** InfluxDB 1, whose query language is InfluxQL. */
function firstTarget(given: Endpoint, database: string): Target {
  const { pathname, searchParams, host } = given.url;
  const write = sibling(given, pathname, inSeconds(searchParams));
  const { shown } = given;
  return {
    endpoint: { ...write, shown },
    names: [host, database],
    has: async (measurement, signal) => {
      const q = `SHOW MEASUREMENTS WITH MEASUREMENT = "${measurement.replaceAll(/[\\"]/g, '\\$&')}"`;
      const search = new URLSearchParams(searchParams);
      search.delete('precision');
      search.set('q', q);
      const query = sibling(given, pathname.replace(/write$/, 'query'), search);
      const { results = [] } = (await requestJson(query, { signal })) as InfluxAnswer;
      const error = results[0]?.error;
      if (error !== undefined) throw new Error(given.redact(error));
      return (results[0]?.series?.[0]?.values ?? []).length > 0;
    },
  };
}

/** Parameters of a URL, some of which may be there several times, with the precision of what is written. */
function inSeconds(given: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(given);
  search.set('precision', 's');
  return search;
}

interface InfluxAnswer {
  readonly results?: readonly {
    readonly error?: string;
    readonly series?: readonly { readonly values?: readonly unknown[] }[];
  }[];
}

/** InfluxDB 2, whose query language is Flux. */
function secondTarget(given: Endpoint, bucket: string): Target {
  const { pathname, searchParams, host } = given.url;
  const org = searchParams.get('org') ?? '';
  const search = new URLSearchParams(searchParams);
  for (const key of ['bucket', 'precision']) search.delete(key);
  const write = sibling(given, pathname, inSeconds(searchParams));
  const { shown } = given;
  return {
    endpoint: { ...write, shown },
    names: [host, bucket, org],
    has: async (measurement, signal) => {
      const body = [
        `from(bucket: ${flux(bucket)})`,
        // All that its nanoseconds can say.
        'range(start: 1677-09-22T00:00:00Z, stop: 2262-04-11T00:00:00Z)',
        `filter(fn: (r) => r._measurement == ${flux(measurement)})`,
        'limit(n: 1)',
        'keep(columns: ["_measurement"])',
      ].join(' |> ');
      const headers = { 'content-type': 'application/vnd.flux', accept: 'application/csv' };
      const query = sibling(given, pathname.replace(/write$/, 'query'), search);
      // As CSV has it.
      return (await request(query, { body, headers, signal })).includes(measurement.replaceAll('"', '""'));
    },
  };
}

/** A text in Flux, which fills in what stands in `${}`. */
function flux(text: string): string {
  return JSON.stringify(text).replaceAll('${', '\\${');
}

/** @throws {ServerError} When a measurement has points, or nobody can say. */
async function refuseKnown(
  path: string,
  { endpoint: { shown }, has }: Target,
  measurement: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  let isKnown: boolean;
  try {
    isKnown = await has(measurement, signal);
  } catch (cause) {
    throw sentenceOf(path, `an InfluxDB that says what it has, at ${shown}`, cause, signal);
  }
  if (isKnown) {
    throw new ServerError(path, `no measurement ${measurement} at ${shown}`, new Found('one with points'), {
      remedies: [{ option: 'mode', values: ['append'], effect: 'adds to it' }],
    });
  }
}
