import type { BlockServer, Columns } from '../block.js';
import { type JobOptions, type Servers, UNIT_ROWS } from '../job.js';
import type { Metric } from '../profiles/profile.js';
import { addBytes, type Bytes, utf8 } from './bytes.js';
import { byteStream, type ByteStream } from './byteStream.js';
import { DAY_MS } from '../model/civil.js';
import type { FormatKind } from './format.js';
import { UNSIGNED_NANOSECONDS, withinRange } from './instantRange.js';
import { perServer } from './perServer.js';
import { type RowWriter, rowWriter } from './rowWriter.js';
import type { Template } from './template.js';

/**
 * Records as OTLP-JSON, as OpenTelemetry's file exporter writes it: a line for each 256 records of a server, which is an
 * `ExportMetricsServiceRequest` by itself, with the names of the semantic conventions.
 *
 * `cpu` and `memory` are the gauges `system.cpu.utilization` and `system.memory.utilization`, ratios at the beginning of
 * their interval. `diskIo` and `network` are the counters `system.disk.io` and `system.network.io`: the bytes of each
 * interval, both directions together, as sums of delta temporality, which no other interval changes. They are the value
 * times the interval's length, which is 23 or 25 hours for a local day on which clocks change; so let values be means,
 * which those of a day are not unless `statistic('mean')` says so.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid; while iterating, for instants outside of the years 1970 to 2553.
 * @example
 * import { otlpJson } from 'faker-server/formats';
 *
 * const web = faker.server.web().id('web-01').every('5m').only('cpu');
 * const [bytes] = otlpJson(web, { from: '2026-01-01', count: 1 });
 * JSON.parse(new TextDecoder().decode(bytes)).resourceMetrics[0].scopeMetrics;
 * // [
 * //   {
 * //     scope: { name: 'faker-server' },
 * //     metrics: [
 * //       {
 * //         name: 'system.cpu.utilization',
 * //         unit: '1',
 * //         gauge: { dataPoints: [{ timeUnixNano: '1767225600000000000', asDouble: 0.169 }] }
 * //       }
 * //     ]
 * //   }
 * // ]
 * @since 0.2.0
 */
export function otlpJson(servers: Servers, options?: JobOptions): ByteStream {
  return byteStream('otlpJson', servers, options, OTLP_JSON);
}

/** The format of {@link otlpJson}. */
export const OTLP_JSON: FormatKind = {
  name: 'OTLP-JSON',
  extensions: ['otlp.jsonl', 'otlp.json'],
  keys: [],
  create: (path) =>
    withinRange(path, UNSIGNED_NANOSECONDS, {
      name: 'OTLP-JSON',
      order: 'servers',
      metrics: undefined,
      joins: true,
      encoder: () => {
        const partsOf = perServer(({ server, metrics }) => ({
          begin: utf8(beginOf(server)),
          parts: metrics.map((metric, i) => partOf(server, metric, i === metrics.length - 1)),
        }));
        return {
          begin: () => undefined,
          add: (bytes, block) => {
            const { server, columns, count } = block;
            const { begin, parts } = partsOf(block);
            for (let from = 0; from < count; from += UNIT_ROWS) {
              addBytes(bytes, begin);
              const spans = spansOf(server, columns, from, Math.min(count, from + UNIT_ROWS));
              for (const part of parts) addPart(bytes, part, columns, spans);
            }
          },
          end: () => undefined,
        };
      },
    }),
};

/** Rows `from` (included) to `to` (excluded), whose intervals have the same length. */
interface Span {
  readonly from: number;
  to: number;
  readonly lengthMs: number;
}

/** Rows as spans: a single one, but for local days on which clocks change. */
function spansOf({ stepMs, endOf }: BlockServer, { time }: Columns, from: number, to: number): readonly Span[] {
  // Only days have lengths of their own; asking for that of each row would cost more than writing it.
  if (stepMs % DAY_MS !== 0) return [{ from, to, lengthMs: stepMs }];
  const spans: Span[] = [];
  for (let row = from; row < to; row++) {
    const lengthMs = endOf(time[row]!) - time[row]!;
    const last = spans.at(-1);
    if (last?.lengthMs === lengthMs) last.to = row + 1;
    else spans.push({ from: row, to: row + 1, lengthMs });
  }
  return spans;
}

/** A metric of a server: what stands before its data points, the points, and what stands after them. */
interface Part {
  readonly begin: Uint8Array;
  readonly write: (lengthMs: number) => RowWriter;
  readonly end: Uint8Array;
}

function addPart(bytes: Bytes, { begin, write, end }: Part, columns: Columns, spans: readonly Span[]): void {
  addBytes(bytes, begin);
  for (const { from, to, lengthMs } of spans) write(lengthMs)(bytes, columns, from, to);
  // The comma after the last point.
  bytes.length -= 1;
  addBytes(bytes, end);
}

function beginOf(server: BlockServer): string {
  const resource = JSON.stringify({ attributes: attributesOf(server) });
  return `{"resourceMetrics":[{"resource":${resource},"scopeMetrics":[{"scope":{"name":"faker-server"},"metrics":[`;
}

/** https://opentelemetry.io/docs/specs/semconv/resource/: host, os, cloud, deployment environment and service. */
function attributesOf({ id, archetype, metadata }: BlockServer): readonly unknown[] {
  const text = (key: string, stringValue: string): unknown => ({ key, value: { stringValue } });
  return [
    text('service.name', archetype),
    text('service.instance.id', id),
    text('host.id', id),
    text('host.name', metadata.hostname),
    { key: 'host.ip', value: { arrayValue: { values: [{ stringValue: metadata.ipAddress }] } } },
    text('os.description', metadata.operatingSystem),
    text('cloud.region', metadata.region),
    text('cloud.availability_zone', metadata.zone),
    text('deployment.environment.name', metadata.environment),
  ];
}

/** Names and units of https://opentelemetry.io/docs/specs/semconv/system/system-metrics/, as of version 1.45. */
const NAMES: Readonly<Record<Metric, string>> = {
  cpu: 'system.cpu.utilization',
  memory: 'system.memory.utilization',
  diskIo: 'system.disk.io',
  network: 'system.network.io',
};

/** Bytes a second of one Gbit/s, and of one MB/s. */
const GIGABIT = 1e9 / 8;
const MEGABYTE = 1e6;

function partOf({ precision, metadata }: BlockServer, metric: Metric, isLast: boolean): Part {
  const isGauge = metric === 'cpu' || metric === 'memory';
  // Percent of the interface's capacity, and MB/s.
  const bytesPerSecond = metric === 'network' ? (metadata.networkGbps * GIGABIT) / 100 : MEGABYTE;
  const data = isGauge
    ? '"gauge":{"dataPoints":['
    : '"sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[';
  const writers = new Map<number, RowWriter>();
  return {
    begin: utf8(`{"name":"${NAMES[metric]}","unit":"${isGauge ? '1' : 'By'}",${data}`),
    write: (lengthMs) => {
      let writer = writers.get(lengthMs);
      if (!writer) {
        const point = isGauge ? gaugePoint(metric) : sumPoint(metric, lengthMs, bytesPerSecond);
        writers.set(lengthMs, (writer = rowWriter(point, precision)));
      }
      return writer;
    },
    end: utf8(isLast ? ']}}]}]}]}\n' : ']}},'),
  };
}

function gaugePoint(metric: Metric): Template {
  const state = '"attributes":[{"key":"system.memory.state","value":{"stringValue":"used"}}],';
  const begin = `{${metric === 'memory' ? state : ''}"timeUnixNano":"`;
  return [begin, NANOSECONDS, '000000","asDouble":', { value: metric, shift: 2 }, '},'];
}

function sumPoint(metric: Metric, lengthMs: number, bytesPerSecond: number): Template {
  return [
    '{"startTimeUnixNano":"',
    NANOSECONDS,
    '000000","timeUnixNano":"',
    { time: 'ms', plusMs: lengthMs },
    '000000","asInt":"',
    { whole: metric, times: (lengthMs / 1000) * bytesPerSecond },
    '"},',
  ];
}

/** Milliseconds, which six zeros follow. */
const NANOSECONDS = { time: 'ms' } as const;
