import { describe, expect, it } from 'vitest';
import { addBursts, type Bursts } from '../src/model/bursts.js';
import { bound } from '../src/model/bound.js';
import { addReleases, addRestarts } from '../src/model/releases.js';
import { normalQuantile } from '../src/num/normal.js';
import { rootKey, uniform } from '../src/num/random.js';
import { varieties } from '../src/profiles/archetypes.js';
import {
  Archetype,
  type Columns,
  fromJSON,
  METRICS,
  type PartialProfile,
  type PeakHours,
  type Profile,
  type ServerBuilder,
} from '../src/index.js';
import { seededServer } from './faker.js';
import { percentile95 } from './laws/laws.js';
import { average, pearson } from './laws/measure.js';

const server = seededServer();
const web = server.web().seed('promises').id('web-1');
/** A server on which nothing moves but what a test sets. */
const STILL: PartialProfile = {
  cpu: { base: 30, std: 0, growth: 0, quietLevel: 1, volatility: 0 },
  seasonalPeakFactor: 1,
  seasonalTroughFactor: 1,
  dynamics: { burstsPerDay: 0, releaseDepth: 0 },
};
const still = (part: PartialProfile): ServerBuilder =>
  server
    .custom({
      ...STILL,
      ...part,
      cpu: { ...STILL.cpu, ...part.cpu },
      dynamics: { ...STILL.dynamics, ...part.dynamics },
    })
    .seed('still')
    .holidays('none');

describe('growth', () => {
  it('is none at asOf and the year’s rate a year later', () => {
    const grown = still({ cpu: { growth: 0.5 } }).asOf('2023-01-01');
    expect(grown.record('2023-01-01').cpu).toBe(30);
    expect(grown.record('2024-01-01').cpu).toBeCloseTo(30 * 1.5, 0);
    expect(grown.record('2022-01-01').cpu).toBeCloseTo(30 / 1.5, 0);
  });

  it('counts from the builder’s from where asOf is not set', () => {
    const fast = web.growth(5);
    expect(fast.from('2020-01-01').series(3)).toEqual(fast.from('2020-01-01').asOf('2020-01-01').series(3));
    expect(fast.from('2020-01-01').series(3)).not.toEqual(fast.asOf('2021-01-01').from('2020-01-01').series(3));
  });
});

describe('bursts', () => {
  const burstsOf = (bursts: Omit<Bursts, 'metrics' | 'orderKey'>, height: number): Bursts => ({
    ...bursts,
    orderKey: rootKey('order'),
    metrics: Array.from({ length: 4 }, () => ({ chance: 0.8, height })),
  });
  const unlimited = (): Int32Array => new Int32Array(4).fill(1e9);

  it('lift the load, by the median height at the median, as often as asked', () => {
    const days = 3000;
    const count = 288 * days;
    const load = new Float64Array(count).fill(1);
    const bursts = burstsOf({ key: rootKey('bursts'), perDay: 3, exponent: 2 }, 0.8);
    addBursts(bursts, 5_000_000, count, 1, [load], unlimited());
    const risen = [...load].filter((value, i) => i > 0 && value > 1 && value !== load[i - 1]!);
    expect(load.reduce((a, b) => Math.min(a, b))).toBe(1);
    // 0.8 of the bursts hit the CPU. Four standard errors, and what overlaps in neighbouring hours.
    expect(Math.abs(risen.length / (3 * 0.8 * days) - 1)).toBeLessThan(4 / Math.sqrt(3 * 0.8 * days) + 0.02);
    const heights = risen.map((value) => (value - 1) / 0.8).sort((a, b) => a - b);
    const above = (height: number): number => heights.filter((other) => other > height).length / heights.length;
    // A Pareto law with the median 1 times a log-normal one of spread .6. Four standard errors.
    expect(Math.abs(above(medianHeight(2)) - 0.5)).toBeLessThan(4 / Math.sqrt(4 * heights.length));
    // A tail of exponent 2: five times as high is 25 times as rare.
    const far = heights.filter((height) => height > 3).length;
    expect(Math.abs((above(3) / above(15)) * (1 / 25) - 1)).toBeLessThan(4 * Math.sqrt(26 / far));
  });

  it('leave the samples alone for which there is no room', () => {
    const load = new Float64Array(288).fill(1);
    const bursts = burstsOf({ key: rootKey('room'), perDay: 24, exponent: 1 }, 1);
    addBursts(bursts, 5_000_000, 288, 1, [load], Int32Array.of(7, 0, 0, 0));
    expect(load.filter((value) => value > 1)).toHaveLength(7);
  });

  it('and releases are the same however time is cut, over midnight too', () => {
    const cut = (add: (first: number, count: number, values: Float64Array) => void): void => {
      for (let first = 5_000_000; first < 5_000_400; first += 7) {
        const whole = new Float64Array(600).fill(1);
        const halves = [new Float64Array(300).fill(1), new Float64Array(300).fill(1)] as const;
        add(first, 600, whole);
        add(first, 300, halves[0]);
        add(first + 300, 300, halves[1]);
        expect(Float64Array.of(...halves[0], ...halves[1])).toEqual(whole);
      }
    };
    const key = rootKey('cut');
    const bursts = burstsOf({ key, perDay: 24, exponent: 1.5 }, 1);
    const releases = { key, length: 40, depth: 0.1, restarts: 0.9 };
    cut((first, count, values) => addBursts(bursts, first, count, 1, [values], unlimited()));
    cut((first, count, values) => addReleases(releases, first, count, values));
    cut((first, count, values) => addRestarts(releases, first, count, values));
  });

  /** The median of a Pareto law of median 1 times a log-normal one of median 1 and spread .6, by its quantiles. */
  function medianHeight(exponent: number): number {
    const factors = Array.from({ length: 1000 }, (_, i) => Math.exp(0.6 * normalQuantile((i + 0.5) / 1000)));
    const above = (height: number): number =>
      average(factors.map((factor) => Math.min(1, 0.5 * (height / factor) ** -exponent)));
    let [low, high] = [0.1, 10];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      if (above(middle) > 0.5) low = middle;
      else high = middle;
    }
    return low;
  }
});

describe('memory', () => {
  it('rises slowly and is given back at once, as often and as deep as asked', () => {
    const days = 400;
    const { memory } = still({
      memory: { base: 50, std: 0, growth: 0, quietLevel: 1, volatility: 0 },
      dynamics: { releasesPerDay: 4, releaseDepth: 0.2 },
    })
      .every('5m')
      .columns(288 * days);
    const steps = [...memory].slice(1).map((value, i) => value / memory[i]! - 1);
    // Depths are log-normal around the asked one: hardly one is below .03, an eighth of it.
    const drops = steps.filter((step) => step < -0.03);
    expect(Math.abs(drops.length / days - 4)).toBeLessThan(0.1);
    expect(Math.abs(average(drops) + 0.2)).toBeLessThan(0.03);
    expect(steps.filter((step) => step > 0.03).length / steps.length).toBeLessThan(0.01);
  });
});

describe('a busy batch night', () => {
  it('is from 22 to 6', () => {
    const { cpu } = server
      .batch()
      .typical()
      .seed('night')
      .growth(0)
      .every('1h')
      .columns(24 * 1000);
    const hour = (h: number): number => average([...cpu].filter((_, i) => i % 24 === h));
    const night = average([23, 0, 1, 2, 3, 4].map(hour));
    expect(Math.max(hour(20), hour(21), hour(7))).toBeLessThan(0.35 * night);
    expect(hour(22)).toBeGreaterThan(2 * hour(21));
  });
});

describe('noise of any size', () => {
  const noisy = (part: PartialProfile): ServerBuilder[] =>
    Array.from({ length: 60 }, (_, i) =>
      still(part)
        .seed(`noisy ${String(i)}`)
        .from('2015-01-01')
        .until('2025-01-01'),
    );

  it('has the asked correlations where its std is large, and the base where the ceiling is near', () => {
    const wide = noisy({
      cpu: { base: 2, std: 80 },
      memory: { base: 2, std: 80, growth: 0 },
      correlation: { cpuMemory: -0.3, cpuNetwork: 0.5, memoryDisk: 0.2 },
    });
    const r = average(wide.map((one) => pearson(one.columns().cpu, one.columns().memory)));
    expect(Math.abs(r + 0.3)).toBeLessThan(0.03);
    const near = noisy({ cpu: { base: 85, std: 20 } });
    const mean = average(near.map((one) => average(one.columns().cpu)));
    expect(Math.abs(mean / 85 - 1)).toBeLessThan(0.01);
  });

  it('refuses correlations that it cannot have together, and finds the nearest when asked', () => {
    const asked = { cpuMemory: -0.45, cpuNetwork: -0.45, memoryNetwork: -0.45 };
    const wide = still({ cpu: { base: 5, std: 100 }, memory: { base: 5, std: 100 }, network: { base: 5, std: 100 } });
    expect(() => wide.correlation(asked)).toThrow(
      /^correlation: expected correlations that noise of these std can have/,
    );
    const { correlation, nearest } = wide.correlation({ ...asked, nearest: true }).explain();
    expect(correlation.cpuMemory.asked).toBe(-0.45);
    expect(nearest!.cpuMemory).toBeGreaterThan(-0.45);
    expect(Math.abs(correlation.cpuMemory.realised - nearest!.cpuMemory!)).toBeLessThan(0.1);
    expect(() => wide.correlation({ cpuMemory: -0.9, nearest: true })).not.toThrow();
    expect(() => wide.correlation({ cpuMemory: -0.9 })).toThrow('a value from -0.5');
  });

  it('bends smoothly at the knee', () => {
    for (const h of [1, 0.1, 0.01]) expect(Math.abs((bound(90 + h, 100) - 90 - h) / (h * h))).toBeLessThan(0.02 * h);
  });

  it('never draws 0', () => {
    expect(uniform([0, 0], 0)).toBe(2 ** -33);
  });
});

describe('reading', () => {
  const day = web.from('2025-06-01');

  it('takes the P95 of an hour and of a week over their samples', () => {
    const samples = day.every('5m').columns(7 * 288).cpu;
    const hour = day.every('1h').statistic('p95').columns(24).cpu;
    hour.forEach((value, i) =>
      expect(Math.abs(value - percentile95(samples.subarray(12 * i, 12 * i + 12)))).toBeLessThan(0.01),
    );
    const [week] = day.every('1w').statistic('p95').columns(1).cpu;
    expect(Math.abs(week! - percentile95(samples))).toBeLessThan(0.01);
  });

  it.each([
    ['max', Math.max],
    ['min', Math.min],
  ] as const)('finds the %s of a span again in the finer ones, down to the second', (statistic, extreme) => {
    for (const server of [web, seededServer().batch().seed(3), seededServer().database().timeZone('Europe/Berlin')]) {
      // A day of 25 hours in Berlin.
      const read = (every: string, until: string): Columns =>
        server.every(every).statistic(statistic).columns({ from: '2025-10-26', until });
      const same = (wide: string, close: string, until = '2025-10-27'): void => {
        const [one, other] = [read(wide, until), read(close, until)];
        for (const metric of METRICS) {
          const all = [...other[metric]];
          const ends = [...one.time.slice(1), Infinity];
          const found = ends.map((end, i) =>
            extreme(...all.filter((_, j) => other.time[j]! >= one.time[i]! && other.time[j]! < end)),
          );
          expect([...one[metric]], `${wide} ${close} ${metric}`).toEqual(found);
        }
      };
      same('1d', '1h');
      same('1h', '5m');
      same('10m', '5m');
      same('1h', '1m', '2025-10-26T03:00');
      same('5m', '1s', '2025-10-26T00:30');
      same('2d', '1d', '2025-10-28');
    }
  });

  it('takes the mean of 7 minutes over its seconds, across samples', () => {
    const tens = day.every('10s').columns(420).cpu;
    const sevens = day.every('7m').columns(10).cpu;
    sevens.forEach((value, i) =>
      expect(Math.abs(value - average(tens.subarray(42 * i, 42 * i + 42)))).toBeLessThan(0.011),
    );
  });

  it('begins on a whole layer and ends with the interval that contains the end', () => {
    const times = (from: string, until: string): string[] =>
      web
        .every('5m')
        .series({ from, until })
        .map(({ timestamp }) => timestamp.toISOString().slice(11, 16));
    expect(times('2025-01-01T00:03', '2025-01-01T00:12')).toEqual(['00:00', '00:05', '00:10']);
    expect(times('2025-01-01T00:00', '2025-01-01T00:10')).toEqual(['00:00', '00:05']);
  });

  it('gives the last record of a window that has both ends', () => {
    const both = day.until('2025-06-20');
    expect(both.record()).toEqual(both.series().at(-1));
  });

  it('averages the days that were, in the week that Samoa skipped one', () => {
    const apia = web.timeZone('Pacific/Apia').asOf('2011-01-01').from('2011-12-26');
    const seven = [...apia.columns(7).cpu];
    expect(Math.abs(apia.every('1w').record('2011-12-26').cpu - average(seven))).toBeLessThan(0.011);
    const samples = apia.every('5m').columns(7 * 288).cpu;
    expect(Math.abs(apia.every('1w').statistic('mean').series(1)[0]!.cpu - average(samples))).toBeLessThan(0.011);
  });

  it('gives one value for an instant where clocks were put back over midnight', () => {
    const local = web.timeZone('America/St_Johns').asOf('2010-01-01').every('10m');
    const series = local.from('2010-11-06T20:00').series(60);
    for (const record of series) expect(local.record(record.timestamp)).toEqual(record);
  });

  it('reads offsets, and of a repeated hour the earlier', () => {
    const at = (date: string): string => web.timeZone('Europe/Berlin').every('1m').record(date).timestamp.toISOString();
    expect(at('2024-06-01T00:00-05:00')).toBe('2024-06-01T05:00:00.000Z');
    expect(at('2024-06-01T00:00+05:30')).toBe('2024-05-31T18:30:00.000Z');
    // As psql and DuckDB print them.
    expect(at('2024-06-01 00:00:00+00')).toBe('2024-06-01T00:00:00.000Z');
    expect(at('2024-06-01 00:00:00-05')).toBe('2024-06-01T05:00:00.000Z');
    expect(at('2024-10-27T02:30')).toBe('2024-10-27T00:30:00.000Z');
  });
});

describe('what is set', () => {
  it('adds up over steps, the later over the earlier', () => {
    const set = web
      .profile({ cpu: { base: 50 } })
      .profile({ cpu: { std: 5 } })
      .growth({ cpu: 0.3 })
      .profile();
    expect(set.cpu).toMatchObject({ base: 50, std: 5, growth: 0.3 });
    const pairs = web.correlation({ cpuMemory: 0.5 }).profile({ correlation: { cpuMemory: 0.2 } });
    expect(pairs.profile().correlation.cpuMemory).toBe(0.2);
    expect(server.custom({ correlation: { cpuDisk: 0.5 } }).profile().correlation.cpuDisk).toBe(0.5);
  });

  it('holds for every seed: no draw conflicts with it', () => {
    for (let seed = 0; seed < 200; seed++) {
      const one = server.web().seed(seed);
      expect(one.profile({ cpu: { ceiling: 50 } }).profile().cpu.base).toBeLessThan(50);
      expect(one.profile({ peakHours: { start: 20 } }).profile().peakHours.start).toBe(20);
      expect(() => one.profile({ cpu: { ceiling: 30 } })).toThrow('cpu.base');
    }
  });

  it('may be one end of the peak hours: the other moves with it, and they stay as long', () => {
    const moved = (hours: PeakHours, part: Partial<PeakHours>): PeakHours =>
      server.custom({ peakHours: hours }).profile({ peakHours: part }).profile().peakHours;
    expect(moved({ start: 9, end: 17 }, { start: 20 })).toEqual({ start: 20, end: 4 });
    expect(moved({ start: 9, end: 17 }, { end: 4 })).toEqual({ start: 20, end: 4 });
    expect(moved({ start: 9, end: 17 }, { start: 16 })).toEqual({ start: 16, end: 24 });
    expect(moved({ start: 0, end: 24 }, { start: 5 })).toEqual({ start: 5, end: 5 });
    expect(moved({ start: 0, end: 24 }, { end: 5.1 })).toEqual({ start: 5.1, end: 5.1 });
    expect(moved({ start: 5, end: 5 }, { end: 24 })).toEqual({ start: 0, end: 24 });
  });

  it('may be peak hours from an hour to the same, the whole day', () => {
    const still = { quietLevel: 0.01, std: 0, volatility: 0, calendarResponse: 0 };
    const one = server.custom({ cpu: still, peakHours: { start: 5, end: 5 }, dynamics: 'calm' });
    const hours = one.every('1h').columns(24).cpu;
    expect(Math.min(...hours) / Math.max(...hours)).toBeGreaterThan(0.8);
  });

  it.each(Object.values(Archetype))('is met for every seed of %s servers: drawn tails and pairs give way', (name) => {
    for (let seed = 0; seed < 200; seed++) {
      const set = server.archetype(name).seed(seed).correlation({ cpuMemory: 0.95 });
      expect(set.profile().correlation.cpuMemory).toBe(0.95);
      expect(set.columns(1).cpu[0]).toBeGreaterThan(0);
    }
  });

  it('is met for every seed of batch servers: a base that is drawn may be too small for the precision', () => {
    const bases = Array.from({ length: 200 }, (_, seed) => {
      const set = server.batch().seed(seed).profile({ precision: 0 });
      expect(set.profile().precision).toBe(0);
      return set.profile().diskIo.base;
    });
    expect(Math.min(...bases)).toBeLessThan(0.5);
  });

  it('is all that idle days give way to: drawn pairs do not take them', () => {
    const active = Array.from(
      { length: 200 },
      (_, seed) => server.application().seed(seed).profile().dynamics.activeDays,
    );
    // One in some thousand draws it.
    expect(active.filter((each) => each === 1).length).toBeLessThan(2);
  });

  it('does not give way: a tail that is set stays, and is too far from the other for the pair', () => {
    const tails = { cpu: { tail: 0.1 }, memory: { tail: 1.5 } };
    const one = server.web().typical().profile(tails);
    expect(() => one.correlation({ cpuMemory: 0.95 })).toThrow(/^correlation\.cpuMemory: expected a value from/);
    expect(one.profile()).toMatchObject(tails);
  });

  it('may be a metric without noise beside days without work', () => {
    for (let seed = 0; seed < 50; seed++) {
      const one = server
        .web()
        .seed(seed)
        .profile({ cpu: { std: 0 }, dynamics: 'campaigns' });
      expect(one.explain().metrics.cpu.std.realised).toBe(0);
    }
  });

  it.each(Object.values(Archetype))('is a %s server: its profile is all that it is', (name) => {
    for (let seed = 0; seed < 150; seed++) {
      const drawn = server.archetype(name).seed(seed).id('one');
      const same = server.custom(drawn.profile()).seed(seed).id('one');
      expect(same.profile()).toEqual(drawn.profile());
      expect(same.series(3)).toEqual(drawn.series(3));
    }
  });

  it('has nearest correlations where a metric does not move, too', () => {
    const far = { cpuNetwork: -0.99, memoryDisk: -0.99, cpuDisk: -0.99, nearest: true };
    const one = server
      .web()
      .seed('s')
      .id('w65')
      .profile({ network: { std: 0 } });
    expect(() => one.correlation(far).record()).not.toThrow();
  });

  it.each(Object.values(Archetype))('is nothing that 500 %s servers need', (name) => {
    for (let seed = 0; seed < 500; seed++) expect(() => server.archetype(name).seed(seed).record()).not.toThrow();
  });

  it('comes back from JSON with its reference date', () => {
    const old = seededServer(42, '2020-05-05').web().seed(1);
    seededServer();
    const again = fromJSON(JSON.parse(JSON.stringify(old)));
    expect(again.series(2)).toEqual(old.series(2));
    expect(again.record().timestamp.toISOString()).toBe('2020-05-04T00:00:00.000Z');
  });
});

describe('a population', () => {
  const n = 1000;
  const error = 4 / Math.sqrt(n);
  const logOdds = (base: number, ceiling: number): number => Math.log(base / (ceiling - base));

  describe.each(Object.values(Archetype))('of %s servers', (name) => {
    const drawn = Array.from({ length: n }, (_, i) => server.archetype(name).seed(i).profile());
    const typical = server.archetype(name).typical().profile();

    it('has the archetype’s figures as medians', () => {
      const shareBelow = (of: (profile: Profile) => number): number =>
        average(drawn.map((profile) => (of(profile) < of(typical) ? 1 : of(profile) === of(typical) ? 0.5 : 0)));
      for (const metric of METRICS) {
        expect(Math.abs(shareBelow((profile) => profile[metric].base) - 0.5), metric).toBeLessThan(error / 2);
        expect(Math.abs(shareBelow((profile) => profile[metric].growth) - 0.5), metric).toBeLessThan(error / 2);
      }
      // Quarters of an hour, of which one in seven is the archetype's own.
      expect(Math.abs(shareBelow(({ peakHours }) => peakHours.start) - 0.5)).toBeLessThan(error / 2);
      expect(Math.abs(shareBelow(({ weekendFactor }) => weekendFactor) - 0.5)).toBeLessThan(error / 2);
    });

    it('spreads over the level: further below the median than above', () => {
      for (const metric of METRICS) {
        const away = drawn.map(({ [metric]: { base, ceiling } }) => {
          return logOdds(base, ceiling) - logOdds(typical[metric].base, ceiling);
        });
        const spread = (values: readonly number[]): number => Math.sqrt(average(values.map((value) => value * value)));
        const { baseSpread } = varieties[name][metric];
        expect(Math.abs(spread(away.filter((by) => by < 0)) / baseSpread - 1), metric).toBeLessThan(error);
        expect(Math.abs(spread(away.filter((by) => by > 0)) / (baseSpread / 2) - 1), metric).toBeLessThan(error);
      }
    });

    it('has disks whose throughput their type allows', () => {
      const ceilings = { nvme: 8000, ssd: 2200, hdd: 1000 };
      for (let seed = 0; seed < 50; seed++) {
        const one = server.archetype(name).seed(seed);
        expect(one.profile().diskIo.ceiling).toBe(ceilings[one.metadata().diskType]);
        // Who says how much it does, or could, knows better.
        expect(one.profile({ diskIo: { base: 4000 } }).profile().diskIo.ceiling).toBe(8000);
        expect(one.profile({ diskIo: { ceiling: 300 } }).profile().diskIo.ceiling).toBe(300);
      }
    });

    it('draws them one by one', () => {
      const levels = drawn.map(({ cpu }) => logOdds(cpu.base, cpu.ceiling));
      const others: readonly ((profile: Profile) => number)[] = [
        ({ peakHours }) => peakHours.start,
        ({ memory }) => Math.log(memory.base),
        ({ cpu }) => Math.log(cpu.volatility),
        ({ dynamics }) => dynamics.persistence,
      ];
      for (const other of others) expect(Math.abs(pearson(levels, drawn.map(other)))).toBeLessThan(error);
    });
  });
});
