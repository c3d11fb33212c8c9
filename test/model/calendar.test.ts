import { describe, expect, it } from 'vitest';
import { calendar } from '../../src/model/calendar.js';
import { civilDate, dateText, dayNumber, weekday } from '../../src/model/civil.js';
import { isUsHoliday } from '../../src/model/holidays.js';
import { US_HOLIDAYS } from '../laws/measure.js';

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('the civil calendar', () => {
  it('agrees with Date on every day of 8,000 years', () => {
    const wrong: number[] = [];
    for (let number = dayNumber(-1000, 1, 1); number < dayNumber(7000, 1, 1); number++) {
      const date = new Date(number * 86_400_000);
      const { year, month, day } = civilDate(number);
      const isSame = year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && day === date.getUTCDate();
      if (!isSame || dayNumber(year, month, day) !== number || weekday(number) !== date.getUTCDay()) wrong.push(number);
    }
    expect(wrong).toEqual([]);
  });

  it('writes days as Date does', () => {
    const wrong: string[] = [];
    for (let day = dayNumber(0, 1, 1); day <= dayNumber(9999, 12, 31); day += 11)
      if (dateText(day) !== iso(day)) wrong.push(`${dateText(day)}, not ${iso(day)}`);
    expect(wrong).toEqual([]);
  });

  it('runs over the ends of the year', () => {
    expect(dayNumber(2024, 13, 1)).toBe(dayNumber(2025, 1, 1));
    expect(dayNumber(2024, 0, 1)).toBe(dayNumber(2023, 12, 1));
  });
});

describe('holidays of the United States', () => {
  it('are those that the Office of Personnel Management lists for 2015 to 2024', () => {
    const found = [];
    for (let day = dayNumber(2015, 1, 1); day < dayNumber(2025, 1, 1); day++)
      if (isUsHoliday(day)) found.push(iso(day));
    expect(found).toEqual([...US_HOLIDAYS]);
  });
});

describe('the business year', () => {
  const peaks = (fiscalYearStart: number, year: number): string[] => {
    const { first, peak } = calendar('none', fiscalYearStart).year(year);
    return [...peak].flatMap((value, i) => (value === 1 ? [iso(first + i)] : []));
  };

  it('peaks on the last day of each quarter, in leap years too, and falls as it rose', () => {
    expect(peaks(1, 2024)).toEqual(['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31']);
    expect(peaks(2, 2024)).toContain('2024-01-31');
    expect(peaks(3, 2024)).toContain('2024-02-29');
    expect(peaks(3, 2023)).toContain('2023-02-28');
    expect(peaks(12, 2023)).toContain('2023-11-30');
  });

  it('rises over ten days and is ordinary before', () => {
    const { first, peak } = calendar('none', 1).year(2025);
    const march = (day: number): number => peak[dayNumber(2025, 3, day) - first]!;
    expect(march(21)).toBe(0);
    expect(march(20)).toBe(0);
    for (let day = 22; day <= 31; day++) expect(march(day)).toBeGreaterThan(march(day - 1));
    expect(march(31)).toBe(1);
    expect(peak[dayNumber(2025, 4, 1) - first]).toBe(march(30));
  });

  it('has its trough in the middle of the quarter, within fifteen days', () => {
    const { trough } = calendar('none', 1).year(2025);
    // January to March 2025 have 90 days: the middle is between the 44th and the 45th after the first.
    expect(trough[44]).toBe(trough[45]);
    expect(trough[44]).toBeGreaterThan(0.99);
    expect(trough[29]).toBe(0);
    expect(trough[60]).toBe(0);
    expect(trough[37]).toBeGreaterThan(0.4);
  });

  it('has the days off that it is told', () => {
    const off = (holidays: Parameters<typeof calendar>[0], date: [number, number, number]): number => {
      const { first, off } = calendar(holidays, 1).year(date[0]);
      return off[dayNumber(...date) - first]!;
    };
    const christmas: [number, number, number] = [2025, 12, 25];
    expect(off('us', christmas)).toBe(1);
    expect(off('none', christmas)).toBe(0);
    expect(off(['2025-12-25'], christmas)).toBe(1);
    expect(off(['2024-12-25'], christmas)).toBe(0);
    expect(off(({ month, day }) => month === 12 && day === 25, christmas)).toBe(1);
    expect(off('none', [2025, 12, 27])).toBe(1);
  });

  it('is normalised over all its kinds of day', () => {
    for (const holidays of ['us', 'none', ['2025-12-25']] as const) {
      const kinds = calendar(holidays, 1).kinds();
      expect(kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
    const weekends = calendar('none', 1)
      .kinds()
      .reduce((sum, { share, off }) => sum + share * off, 0);
    expect(weekends).toBeCloseTo(2 / 7, 3);
  });
});
