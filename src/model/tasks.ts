import { exp } from '../num/exp.js';
import { normal } from '../num/normal.js';
import { childKey, type Key, uniform } from '../num/random.js';
import { METRICS } from '../profiles/profile.js';
import { fillIdle } from './activity.js';
import { pareto } from './bursts.js';
import { type Model, PARTS } from './compile.js';
import { SLOTS } from './shape.js';

/**
 * The tasks of a batch server: on active days one long task, some of an hour or so and short ones, each with a level of
 * its own for every metric; what runs over midnight runs on as it is. On idle days there are none.
 *
 * Figures without a source of their own are set together with the variety of batch servers (`profiles/batch.ts`).
 */
export interface Tasks {
  readonly model: Model;
  readonly quietLevels: readonly number[];
  readonly key: Key;
  /** Of the long tasks that run over midnight: a night's task is the same for both its days. */
  readonly bridgeKey: Key;
  readonly chanceKey: Key;
  readonly dutyKey: Key;
  /** Room: whether the day before, the day and the day after have no work. */
  readonly idle: Uint8Array;
}

/** Draws of one task, and tasks of one day at the most. */
const DRAWS = 12;
const MOST_TASKS = 32;
/** Shortest long task, in samples: with it, more than a twentieth of every active day is busy. */
const SHORTEST = 18;
/** Chance that a task runs over midnight between two active days. */
const BRIDGE = 0.6;

/** @param quietLevels - Of each metric, while nothing runs. */
export function tasksOf(model: Model, quietLevels: readonly number[]): Tasks {
  const key = childKey(model.key, PARTS.tasks);
  const [chanceKey, dutyKey, bridgeKey] = [childKey(key, 0), childKey(key, 1), childKey(key, 2)];
  return { model, quietLevels, key, bridgeKey, chanceKey, dutyKey, idle: new Uint8Array(3) };
}

/**
 * Writes the shape of a day for each metric: its quiet level where nothing runs, 1 where the CPU is taken whole.
 *
 * @param shape - One array of shape [288] for each metric.
 */
export function fillTasks(tasks: Tasks, day: number, shape: readonly Float64Array[]): void {
  const { model, quietLevels, key, bridgeKey, chanceKey, idle } = tasks;
  shape.forEach((values, metric) => values.fill(quietLevels[metric]!));
  fillIdle(model, day - 1, 3, idle);
  if (idle[1]) return;
  const duty = dutyOf(tasks, day);
  const draw = day * MOST_TASKS * DRAWS;

  // The long task, or two where it comes from yesterday and another goes on to tomorrow.
  const comes = !idle[0] && uniform(chanceKey, day) < BRIDGE;
  const goes = !idle[2] && uniform(chanceKey, day + 1) < BRIDGE;
  const long = Math.max(SHORTEST, Math.round(LONG_SHARE * duty * SLOTS));
  const place = uniform(key, draw + DRAWS - 1);
  if (comes || goes) {
    const together = duty > 0.75 && comes && goes ? SLOTS : long;
    const first = !comes ? 0 : !goes ? long : 1 + Math.floor((together - 1) * place);
    if (comes) addTask(tasks, bridgeKey, day * DRAWS, BEFORE, first, shape);
    if (goes) addTask(tasks, bridgeKey, (day + 1) * DRAWS, SLOTS - (together - first), SLOTS, shape);
  } else {
    const start = Math.floor((SLOTS - long) * place);
    addTask(tasks, key, draw, start, start + long, shape);
  }

  if (!idle[0]) addOthers(tasks, day - 1, -SLOTS, false, shape);
  addOthers(tasks, day, 0, idle[2] === 1, shape);
}

/** The first slot of a task that began on the day before. */
const BEFORE = -1;

/** How far the days of a server differ in their share of busy slots, as a log standard deviation. */
const DUTY_SPREAD = 0.56;

/** Share of a day's slots that are to be busy. */
function dutyOf({ model, dutyKey }: Tasks, day: number): number {
  return Math.min(1, Math.max(0.07, model.profile.dynamics.dutyCycle * exp(DUTY_SPREAD * normal(dutyKey, day))));
}

/**
 * Adds the other tasks that begin on a day.
 *
 * @param base - Slot of that day's midnight: 0, or −288 for what yesterday left.
 * @param isLast - Whether the next day is idle: then all of them end before it.
 */
function addOthers(tasks: Tasks, day: number, base: number, isLast: boolean, shape: readonly Float64Array[]): void {
  const { key } = tasks;
  const draw = day * MOST_TASKS * DRAWS;
  const others = Math.floor(OTHERS * dutyOf(tasks, day) + uniform(key, draw + DRAWS - 2));
  for (let task = 2; task < Math.min(MOST_TASKS, others + 2); task++) {
    const at = draw + task * DRAWS;
    // Log-normal with the spread of on-times in Bitbrains (median 15 minutes and more, log sd 1.3).
    const length = Math.min(96, Math.max(1, Math.round(3 * exp(1.3 * normal(key, at + 8)))));
    const start = base + Math.floor((isLast ? SLOTS - length : SLOTS) * uniform(key, at + 9));
    addTask(tasks, key, at, start, start + length, shape);
  }
}

/** Share of an active day's busy time that is one long task, and how many others there are on a busy day. */
const LONG_SHARE = 0.82;
const OTHERS = 16;
/** Share of tasks that take all of the CPU (on-state of batch servers in Bitbrains: 74 % in the median, often all). */
const SATURATED = 0.75;

/** Level of each metric but the CPU while a task runs: median and log standard deviation. */
const LEVELS = [
  { median: 1, spread: 0 },
  { median: 1.1, spread: 0.42 },
  { median: 0.37, spread: 1 },
  { median: 0.25, spread: 1.2 },
] as const;
/** How hard the first sample of a task, which reads its input, hits each metric. */
const INPUT = [0, 0.05, 4.4, 16] as const;

/** Adds a task from one slot to another, as far as it runs on the day; what begins before the day has read its input. */
function addTask(
  { quietLevels }: Tasks,
  key: Key,
  draw: number,
  start: number,
  end: number,
  shape: readonly Float64Array[],
): void {
  const from = Math.max(0, start);
  const until = Math.min(SLOTS, end);
  if (from >= until) return;
  const load = uniform(key, draw) < SATURATED ? 1 : 0.3 + 0.7 * uniform(key, draw + 1);
  const input = start < 0 ? 0 : Math.min(60, pareto(uniform(key, draw + 6), 1.2));
  for (let metric = 0; metric < METRICS.length; metric++) {
    const { median, spread } = LEVELS[metric]!;
    const values = shape[metric]!;
    const quietLevel = quietLevels[metric]!;
    const busy = load * median * (spread === 0 ? 1 : exp(spread * normal(key, draw + 2 + metric)));
    const level = quietLevel + (1 - quietLevel) * busy;
    for (let slot = from; slot < until; slot++) if (values[slot]! < level) values[slot] = level;
    values[from]! += (1 - quietLevel) * (busy * INPUT[metric]! * input);
  }
}
