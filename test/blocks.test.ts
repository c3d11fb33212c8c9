import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS } from '../src/blocks.js';
import type { Block, Blocks, Columns, Metric, ServerBuilder, Statistic } from '../src/index.js';
import { partsOf } from './badInput/case.js';
import { seededServer } from './faker.js';
import * as any from './laws/arbitraries.js';

const server = seededServer();
const web = server.web().seed('blocks').id('web-1');

/** The blocks put together in arrays of their own. */
function joined(blocks: Iterable<Block>, metrics: readonly Metric[], rows: number): Columns {
  const names = ['time', ...metrics] as const;
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(rows)])) as Columns;
  let at = 0;
  for (const { columns: some, count } of blocks) {
    for (const name of names) columns[name].set(some[name].subarray(0, count), at);
    at += count;
  }
  expect(at).toBe(rows);
  return columns;
}

/** The same bits: `toEqual` takes −0 for 0 in typed arrays of another kind, and is slow. */
function expectSameBits(one: Columns, other: Columns, from: number, to: number): void {
  expect(Object.keys(one)).toEqual(Object.keys(other));
  for (const [name, values] of Object.entries(one) as [keyof Columns, Float64Array][]) {
    const [mine, theirs] = [values, other[name].slice(from, to)].map(({ buffer }) =>
      Buffer.from(buffer as ArrayBuffer),
    );
    expect(mine!.equals(theirs!), name).toBe(true);
  }
}

function expectBlocksOfColumns(
  one: ServerBuilder<never>,
  count: number,
  cuts: readonly (readonly [number, number])[],
): void {
  const columns = one.columns(count) as Columns;
  const blocks = one.blocks(count) as Blocks;
  expect(blocks.rows).toBe(count);
  const { metrics } = blocks;
  expect(Object.keys(columns)).toEqual(['time', ...metrics]);
  expectSameBits(joined(blocks, metrics, count), columns, 0, count);
  for (const [from, to] of cuts) {
    expectSameBits(joined(blocks.slice(from, to), metrics, to - from), columns, from, to);
  }
}

describe('blocks hold the values of columns, bit for bit', () => {
  it.each<[every: string, count: number]>([
    ['1d', 2 * BLOCK_ROWS + 1],
    ['1w', 1500],
    ['5m', 2 * BLOCK_ROWS + 1],
    ['1h', BLOCK_ROWS],
    ['20m', BLOCK_ROWS + 7],
    ['1m', BLOCK_ROWS + 1],
    ['10s', BLOCK_ROWS + 1],
  ])('every %s, %i of them, in any slice', (every, count) => {
    const half = Math.floor(count / 2);
    expectBlocksOfColumns(web.every(every), count, [
      [0, 0],
      [0, 1],
      [1, 2],
      [half, half + 1],
      [half - 1, count],
      [3, count - 3],
      [count - 1, count],
      [count, count],
    ]);
  });

  it.each<Statistic>(['p95', 'mean', 'max', 'min'])('with the statistic %s', (statistic) => {
    for (const [every, count] of [
      ['1d', 40],
      ['1h', 300],
      ['5m', 300],
      ['1m', 60],
    ] as const) {
      const one = web.every(every).statistic(statistic).only('cpu', 'diskIo');
      expectBlocksOfColumns(one, count, [
        [7, 30],
        [count - 2, count],
      ]);
    }
  });

  it('for any server, zone, interval, window, metrics and slice', () => {
    const slice = fc.tuple(fc.nat(700), fc.nat(700)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(
        fc.record({ seed: any.seed, zone: any.zone, every: any.interval, metrics: any.metrics, from: any.date, slice }),
        ({ seed, zone, every, metrics, from, slice: cut }) => {
          const one = server
            .application()
            .seed(seed)
            .timeZone(zone)
            .every(every)
            .from(from)
            .only(...metrics);
          expectBlocksOfColumns(one, 700, [cut]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('blocks', () => {
  const every5 = web.every('5m');

  it('hold 4096 rows each and what is left, numbered from the beginning of the window', () => {
    const shapes = (blocks: Iterable<Block>) => Array.from(blocks, ({ offset, count }) => [offset, count]);
    expect(BLOCK_ROWS).toBe(4096);
    expect(shapes(every5.blocks(9000))).toEqual([
      [0, 4096],
      [4096, 4096],
      [8192, 808],
    ]);
    expect(shapes(every5.blocks(4096))).toEqual([[0, 4096]]);
    expect(shapes(every5.blocks(9000).slice(100, 4200))).toEqual([
      [100, 4096],
      [4196, 4],
    ]);
    expect(shapes(every5.blocks(9000).slice(100, 4200).slice(50, 60))).toEqual([[150, 10]]);
    expect(shapes(every5.blocks(0))).toEqual([]);
  });

  it('use their arrays again for the next block, and not for another reading', () => {
    const blocks = every5.blocks(9000);
    const [arrays, servers] = [new Set<Float64Array>(), new Set<unknown>()];
    for (const { columns, server: whose } of blocks) {
      for (const values of Object.values(columns)) arrays.add(values);
      servers.add(whose);
    }
    expect([arrays.size, servers.size]).toEqual([5, 1]);
    // Two readings at once do not disturb each other.
    const [one, other] = [blocks[Symbol.iterator](), blocks.slice(4096, 9000)[Symbol.iterator]()];
    const first = one.next().value as Block;
    const before = first.columns.cpu.slice();
    expect((other.next().value as Block).columns.cpu).not.toBe(first.columns.cpu);
    expect(first.columns.cpu).toEqual(before);
  });

  it('tell whose rows they hold', () => {
    const [block] = web.profile({ precision: 1 }).every('1h').only('cpu').blocks(3);
    const { metadata, endOf, ...rest } = block!.server;
    expect(rest).toEqual({ id: 'web-1', archetype: 'web', precision: 1, stepMs: 3_600_000 });
    expect(metadata).toEqual(web.metadata());
    expect(endOf(0)).toBe(3_600_000);
    expect(block!.metrics).toEqual(['cpu']);
  });

  it('reach the last rows of a long window at once', () => {
    const long = web.every('1s').from('1000-01-01').blocks({ until: '9000-01-01' });
    expect(long.rows).toBe(252_455_616_000);
    const [block] = long.slice(long.rows - 2, long.rows);
    expect(Array.from(block!.columns.time, (time) => new Date(time).toISOString())).toEqual([
      '8999-12-31T23:59:58.000Z',
      '8999-12-31T23:59:59.000Z',
    ]);
  });

  it('are made by no server before they are iterated', () => {
    let asked = 0;
    const holidays = () => {
      asked++;
      return false;
    };
    const blocks = web.holidays(holidays).blocks({ from: '2025-01-01', until: '2025-03-01' });
    const before = asked;
    expect(blocks.slice(3, 9).rows).toBe(6);
    expect(asked).toBe(before);
  });

  it.each<[number, number, string]>([
    [-1, 2, 'slice.start: expected a whole number of at least 0 and at most 10, received -1'],
    [11, 11, 'slice.start: expected a whole number of at least 0 and at most 10, received 11'],
    [0.5, 2, 'slice.start: expected a whole number of at least 0 and at most 10, received 0.5'],
    [3, 2, 'slice.end: expected a whole number of at least 3 and at most 10, received 2'],
    [3, 11, 'slice.end: expected a whole number of at least 3 and at most 10, received 11'],
    [3, NaN, 'slice.end: expected a whole number of at least 3 and at most 10, received NaN'],
  ])('refuse the slice %d to %d', (start, end, message) => {
    expect(() => every5.blocks(10).slice(start, end)).toThrow(expect.objectContaining(partsOf(message)) as Error);
  });

  it.each<[unknown, string]>([
    [undefined, 'blocks: expected a count, or both from and until, received neither'],
    [-1, 'blocks: expected a whole number of at least 0, received -1'],
    [{ count: 1.5 }, 'blocks.count: expected a whole number of at least 0, received 1.5'],
    [{ cuont: 1 }, "blocks.cuont: expected a valid key (nearest: 'count'), received an unknown one"],
    ['5', 'blocks: expected a count, or an object with count, from and until, received "5"'],
  ])('refuse the window %j', (window, message) => {
    expect(() => every5.blocks(window as number)).toThrow(expect.objectContaining(partsOf(message)) as Error);
  });
});
