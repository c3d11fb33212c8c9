import { SLOTS } from '../model/shape.js';
import { presets } from '../profiles/dynamics.js';
import { RARE } from '../profiles/events.js';
import { type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { statisticOf } from '../statistic.js';
import { clamp } from './estimate.js';
import { meanOf } from './meanOf.js';
import { medianOf } from './medianOf.js';
import { withMetrics } from './withMetrics.js';

/** What is seen of a metric that may be on or off. */
interface OnOff {
  /** Its low level over its high one, on a usual day with work. */
  readonly idle: number;
  /** Share of such a day in which it is on. */
  readonly share: number;
  /** Share of the days that have work. */
  readonly active: number;
}

/** A day without work stays below this share of those with the most. */
const AT_WORK = 0.2;
/** A tenth of the day is below, a twentieth above it; on is half of that. */
const [LOW, ON] = [0.1, 0.5];
/** Where the low level is above this share of the high one, or the hours explain it, nothing looks like tasks. */
const MOST_IDLE = 0.4;
const HOURLESS = 0.8;

/**
 * Profiles with tasks in place of hours, to be moved from: one in which all metrics are as idle between them as they look,
 * and one in which only the leading one, by which tasks are told, is; undefined where that is not on and off.
 *
 * @param samples - Of some metrics, one day below the other.
 */
export function taskStarts(
  profile: Profile,
  samples: ReadonlyMap<Metric, Float64Array>,
): readonly [idle: Profile, alone: Profile] | undefined {
  const seen = new Map([...samples].map(([metric, rows]) => [metric, onOffOf(rows)]));
  const first = METRICS.find((metric) => seen.has(metric));
  const leader = first && seen.get(first);
  if (!leader || profile.batchNightWindow || profile[first].quietLevel < HOURLESS) return undefined;
  if (!(leader.idle < MOST_IDLE)) return undefined;
  const { dynamics } = presets.campaigns;
  // What looked like the bursts of the leading metric were its tasks: the others' stay as high as they are.
  const higher = profile.dynamics.burstHeight / dynamics.burstHeight!;
  const tasks = {
    ...dynamics,
    persistence: profile.dynamics.persistence,
    dutyCycle: clamp(leader.share, LEAST_DUTY, MOST_DUTY),
    activeDays: Math.max(RARE, leader.active),
  };
  const whole = { ...profile, dynamics: { ...profile.dynamics, ...tasks } };
  const withIdle = (isIdle: (metric: Metric) => boolean): Profile =>
    withMetrics(
      whole,
      Array.from(seen, ([metric, { idle }]) => {
        const { volatility, burstGain } = profile[metric];
        const noise = isIdle(metric)
          ? { quietLevel: clamp(idle, 0.01, 1), volatility: Math.min(volatility, VOLATILITY) }
          : { quietLevel: 1 };
        const gain = metric === first ? burstGain : clamp(burstGain * higher, 0, 1000);
        return [metric, { ...noise, burstGain: gain }];
      }),
    );
  return [withIdle(() => true), withIdle((metric) => metric === first)];
}

/** Bounds of the share of a day in which tasks run. */
export const LEAST_DUTY = 0.06;
export const MOST_DUTY = 0.99;
/** What noise there is beside tasks has yet to be found: much of what was found is theirs. */
const VOLATILITY = 0.07;

function onOffOf(rows: Float64Array): OnOff {
  const days = Array.from({ length: rows.length / SLOTS }, (_, day) =>
    rows.slice(day * SLOTS, (day + 1) * SLOTS).filter((value) => value === value),
  ).filter(({ length }) => length > SLOTS / 2);
  const tops = Float64Array.from(days, (day) => statisticOf(day.slice(), day.length, 'p95'));
  const most = statisticOf(tops.slice(), tops.length, 'p95');
  const working = days.map((day, i) => ({ day, top: tops[i]! })).filter(({ top }) => top >= AT_WORK * most);
  return {
    idle: medianOf(Float64Array.from(working, ({ day, top }) => day.sort()[Math.floor(LOW * day.length)]! / top)),
    share: meanOf(working.map(({ day, top }) => day.filter((value) => value > ON * top).length / day.length)),
    active: working.length / days.length,
  };
}
