import { type Jobs, sizeOn, slotOn } from './jobs.js';
import { selectLargest } from './largest.js';
import { SLOTS } from './shape.js';
import { samplesAt } from './slots.js';
import { FROM_TOP } from './tops.js';

/**
 * Raises the samples of a day to the level that a metric has while long jobs run, beside the busy hours of its episode; two
 * at once are no higher than one. Where there is as much without them, they change nothing.
 *
 * @param slotOf - The slot of each sample, where they do not simply count up from 0.
 * @param shapes - The day's shape of each metric, shape [288]; the slot of the P95's rank is the busy level.
 * @param lift - How much higher than the rest of the day its episode is; see `addJobs`.
 */
export function raiseToJobs(
  jobs: Jobs,
  day: number,
  count: number,
  slotOf: Int16Array | undefined,
  width: number,
  shapes: readonly Float64Array[],
  samples: readonly Float64Array[],
  lift: (metric: number, sample: number) => number,
): void {
  const { plan, levels } = jobs;
  if (levels.every((level) => level === undefined) || !plan.some(({ isLong }) => isLong)) return;
  const running = sizes(jobs, day, count, slotOf);
  const largest = new Float64Array(FROM_TOP);
  for (let metric = 0; metric < width; metric++) {
    const level = levels[metric];
    if (level === undefined) continue;
    const [shape, values] = [shapes[metric]!, samples[metric]!];
    selectLargest(shape, 0, SLOTS, 1, FROM_TOP, largest, -Infinity);
    const busy = largest[FROM_TOP - 1]!;
    for (let i = 0; i < count; i++) {
      const factor = (level * busy * running[i]! * lift(metric, i)) / shape[slotOf ? slotOf[i]! : i]!;
      if (factor > 1) values[i]! *= factor;
    }
  }
}

/** How high the long job is that runs at each sample, as a ratio of its usual height; 0 where none does. */
function sizes(jobs: Jobs, day: number, count: number, slotOf: Int16Array | undefined): Float64Array {
  const running = new Float64Array(count);
  jobs.plan.forEach(({ isLong, length }, index) => {
    const slot = isLong ? slotOn(jobs, index, day) : -1;
    if (slot < 0) return;
    const { start, end } = samplesAt({ start: slot, end: slot + length }, count, slotOf);
    const size = sizeOn(jobs, index, day);
    for (let i = start; i < end; i++) running[i] = Math.max(running[i]!, size);
  });
  return running;
}
