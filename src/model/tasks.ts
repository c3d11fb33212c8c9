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
 * its own for every metric; what runs over midnight runs on. On idle days there are none.
 */
export interface Tasks {
  readonly model: Model;
  readonly key: Key;
  readonly bridgeKey: Key;
  readonly dutyKey: Key;
  /** Room: whether the day before, the day and the day after have no work. */
  readonly idle: Uint8Array;
}

/** Draws of one task, and tasks of one day at the most. */
const DRAWS = 12;
const MOST_TASKS = 32;
/** Shortest long task, in samples: with it, more than a twentieth of every active day is busy. */
const SHORTEST = 18;
/** Chance that a task runs over midnight between two active days; chosen by eye. */
const BRIDGE = 0.5;

export function tasksOf(model: Model): Tasks {
  const key = childKey(model.key, PARTS.tasks);
  return { model, key, bridgeKey: childKey(key, 0), dutyKey: childKey(key, 1), idle: new Uint8Array(3) };
}

/**
 * Writes how busy each slot of a day is for each metric: 0 where nothing runs, 1 where the CPU is taken whole.
 *
 * @param busy - One array of shape [288] for each metric.
 */
export function fillTasks(
  { model, key, bridgeKey, dutyKey, idle }: Tasks,
  day: number,
  busy: readonly Float64Array[],
): void {
  for (const values of busy) values.fill(0);
  fillIdle(model, day - 1, 3, idle);
  if (idle[1]) return;
  const { dutyCycle } = model.profile.dynamics;
  const duty = Math.min(1, Math.max(0.07, dutyCycle * exp(0.5 * normal(dutyKey, day))));
  const draw = day * MOST_TASKS * DRAWS;

  // The long task, or two where it comes from yesterday or goes on to tomorrow.
  const comes = !idle[0] && uniform(bridgeKey, day) < BRIDGE;
  const goes = !idle[2] && uniform(bridgeKey, day + 1) < BRIDGE;
  const long = Math.max(SHORTEST, Math.round(LONG_SHARE * duty * SLOTS));
  if (comes && goes && duty > 0.75) addTask(key, draw, 0, SLOTS, busy);
  else if (comes && goes) {
    const first = 1 + Math.floor((long - 1) * uniform(key, draw + DRAWS - 1));
    addTask(key, draw, 0, first, busy);
    addTask(key, draw + DRAWS, SLOTS - (long - first), SLOTS, busy);
  } else if (comes) addTask(key, draw, 0, long, busy);
  else if (goes) addTask(key, draw, SLOTS - long, SLOTS, busy);
  else {
    const start = Math.floor((SLOTS - long) * uniform(key, draw + DRAWS - 1));
    addTask(key, draw, start, start + long, busy);
  }

  const others = Math.floor(OTHERS * duty + uniform(key, draw + DRAWS - 2));
  for (let task = 2; task < Math.min(MOST_TASKS, others + 2); task++) {
    const at = draw + task * DRAWS;
    // Log-normal with the spread of on-times in Bitbrains (median 15 minutes and more, log sd 1.3).
    const length = Math.max(1, Math.round(3 * exp(1.3 * normal(key, at + 8))));
    const start = Math.floor(SLOTS * uniform(key, at + 9));
    addTask(key, at, start, Math.min(SLOTS, start + Math.min(length, 96)), busy);
  }
}

/** Share of an active day's busy time that is one long task, and how many others there are on a busy day. */
const LONG_SHARE = 0.75;
const OTHERS = 18;
/** Share of tasks that take all of the CPU (on-state of batch servers in Bitbrains: 74 % in the median, often all). */
const SATURATED = 0.7;

/** Level of each metric but the CPU while a task runs: median and log standard deviation; chosen by eye. */
const LEVELS = [
  { median: 1, spread: 0 },
  { median: 0.4, spread: 0.8 },
  { median: 0.25, spread: 0.8 },
  { median: 0.15, spread: 0.9 },
] as const;
/** How hard the first sample of a task, which reads its input, hits each metric. */
const INPUT = [0, 0.2, 6, 8] as const;

function addTask(key: Key, draw: number, from: number, end: number, busy: readonly Float64Array[]): void {
  if (from >= end) return;
  const load = uniform(key, draw) < SATURATED ? 1 : 0.3 + 0.7 * uniform(key, draw + 1);
  const input = Math.min(60, pareto(uniform(key, draw + 6), 1.2));
  for (let metric = 0; metric < METRICS.length; metric++) {
    const { median, spread } = LEVELS[metric]!;
    const values = busy[metric]!;
    const level = load * median * (spread === 0 ? 1 : exp(spread * normal(key, draw + 2 + metric)));
    for (let slot = from; slot < end; slot++) if (values[slot]! < level) values[slot] = level;
    values[from]! += level * INPUT[metric]! * input;
  }
}
