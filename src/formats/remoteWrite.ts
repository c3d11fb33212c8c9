import type { BlockServer, Columns } from '../block.js';
import type { Metric } from '../profiles/profile.js';
import { addBytes, type Bytes, reserve, utf8 } from './bytes.js';
import type { Format } from './format.js';
import { METRIC_FAMILIES, type MetricFamily } from './metricFamilies.js';
import { perServer } from './perServer.js';
import { type Tag, tagsOf } from './tags.js';

/**
 * Prometheus's remote write 1.0: the protobuf message `WriteRequest`, before its compression by Snappy. It is a list of
 * series, and so any pieces of it are requests too: https://prometheus.io/docs/specs/prw/remote_write_spec/.
 *
 * Two messages of two fields each are written by hand, as the rows of texts are: a library makes an object of each
 * sample first.
 */
export function remoteWrite(tags: readonly Tag[]): Format {
  return {
    name: 'remote write',
    order: 'servers',
    metrics: undefined,
    encoder: () => {
      const allSeriesOf = perServer(({ server, metrics }) => metrics.map((metric) => seriesOf(server, metric, tags)));
      return {
        begin: () => undefined,
        add: (bytes, block) => {
          for (const series of allSeriesOf(block)) addSeries(bytes, series, block.columns, block.count);
        },
        end: () => undefined,
      };
    },
  };
}

/** A series: its labels as protobuf has them, and where its values come from. */
interface Series {
  readonly labels: Uint8Array;
  readonly metric: Metric;
  readonly precision: number;
  readonly family: MetricFamily;
}

function seriesOf(server: BlockServer, metric: Metric, tags: readonly Tag[]): Series {
  const family = METRIC_FAMILIES[metric];
  // In the order of their names, as the specification demands; `_` comes before letters.
  const labels = [['__name__', family.name] as const, ...tagsOf(server, tags)].flatMap(([name, value]) =>
    message(1, [...message(1, utf8(name)), ...message(2, utf8(value))]),
  );
  return { labels: Uint8Array.from(labels), metric, precision: server.precision, family };
}

/** `TimeSeries`, field 1 of `WriteRequest`: labels as field 1, samples as field 2. */
function addSeries(bytes: Bytes, { labels, metric, precision, family }: Series, columns: Columns, count: number): void {
  const { time, [metric]: values } = columns;
  let size = labels.length;
  for (let i = 0; i < count; i++) size += 2 + sampleSize(time[i]!);
  addBytes(bytes, Uint8Array.from([tag(1, TEXT), ...varint(size)]));
  addBytes(bytes, labels);
  reserve(bytes, count * LONGEST_SAMPLE);
  const { array, view } = bytes;
  let at = bytes.length;
  for (let i = 0; i < count; i++) {
    const ms = time[i]!;
    array[at] = tag(2, TEXT);
    array[at + 1] = sampleSize(ms);
    array[at + 2] = tag(1, DOUBLE);
    view.setFloat64(at + 3, family.valueOf(values[i]!, precision), true);
    array[at + 11] = tag(2, VARINT);
    at = ms < 0 ? writeNegative(array, at + 12, ms) : writeVarint(array, at + 12, ms);
  }
  bytes.length = at;
}

// Wire types of protobuf: https://protobuf.dev/programming-guides/encoding/.
const VARINT = 0;
const DOUBLE = 1;
const TEXT = 2;

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType;
}

const LONGEST_SAMPLE = 24;

/** Bytes of `Sample`: a double, and a varint of seven bits a byte, which of negative numbers takes ten. */
function sampleSize(ms: number): number {
  if (ms < 0) return 20;
  let length = 1;
  for (let rest = ms; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return 10 + length;
}

function writeVarint(array: Uint8Array, at: number, n: number): number {
  // The upper digits of base 128 apart from the lower, so that most of it is arithmetic of 32 bits.
  let high = Math.floor(n / 268_435_456);
  let low = n - 268_435_456 * high;
  if (high === 0) {
    for (; low >= 128; low >>>= 7) array[at++] = (low & 127) | 128;
    array[at] = low;
    return at + 1;
  }
  array[at] = (low & 127) | 128;
  array[at + 1] = ((low >>> 7) & 127) | 128;
  array[at + 2] = ((low >>> 14) & 127) | 128;
  array[at + 3] = (low >>> 21) | 128;
  at += 4;
  for (; high >= 128; high = Math.floor(high / 128)) array[at++] = (high % 128) | 128;
  array[at] = high;
  return at + 1;
}

/** An instant before 1970, as two's complement of 64 bits. */
function writeNegative(array: Uint8Array, at: number, ms: number): number {
  let rest = BigInt.asUintN(64, BigInt(ms));
  for (let i = 0; i < 9; i++, rest >>= 7n) array[at + i] = Number(rest & 127n) | 128;
  array[at + 9] = Number(rest);
  return at + 10;
}

/** A field that has a length, of short texts. */
function message(field: number, content: Iterable<number>): readonly number[] {
  const inside = [...content];
  return [tag(field, TEXT), ...varint(inside.length), ...inside];
}

function varint(n: number): readonly number[] {
  const array = new Uint8Array(10);
  return [...array.subarray(0, writeVarint(array, 0, n))];
}
