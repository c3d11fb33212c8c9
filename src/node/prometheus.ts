/**
 * Records into Prometheus, VictoriaMetrics, and what else takes remote write.
 *
 * @module prometheus
 */
import { randomUUID } from 'node:crypto';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { oneOf } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { Format } from '../formats/format.js';
import { METRIC_FAMILIES } from '../formats/metricFamilies.js';
import { metricsImport } from '../formats/metricsImport.js';
import { remoteWrite } from '../formats/remoteWrite.js';
import { checkTags, type Tag } from '../formats/tags.js';
import { type Job, job, JOB_KEYS, jobOptionsOf, type Servers } from '../job.js';
import { refuseSameId } from '../sameId.js';
import { type Endpoint, endpoint, sibling } from './endpoint.js';
import { guard, GUARD_KEYS, type GuardOptions } from './guard.js';
import { post, type Posting, zipped } from './post.js';
import { Refusal, request, requestJson } from './request.js';
import { course, sentenceOf, WRITE_KEYS, writeFields, type WriteOptions, type Written } from './writing.js';

export type { Tag } from '../formats/tags.js';
export type { Servers } from '../job.js';
export type { GuardOptions } from './guard.js';
export type { Progress, WriteOptions, Written } from './writing.js';

/** How samples are sent: by Prometheus's remote write, or as the JSON lines that VictoriaMetrics imports. */
export type PrometheusProtocol = 'remote-write' | 'import';

/** What {@link seedPrometheus} takes. */
export interface PrometheusOptions extends WriteOptions, GuardOptions {
  /** How samples are sent. Defaults to `'import'` where the URL ends in `/import`, else to `'remote-write'`. */
  readonly protocol?: PrometheusProtocol | undefined;
  /**
   * What happens where a metric has samples already: `'create'` refuses it, `'append'` adds to them. Targets that answer
   * no queries are not asked. Defaults to `'create'`, for a shard to `'append'`.
   */
  readonly mode?: 'create' | 'append' | undefined;
  /** Facts of the server as labels, beside `server_id` and `archetype`, which are always there. Defaults to none. */
  readonly tags?: readonly Tag[] | undefined;
  /** Bearer token. Defaults to none; user and password may stand in the URL. */
  readonly token?: string | undefined;
}

/**
 * Writes records into Prometheus, VictoriaMetrics, Mimir and others, with the names, labels and units that `openMetrics`
 * has. Prometheus must be told to take it (`--web.enable-remote-write-receiver`), and the past in any order
 * (`out_of_order_time_window` in the section `tsdb`); for years of history `promtool` is quicker. What is older than its
 * retention a server takes and forgets without a word: 15 days in Prometheus, a month in VictoriaMetrics, unless it is told
 * otherwise.
 *
 * Where the server is busy or away for a moment, it is asked again. HTTP has no transactions: after a failure, the error
 * says how many rows are there, and the same call in the mode `'append'` completes them. Prometheus takes a sample that
 * it has for the same, and after it was killed (SIGKILL, a power cut) may have lost some of the past that it had taken,
 * which that call brings back too; VictoriaMetrics keeps both until it removes duplicates (`-dedup.minScrapeInterval=1ms`).
 *
 * @param url - `http://host:9090`, whose usual path for the protocol is added; or with the path, which ends in `/write`,
 *   `/push` or `/import`.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, a metric has samples, or the server does not take all rows.
 * @example
 * import { seedPrometheus } from 'faker-server/prometheus';
 *
 * const seed = () => seedPrometheus('http://localhost:9090', faker.server.fleet(12), { count: 288, every: '5m' });
 *
 * await seedPrometheus('http://live.example/api/v1/import', faker.server.web());
 * // throws ServerError: seedPrometheus: expected a target that does not look like production
 * // (allowProduction: true lets it through), received live.example
 * @since 0.2.0
 */
export async function seedPrometheus(url: string, servers: Servers, options?: PrometheusOptions): Promise<Written> {
  const path = 'seedPrometheus';
  const known = [...JOB_KEYS, ...WRITE_KEYS, ...GUARD_KEYS, 'protocol', 'mode', 'tags', 'token'] as const;
  const asked = writeFields(path, options, known);
  const mode = oneOf(`${path}.mode`, asked.mode ?? (asked.shard === undefined ? 'create' : 'append'), MODES);
  const given = endpoint(path, url, 'http://localhost:9090', asked.token, 'Bearer');
  const usual = given.url.pathname.endsWith('/import') ? 'import' : 'remote-write';
  const protocol = oneOf(`${path}.protocol`, asked.protocol ?? usual, PROTOCOLS);
  const target = targetOf(given, protocol);
  guard(path, [given.url.host, given.url.pathname], asked);

  const tags = checkTags(`${path}.tags`, asked.tags);
  const asJob = job(path, servers, jobOptionsOf(asked));
  refuseSameId(asJob);
  const way = course(path, asJob.rows, asked);
  if (mode === 'create') await refuseKnown(path, target, asJob, way.signal);
  const { format, headers, body } = WAYS[protocol];
  await post(asJob, format(tags), { path, endpoint: target, headers, body }, way);
  return { rows: asJob.rows };
}

const MODES = ['create', 'append'] as const;
const PROTOCOLS: readonly PrometheusProtocol[] = ['remote-write', 'import'];

interface Way extends Pick<Posting, 'headers' | 'body'> {
  readonly pathname: string;
  readonly format: (tags: readonly Tag[]) => Format;
}

const WAYS: Readonly<Record<PrometheusProtocol, Way>> = {
  'remote-write': {
    pathname: '/api/v1/write',
    format: remoteWrite,
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: (bytes) => Promise.resolve(snappyCompress(bytes) as Uint8Array<ArrayBuffer>),
  },
  import: {
    pathname: '/api/v1/import',
    format: metricsImport,
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: zipped,
  },
};

/** Ends of the paths that samples are sent to; Mimir's is `/push`. */
const COMPLETE = /\/(?:write|push|import)$/;
/** The same, with what usually stands before them. */
const PATH = /(?:\/api\/v1)?\/(?:write|push|import)$/;

function targetOf(given: Endpoint, protocol: PrometheusProtocol): Endpoint {
  const { pathname, searchParams } = given.url;
  if (COMPLETE.test(pathname)) return given;
  const whole = pathname.replace(/\/$/, '') + WAYS[protocol].pathname;
  return sibling(given, whole, searchParams);
}

/** VictoriaMetrics hides what it has taken for some seconds, unless it is told to show it; others know no such path. */
async function showLatest(target: Endpoint, signal?: AbortSignal): Promise<void> {
  const flush = sibling(target, target.url.pathname.replace(PATH, '/internal/force_flush'), new URLSearchParams());
  try {
    await request(flush, { method: 'GET', signal });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** @throws {ServerError} When one of the job's metrics has samples, or the answer is an error. */
async function refuseKnown(path: string, target: Endpoint, { metrics }: Job, signal?: AbortSignal): Promise<void> {
  const names = metrics.map((metric) => METRIC_FAMILIES[metric].name);
  const search = new URLSearchParams({
    // For ten seconds VictoriaMetrics answers what was asked as it did, though the rows came since: this was never asked.
    'match[]': `{__name__=~"${[...names, `never_asked_${randomUUID()}`].join('|')}"}`,
    // 1970 to 2100; to VictoriaMetrics a 0 says that nothing is set, and then it looks at five minutes.
    start: '1',
    end: '4102444800',
    limit: '1',
  });
  const series = sibling(target, target.url.pathname.replace(COMPLETE, '/series'), search);
  let found: readonly unknown[];
  try {
    await showLatest(target, signal);
    const { data } = await requestJson(series, { method: 'GET', signal });
    found = (data as unknown[] | null | undefined) ?? [];
  } catch (cause) {
    // What only takes samples has no such path.
    if (cause instanceof Refusal && (cause.status === 404 || cause.status === 405)) return;
    throw sentenceOf(path, `a server that says which series it has, at ${target.shown}`, cause, signal);
  }
  if (found.length > 0) {
    const need = `no metrics ${names.join(', ')} at ${target.shown}`;
    throw new ServerError(path, need, new Found('one with samples'), {
      remedies: [{ option: 'mode', values: ['append'], effect: 'adds to them' }],
    });
  }
}
