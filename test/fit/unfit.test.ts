import { describe, expect, it } from 'vitest';
import { fitProfile, type PartialProfile, type ProfileInput } from '../../src/index.js';
import { rootKey, uniform } from '../../src/num/random.js';
import { seededServer } from '../faker.js';

describe('defaults that need others to give way', () => {
  const web = seededServer().web().typical().seed('gives').from('2025-01-01').until('2025-03-01');
  const given: readonly ProfileInput[] = [
    { dynamics: 'campaigns' },
    { cpu: { tail: 1.5 } },
    { dynamics: { activeDays: 0.02 }, cpu: { tail: 1.5 } },
    { correlation: { cpuMemory: -0.9 } },
  ];

  it.each(given)('are taken as a server takes them: %j', (defaults) => {
    expect(() => seededServer().custom(defaults).record()).not.toThrow();
    const { profile } = fitProfile(web.columns(), { defaults });
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });

  it('are told from those that do not go together, by their place', () => {
    const defaults = { memory: { tail: 1.5 }, cpu: { tail: 0 }, correlation: { cpuMemory: 0.95 } };
    expect(() => fitProfile(web.columns(), { defaults })).toThrow(/^fitProfile\.defaults\.correlation\.cpuMemory: /);
  });
});

describe('a fit without the CPU', () => {
  const server = seededServer()
    .custom({ memory: { std: 6 }, diskIo: { std: 36 }, network: { std: 11 } })
    .correlation({ memoryDisk: -0.7, memoryNetwork: 0.2, diskNetwork: -0.7, nearest: true })
    .seed('no-cpu')
    .from('2025-01-01')
    .until('2025-09-01')
    .only('memory', 'diskIo', 'network');
  const fit = (defaults?: PartialProfile): PartialProfile => fitProfile(server.columns(), { defaults }).profile;

  it('leaves the correlations of the CPU to the server that it is given to', () => {
    const { correlation } = fit();
    expect(Object.keys(correlation!).sort()).toEqual(['diskNetwork', 'memoryDisk', 'memoryNetwork']);
    expect(fit({ correlation: { cpuMemory: 0.1 } }).correlation).toHaveProperty('cpuMemory');
  });

  it('is one that every archetype takes, on every seed', () => {
    const profile = fit();
    for (const archetype of ['web', 'database', 'application', 'batch'] as const) {
      for (const seed of ['a', 'b', 'c', 'd']) {
        const one = seededServer().archetype(archetype).seed(seed);
        expect(one.profile(profile).profile().correlation).toMatchObject(profile.correlation!);
      }
    }
  });
});

describe('metrics of different days', () => {
  const DAYS = 90;
  const server = seededServer().web().typical().seed('parts').from('2025-01-06').until('2025-04-06');
  const { time, cpu, memory, network } = server.every('5m').columns();
  const part = (values: Float64Array, from: number, until: number): Float64Array =>
    values.map((value, i) => (i >= from * 288 && i < until * 288 ? value : NaN));
  const alone = fitProfile({ time, cpu }).report.figures;

  it('are each told from its own: few days of one leave the others theirs', () => {
    const { figures, data } = fitProfile({ time, cpu, memory: part(memory, 0, 20) }).report;
    expect(data.metrics.memory!.days).toBe(20);
    // Of twenty days the quiet level would be another.
    expect(figures.cpu.quietLevel).toEqual(alone.cpu.quietLevel);
    expect(figures.peakHours.start.value).toBeCloseTo(alone.peakHours.start.value, 0);
    expect(figures.memory.volatility.source).toBe('fitted');
  });

  it('are told though they have none in common, but for what they share', () => {
    const { figures } = fitProfile({ time, cpu: part(cpu, 0, 45), network: part(network, 45, DAYS) }).report;
    expect(figures.peakHours.start).toMatchObject({ source: 'fitted' });
    expect(figures.peakHours.start.value).toBeCloseTo(8, 0);
    expect(figures.network.quietLevel).toMatchObject({ source: 'fitted' });
    expect(figures.dynamics.sharedLoad.reason).toBe('fewer than two metrics but memory on the same days');
    expect(figures.correlation.cpuNetwork.reason).toBe('fewer than 30 days in common');
  });

  it('are left at their defaults where they are too few, which is why', () => {
    const { figures, data } = fitProfile({ time, cpu, memory: part(memory, 0, 6) }).report;
    expect(data.metrics.memory!.days).toBe(6);
    expect(figures.memory.base.reason).toBe('fewer than 7 days that count');
    expect(figures.network.base.reason).toBe('no data of this metric');
  });

  it('tell no weekend where the server is off on others as well', () => {
    const off = cpu.map((value, i) => (Math.floor(i / 288) % 7 > 0 ? 0 : value));
    const { weekendFactor } = fitProfile({ time, cpu: off }, { holidays: 'none' }).report.figures;
    expect(weekendFactor.reason).toBe('fewer than two days off or two working days on which the server is on');
  });
});

describe('a metric that is as good as constant', () => {
  const noise = (day: number): number => uniform(rootKey('steady'), day) - 0.5;
  const rows = (count: number, values: (day: number) => object): readonly object[] =>
    Array.from({ length: count }, (_, day) => ({ time: Date.UTC(2025, 0, 6 + day), ...values(day) }));
  const options = { units: { cpu: 'percent', network: 'percent' }, holidays: 'none' } as const;

  it.each([20, 60, 90, 400])('is so over %i days, without a growth and quarters that it does not have', (days) => {
    const { profile } = fitProfile(
      rows(days, () => ({ cpu: 42 })),
      options,
    );
    expect(profile.cpu).toEqual({ base: 42, std: 0, growth: 0, calendarResponse: 0 });
    const twin = seededServer().custom(profile).from('2025-01-06').only('cpu').columns(days);
    expect(Math.min(...twin.cpu)).toBeGreaterThan(41.9);
  });

  it('is at its ceiling for weeks, as near as a base can be, and has no days that stand out', () => {
    const { time } = seededServer()
      .web()
      .from('2025-01-06')
      .every('5m')
      .columns(28 * 288);
    const fitOf = (level: number) => fitProfile({ time, cpu: time.map(() => level) }, { units: { cpu: 'percent' } });
    const { profile, report } = fitOf(100);
    expect(report.figures.cpu.base).toMatchObject({
      value: 99,
      reason: 'the data are nearer to the ceiling than a base can be',
    });
    expect(profile.dynamics).toEqual(fitOf(50).profile.dynamics);
    expect(fitOf(95).report.figures.cpu.base.reason).toBeUndefined();
  });

  it('has the noise that it has and no more', () => {
    const { cpu } = fitProfile(
      rows(60, (day) => ({ cpu: 42 + 0.2 * noise(day) })),
      options,
    ).profile;
    // Of values that are anywhere within .2: .2 / √12 / 42, and what noise lacks that is taken to remember.
    expect(cpu!.std!).toBeGreaterThan(0.12);
    expect(cpu!.std!).toBeLessThan(0.2);
    expect(cpu!.base).toBeCloseTo(42, 1);
    expect(Math.abs(cpu!.growth!)).toBeLessThan(0.01);
  });

  it('goes with no other, and takes nothing from what is told of it', () => {
    const growing = (day: number): number => 30 * Math.exp((0.2 * day) / 365 + 0.17 * noise(day));
    for (const days of [90, 400]) {
      const { figures } = fitProfile(
        rows(days, (day) => ({ cpu: growing(day), network: 20 })),
        options,
      ).report;
      expect(figures.correlation.cpuNetwork).toMatchObject({ reason: 'one of the two metrics does not move' });
      expect(figures.network).toMatchObject({ base: { value: 20 }, std: { value: 0 } });
      expect(figures.cpu.std.value).toBeLessThan(7);
    }
    const alone = fitProfile(
      rows(400, (day) => ({ cpu: growing(day) })),
      options,
    ).report.figures;
    const beside = fitProfile(
      rows(400, (day) => ({ cpu: growing(day), network: 20 })),
      options,
    ).report.figures;
    expect(beside.cpu).toEqual(alone.cpu);
    expect(beside.dynamics.persistence).toEqual(alone.dynamics.persistence);
  });
});
