import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, resolveInstant } from '../src/instant.js';
import { zone } from '../src/model/zone.js';
import { seededServer } from './faker.js';

const utcOf = (date: string, name: string): string =>
  new Date(resolveInstant(instant('at', date), zone(name))).toISOString().slice(0, 16);

describe('a local time', () => {
  it.each([
    // Skipped by a change of clocks, east and west of Greenwich: it counts from before the change.
    ['Europe/Berlin', '2025-03-30T02:30', '2025-03-30T01:30'],
    ['America/New_York', '2025-03-09T02:30', '2025-03-09T07:30'],
    ['America/Santiago', '2025-09-07', '2025-09-07T04:00'],
    ['America/Havana', '2025-03-09', '2025-03-09T05:00'],
    ['Atlantic/Azores', '2025-03-30', '2025-03-30T01:00'],
    ['Asia/Beirut', '2025-03-30', '2025-03-29T22:00'],
    ['Pacific/Apia', '2011-12-30T05:00', '2011-12-30T15:00'],
    // There twice: the first is meant.
    ['Europe/Berlin', '2025-10-26T02:30', '2025-10-26T00:30'],
    ['America/New_York', '2025-11-02T01:30', '2025-11-02T05:30'],
    ['America/Havana', '2025-11-02', '2025-11-02T04:00'],
    // There once, beside a change.
    ['America/New_York', '2025-03-09T01:59', '2025-03-09T06:59'],
    ['America/New_York', '2025-03-09T03:00', '2025-03-09T07:00'],
  ])('of %s, %s, is %s in UTC', (name, local, utc) => {
    expect(utcOf(local, name)).toBe(utc);
  });

  it('is the first instant that the clocks show so, or none does', () => {
    const names = ['America/Santiago', 'America/St_Johns', 'Atlantic/Azores', 'Australia/Lord_Howe', 'Europe/London'];
    const quarter = 900_000;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1_400_000, max: 1_950_000 }), (name, quarters) => {
        const localMs = quarters * quarter;
        const { offset } = zone(name);
        const found = resolveInstant({ localMs }, zone(name));
        const readings = Array.from({ length: 121 }, (_, i) => localMs + (i - 60) * quarter).filter(
          (ms) => ms + offset(ms) === localMs,
        );
        if (readings.length > 0) expect(found).toBe(readings[0]);
        else expect(found + offset(localMs - 86_400_000)).toBe(localMs);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the day that it names where that begins at a jump of the clocks', () => {
    const server = seededServer().web().timeZone('America/Santiago');
    expect(server.record('2025-09-07').timestamp.toISOString()).toBe('2025-09-07T04:00:00.000Z');
    expect(server.series({ from: '2025-09-07', until: '2025-09-08' })).toHaveLength(1);
    const azores = seededServer().web().timeZone('Atlantic/Azores').every('5m');
    expect(azores.series({ from: '2025-03-30', until: '2025-03-31' })).toHaveLength(23 * 12);
  });
});
