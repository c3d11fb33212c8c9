import { childKey } from '../num/random.js';
import { METRICS, type Profile } from '../profiles/profile.js';
import { type Model, PARTS } from './compile.js';
import { addNight, nights } from './nights.js';
import { idleLevel } from './noiseLaw.js';
import { busyHours, SLOTS } from './shape.js';
import { tasksOf } from './tasks.js';

/**
 * The shape of a day for each metric, shape [288], local time: of the hours, of the nights' jobs or of the tasks. It is
 * 1 where the load is at its usual height and `quietLevel` where there is none.
 */
export function dayShapes(model: Model, width: number): (day: number) => readonly Float64Array[] {
  const { key, profile } = model;
  const busy = METRICS.map(() => new Float64Array(SLOTS));
  const shape = METRICS.map(() => new Float64Array(SLOTS));
  const quietLevels = METRICS.map((metric, index) => {
    const { quietLevel } = profile[metric];
    return hasHours(profile) ? quietLevel : idleLevel(model.metrics[index]!.noise, quietLevel);
  });
  const set = (): readonly Float64Array[] => {
    for (let metric = 0; metric < width; metric++) setShape(quietLevels[metric]!, busy[metric]!, shape[metric]!);
    return shape;
  };
  if (profile.batchNightWindow) {
    const plan = nights(childKey(key, PARTS.nights));
    return (day) => {
      busy[0]!.fill(0);
      addNight(plan, day - 1, SLOTS, busy[0]!);
      addNight(plan, day, 0, busy[0]!);
      for (let metric = 1; metric < width; metric++) busy[metric]!.set(busy[0]!);
      return set();
    };
  }
  if (profile.dynamics.dutyCycle < 1) {
    const tasks = tasksOf(model);
    return (day) => {
      tasks.fill(day, busy);
      return set();
    };
  }
  for (const values of busy) values.set(busyHours(profile.peakHours));
  set();
  return () => shape;
}

/** Whether the load follows the hours of the day rather than tasks. */
export function hasHours({ batchNightWindow, dynamics }: Profile): boolean {
  return !batchNightWindow && dynamics.dutyCycle === 1;
}

function setShape(quietLevel: number, busy: Float64Array, shape: Float64Array): void {
  for (let slot = 0; slot < SLOTS; slot++) shape[slot] = quietLevel + (1 - quietLevel) * busy[slot]!;
}
