import { exp } from '../num/exp.js';
import { normal } from '../num/normal.js';
import { childKey, uniform } from '../num/random.js';
import { RARE } from '../profiles/events.js';
import { METRICS } from '../profiles/profile.js';
import { fillIdle } from './activity.js';
import { type Model, PARTS } from './compile.js';
import { fillNoise } from './noise.js';
import { SLOTS } from './shape.js';

/**
 * The hours that make a day stand out. What a day's level has of its own, and not from the weeks before, comes from one
 * episode of higher load somewhere in the day; the rest of the day stays at the level of the days around it. So a high
 * day has a higher mean and a higher spread, as on real servers, and nothing jumps at midnight.
 */
export interface Episodes {
  /**
   * Writes how much higher than the rest of the day the episode of each of `count` days from day `first` on is, as a
   * ratio, 1 or more; one array for each metric.
   */
  readonly lifts: (first: number, count: number, width: number, out: readonly Float64Array[]) => void;
  /** The slots that the episode of a day takes: from `start` (included) to `end` (excluded). */
  readonly slots: (day: number) => { readonly start: number; readonly end: number };
}

/** The quiet rest of a day is as on a day whose own noise is this many standard deviations below the mean. */
const REST = -1;
/** Shortest episode, in slots: longer than a twentieth of the day, so that the P95 is its level. */
const SHORTEST = 18;
/** From this length on, the whole day is at one level, and no part of it an episode. */
const LONGEST = 252;
/** Slots from midnight to where an episode may begin, or back from it to where one may end. */
const MARGIN = 6;
/** Log standard deviation of its length; chosen by eye. */
const SPREAD = 0.7;

export function episodesOf(model: Model): Episodes {
  const { profile, dayNoise, metrics } = model;
  const { persistence, episodeHours, activeDays } = profile.dynamics;
  const areEvents = activeDays < RARE;
  const key = childKey(model.key, PARTS.episodes);
  const rest = REST * Math.sqrt(1 - persistence);
  const ownOnly = { scales: dayNoise.scales.slice(0, 1) };
  const own = METRICS.map(() => new Float64Array(LONGEST_RUN));
  const idle = new Uint8Array(LONGEST_RUN);
  const lattice = new Float64Array(4 * (LONGEST_RUN + 4));

  const lengthOf = (day: number): number =>
    episodeHours === 24
      ? SLOTS
      : Math.max(SHORTEST, Math.round(12 * episodeHours * exp(SPREAD * normal(key, 4 * day))));
  const lifts: Episodes['lifts'] = (first, count, width, out) => {
    fillNoise(dayNoise, first, count, width, lattice, out);
    fillNoise(ownOnly, first, count, width, lattice, own);
    fillIdle(model, first, count, idle);
    for (let metric = 0; metric < width; metric++) {
      const { active, idle: idleFactor, weight, tail } = metrics[metric]!.noise;
      const event = areEvents ? active / idleFactor : 1;
      const factor = (z: number): number => 1 - weight + weight * exp(tail * z - (tail * tail) / 2);
      for (let i = 0; i < count; i++) {
        const z = out[metric]![i]!;
        const quiet = Math.min(z, z - own[metric]![i]! + rest);
        const lift = (factor(z) / factor(quiet)) * (idle[i] ? 1 : event);
        const isWhole = (idle[i] === 1 || !areEvents) && lengthOf(first + i) >= LONGEST;
        out[metric]![i] = isWhole ? 1 : lift;
      }
    }
  };
  // An event of several days begins and ends at any hour, and takes the days between whole.
  const eventSlots = (day: number, goesOn: boolean, stays: boolean): { start: number; end: number } => {
    const one = uniform(key, 4 * day + 2);
    const other = uniform(key, 4 * day + 3);
    const room = SLOTS - SHORTEST - 2 * MARGIN;
    if (goesOn) return { start: 0, end: stays ? SLOTS : SHORTEST + MARGIN + Math.floor(room * one) };
    const start = MARGIN + Math.floor(room * one);
    return { start, end: stays ? SLOTS : start + SHORTEST + Math.floor((SLOTS - MARGIN - SHORTEST - start) * other) };
  };
  const slots: Episodes['slots'] = (day) => {
    if (areEvents) {
      fillIdle(model, day - 1, 3, idle);
      if (!idle[1]) return eventSlots(day, !idle[0], !idle[2]);
    }
    const taken = lengthOf(day);
    // As a day is the busier the stronger its rhythm, an episode is then the likelier in the busy hours.
    const { peakHours } = profile;
    const inPeak = uniform(key, 4 * day + 1) >= profile.cpu.quietLevel;
    const hours =
      peakHours.end > peakHours.start ? peakHours.end - peakHours.start : peakHours.end - peakHours.start + 24;
    const place = uniform(key, 4 * day + 2);
    const middle = inPeak ? 12 * (peakHours.start + hours * place) : SLOTS * place;
    const start = Math.max(MARGIN, Math.min(SLOTS - MARGIN - taken, Math.round(middle - taken / 2)));
    return { start, end: start + taken };
  };
  return { lifts, slots };
}

/** Most days for which lifts are asked at once: a month and its neighbours. */
export const LONGEST_RUN = 32;
