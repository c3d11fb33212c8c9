import { childKey } from '../num/random.js';
import { METRICS, type Profile } from '../profiles/profile.js';
import { fillIdle } from './activity.js';
import { type Model, PARTS } from './compile.js';
import { addNight, type Nights, nights } from './nights.js';
import { idleLevel } from './noiseLaw.js';
import { busyHours, SLOTS } from './shape.js';
import { fillTasks, type Tasks, tasksOf } from './tasks.js';

/**
 * The shape of a day for each metric, shape [288], local time: of the hours, of the nights' jobs or of the tasks. It is
 * 1 where the load is at its usual height and `quietLevel` where there is none.
 */
export interface DayShapes {
  readonly model: Model;
  readonly width: number;
  /** What runs, where the load does not follow the hours. */
  readonly work: { readonly nights: Nights } | { readonly tasks: Tasks } | undefined;
  readonly quietLevels: readonly number[];
  readonly busy: readonly Float64Array[];
  readonly shape: readonly Float64Array[];
  /** Room: whether the day before, the day and the day after have no work. */
  readonly idle: Uint8Array;
}

export function dayShapes(model: Model, width: number): DayShapes {
  const { key, profile } = model;
  const follows = hasHours(profile);
  const quietLevels = METRICS.map((metric, index) => {
    const { quietLevel } = profile[metric];
    return follows ? quietLevel : idleLevel(model.metrics[index]!.noise, quietLevel);
  });
  const ofDay = (): Float64Array[] => METRICS.map(() => new Float64Array(SLOTS));
  const shapes: DayShapes = {
    model,
    width,
    work: follows
      ? undefined
      : profile.batchNightWindow
        ? { nights: nights(childKey(key, PARTS.nights)) }
        : { tasks: tasksOf(model, quietLevels) },
    quietLevels,
    busy: ofDay(),
    shape: ofDay(),
    idle: new Uint8Array(3),
  };
  if (follows) {
    for (const values of shapes.busy) values.set(busyHours(profile.peakHours));
    setShapes(shapes);
  }
  return shapes;
}

/** The shapes of a day, until the next is asked for. */
export function shapesOf(shapes: DayShapes, day: number): readonly Float64Array[] {
  const { work, busy, width } = shapes;
  if (work === undefined) return shapes.shape;
  if ('tasks' in work) fillTasks(work.tasks, day, shapes.shape);
  else {
    const [cpu] = busy as [Float64Array];
    const { model, idle } = shapes;
    fillIdle(model, day - 1, 3, idle);
    const [before, today, after] = [!idle[0], !idle[1], !idle[2]];
    cpu.fill(0);
    addNight(work.nights, day - 1, { evening: before, morning: today }, SLOTS, cpu);
    addNight(work.nights, day, { evening: today, morning: after }, 0, cpu);
    for (let metric = 1; metric < width; metric++) busy[metric]!.set(cpu);
    setShapes(shapes);
  }
  return shapes.shape;
}

/** Whether the load follows the hours of the day rather than tasks. */
export function hasHours({ batchNightWindow, dynamics }: Profile): boolean {
  return !batchNightWindow && dynamics.dutyCycle === 1;
}

function setShapes({ width, quietLevels, busy, shape }: DayShapes): void {
  for (let metric = 0; metric < width; metric++) {
    const [quietLevel, from, into] = [quietLevels[metric]!, busy[metric]!, shape[metric]!];
    for (let slot = 0; slot < SLOTS; slot++) into[slot] = quietLevel + (1 - quietLevel) * from[slot]!;
  }
}
