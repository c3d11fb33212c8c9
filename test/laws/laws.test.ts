import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Archetype, fromJSON, type ProfileInput, type ServerBuilder } from '../../src/index.js';
import { seededServer } from '../faker.js';
import { date, interval, metrics, profile, seed, zone, ZONES } from './arbitraries.js';
import {
  meansAreKept,
  samplesHaveTheP95OfTheirDay,
  valuesAreWithinBounds,
  valuesDependOnTheInstantAlone,
  whatIsReturnedIsTheUsers,
} from './laws.js';

const server = seededServer();
const archetypes: readonly (readonly [name: string, server: ServerBuilder])[] = [
  ...Object.values(Archetype).map((name) => [name, server.archetype(name)] as const),
  ...Object.values(Archetype).map((name) => [`typical ${name}`, server.archetype(name).typical()] as const),
  ['custom', server.custom()],
];

/** A server of any profile: where its noise cannot have the correlations asked for, with the nearest that it can. */
const serverOf = ({ correlation, ...part }: ProfileInput): ServerBuilder =>
  server.custom(part).correlation({ ...correlation, nearest: true });

describe.each(archetypes)('%s', (_, one) => {
  it('has values that depend on the instant alone', () => {
    fc.assert(
      fc.property(seed, interval, zone, date, metrics, (seed, every, zone, from, metrics) => {
        valuesDependOnTheInstantAlone(one.seed(seed).every(every).timeZone(zone), from, metrics);
      }),
      { numRuns: 25 },
    );
  });

  it.each(ZONES)('has samples with the P95 of their day in %s, over every change of clocks', (zone) => {
    const local = one.timeZone(zone);
    // Spring and autumn of both hemispheres; 2011 for the day that Samoa skipped.
    for (const from of ['2024-03-05', '2024-03-25', '2024-10-20', '2011-12-20', '2010-10-25', '2010-02-25']) {
      samplesHaveTheP95OfTheirDay(local.from(from));
    }
  });

  it('has samples with the P95 of their day, whoever is drawn', () => {
    fc.assert(
      fc.property(seed, zone, date, (seed, zone, from) => {
        samplesHaveTheP95OfTheirDay(one.seed(seed).timeZone(zone).asOf(from).from(from));
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the means from hours to seconds', () => {
    meansAreKept(one);
    meansAreKept(one.timeZone('Europe/Berlin').until('2024-03-31T04:00'));
  });

  it('is changed by nothing that is done to what it gave', () => {
    const set = one
      .correlation({ cpuMemory: 0.9, memoryDisk: 0.9, cpuDisk: -0.9, nearest: true })
      .profile({ cpu: { base: 20 }, peakHours: { start: 8 }, dynamics: { persistence: 0.5 } })
      .holidays(['2025-12-25', '2025-12-31'])
      .from('2025-12-01T12:00')
      .only('cpu', 'diskIo');
    for (const server of [one, set, fromJSON(set.toJSON())]) whatIsReturnedIsTheUsers(server);
  });

  it('stays within its bounds, also after decades of growth', () => {
    valuesAreWithinBounds(one);
    valuesAreWithinBounds(one.asOf('1990-01-01'));
    valuesAreWithinBounds(one.asOf('2400-01-01'));
  });
});

it('holds for days without work: of 25 batch servers most have some in 20 days', () => {
  const levels = fc.sample(seed, 25).map((seed) => {
    const batch = server.batch().seed(seed);
    const { activeDays } = batch.profile().dynamics;
    const { cpu } = batch.growth(0).columns(20);
    return activeDays < 1 && Math.min(...cpu) < 0.3 * Math.max(...cpu);
  });
  expect(levels.filter(Boolean).length).toBeGreaterThan(12);
});

describe('any profile', () => {
  it('has values that depend on the instant alone', () => {
    fc.assert(
      fc.property(profile, seed, interval, zone, date, metrics, (part, seed, every, zone, from, metrics) => {
        valuesDependOnTheInstantAlone(serverOf(part).seed(seed).every(every).timeZone(zone), from, metrics);
      }),
      { numRuns: 60 },
    );
  });

  it('has samples with the P95 of their day', () => {
    fc.assert(
      fc.property(profile, seed, zone, date, (part, seed, zone, from) => {
        samplesHaveTheP95OfTheirDay(serverOf(part).seed(seed).timeZone(zone).asOf(from).from(from), 10);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the means from hours to seconds', () => {
    fc.assert(
      fc.property(profile, seed, date, (part, seed, from) => {
        meansAreKept(serverOf(part).seed(seed).asOf(from).from(from));
      }),
      { numRuns: 25 },
    );
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(profile, seed, date, (part, seed, asOf) => {
        valuesAreWithinBounds(serverOf(part).seed(seed).asOf(asOf));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a fleet', () => {
  it('has the servers that one gets alone, whatever its size', () => {
    const fleet = server.fleet({ count: 30, seed: 'prod' });
    for (const member of fleet) {
      const alone = server.archetype(member.record().archetype).id(String(member)).seed('prod');
      valuesEqual(member, alone);
      valuesEqual(
        member,
        server.fleet({ count: 3000, seed: 'prod' }).at([...fleet].findIndex((m) => String(m) === String(member))),
      );
    }
  });

  function valuesEqual(one: ServerBuilder, other: ServerBuilder): void {
    if (JSON.stringify(one.series(3)) !== JSON.stringify(other.series(3))) throw new Error(String(one));
  }
});
