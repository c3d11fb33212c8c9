import { below, childKey, type Key, uniform } from '../num/random.js';
import { SLOTS, smoothstep } from './shape.js';

/** The night window of batch servers, local time, in slots of five minutes: 22:00 to 06:00. */
export const NIGHT = { start: 264, length: 96 } as const;
/** Slots of the window before midnight. */
const EVENING = SLOTS - NIGHT.start;

/** Load inside the window while no job runs, as a ratio of a job's; chosen by eye. */
const WINDOW_LEVEL = 0.3;
const JOBS = 3;
/** Samples in which a job comes to its full load, and in which it ends. */
const EDGE = 4;
/** Draws of one job of one night. */
const DRAWS = 3;

/** A server's nightly jobs: each has its slot, and every night starts a little off it. */
export interface Nights {
  readonly key: Key;
  /** Slots from the start of the window, and length in slots, of each job. */
  readonly plan: readonly { readonly start: number; readonly length: number }[];
}

/** Draws the plan of a server: one job in each third of the window, 75 to 150 minutes long. */
export function nights(key: Key): Nights {
  const planKey = childKey(key, 0);
  const third = NIGHT.length / JOBS;
  const plan = Array.from({ length: JOBS }, (_, job) => {
    const length = 15 + below(planKey, 2 * job, 16);
    return { start: job * third + below(planKey, 2 * job + 1, third - length + 1), length };
  });
  return { key: childKey(key, 1), plan };
}

/** Which of a night's two days have work: on one without, nothing runs. */
export interface NightDays {
  readonly evening: boolean;
  readonly morning: boolean;
}

/**
 * Adds the load of the night that begins on a local day to the slots of that day (`base` 0) or of the next (`base`
 * 288): a low window with a job-shaped block for each job, of another height each night.
 *
 * @param busy - Shape [288]; 0 where nothing runs, about 1 where a job does.
 */
export function addNight(
  { key, plan }: Nights,
  night: number,
  { evening, morning }: NightDays,
  base: number,
  busy: Float64Array,
): void {
  const windowStart = NIGHT.start - base;
  const earliest = windowStart + (evening ? 0 : EVENING);
  const latest = windowStart + (morning ? NIGHT.length : EVENING);
  for (let slot = Math.max(0, earliest); slot < Math.min(SLOTS, latest); slot++) {
    const inside = Math.min(slot - earliest, latest - 1 - slot) + 0.5;
    busy[slot]! += WINDOW_LEVEL * smoothstep(inside / 6);
  }
  plan.forEach(({ start, length }, job) => {
    const draw = (night * plan.length + job) * DRAWS;
    const planned = windowStart + start + below(key, draw, 7) - 3;
    const from = evening ? planned : Math.max(earliest, planned);
    const plannedEnd = planned + length + below(key, draw + 1, 9) - 4;
    const end = morning ? plannedEnd : Math.min(latest, plannedEnd);
    const height = (1 - WINDOW_LEVEL) * (0.7 + 0.3 * uniform(key, draw + 2));
    for (let slot = Math.max(0, from); slot < Math.min(SLOTS, end); slot++) {
      const edge = Math.min(slot - from, end - 1 - slot) + 1;
      busy[slot]! += height * Math.min(1, edge / EDGE);
    }
  });
}
