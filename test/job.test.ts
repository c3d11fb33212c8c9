import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from 'faker-server/formats';
import { type Columns, type Metric, METRICS, type ServerBuilder } from '../src/index.js';
import { ServerError } from '../src/errors.js';
import { job, type JobOptions, type RowOrder, type Servers, UNIT_ROWS } from '../src/job.js';
import { partsOf } from './badInput/case.js';
import { seededServer } from './faker.js';
import * as any from './laws/arbitraries.js';
import { rowsOf } from './rowsOf.js';

const server = seededServer();
const web = server.web().seed('jobs').id('web-1');

/** The same rows by `columns`, server by server. */
function rowsByColumns(servers: Iterable<ServerBuilder<never>>, options: JobOptions, order: RowOrder): string[] {
  const all = Array.from(servers, (one) => (options.every === undefined ? one : one.every(options.every)));
  const { count, from, until } = options;
  const isAsked = [count, from, until].some((value) => value !== undefined);
  const metrics =
    options.metrics ?? METRICS.filter((metric) => all.length === 0 || metric in all[0]!.columns({ count: 0, from: 0 }));
  const runs: readonly (readonly Metric[])[] = order === 'servers' ? [metrics] : metrics.map((metric) => [metric]);
  return runs.flatMap((some) =>
    all.flatMap((one, ordinal) => {
      const columns = one.columns(isAsked ? { count, from, until } : undefined) as Columns;
      return Array.from(columns.time, (time, i) =>
        [
          ordinal,
          String(one),
          i,
          time,
          ...METRICS.flatMap((metric) => (some.includes(metric) ? [`${metric}=${columns[metric][i]!}`] : [])),
        ].join(' '),
      );
    }),
  );
}

/** Each shard alone, in an order of its own, put together by number. */
function rowsOfShards(servers: Servers, options: JobOptions, order: RowOrder, of: number): string[] {
  const parts: string[][] = [];
  for (let turn = 0; turn < of; turn++) {
    // From the last to the first: no shard needs one before it.
    const index = of - turn;
    const shard = job('job', servers, { ...options, shard: { index, of } }, order);
    parts[index - 1] = rowsOf(shard);
    expect(parts[index - 1]).toHaveLength(shard.rows);
    expect([shard.isFirst, shard.isLast]).toEqual([index === 1, index === of]);
  }
  return parts.flat();
}

describe('a job', () => {
  it.each<RowOrder>(['servers', 'metrics'])('has the rows of columns, in the order of %s', (order) => {
    const fleet = server.fleet({ count: 5, seed: 'rows' });
    for (const options of [{ count: 3 }, { count: 700, every: '5m' }, { from: '2025-03-01', until: '2025-03-04' }]) {
      const whole = job('job', fleet, options, order);
      expect(rowsOf(whole)).toEqual(rowsByColumns(fleet, options, order));
      expect(whole.rows).toBe(rowsOf(whole).length);
    }
  });

  it('takes each server’s own window, interval, zone and metrics where none are asked for', () => {
    const servers = [
      web.from('2025-03-29').until('2025-04-02').timeZone('Europe/Berlin').every('1h').only('cpu', 'network'),
      web.id('web-2').from('2024-02-28').until('2024-03-02'),
      web.id('web-3').from('2025-01-01').until('2025-01-01'),
    ];
    const whole = job('job', servers, undefined);
    expect(whole.metrics).toEqual(['cpu', 'network']);
    // 4 days with 23 hours in one of them, 3 days of a leap year, and none.
    expect(whole.rows).toBe(95 + 3);
    const metrics: Metric[] = ['cpu', 'network'];
    expect(rowsOf(whole)).toEqual(rowsByColumns(servers, { metrics }, 'servers'));
  });

  it('has the metrics that were asked for in their usual order, whatever the first server has', () => {
    const whole = job('job', [web.only('cpu', 'memory'), web], { count: 2, metrics: ['memory', 'cpu', 'memory'] });
    expect(whole.metrics).toEqual(['cpu', 'memory']);
    expect(rowsOf(whole)[0]).toMatch(/ cpu=[\d.]+ memory=[\d.]+$/);
  });

  it('numbers the servers of a list by their place, also where one before has no row', () => {
    const day = web.from('2025-01-01').until('2025-01-02');
    const whole = job('job', [day, day.until('2025-01-01'), day.id('web-2')], undefined);
    expect(Array.from(whole.blocks, ({ ordinal, server: { id } }) => [ordinal, id])).toEqual([
      [0, 'web-1'],
      [2, 'web-2'],
    ]);
    expect(Array.from(whole.servers)).toEqual([day.metadata(), day.id('web-2').metadata()]);
  });

  it('tells where its rows begin, or in the order of metrics those of each: also where a server has none', () => {
    const servers = [
      web.from('2025-01-01').until('2025-01-01'),
      web.from('2025-01-01').until('2025-02-01').every('5m'),
    ];
    const begins = (order: RowOrder, shard?: string) =>
      Array.from(job('job', servers, { shard }, order).blocks, ({ isFirstOfRun, metrics: [metric], offset }) =>
        isFirstOfRun ? `${metric!} ${offset}` : '',
      ).filter((text) => text !== '');
    expect(begins('servers')).toEqual(['cpu 0']);
    expect(begins('metrics')).toEqual(METRICS.map((metric) => `${metric} 0`));
    // The second half of two, which begins with the third metric.
    expect([begins('servers', '2/2'), begins('metrics', '2/2')]).toEqual([[], ['diskIo 0', 'network 0']]);
  });

  it('is read as often as one likes, also half', () => {
    const whole = job('job', server.fleet({ count: 3, seed: 1 }), { count: 2 });
    for (const _ of whole.blocks) break;
    expect(rowsOf(whole)).toEqual(rowsOf(whole));
    expect(Array.from(whole.servers)).toEqual(Array.from(whole.servers));
  });

  it('of no servers has no rows, and all metrics', () => {
    for (const none of [[], server.fleet(0), new Set<ServerBuilder>()]) {
      for (const order of ['servers', 'metrics'] as const) {
        const empty = job('job', none, { count: 5, shard: '2/3' }, order);
        expect([empty.rows, empty.metrics, rowsOf(empty), [...empty.servers]]).toEqual([0, METRICS, [], []]);
      }
    }
  });

  it('of servers without a row has none either', () => {
    const empty = job('job', [web, web.id('web-2')], { count: 0 });
    expect([empty.rows, rowsOf(empty), [...empty.servers]]).toEqual([0, [], []]);
    expect(rowsOf(job('job', web, { from: '2025-01-01', until: '2025-01-01', shard: '1/1' }))).toEqual([]);
  });
});

describe('the shards of a job', () => {
  const fleet = server.fleet({ count: 7, seed: 'shards' });

  it.each<RowOrder>(['servers', 'metrics'])('are the whole, row for row, in the order of %s', (order) => {
    const options = { count: 2.5 * UNIT_ROWS, every: '5m' };
    const whole = rowsOf(job('job', fleet, options, order));
    // Fewer and more shards than servers, and more than there are units: 21 of the servers, 84 of the metrics.
    for (const of of [1, 2, 3, 16, 21, 22, 90]) {
      expect(rowsOfShards(fleet, options, order, of)).toEqual(whole);
    }
  });

  it('are cut at whole multiples of a unit of rows, and differ by a unit at most', () => {
    const options = { count: 10 * UNIT_ROWS, every: '5m' };
    for (const of of [3, 16, 33]) {
      const sizes = Array.from(
        { length: of },
        (_, i) => job('job', fleet, { ...options, shard: `${i + 1}/${of}` }).rows,
      );
      expect(sizes.every((size) => size % UNIT_ROWS === 0)).toBe(true);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(UNIT_ROWS);
      for (const block of job('job', fleet, { ...options, shard: `2/${of}` }).blocks) {
        expect(block.offset % UNIT_ROWS).toBe(0);
      }
    }
  });

  it('have the inventory records of their servers: a server that is cut is in both', () => {
    const ids = (shard: string) =>
      Array.from(job('job', fleet, { count: 3 * UNIT_ROWS, every: '1h', shard }).servers, ({ serverId }) => serverId);
    const all = Array.from(fleet, String);
    expect(ids('1/1')).toEqual(all);
    expect([ids('1/2'), ids('2/2')]).toEqual([all.slice(0, 4), all.slice(3)]);
  });

  it('are the whole in text formats, byte for byte', () => {
    const text = (shard?: string) => Buffer.concat([...csv(fleet, { count: 600, every: '1h', shard })]).toString();
    for (const of of [2, 16, 40]) {
      expect(Array.from({ length: of }, (_, i) => text(`${i + 1}/${of}`)).join('')).toBe(text());
    }
    const none = (shard?: string) => Buffer.concat([...csv([], { shard })]).toString();
    expect(none('1/2') + none('2/2')).toBe(none());
  });

  const anyServer = fc
    .record({
      seed: any.seed,
      zone: any.zone,
      every: any.interval,
      metrics: any.metrics,
      count: fc.integer({ min: 0, max: 3 * UNIT_ROWS }),
      from: any.date,
    })
    .map(({ seed, zone, every, metrics, count, from }) => {
      const one = server
        .database()
        .seed(seed)
        .timeZone(zone)
        .every(every)
        .from(from)
        .only(...metrics);
      // An end that is `count` records after the beginning.
      const end = one.columns(count + 1).time.at(-1)!;
      return count === 0 ? one.until(from) : one.until(new Date(end));
    });

  it('are the whole for any servers, each with its own window, interval, zone and metrics', () => {
    fc.assert(
      fc.property(
        fc.array(anyServer, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom<RowOrder>('servers', 'metrics'),
        (servers, of, order) => {
          // What all of them have; where that is nothing, one of them alone.
          const has = (one: ServerBuilder, metric: Metric) =>
            one.blocks({ count: 0, from: 0 }).metrics.includes(metric);
          const metrics = METRICS.filter((metric) => servers.every((one) => has(one, metric)));
          const [some, options] = metrics.length === 0 ? [[servers[0]!], {}] : [servers, { metrics }];
          const whole = rowsOf(job('job', some, options, order));
          expect(rowsOfShards(some, options, order, of)).toEqual(whole);
          if (order === 'servers') expect(whole).toHaveLength(some.reduce((sum, one) => sum + one.blocks().rows, 0));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are the whole for any fleet, in any number of shards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 2 * UNIT_ROWS + 1 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom<RowOrder>('servers', 'metrics'),
        fc.option(any.metrics, { nil: undefined }),
        (count, rows, of, order, metrics) => {
          const some = server.fleet({ count, seed: 'any' });
          const options = { count: rows, every: '5m', metrics };
          const whole = rowsOf(job('job', some, options, order));
          expect(rowsOfShards(some, options, order, of)).toEqual(whole);
          // As a list, whose members are looked at one by one, and as a fleet, whose are not.
          expect(rowsOf(job('job', [...some], { ...options, metrics: metrics ?? METRICS }, order))).toEqual(whole);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a job of many servers', () => {
  it('makes the servers of its shard alone, and each when its turn comes', () => {
    const fleet = server.fleet({ count: 100_000, seed: 'many' });
    const made: number[] = [];
    const watched = {
      count: fleet.count,
      at: (index: number) => {
        made.push(index);
        return fleet.at(index);
      },
    };
    const shard = job('job', watched, { count: 3, shard: '50000/50000' });
    // The first tells how many rows each has, and which metrics.
    expect(made).toEqual([0, 0]);
    made.length = 0;
    expect(rowsOf(shard)).toHaveLength(6);
    expect(made).toEqual([99_998, 99_999]);
    made.length = 0;
    for (const _ of shard.servers) break;
    expect(made).toEqual([99_998]);
  });
});

describe('a job of ten million servers', () => {
  const fleet = server.fleet({ count: 10_000_000, seed: 'many' });

  it.each<RowOrder>(['servers', 'metrics'])('is reached anywhere at once, in the order of %s', (order) => {
    const options = { count: 1000, every: '5m' };
    const whole = job('job', fleet, options, order);
    const runs = order === 'servers' ? 1 : 4;
    expect(whole.rows).toBe(runs * 1e10);
    for (const index of [1, 500_000, 1_000_000]) {
      const shard = job('job', fleet, { ...options, shard: { index, of: 1_000_000 } }, order);
      expect(shard.rows).toBe(runs * 10_000);
      const [block] = shard.blocks;
      const ordinal = ((index - 1) * runs * 10) % 10_000_000;
      expect([block!.ordinal, block!.offset, block!.server.id]).toEqual([ordinal, 0, String(fleet.at(ordinal))]);
    }
  });
});

describe('a job refuses', () => {
  const days = web.from('2025-01-01').until('2025-01-03');
  const SERVER = 'a server such as faker.server.web()';
  const SHARD = "a shard such as '3/16', the third of sixteen";
  const DATE = "a date from the years 1 to 9999 such as '2026-01-01' or a Date";
  const DURATION = "a positive duration such as '5m' (units: s, m, h, d, w) or a number of milliseconds";

  it.each<[string, servers: unknown, options: unknown, message: string]>([
    ['no servers', undefined, {}, 'servers: expected a server, or several such as a fleet, received undefined'],
    ['a text for servers', 'web', {}, 'servers: expected a server, or several such as a fleet, received "web"'],
    [
      'an object for servers',
      { web },
      {},
      'servers: expected a server, or several such as a fleet, received an object',
    ],
    ['records for servers', web.series(2), { count: 1 }, `servers[0]: expected ${SERVER}, received an object`],
    ['a stream for servers', web.stream(), { count: 1 }, `servers[0]: expected ${SERVER}, received an object`],
    ['a hole in a list', [web, undefined], { count: 1 }, `servers[1]: expected ${SERVER}, received undefined`],
    ['an empty list in a list', [web, []], { count: 1 }, `servers[1]: expected ${SERVER}, received an array of 0`],

    ['a count for options', web, 5, 'job: expected an object of options, received 5'],
    ['null for options', web, null, 'job: expected an object of options, received null'],
    [
      'an unknown option',
      web,
      { count: 1, shards: 3 },
      "job.shards: expected a valid key (nearest: 'shard'), received an unknown one",
    ],
    ['no window', web, {}, 'job: expected a count, or both from and until, received neither'],
    ['no window, of a fleet', server.fleet(2), {}, 'job: expected a count, or both from and until, received neither'],
    [
      'no window of the second',
      [days, web],
      {},
      'servers[1]: expected a count, or both from and until, received neither',
    ],
    ['a negative count', web, { count: -1 }, 'job.count: expected a whole number of at least 0, received -1'],
    ['a count of 2.5', [], { count: 2.5 }, 'job.count: expected a whole number of at least 0, received 2.5'],
    [
      'a count beside an own window',
      days,
      { count: 1 },
      'job: expected no count where from and until are set, received 1',
    ],
    ['a date in words', web, { from: 'soon', count: 1 }, `job.from: expected ${DATE}, received "soon"`],
    ['a date in words, without servers', [], { until: 'soon' }, `job.until: expected ${DATE}, received "soon"`],
    [
      'a reversed window',
      server.fleet(2),
      { from: '2025-02-01', until: '2025-01-01' },
      'job.until: expected a date that is not before from, which is 2025-02-01T00:00:00.000Z, received 2025-01-01T00:00:00.000Z',
    ],
    [
      'a beginning after a server’s own end',
      [web, days],
      { from: '2025-02-01', until: undefined },
      'job: expected a count, or an until, received neither',
    ],
    [
      'a server’s own reversed window',
      [days, days.from('2025-02-01')],
      {},
      'servers[1].until: expected a date that is not before from, which is 2025-02-01T00:00:00.000Z, received 2025-01-03T00:00:00.000Z',
    ],
    [
      'a window that leaves the calendar',
      web,
      { from: '9999-12-31', count: 2 },
      'job: expected records of the years 1 to 9999, received a window that reaches the year 10000',
    ],
    ['an interval in words', web, { count: 1, every: 'daily' }, `job.every: expected ${DURATION}, received "daily"`],
    [
      'an interval in words, without servers',
      [],
      { every: 'daily' },
      `job.every: expected ${DURATION}, received "daily"`,
    ],

    ['no metrics', web, { count: 1, metrics: [] }, 'job.metrics: expected at least one metric, received none'],
    [
      'a text for metrics',
      web,
      { count: 1, metrics: 'cpu' },
      'job.metrics: expected a list of metrics, received "cpu"',
    ],
    [
      'an unknown metric',
      web,
      { count: 1, metrics: ['cpu', 'mem'] },
      "job.metrics[1]: expected one of 'cpu', 'memory', 'diskIo', 'network' (nearest: 'memory'), received \"mem\"",
    ],
    [
      'a metric that the server does not have',
      web.only('cpu'),
      { count: 1, metrics: ['cpu', 'network'] },
      'job.metrics: expected one of \'cpu\', received "network"',
    ],
    [
      'a server without a metric that the first has',
      [web.only('cpu', 'memory'), web.only('cpu')],
      { count: 1 },
      'servers[1]: expected a server with the metrics cpu, memory, received one without "memory"',
    ],

    ...['', '3', '0/16', '17/16', '3/0', '-1/2', '1.5/2', '1/2/3', ' 1/2', '1/9999999999'].map(
      (shard): [string, unknown, unknown, string] => [
        `the shard "${shard}"`,
        web,
        { count: 1, shard },
        `job.shard: expected ${SHARD}, received "${shard}"`,
      ],
    ),
    ['a number for a shard', [], { shard: 3 }, `job.shard: expected ${SHARD}, received 3`],
    ['null for a shard', web, { count: 1, shard: null }, `job.shard: expected ${SHARD}, received null`],
    [
      'a shard of no number',
      web,
      { count: 1, shard: { of: 3 } },
      'job.shard.index: expected a whole number of at least 1 and at most 3, received undefined',
    ],
    [
      'a shard beyond the last',
      web,
      { count: 1, shard: { index: 4, of: 3 } },
      'job.shard.index: expected a whole number of at least 1 and at most 3, received 4',
    ],
    [
      'a shard of none',
      web,
      { count: 1, shard: { index: 1, of: 0 } },
      'job.shard.of: expected a whole number of at least 1 and at most 1000000, received 0',
    ],
    [
      'a shard with a slip',
      web,
      { count: 1, shard: { index: 1, off: 3 } },
      "job.shard.off: expected a valid key (nearest: 'of'), received an unknown one",
    ],
  ])('%s', (_, servers, options, message) => {
    for (const order of ['servers', 'metrics'] as const) {
      let error: unknown;
      try {
        job('job', servers, options, order);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ message, ...partsOf(message) });
    }
  });
});
