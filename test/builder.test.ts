import { inspect } from 'node:util';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { configure, reset } from '@logtape/logtape';
import { type Columns, fromJSON, type Metric, type ServerBuilder, type ServerRecord } from '../src/index.js';
import { seededServer } from './faker.js';

const server = seededServer();
const web = server.web().seed('tests').id('web-1');

describe('a builder', () => {
  it('is not changed by its steps', () => {
    const before = JSON.stringify(web);
    web
      .id('other')
      .every('5m')
      .growth(0)
      .only('cpu')
      .profile({ cpu: { base: 50 } });
    expect(JSON.stringify(web)).toBe(before);
    expect(Object.isFrozen(web)).toBe(true);
  });

  it('works unbound', () => {
    const { every, record } = web;
    expect(every('5m').record()).toEqual(web.every('5m').record());
    expect(record()).toEqual(web.record());
  });

  it('shows who it is, and no functions', () => {
    expect(inspect(web)).toBe("ServerBuilder { id: 'web-1', archetype: 'web', seed: 'tests' }");
    expect(inspect([web.profile({ archetype: 'proxy' }).holidays(() => false)])).toBe(
      "[ ServerBuilder { id: 'web-1', archetype: 'proxy', seed: 'tests' } ]",
    );
  });

  it('gives plain records that can be cloned', () => {
    const record = web.record();
    expect(structuredClone(record)).toEqual(record);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    expect(Object.keys(record)).toEqual(['timestamp', 'serverId', 'archetype', 'cpu', 'memory', 'diskIo', 'network']);
  });

  it('narrows records and columns to the metrics asked for', () => {
    const some = web.only('memory', 'cpu');
    expect(Object.keys(some.record())).toEqual(['timestamp', 'serverId', 'archetype', 'cpu', 'memory']);
    expect(Object.keys(some.columns(1))).toEqual(['time', 'cpu', 'memory']);
    expectTypeOf(some).toEqualTypeOf<ServerBuilder<'memory' | 'cpu'>>();
    expectTypeOf(some.record()).toEqualTypeOf<ServerRecord<'memory' | 'cpu'>>();
    expectTypeOf(some.columns(1)).toEqualTypeOf<Columns<'memory' | 'cpu'>>();
    expectTypeOf(web.record().diskIo).toEqualTypeOf<number>();
    // @ts-expect-error: a metric that was left out is not in the type, nor in the record.
    expect(some.record().network).toBeUndefined();
    // @ts-expect-error: nor can it be asked for again.
    expect(() => some.only('network')).toThrow('only');
    const listed: readonly ('cpu' | 'memory')[] = ['memory'];
    expectTypeOf(web.only(...listed)).toEqualTypeOf<ServerBuilder<'memory' | 'cpu'>>();
    expect(Object.keys(web.only(...listed).columns(1))).toEqual(['time', 'memory']);
    const unsure: Metric[] = ['memory'];
    expectTypeOf(web.only(...unsure)).toEqualTypeOf<ServerBuilder>();
    expectTypeOf(web.only('cpu', ...listed)).toEqualTypeOf<ServerBuilder<'memory' | 'cpu'>>();
    // @ts-expect-error: no metrics at all are refused in both.
    expect(() => web.only()).toThrow('only: expected at least one metric, received none');
  });

  it('has the window that its steps say', () => {
    const days = (builder: ServerBuilder, count?: number): string[] =>
      builder.series(count).map(({ timestamp }) => timestamp.toISOString().slice(0, 10));
    expect(days(web, 2)).toEqual(['2025-12-30', '2025-12-31']);
    expect(days(web.from('2024-02-28'), 3)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(days(web.until('2024-03-01'), 2)).toEqual(['2024-02-28', '2024-02-29']);
    expect(days(web.from('2024-02-28').until('2024-03-01'))).toEqual(['2024-02-28', '2024-02-29']);
    expect(days(web.from('2024-02-28').until('2024-02-28'))).toEqual([]);
    expect(days(web, 0)).toEqual([]);
    expect(days(web.every('1w').from('2024-01-01'), 2)).toEqual(['2024-01-01', '2024-01-08']);
  });

  it('reads local dates in its own zone, whatever the order of the steps', () => {
    const one = web.from('2024-07-01').timeZone('America/New_York').record('2024-07-01');
    expect(one.timestamp.toISOString()).toBe('2024-07-01T04:00:00.000Z');
    expect(web.timeZone('America/New_York').from('2024-07-01').record('2024-07-01')).toEqual(one);
  });

  it('has days of 23 and 25 hours where clocks change', () => {
    const berlin = web.timeZone('Europe/Berlin').every('1h');
    expect(berlin.series({ from: '2024-03-31', until: '2024-04-01' })).toHaveLength(23);
    expect(berlin.series({ from: '2024-10-27', until: '2024-10-28' })).toHaveLength(25);
  });

  it('skips the day that Samoa skipped', () => {
    const apia = web.timeZone('Pacific/Apia').from('2011-12-29').series(2);
    expect(apia.map(({ timestamp }) => timestamp.toISOString())).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ]);
  });

  it('streams on where its series ends, without end', async () => {
    const [last] = web.series(1);
    let count = 0;
    for (const record of web) {
      if (count === 0) expect(record.timestamp.getTime() - last!.timestamp.getTime()).toBe(86_400_000);
      if (++count === 5000) break;
    }
    const awaited: ServerRecord[] = [];
    for await (const record of web.stream(3)) awaited.push(record);
    expect(awaited).toEqual(web.series(3));
  });

  it('gives the record of its own series that contains an instant', () => {
    const at = (builder: ServerBuilder, date: string): string => builder.record(date).timestamp.toISOString();
    expect(at(web.every('1h'), '2025-12-31T10:07')).toBe('2025-12-31T10:00:00.000Z');
    expect(at(web.every('1h').from('2025-12-31T09:35'), '2025-12-31T10:07')).toBe('2025-12-31T09:35:00.000Z');
    expect(at(web.every('1h').until('2025-12-31T09:35'), '2025-12-31T10:40')).toBe('2025-12-31T10:35:00.000Z');
    expect(at(web.every('1w').from('2025-12-01'), '2025-11-30')).toBe('2025-11-24T00:00:00.000Z');
    expect(at(web, '2031-05-05T23:59:59.999')).toBe('2031-05-05T00:00:00.000Z');
  });

  it('takes a statistic of the samples, or of the seconds, which are higher and lower', () => {
    const samples = web.every('5m').from('2025-06-01').columns(288).cpu;
    const day = web.from('2025-06-01');
    expect(day.statistic('max').record('2025-06-01').cpu).toBeGreaterThan(Math.max(...samples));
    expect(day.statistic('min').record('2025-06-01').cpu).toBeLessThan(Math.min(...samples));
    expect(Math.abs(day.statistic('p95').record('2025-06-01').cpu - day.record('2025-06-01').cpu)).toBeLessThan(0.02);
    const mean = samples.reduce((a, b) => a + b) / 288;
    expect(Math.abs(day.statistic('mean').record('2025-06-01').cpu - mean)).toBeLessThan(0.011);
  });

  it('meets what is set exactly, and keeps what it drew beside it', () => {
    const set = web.profile({ cpu: { base: 50, std: 5 }, weekendFactor: 0.9 }).profile();
    expect(set.cpu).toEqual({ ...web.profile().cpu, base: 50, std: 5 });
    expect(set).toEqual({ ...web.profile(), cpu: set.cpu, weekendFactor: 0.9 });
    expect(web.typical().profile()).not.toEqual(web.profile());
    expect(web.seed('other').profile()).not.toEqual(web.profile());
  });

  it('takes what is undefined for absent', () => {
    const profile = { cpu: { base: undefined, std: 5 }, dynamics: undefined };
    const one = web.profile({ ...profile, precision: undefined }).growth({ memory: undefined, cpu: 0 });
    expect(one.toJSON().profile).toEqual({ cpu: { std: 5, growth: 0 } });
    expect(web.correlation({ cpuMemory: undefined }).profile()).toEqual(web.profile());
    expect(server.custom({ ...profile, archetype: undefined }).profile()).toEqual(
      server.custom({ cpu: { std: 5 } }).profile(),
    );
  });

  it('takes a whole profile of another server', () => {
    const other = server.web().seed('x').id('web-1').profile(web.profile());
    expect(other.profile()).toEqual(web.profile());
  });

  it('stays the machine that it is under another name of its archetype', () => {
    for (let i = 0; i < 30; i++) {
      const one = server.web();
      const renamed = one.profile({ archetype: 'frontend' });
      expect(renamed.metadata()).toEqual({ ...one.metadata(), archetype: 'frontend' });
      expect(renamed.profile()).toEqual({ ...one.profile(), archetype: 'frontend' });
    }
  });

  it('completes correlations along the chain, and takes all six', () => {
    const three = web.correlation({ cpuMemory: 0.5, cpuNetwork: 0.4, memoryDisk: 0.3 }).profile().correlation;
    expect(three).toMatchObject({ cpuDisk: 0.15, memoryNetwork: 0.2, diskNetwork: 0.4 * 0.5 * 0.3 });
    expect(web.correlation({ cpuDisk: 0.6 }).profile().correlation.cpuDisk).toBe(0.6);
  });

  it('finds the nearest possible correlations only when asked, and says what it changed', () => {
    const impossible = { cpuMemory: 0.9, memoryDisk: 0.9, cpuDisk: -0.9 };
    expect(() => web.correlation(impossible)).toThrow(/smallest eigenvalue is -0\.\d+/);
    const moved = web.correlation({ ...impossible, nearest: true });
    const { nearest, correlation } = moved.explain();
    expect(nearest).toBeDefined();
    expect(correlation.cpuDisk.asked).toBe(-0.9);
    expect(nearest!.cpuDisk).toBe(moved.profile().correlation.cpuDisk);
    expect(web.correlation({ cpuDisk: 0.3, nearest: true }).explain().nearest).toBeUndefined();
  });

  it('explains what was asked beside what is', () => {
    const { metrics, correlation, days, asOf } = web.explain();
    expect(days).toBe(3652);
    expect(asOf).toBe('2026-01-01');
    // One server's decade: within 10 % of base and std, .1 of correlations, .02 of growth (some four standard errors).
    for (const { base, std, growth } of Object.values(metrics)) {
      expect(Math.abs(base.realised / base.asked - 1)).toBeLessThan(0.1);
      expect(Math.abs(std.realised / std.asked - 1)).toBeLessThan(0.2);
      expect(Math.abs(growth.realised - growth.asked)).toBeLessThan(0.02);
    }
    for (const { asked, realised } of Object.values(correlation)) expect(Math.abs(realised - asked)).toBeLessThan(0.15);
  });

  it('explains the level of asOf, wherever growth has it come from', () => {
    const realised = (base: number, growth: number): number =>
      server.custom({ cpu: { base, growth } }).seed('grown').explain().metrics.cpu.base.realised;
    for (const base of [30, 99]) {
      // One decade's noise is the same in all of them.
      expect(realised(base, 0)).toBeLessThan(100);
      expect(Math.abs(realised(base, 0) / base - 1)).toBeLessThan(0.05);
      for (const growth of [-0.5, -0.2, 0.12]) expect(realised(base, growth)).toBe(realised(base, 0));
    }
  });

  it('comes back from JSON, whatever was set', () => {
    const all = web
      .from('2024-01-01T09:00')
      .asOf('2023-01-01')
      .every('1h')
      .statistic('max')
      .timeZone('Europe/Berlin')
      .typical()
      .profile({ cpu: { base: 40 } })
      .correlation({ cpuMemory: 0.3 })
      .growth({ memory: 0 })
      .holidays(['2024-12-24'])
      .only('cpu', 'network');
    const own = server.custom({ archetype: 'cache', memory: { base: 80 } }).until('2024-05-05');
    for (const builder of [all, own, web, server.fleet(3).at(2)]) {
      const again = fromJSON(JSON.parse(JSON.stringify(builder)));
      expect(again.series(5)).toEqual(builder.series(5));
      expect(again.profile()).toEqual(builder.profile());
      expect(again.metadata()).toEqual(builder.metadata());
      expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(builder)));
    }
  });

  it('comes back from JSON that is imported, whose fields are of wider types', () => {
    const imported = { ...web.toJSON(), model: 2, metrics: ['cpu'], holidays: ['2025-12-31'] };
    expectTypeOf(imported.model).toEqualTypeOf<number>();
    expectTypeOf(imported.metrics).toEqualTypeOf<string[]>();
    expect(fromJSON(imported).series(2)).toEqual(web.only('cpu').holidays(['2025-12-31']).series(2));
  });

  it('computes one day, not the years before it', () => {
    const far = web.timeZone('Europe/Berlin').record('2031-03-30T02:30:00+02:00');
    expect(far.timestamp.toISOString()).toBe('2031-03-29T23:00:00.000Z');
  });
});

describe('logging', () => {
  afterEach(() => reset());

  it('is silent until the application configures it, and tells of models then', async () => {
    const told: string[] = [];
    web.id('silent').record();
    await configure({
      sinks: {
        list: ({ level, category, message }) => void told.push(`${level} ${category.join('.')} ${message.join('')}`),
      },
      loggers: [
        { category: ['faker-server'], lowestLevel: 'debug', sinks: ['list'] },
        { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: [] },
      ],
    });
    web.id('told').record();
    // Who a server is, and which machine, takes no model.
    const named = web.id('named');
    expect([String(named), named.metadata().serverId, named.toJSON().id]).toEqual(['named', 'named', 'named']);
    web.correlation({ cpuMemory: 0.9, memoryDisk: 0.9, cpuDisk: -0.9, nearest: true });
    expect(told).toContain('debug faker-server.model Compiled told, web.');
    expect(told.some((line) => line.startsWith('warning faker-server.model Correlations moved'))).toBe(true);
    expect(told.join()).not.toMatch(/silent|named/);
  });
});
