import { describe, expect, it } from 'vitest';
import { fillIdle } from '../../src/model/activity.js';
import type { Model } from '../../src/model/compile.js';
import { SLOTS } from '../../src/model/shape.js';
import { fillTasks, tasksOf } from '../../src/model/tasks.js';
import { METRICS } from '../../src/profiles/profile.js';
import { average } from '../laws/measure.js';
import { modelOf, profileOf } from './model.js';

const DAYS = 3000;
const FIRST = 19_000;
/** Quiet levels at which a slot without tasks is told by its 0. */
const NOTHING = METRICS.map(() => 0);

/** The CPU's slots of many days, and whether each day has work. */
function read(dutyCycle: number, activeDays: number): { model: Model; days: Float64Array[][]; isIdle: boolean[] } {
  const model = modelOf('tasks', profileOf({ dutyCycle, activeDays }, { std: 60, quietLevel: 0.1, tail: 0.5 }));
  const tasks = tasksOf(model, NOTHING);
  const idle = new Uint8Array(DAYS);
  fillIdle(model, FIRST, DAYS, idle);
  const days = Array.from({ length: DAYS }, (_, i) => {
    const busy = METRICS.map(() => new Float64Array(SLOTS));
    fillTasks(tasks, FIRST + i, busy);
    return busy;
  });
  return { model, days, isIdle: [...idle].map((value) => value === 1) };
}

const busySlots = (values: Float64Array): number => values.filter((value) => value > 0).length;

describe.each([0.06, 0.2, 0.45, 0.8])('the tasks of a server that is busy for %d of an active day', (dutyCycle) => {
  const { days, isIdle } = read(dutyCycle, 0.7);
  const active = days.filter((_, i) => !isIdle[i]);

  it('take more than a twentieth of every active day in every metric, so that its P95 is a task’s', () => {
    expect(active.length).toBeGreaterThan(0.6 * DAYS);
    for (const busy of active) {
      for (const values of busy) expect(busySlots(values)).toBeGreaterThan(SLOTS / 20);
    }
  });

  it('are none on days without work', () => {
    for (const busy of days.filter((_, i) => isIdle[i])) {
      for (const values of busy) expect(busySlots(values)).toBe(0);
    }
  });

  it('are as long together as asked, but for what they need at least and for what overlaps', () => {
    const share = average(active.map((busy) => busySlots(busy[0]!) / SLOTS));
    expect(share / Math.max(dutyCycle, 0.1)).toBeGreaterThan(0.75);
    expect(share / Math.max(dutyCycle, 0.1)).toBeLessThan(1.3);
  });

  it('take the CPU whole at most', () => {
    for (const busy of active) expect(Math.max(...busy[0]!)).toBeLessThanOrEqual(1);
    const saturated = active.filter((busy) => Math.max(...busy[0]!) === 1).length;
    expect(saturated / active.length).toBeGreaterThan(0.7);
  });
});

describe('tasks over midnight', () => {
  const { model, days, isIdle } = read(0.45, 0.7);
  const endsBusy = (day: number): boolean => days[day]![0]![SLOTS - 1]! > 0;
  const beginsBusy = (day: number): boolean => days[day]![0]![0]! > 0;
  const nights = Array.from({ length: DAYS - 1 }, (_, day) => day);

  it('run on into the next day, on three of five nights between days with work', () => {
    const between = nights.filter((day) => !isIdle[day] && !isIdle[day + 1]);
    const meets = average(between.map((day) => (endsBusy(day) && beginsBusy(day + 1) ? 1 : 0)));
    // And a few whose short tasks happen to meet.
    expect(meets).toBeGreaterThan(0.6);
    expect(meets).toBeLessThan(0.7);
    // What ends there without going on is a short task, of which a few in a hundred are cut by midnight.
    const ends = between.filter((day) => endsBusy(day)).length;
    const begins = between.filter((day) => beginsBusy(day + 1)).length;
    expect(begins / between.length).toBeLessThan(meets + 0.1);
    expect(ends / between.length).toBeLessThan(meets + 0.2);
  });

  it('run on as they are: what they take of each metric, and what they read only where they begin', () => {
    const model = modelOf('night', profileOf({ dutyCycle: 0.45, activeDays: 1 }, { std: 60, quietLevel: 0.1 }));
    const tasks = tasksOf(model, NOTHING);
    const dayOf = (day: number): Float64Array[] => {
      const busy = METRICS.map(() => new Float64Array(SLOTS));
      fillTasks(tasks, day, busy);
      return busy;
    };
    let [same, other, spikes] = [0, 0, 0];
    for (let day = FIRST; day < FIRST + 1000; day++) {
      const [evening, morning] = [dayOf(day), dayOf(day + 1)];
      METRICS.forEach((_, metric) => {
        const [before, after] = [evening[metric]![SLOTS - 1]!, morning[metric]![0]!];
        if (before === after) same++;
        else other++;
        if (after > 2 * morning[metric]![1]! && after > 2 * before) spikes++;
      });
    }
    // Tasks begin and end some ten times a day: at midnight as at any other time.
    expect(other / (same + other)).toBeLessThan(0.15);
    expect(spikes / (same + other)).toBeLessThan(0.03);
  });

  it('never run into a day without work', () => {
    for (const day of nights) if (isIdle[day + 1]) expect(beginsBusy(day + 1)).toBe(false);
    const last = nights.filter((day) => !isIdle[day] && isIdle[day + 1]);
    expect(average(last.map((day) => (endsBusy(day) ? 1 : 0)))).toBeLessThan(0.2);
  });

  it('are the same whatever day is asked for first', () => {
    const tasks = tasksOf(model, NOTHING);
    for (const day of [2000, 5, 1200]) {
      const busy = METRICS.map(() => new Float64Array(SLOTS).fill(7));
      fillTasks(tasks, FIRST + day, busy);
      expect(busy).toEqual(days[day]);
    }
  });

  it('begin from the quiet level of each metric and keep their full load', () => {
    const quietLevels = [0.1, 0.8, 0, 1];
    const tasks = tasksOf(model, quietLevels);
    for (let day = 0; day < 100; day++) {
      const shape = METRICS.map(() => new Float64Array(SLOTS));
      fillTasks(tasks, FIRST + day, shape);
      shape.forEach((values, metric) => {
        const quiet = quietLevels[metric]!;
        values.forEach((value, slot) => {
          expect(value).toBeCloseTo(quiet + (1 - quiet) * days[day]![metric]![slot]!, 12);
        });
      });
    }
  });
});
