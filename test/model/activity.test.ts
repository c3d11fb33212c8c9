import { describe, expect, it } from 'vitest';
import { fillIdle } from '../../src/model/activity.js';
import { average } from '../laws/measure.js';
import { modelOf, profileOf } from './model.js';

const idleDays = (activeDays: number, first: number, count: number, seed = 'activity'): Uint8Array => {
  const idle = new Uint8Array(count);
  fillIdle(modelOf(seed, profileOf({ activeDays }, { std: 50 })), first, count, idle);
  return idle;
};

describe('days without work', () => {
  const n = 60_000;

  it.each([0.01, 0.3, 0.7, 0.95])('are those that %d active days of all leave', (activeDays) => {
    const share = average(idleDays(activeDays, -n / 2, n));
    // Campaigns are three and a half days long by the day, and spells of fourteen make a quarter of the variance more:
    // 4 standard errors.
    expect(Math.abs(share - (1 - activeDays))).toBeLessThan(4 * Math.sqrt((activeDays * (1 - activeDays) * 7) / n));
  });

  it('are none where every day has work', () => {
    expect(idleDays(1, 0, 1000)).toEqual(new Uint8Array(1000));
  });

  // What comes next is as likely as in all, but for the quarter of the variance that the spell has which both are in.
  const change = (share: number, days: number): number => share * (1 - (1 - days / 12) / 4);

  it('come some at a time: a pause is of three days, or of more where another follows', () => {
    const idle = [...idleDays(0.7, 0, n)];
    const ends = idle.filter((value, i) => value === 1 && idle[i + 1] === 0).length;
    const mean = average(idle) * (n / ends);
    // 4 standard errors of about a mean length.
    expect(Math.abs(mean - 3 / change(0.7, 3))).toBeLessThan((4 * 5.3) / Math.sqrt(ends));
  });

  it('lie between events of two days, or of more where another follows', () => {
    const idle = [...idleDays(0.2, 0, n)];
    const ends = idle.filter((value, i) => value === 0 && idle[i + 1] === 1).length;
    const mean = (1 - average(idle)) * (n / ends);
    expect(Math.abs(mean - 2 / change(0.8, 2))).toBeLessThan((4 * 3.2) / Math.sqrt(ends));
  });

  it('are more alike a week apart than campaigns are long', () => {
    const idle = [...idleDays(0.7, 0, n)];
    const both = average(idle.map((value, i) => value * (idle[i + 7] ?? 0)));
    // Between a quarter, of days in one spell, and none: .11 on average over ten servers, with a standard deviation of .02.
    expect((both - 0.3 * 0.3) / (0.3 * 0.7)).toBeGreaterThan(0.05);
  });

  it('are the same however time is cut', () => {
    const whole = idleDays(0.6, -500, 1000);
    for (let first = 0; first < 970; first += 7) {
      expect(idleDays(0.6, first - 500, 30)).toEqual(whole.subarray(first, first + 30));
    }
  });

  it('are others on every server', () => {
    expect(idleDays(0.5, 0, 100, 'one')).not.toEqual(idleDays(0.5, 0, 100, 'other'));
  });
});
