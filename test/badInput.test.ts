import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  fromJSON,
  METRICS,
  type PartialProfile,
  type Profile,
  type ServerBuilder,
  ServerError,
  type ServerModule,
  type Statistic,
  withServer,
} from '../src/index.js';
import { type Case, partsOf, type Untyped } from './badInput/case.js';
import { FIT_CASES } from './badInput/fit.js';
import { JSON_CASES } from './badInput/json.js';
import { METRIC_CASES } from './badInput/metrics.js';
import { MODULE } from './badInput/module.js';
import { PROFILES } from './badInput/profiles.js';
import { SETTINGS } from './badInput/settings.js';
import { STEPS } from './badInput/steps.js';
import { WINDOWS } from './badInput/windows.js';
import { seededServer } from './faker.js';

const server = seededServer();
const web = server.web().seed('tests').id('web-1');
const untyped = server as unknown as Untyped;

function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

describe.each<[string, readonly Case[]]>([
  ['the module', MODULE],
  ['a step', STEPS],
  ['a setting', SETTINGS],
  ['a profile', PROFILES],
  ['a metric', METRIC_CASES],
  ['a window', WINDOWS],
  ['the JSON', JSON_CASES],
  ['a fit', FIT_CASES],
])('%s refuses', (_, cases) => {
  it.each(cases)('%s', (_, call, message) => {
    const error = errorOf(() => call(untyped));
    expect(String(error)).toBe(`ServerError: ${message}`);
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject(partsOf(message));
    expect(message.length).toBeLessThan(300);
    expect(message).not.toContain('\n');
  });

  it('nothing twice', () => {
    expect(new Set(cases.map(([title]) => title)).size).toBe(cases.length);
  });
});

describe('what was refused', () => {
  const all = [MODULE, STEPS, SETTINGS, PROFILES, METRIC_CASES, WINDOWS, JSON_CASES, FIT_CASES].flat();

  it('leaves the builder as it was, and at work', () => {
    const before = [JSON.stringify(web), JSON.stringify(web.series(3))];
    const same: Untyped = { ...untyped, web: () => web as unknown as Untyped };
    for (const [, call] of all) expect(() => call(same)).toThrow(ServerError);
    expect([JSON.stringify(web), JSON.stringify(web.series(3))]).toEqual(before);
  });

  it('leaves every other object as it was', () => {
    const names = Reflect.ownKeys(Object.prototype);
    for (const [, call] of all) expect(() => call(untyped)).toThrow(ServerError);
    expect(Reflect.ownKeys(Object.prototype)).toEqual(names);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((Function.prototype as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('leaves a faker as it was', () => {
    const faker = { number: { int: () => 42 }, defaultRefDate: () => new Date(), server: 'mine' };
    expect(() => withServer(faker)).toThrow(ServerError);
    expect(faker.server).toBe('mine');
  });

  it('is told with what was thrown by the value itself', () => {
    const cause = new Error('of their own');
    const throws = (): never => {
      throw cause;
    };
    expect(errorOf(() => web.holidays(throws))).toMatchObject({ cause });
    const series = Object.defineProperty({}, 'count', { get: throws, enumerable: true });
    expect(errorOf(() => web.series(series))).toMatchObject({ cause });
    expect(errorOf(() => web.profile({ cpu: series }))).toMatchObject({ cause });
    expect(errorOf(() => web.every(-5))).not.toHaveProperty('cause');
  });

  it('is refused at the end where only the end can know', () => {
    // Steps may pass through a reversed window on the way to another one.
    const january = web.from('2026-01-01').until('2026-02-01');
    expect(january.from('2026-03-01').until('2026-04-01').series()).toHaveLength(31);
    const reversed = january.from('2026-03-01');
    expect(() => reversed.series()).toThrow(/^until: expected a date that is not before from/);

    const late = web.from('9999-12-31');
    expect(late.series(1)).toHaveLength(1);
    expect(() => late.series(2)).toThrow('the year 10000');
    const tokyo = web.from(new Date('9999-12-31T20:00:00Z')).timeZone('Asia/Tokyo');
    expect(() => tokyo.series(1)).toThrow('the year 10000');
    expect(tokyo.timeZone('UTC').series(1)).toHaveLength(1);
  });

  it('is asked for once: what was checked is what is used', () => {
    let reads = 0;
    const flighty = {
      get base(): number {
        return reads++ === 0 ? 40 : NaN;
      },
    };
    expect(server.custom({ cpu: flighty }).profile().cpu.base).toBe(40);
    expect(reads).toBe(1);

    let days = 0;
    const range = {
      get count(): number {
        return days++ === 0 ? 2 : 1e9;
      },
    };
    expect(web.series(range)).toHaveLength(2);
  });
});

describe('an unusual value is as good as a usual one', () => {
  const { record } = web.profile({ cpu: { base: 40 } });

  it.each<[string, PartialProfile]>([
    ['without a prototype', Object.assign(Object.create(null), { cpu: { base: 40 } }) as PartialProfile],
    ['frozen', Object.freeze({ cpu: Object.freeze({ base: 40 }) })],
    ['behind a proxy', new Proxy({ cpu: new Proxy({ base: 40 }, {}) }, {})],
    ['of another realm', runInNewContext('({ cpu: { base: 40 } })') as PartialProfile],
    ['with fields that are undefined', { cpu: { base: 40, std: undefined }, memory: undefined } as object],
  ])('an object %s', (_, part) => {
    expect(web.profile(part).record()).toEqual(record());
  });

  it('a Date of another realm, or with methods of its own', () => {
    const day = web.record('2025-06-01');
    expect(web.record(runInNewContext('new Date("2025-06-01")') as Date)).toEqual(day);
    const strange = Object.assign(new Date('2025-06-01'), { getTime: () => NaN, valueOf: () => NaN });
    expect(web.record(strange)).toEqual(day);
  });

  it('a list of holidays of another realm, or behind a proxy', () => {
    const holidays = ['2025-12-25'];
    const off = web.holidays(holidays).record('2025-12-25');
    expect(web.holidays(new Proxy(holidays, {})).record('2025-12-25')).toEqual(off);
    expect(web.holidays(runInNewContext('["2025-12-25"]') as string[]).record('2025-12-25')).toEqual(off);
  });

  it('a text of any length and of any characters, where a text is asked for', () => {
    for (const text of ['x'.repeat(100_000), 'a\nb', '\0', '😀', '__proto__', ' ']) {
      expect(fromJSON(JSON.parse(JSON.stringify(web.id(text).seed(text)))).record()).toEqual(
        web.id(text).seed(text).record(),
      );
    }
    // In files it does not stand.
    const half = web.seed('\ud800');
    expect(fromJSON(JSON.parse(JSON.stringify(half))).record()).toEqual(half.record());
    expect(half.record().cpu).not.toBe(web.seed('\ufffd').record().cpu);
  });

  it('a text without a character, as a seed', () => {
    const empty = web.seed('');
    expect(fromJSON(JSON.parse(JSON.stringify(empty))).record()).toEqual(empty.record());
    for (const other of [' ', 0, 42]) expect(web.seed(other).record()).not.toEqual(empty.record());
  });
});

describe('−0 where 0 is valid is 0', () => {
  const zero = (sign: 0): PartialProfile => {
    const metric = {
      ...{ std: sign, growth: sign, calendarResponse: sign, volatility: sign },
      ...{ roughness: sign, tail: sign, burstShare: sign, burstGain: sign, jobLevel: sign },
    };
    return {
      cpu: metric,
      memory: metric,
      diskIo: metric,
      network: metric,
      correlation: { cpuMemory: sign, cpuNetwork: sign, memoryDisk: sign, cpuDisk: sign },
      peakHours: { start: sign },
      dynamics: {
        ...{ persistence: sign, shifts: sign, sharedLoad: sign, memoryFollowsLoad: sign },
        ...{ burstsPerDay: sign, burstHeight: sign, jobsPerDay: sign, releaseDepth: sign, restartsPerMonth: sign },
      },
      precision: sign,
    };
  };

  it.each<[string, (sign: 0, server: ServerModule) => ServerBuilder]>([
    ['in a custom profile', (sign, server) => server.custom(zero(sign))],
    ['in a profile', (sign, server) => server.web().profile(zero(sign))],
    ['as the growth', (sign, server) => server.web().growth(sign)],
    ['as the growth of a metric', (sign, server) => server.web().growth({ cpu: sign, network: sign })],
    ['as a correlation', (sign, server) => server.web().correlation({ cpuMemory: sign, diskNetwork: sign })],
    ['as a seed', (sign, server) => server.web().seed(sign)],
    ['as a date', (sign, server) => server.web().from(sign).asOf(sign)],
    ['as an end', (sign, server) => server.web().until(sign)],
    ['as the seed of a fleet', (sign, server) => server.fleet({ count: 1, seed: sign }).at(sign)],
    ['as a weight', (sign, server) => server.fleet({ count: 2, mix: { web: sign, db: 1 } }).at(1)],
  ])('%s', (_, make) => {
    const [negative, positive] = [make(-0, seededServer()), make(0, seededServer())];
    expect(negativeZeros(negative.toJSON())).toEqual([]);
    expect(negativeZeros(negative.profile())).toEqual([]);
    expect(negativeZeros(negative.explain())).toEqual([]);
    expect(negative.toJSON()).toStrictEqual(positive.toJSON());
    expect(negative.profile()).toStrictEqual(positive.profile());
    for (const every of ['1d', '5m', '1m']) {
      const columns = negative.every(every).columns(3);
      expect(columns).toStrictEqual(positive.every(every).columns(3));
      for (const values of Object.values(columns))
        expect([...values].some((value) => Object.is(value, -0))).toBe(false);
    }
  });

  it('where 0 meets what is below it', () => {
    const apart = web.correlation({ cpuMemory: 0, cpuNetwork: -0.5, memoryDisk: -0.5 });
    expect(negativeZeros(apart.profile())).toEqual([]);
    // What a decade shows of no growth is a little above or below 0.
    const steady = server.custom({ cpu: { std: 0.01 }, memory: { std: 0.01 }, network: { std: 0.01 } }).growth(0);
    const growths = Array.from({ length: 8 }, (_, seed) => steady.seed(seed).explain().metrics.cpu.growth.realised);
    expect(growths).toContain(0);
    expect(negativeZeros(growths)).toEqual([]);
  });

  it('as a count', () => {
    expect(web.series(-0)).toEqual([]);
    expect(web.columns({ count: -0 }).time).toHaveLength(0);
    expect([...web.stream(-0)]).toEqual([]);
    expect(Object.is(server.fleet(-0).count, 0)).toBe(true);
  });

  function negativeZeros(data: unknown, path = ''): string[] {
    if (Object.is(data, -0)) return [path];
    if (typeof data !== 'object' || data === null) return [];
    return Object.entries(data).flatMap(([key, value]) => negativeZeros(value, `${path}.${key}`));
  }
});

describe('at the bounds of a profile values stay within theirs', () => {
  const WAYS: readonly (readonly [every: string, count: number, statistic?: Statistic])[] = [
    ['1d', 600],
    ['1d', 3, 'max'],
    ['1w', 1],
    ['1w', 1, 'p95'],
    ['1h', 24, 'min'],
    ['5m', 600],
    ['10s', 30],
    ['10s', 30, 'mean'],
  ];
  const every = (figures: Partial<Profile['cpu']>): PartialProfile =>
    Object.fromEntries(METRICS.map((metric) => [metric, figures]));
  const WILDEST: Profile['dynamics'] = {
    ...{ persistence: 1, shifts: 1, episodeHours: 1.5, sharedLoad: 1, memoryFollowsLoad: 1 },
    ...{ burstsPerDay: 24, burstHeight: 10, burstTail: 0.5, jobsPerDay: 12, jobMinutes: 300 },
    ...{ activeDays: 1, dutyCycle: 1, releasesPerDay: 24, releaseDepth: 0.5, restartsPerMonth: 30 },
  };
  const CALMEST: Profile['dynamics'] = {
    ...{ persistence: 0, shifts: 0, episodeHours: 24, sharedLoad: 0, memoryFollowsLoad: 0 },
    ...{ burstsPerDay: 0, burstHeight: 0, burstTail: 10, jobsPerDay: 0, jobMinutes: 5 },
    ...{ activeDays: 1, dutyCycle: 1, releasesPerDay: 0.1, releaseDepth: 0, restartsPerMonth: 0 },
  };

  it.each<[string, PartialProfile]>([
    ['the smallest base', { ...every({ base: 1e-6, growth: -0.9 }), precision: 6 }],
    ['the smallest base that two decimals show', every({ base: 0.005, growth: -0.9 })],
    ['a base just below its ceiling', every({ base: 100 - 2e-14, ceiling: 100 })],
    ['a base just below its ceiling, and all noise', every({ base: 99.999, ceiling: 100, std: 100, volatility: 1 })],
    [
      'the largest ceiling in the finest precision',
      { ...every({ base: 9.9e8, ceiling: 1e9, std: 100 }), precision: 6 },
    ],
    ['the smallest ceiling in the finest precision', { ...every({ base: 1e-6, ceiling: 2e-6 }), precision: 6 }],
    ['no decimals', { precision: 0 }],
    ['no decimals under a ceiling of 1', { ...every({ base: 0.5, ceiling: 1 }), precision: 0 }],
    ['a std of 100', every({ std: 100 })],
    ['no noise at all', every({ std: 0, volatility: 0 })],
    ['the largest growth', every({ growth: 10 })],
    ['the largest loss', every({ growth: -0.9 })],
    ['the largest factors', { ...every({ calendarResponse: 1 }), ...factors(10) }],
    ['the smallest factors', { ...every({ calendarResponse: 1, growth: -0.9 }), ...factors(1e-6) }],
    ['a fiscal year from December', { fiscalYearStart: 12 }],
    ['a busy day of 24 hours', { peakHours: { start: 0, end: 24 } }],
    ['a busy day of 24 hours from the morning on', { peakHours: { start: 9, end: 9 } }],
    ['a quiet night', { ...every({ quietLevel: 0.01 }), batchNightWindow: true }],
    ['the wildest dynamics', { ...every({ burstShare: 1, burstGain: 1000, tail: 1.5 }), dynamics: WILDEST }],
    ['the highest jobs', { ...every({ jobLevel: 11, quietLevel: 0.01 }), dynamics: WILDEST }],
    ['jobs that touch nothing', { ...every({ jobLevel: 0 }), dynamics: WILDEST }],
    ['the wildest dynamics, and idle days', { dynamics: { ...WILDEST, activeDays: 0.05, dutyCycle: 0.06 } }],
    ['the calmest dynamics', { dynamics: CALMEST }],
    ['all noise new every day and every 5 minutes', { ...every({ roughness: 1 }), dynamics: CALMEST }],
    ['no day without work, and hardly a busy hour', { dynamics: { dutyCycle: 0.06 } }],
    ['a noise too faint to be seen, and idle days', { ...every({ std: 1e-5 }), dynamics: { activeDays: 0.5 } }],
    ['hardly a day with work, at a std of 100', { ...every({ std: 100 }), dynamics: { activeDays: 0.05 } }],
    ['hardly a day with work, and no noise', { ...every({ std: 0, volatility: 0 }), dynamics: { activeDays: 0.05 } }],
  ])('%s', (_, profile) => {
    for (const asOf of ['2026-01-01', '0001-01-01', '9999-12-31']) {
      const custom = server.custom(profile).seed(7).asOf(asOf);
      staysWithin(custom);
      const numbers = JSON.stringify(custom.explain(), (_, value: unknown) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
      );
      expect(numbers).not.toContain('not finite');
    }
  });

  it.each(['0001-01-01', '0001-12-20', '9998-06-01', '9999-12-20'])('the days from %s, in every zone', (from) => {
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Apia', 'Africa/Monrovia']) {
      staysWithin(web.timeZone(zone).from(from), 10);
    }
  });

  function factors(factor: number): PartialProfile {
    return { seasonalPeakFactor: factor, seasonalTroughFactor: factor, weekendFactor: factor };
  }

  /** Every value a number from 0 to the ceiling with no more decimals than asked for, every time one that a Date holds. */
  function staysWithin(builder: ServerBuilder, days = 600): void {
    const { precision, ...profile } = builder.profile();
    for (const [every, count, statistic] of WAYS) {
      const one = builder.every(every);
      const columns = (statistic ? one.statistic(statistic) : one).columns(Math.min(count, days));
      for (const metric of METRICS) {
        for (const value of columns[metric]) {
          const isWithin = value >= 0 && value <= profile[metric].ceiling && !Object.is(value, -0);
          if (!isWithin || Number(value.toFixed(precision)) !== value) {
            expect.fail(`${metric} every ${every}, ${String(statistic)}: ${String(value)}`);
          }
        }
      }
      expect([...columns.time].every((time) => !Number.isNaN(new Date(time).getTime()))).toBe(true);
    }
  }
});

describe('a stream ends with the year 9999', () => {
  it.each([
    ['1d', 'UTC', 2, '9999-12-31T00:00:00.000Z'],
    ['12h', 'UTC', 4, '9999-12-31T12:00:00.000Z'],
    ['12h', 'Asia/Tokyo', 4, '9999-12-31T03:00:00.000Z'],
    ['1d', 'America/New_York', 2, '9999-12-31T05:00:00.000Z'],
    ['1h', 'America/New_York', 43, '9999-12-31T23:00:00.000Z'],
    ['1w', 'UTC', 1, '9999-12-30T00:00:00.000Z'],
  ])('every %s in %s', (every, zone, count, last) => {
    const records = [...web.every(every).timeZone(zone).from('9999-12-30')];
    expect(records).toHaveLength(count);
    expect(records.at(-1)!.timestamp.toISOString()).toBe(last);
  });

  it('also where it takes a century at a time', () => {
    const records = [...web.every('36525d').asOf('2026-01-01').from('9700-01-01')];
    expect(records.map(({ timestamp }) => timestamp.getUTCFullYear())).toEqual([9700, 9800, 9900]);
  });
});
