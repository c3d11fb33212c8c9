import generated from '@opentelemetry/otlp-transformer/build/src/generated/root.js';
import * as conventions from '@opentelemetry/semantic-conventions/incubating';
import { expect, it } from 'vitest';
import { otlpJson } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { HOSTILE_IDS, textOf } from './text.js';

const server = seededServer();
const ROWS = 300;
const servers = HOSTILE_IDS.map((id) => server.web().id(id).from('2024-02-28T22:00:00Z').every('5m'));

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}
interface Point {
  readonly attributes?: readonly Attribute[];
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano: string;
  readonly asDouble?: number;
  readonly asInt?: string;
}
interface Points {
  readonly dataPoints: readonly Point[];
}
interface Sum extends Points {
  readonly aggregationTemporality: number;
  readonly isMonotonic: boolean;
}
interface Request {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string };
      readonly metrics: readonly {
        readonly name: string;
        readonly unit: string;
        readonly gauge?: Points;
        readonly sum?: Sum;
      }[];
    }[];
  }[];
}

const requests = textOf(otlpJson(servers, { count: ROWS }))
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Request);
const resources = requests.flatMap(({ resourceMetrics }) => resourceMetrics);
const idOf = (attributes: readonly Attribute[]) => attributes.find(({ key }) => key === 'host.id')!.value.stringValue;

/** What protobuf.js makes of a message's .proto file. */
interface Message {
  readonly fromObject: (object: object) => object;
  readonly toObject: (message: object, options: object) => object;
  readonly encode: (message: object) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => object;
}

/** Generated from the .proto files of OpenTelemetry, by whom the package is; without types. */
const { opentelemetry } = generated as unknown as {
  opentelemetry: { proto: { collector: { metrics: { v1: { ExportMetricsServiceRequest: Message } } } } };
};
const { fromObject, toObject, encode, decode } = opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;

it('is, word for word, what the protobuf messages of OpenTelemetry read and give back', () => {
  for (const request of requests) {
    const bytes = encode(fromObject(request)).finish();
    // A name or a type that they do not have would be missing.
    expect(toObject(decode(bytes), { longs: String })).toEqual(request);
  }
});

it('has a request for each 256 records of a server, which says whose they are', () => {
  expect(resources.length).toBe(2 * servers.length);
  for (const [i, { resource }] of resources.entries()) {
    const facts = servers[Math.floor(i / 2)]!.metadata();
    const text = (stringValue: string) => ({ stringValue });
    expect(Object.fromEntries(resource.attributes.map(({ key, value }) => [key, value]))).toEqual({
      'service.name': text('web'),
      'service.instance.id': text(facts.serverId),
      'host.id': text(facts.serverId),
      'host.name': text(facts.hostname),
      'host.ip': { arrayValue: { values: [text(facts.ipAddress)] } },
      'os.description': text(facts.operatingSystem),
      'cloud.region': text(facts.region),
      'cloud.availability_zone': text(facts.zone),
      'deployment.environment.name': text(facts.environment),
    });
  }
});

it('has the columns: ratios as gauges, and the bytes of each interval as deltas', () => {
  for (const each of servers) {
    const { serverId, networkGbps } = each.metadata();
    const metrics = resources
      .filter(({ resource }) => idOf(resource.attributes) === serverId)
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    const named = (name: string) => metrics.filter((metric) => metric.name === name);
    const { time, cpu, memory, diskIo, network } = each.columns(ROWS);
    const nano = (ms: number) => `${ms}000000`;
    const ratios = (values: Float64Array, attributes: object) =>
      Array.from(values, (value, i) => ({
        ...attributes,
        timeUnixNano: nano(time[i]!),
        asDouble: Math.round(value * 100) / 10_000,
      }));
    const bytes = (values: Float64Array, bytesPerSecond: number) =>
      Array.from(values, (value, i) => ({
        startTimeUnixNano: nano(time[i]!),
        timeUnixNano: nano(time[i]! + 300_000),
        asInt: String(Math.round(Math.round(value * 100) * bytesPerSecond * 3)),
      }));

    const gauge = (name: string) => named(name).flatMap((metric) => metric.gauge!.dataPoints);
    const used = [{ key: 'system.memory.state', value: { stringValue: 'used' } }];
    expect(gauge('system.cpu.utilization')).toEqual(ratios(cpu, {}));
    expect(gauge('system.memory.utilization')).toEqual(ratios(memory, { attributes: used }));

    const sum = (name: string) => named(name).flatMap((metric) => metric.sum!.dataPoints);
    expect(sum('system.disk.io')).toEqual(bytes(diskIo, 1e6));
    expect(sum('system.network.io')).toEqual(bytes(network, (networkGbps * 1e9) / 8 / 100));
    for (const metric of metrics) {
      expect(metric.unit).toBe(metric.sum ? 'By' : '1');
      if (metric.sum) expect(metric.sum).toMatchObject({ aggregationTemporality: 1, isMonotonic: true });
    }
  }
});

it('names metrics and attributes as the semantic conventions do', () => {
  const constants = Object.entries(conventions);
  const valuesOf = (prefix: string) => constants.filter(([name]) => name.startsWith(prefix)).map(([, value]) => value);
  const metrics = resources.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  for (const { name, gauge, sum } of metrics) {
    expect(valuesOf('METRIC_')).toContain(name);
    for (const { attributes } of (gauge ?? sum)!.dataPoints) {
      for (const { key, value } of attributes ?? []) {
        expect(key).toBe(conventions.ATTR_SYSTEM_MEMORY_STATE);
        expect(valuesOf('SYSTEM_MEMORY_STATE_VALUE_')).toContain(value.stringValue);
      }
    }
  }
  const keys = new Set(resources.flatMap(({ resource }) => resource.attributes.map(({ key }) => key)));
  for (const key of keys) expect(valuesOf('ATTR_')).toContain(key);
});

it('has the true length of each local day', () => {
  const web = server.web().id('web-1').timeZone('Europe/Berlin').every('1d');
  const hours = (from: string) => {
    const [request] = textOf(otlpJson(web, { from, count: 3 }))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Request);
    const sum = request!.resourceMetrics[0]!.scopeMetrics[0]!.metrics.find(
      ({ name }) => name === 'system.disk.io',
    )!.sum!;
    const { diskIo } = web.columns({ from, count: 3 });
    return sum.dataPoints.map(({ startTimeUnixNano, timeUnixNano, asInt }, i) => {
      const seconds = Number(BigInt(timeUnixNano) - BigInt(startTimeUnixNano!)) / 1e9;
      expect(asInt).toBe(String(Math.round(diskIo[i]! * 1e6 * seconds)));
      const next = sum.dataPoints[i + 1];
      if (next) expect(next.startTimeUnixNano).toBe(timeUnixNano);
      return seconds / 3600;
    });
  };
  expect(hours('2026-03-28')).toEqual([24, 23, 24]);
  expect(hours('2026-10-24')).toEqual([24, 25, 24]);
});
