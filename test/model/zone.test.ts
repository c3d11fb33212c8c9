import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/model/civil.js';
import { dayAt, ordinalOf, UTC, zone } from '../../src/model/zone.js';
import { ZONES } from '../laws/arbitraries.js';

const HOUR = 3_600_000;
const hoursOf = (name: string, year: number, month: number, day: number): number => {
  const { startOf } = zone(name);
  const number = dayNumber(year, month, day);
  return (startOf(number + 1) - startOf(number)) / HOUR;
};

describe('a zone', () => {
  it.each(ZONES)('%s agrees with the wall clock of Intl, to the minute, over its changes', (name) => {
    const { offset, dayOf } = zone(name);
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
    for (let ms = Date.UTC(2010, 0, 1); ms < Date.UTC(2013, 0, 1); ms += 7 * HOUR + 60_000) {
      const local = new Date(ms + offset(ms)).toISOString();
      expect(`${local.slice(0, 10)} ${local.slice(11, 19)}`).toBe(clock.format(ms));
      expect(dayOf(ms)).toBe(Math.floor((ms + offset(ms)) / 86_400_000));
    }
  });

  it.each(ZONES)('%s begins each day with its first instant', (name) => {
    const { dayOf, startOf, skipped } = zone(name);
    for (let day = dayNumber(2010, 1, 1); day < dayNumber(2013, 1, 1); day++) {
      if (skipped.includes(day)) continue;
      expect(dayOf(startOf(day))).toBe(day);
      expect(dayOf(startOf(day) - 1)).toBeLessThan(day);
    }
  });

  it('has days of 23, 24, 25 hours and the odd half', () => {
    expect(hoursOf('Europe/Berlin', 2024, 3, 31)).toBe(23);
    expect(hoursOf('Europe/Berlin', 2024, 10, 27)).toBe(25);
    expect(hoursOf('Australia/Lord_Howe', 2024, 4, 7)).toBe(24.5);
    // Cuba's clocks jump over midnight: the day begins at 1.
    expect(hoursOf('America/Havana', 2024, 3, 10)).toBe(23);
    expect(new Date(zone('America/Havana').startOf(dayNumber(2024, 3, 10))).toISOString()).toBe(
      '2024-03-10T05:00:00.000Z',
    );
    expect(hoursOf('Pacific/Apia', 2011, 12, 30)).toBe(0);
  });

  it('counts the days that were', () => {
    const apia = zone('Pacific/Apia');
    const skipped = dayNumber(2011, 12, 30);
    expect(apia.skipped).toContain(skipped);
    expect(ordinalOf(apia, skipped + 1) - ordinalOf(apia, skipped - 1)).toBe(1);
    for (const day of [skipped - 1, skipped + 1, 0, 20_000]) expect(dayAt(apia, ordinalOf(apia, day))).toBe(day);
    expect(zone('Europe/Berlin').skipped).toEqual([]);
  });

  it('is UTC by any of its names', () => {
    expect([zone('UTC'), zone('Etc/UTC')]).toEqual([UTC, UTC]);
  });
});
