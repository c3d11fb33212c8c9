import { sampleCorrelation } from 'simple-statistics';
import { SLOTS } from '../model/shape.js';
import type { Metric } from '../profiles/profile.js';
import type { DayStatistics } from './dayStatistics.js';
import { clamp } from './estimate.js';
import { meanOf } from './meanOf.js';
import { medianOf } from './medianOf.js';
import { spread } from './spread.js';

const HOUR = 12;
/** Hours farther out than this are taken to be there: bursts and tasks are not the load that is shared. */
const FAR = 3;

/**
 * How alike metrics are from hour to hour: the medians of the hours, whose correlation the noise of single samples does
 * not blur.
 *
 * @param residuals - Logarithms about the usual day, of each metric; see `dayResiduals`.
 */
export function likenessOfHours(
  residuals: ReadonlyMap<Metric, Float64Array>,
): Pick<DayStatistics, 'shared' | 'memoryShared'> {
  const hours = new Map([...residuals].map(([metric, values]) => [metric, hoursOf(values)]));
  const memory = hours.get('memory');
  const others = [...hours].filter(([metric]) => metric !== 'memory').map(([, values]) => values);
  const pairs = others.flatMap((one, i) => others.slice(i + 1).map((other) => correlation(one, other)));
  return {
    shared: meanOf(pairs.filter(Number.isFinite)),
    memoryShared: memory ? meanOf(others.map((other) => correlation(memory, other)).filter(Number.isFinite)) : NaN,
  };
}

function hoursOf(residuals: Float64Array): Float64Array {
  const hours = Float64Array.from({ length: residuals.length / HOUR }, (_, hour) =>
    medianOf(residuals.subarray(hour * HOUR, (hour + 1) * HOUR)),
  );
  const most = FAR * spread(hours);
  // The hours about midnight are those of two days.
  return hours.map((value, hour) => {
    const ofDay = hour % (SLOTS / HOUR);
    return ofDay < 2 || ofDay >= SLOTS / HOUR - 2 ? NaN : clamp(value, -most, most);
  });
}

function correlation(one: Float64Array, other: Float64Array): number {
  const both = [...one.keys()].filter((hour) => one[hour] === one[hour] && other[hour] === other[hour]);
  if (both.length < 2) return NaN;
  return sampleCorrelation(
    both.map((hour) => one[hour]!),
    both.map((hour) => other[hour]!),
  );
}
