import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuilderJson, fromJSON } from '../src/index.js';
import { seededServer } from './faker.js';

const server = seededServer();

/** The ids of a fleet's first servers, seat after seat from the first: the definition of the divisor method. */
function idsInTurn(mix: Readonly<Record<string, number>>, count: number): string[] {
  const parties = ['web', 'database', 'application', 'batch']
    .filter((name) => mix[name] !== undefined)
    .map((name) => ({ name, weight: mix[name]!, seats: 0 }));
  return Array.from({ length: count }, () => {
    let winner = parties[0]!;
    for (const party of parties) {
      if (party.weight * (2 * winner.seats + 1) > winner.weight * (2 * party.seats + 1)) winner = party;
    }
    winner.seats++;
    return `${winner.name}-${String(winner.seats).padStart(3, '0')}`;
  });
}

describe('a seat of a fleet', () => {
  const weight = fc.oneof(
    fc.constantFrom(0, 0.1, 0.15, 0.35, 0.4, 1, 2, 3),
    fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  );
  const mix = fc
    .record({ web: weight, database: weight, application: weight, batch: weight }, { requiredKeys: [] })
    .filter((weights) => Object.values(weights).some((one) => one > 0));

  it('is found directly, and is the one that it has when all before it are allotted in turn', () => {
    fc.assert(
      fc.property(mix, (weights) => {
        const fleet = server.fleet({ count: 1000, mix: weights, seed: 1 });
        const ids = idsInTurn(weights, 1000);
        // At first one by one, and then here and there, from the last on.
        for (let i = 0; i < 60; i++) expect(String(fleet.at(i))).toBe(ids[i]);
        for (let i = 999; i > 60; i -= 47) expect(String(fleet.at(i))).toBe(ids[i]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same also in the largest fleet', () => {
    const ids = idsInTurn({ web: 0.35, application: 0.4, database: 0.15, batch: 0.1 }, 1_000_000);
    const fleet = server.fleet({ count: 10_000_000, seed: 1 });
    for (const index of [0, 9, 99_999, 999_998, 999_999]) expect(String(fleet.at(index))).toBe(ids[index]);
    // 10 million in the shares that were asked for: the last seats are the last of their kinds.
    const last = Array.from({ length: 20 }, (_, i) => String(fleet.at(9_999_980 + i)));
    expect(last).toContain('application-4000000');
    expect(last).toContain('batch-1000000');
    expect(last.filter((id) => id.startsWith('web-')).at(-1)).toBe('web-3500000');
    expect(last.filter((id) => id.startsWith('database-')).at(-1)).toBe('database-1500000');
  });
});

describe('a fleet', () => {
  it('has the shares of its mix exactly where they can be had', () => {
    const shares = (count: number): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const one of server.fleet(count)) counts[one.record().archetype] = (counts[one.record().archetype] ?? 0) + 1;
      return counts;
    };
    expect(shares(120)).toEqual({ web: 42, application: 48, database: 18, batch: 12 });
    expect(Object.keys(shares(7))).toHaveLength(4);
  });

  it('begins with the smaller fleet, and has no id twice', () => {
    const small = [...server.fleet({ count: 50, seed: 1 })].map((one) => JSON.stringify(one));
    const large = [...server.fleet({ count: 500, seed: 1 })].map((one) => JSON.stringify(one));
    expect(large.slice(0, 50)).toEqual(small);
    expect(new Set(large).size).toBe(500);
  });

  it('takes a mix by name or alias, in any order', () => {
    const ids = (mix: Record<string, number>): string[] => [...server.fleet({ count: 4, seed: 1, mix })].map(String);
    expect(ids({ db: 3, web: 1 })).toEqual(['database-001', 'web-001', 'database-002', 'database-003']);
    expect(ids({ web: 1, Database: 3 })).toEqual(ids({ db: 3, web: 1 }));
    const { at } = server.fleet({ count: 1, seed: 1, mix: { web: undefined, app: 1 } });
    expect(String(at(0))).toBe('application-001');
    // @ts-expect-error: a slip is refused in both.
    expect(() => server.fleet({ count: 1, mix: { wbe: 2 } })).toThrow("fleet.mix.wbe: expected 'web', 'database'");
  });

  it('is its servers as JSON, each of which can be made again', () => {
    const fleet = server.fleet({ count: 3, seed: 7 });
    const parsed = JSON.parse(JSON.stringify(fleet)) as BuilderJson[];
    expect(parsed).toHaveLength(3);
    expect(parsed.map((one) => fromJSON(one).record())).toEqual(Array.from(fleet, (one) => one.record()));
  });

  it('shows how many servers it has, and between which', () => {
    const fleet = server.fleet({ count: 120, seed: 7 });
    expect(inspect(fleet)).toBe("Fleet { count: 120, first: 'application-001', last: 'application-048' }");
    expect(inspect(server.fleet({ count: 0, seed: 7 }))).toBe('Fleet { count: 0 }');
  });

  it('is in a text how many servers it has', () => {
    expect([0, 1, 120].map((count) => String(server.fleet(count)))).toEqual(['0 servers', '1 server', '120 servers']);
  });
});
