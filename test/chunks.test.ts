import { faker } from '@faker-js/faker/locale/en';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type ChunkOptions, type ChunkRow, chunks, type Servers, withServer } from 'faker-server';

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const fleet = withServer(faker).server.fleet(7);
const sizes = (options: ChunkOptions): number[] => Array.from(chunks(fleet, options), ({ length }) => length);

describe('chunks', () => {
  it('hold the rows of series, one server after the other', () => {
    const rows = Array.from(chunks(fleet, { count: 30, size: 11 })).flat();
    const series = Array.from(fleet, (server) => server.series(30)).flat();
    expect(rows).toEqual(series.map(({ archetype: _, ...row }) => row));
  });

  it.each([
    ['postgresql', 65_535],
    ['mysql', 65_535],
    ['sqlite', 32_766],
    ['sqlserver', 2_100],
  ] as const)('stay within the parameters of %s, and fill them', (database, parameters) => {
    const width = 6;
    const all = sizes({ every: '5m', count: 6000, database });
    expect(all.reduce((sum, size) => sum + size, 0)).toBe(42_000);
    expect(Math.max(...all) * width).toBeLessThanOrEqual(parameters);
    expect(new Set(all.slice(0, -1)).size).toBe(1);
    expect(all[0]!).toBe(Math.min(10_000, Math.floor((database === 'sqlserver' ? 2_098 : parameters) / width)));
  });

  it('are larger where rows are narrower', () => {
    expect(sizes({ count: 2000, metrics: ['cpu'], database: 'sqlserver' })[0]).toBe(699);
  });

  it('have keys in the case that is asked for, with types that say so', () => {
    const [snake] = chunks(fleet, { count: 1, names: 'snake_case', metrics: ['diskIo', 'cpu'] });
    expect(Object.keys(snake![0]!)).toEqual(['server_id', 'timestamp', 'cpu', 'disk_io']);
    expectTypeOf(snake![0]!).toEqualTypeOf<ChunkRow<'diskIo' | 'cpu', 'snake_case'>>();
    expectTypeOf(snake![0]!.disk_io).toEqualTypeOf<number>();
    const [camel] = chunks(fleet, { count: 1 });
    expect(Object.keys(camel![0]!)).toEqual(['serverId', 'timestamp', 'cpu', 'memory', 'diskIo', 'network']);
    expectTypeOf(camel![0]!.serverId).toEqualTypeOf<string>();
  });

  it('have the metrics that the servers have, or that are asked for, with types that say so', () => {
    const rowOf = <Row>(rows: Iterable<Row[]>): Row => [...rows][0]![0]!;
    const one = fleet.at(0);

    const narrow = rowOf(chunks(one.only('cpu'), { count: 1 }));
    expectTypeOf(narrow).toEqualTypeOf<ChunkRow<'cpu'>>();
    // @ts-expect-error: the server has no memory, and neither has its row.
    expect(narrow.memory).toBeUndefined();

    const mixed = rowOf(chunks([one.only('cpu', 'network'), one], { count: 1 }));
    expectTypeOf(mixed).toEqualTypeOf<ChunkRow<'cpu' | 'network'>>();
    expect(Object.keys(mixed)).toEqual(['serverId', 'timestamp', 'cpu', 'network']);

    const asked = rowOf(chunks([one.only('cpu', 'network'), one], { count: 1, metrics: ['network'] }));
    expectTypeOf(asked).toEqualTypeOf<ChunkRow<'network'>>();
    expect(Object.keys(asked)).toEqual(['serverId', 'timestamp', 'network']);

    const any: Servers = fleet;
    expectTypeOf(rowOf(chunks(any, { count: 1 }))).toEqualTypeOf<ChunkRow<never>>();
    expectTypeOf(rowOf(chunks(any, { count: 1, metrics: ['cpu'] }))).toEqualTypeOf<ChunkRow<'cpu'>>();

    const either: ChunkOptions = { count: 1, names: 'snake_case' };
    // @ts-expect-error: the options may say either case, and say the other.
    expect(rowOf(chunks(one, either)).serverId).toBeUndefined();
  });

  it('can be iterated again, and are none of no rows', () => {
    const again = chunks(fleet, { count: 3 });
    expect([...again]).toEqual([...again]);
    expect(sizes({ count: 0 })).toEqual([]);
  });

  it.each([
    [{ count: 1, size: 0 }, 'chunks.size: expected a whole number of at least 1, received 0'],
    [
      { count: 1, database: 'oracle' },
      `chunks.database: expected one of 'postgresql', 'mysql', 'sqlite', 'sqlserver', received "oracle"`,
    ],
    [{ count: 1, names: 'kebab' }, `chunks.names: expected one of 'camelCase', 'snake_case', received "kebab"`],
    [{ cout: 1 }, "chunks.cout: expected a valid key (nearest: 'count'), received an unknown one"],
  ])('refuse %o', (options, message) => {
    expect(() => chunks(fleet, options as ChunkOptions)).toThrow(message);
  });
});
