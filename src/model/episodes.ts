import { exp } from '../num/exp.js';
import { normal } from '../num/normal.js';
import { childKey, type Key, uniform } from '../num/random.js';
import { RARE } from '../profiles/events.js';
import { peakDuration } from '../profiles/peakDuration.js';
import { fillIdle } from './activity.js';
import { type Model, PARTS } from './compile.js';
import type { DayNormals } from './levels.js';
import { ownFactor } from './noiseLaw.js';
import { SLOTS } from './shape.js';
import type { Slots } from './slots.js';

/**
 * The hours that make a day stand out. What a day's level has of its own, and not from the weeks before, comes from one
 * episode of higher load somewhere in the day; the rest of the day stays at the level of the days around it. So a high
 * day has a higher mean and a higher spread, as on real servers, and nothing jumps at midnight.
 */
export interface Episodes {
  readonly model: Model;
  readonly key: Key;
  readonly areEvents: boolean;
  readonly idle: Uint8Array;
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
  return {
    model,
    key: childKey(model.key, PARTS.episodes),
    areEvents: model.profile.dynamics.activeDays < RARE,
    idle: new Uint8Array(LONGEST_RUN),
  };
}

/**
 * Writes how much higher than the rest of the day the episode of each of `count` days from day `first` on is, as a ratio,
 * 1 or more; one array for each metric.
 *
 * @param normals - Of the same days and metrics, as `setLevels` leaves them.
 */
export function setLifts(
  episodes: Episodes,
  first: number,
  count: number,
  width: number,
  normals: DayNormals,
  out: readonly Float64Array[],
): void {
  const { model, areEvents, idle } = episodes;
  fillIdle(model, first, count, idle);
  const rest = REST * Math.sqrt(1 - model.profile.dynamics.persistence);
  for (let metric = 0; metric < width; metric++) {
    const { noise } = model.metrics[metric]!;
    const event = areEvents ? noise.active / noise.idle : 1;
    const [lifts, all, white] = [out[metric]!, normals.all[metric]!, normals.white[metric]!];
    for (let i = 0; i < count; i++) {
      const z = all[i]!;
      const quiet = Math.min(z, z - white[i]! + rest);
      const lift = (ownFactor(noise, z) / ownFactor(noise, quiet)) * (idle[i] ? 1 : event);
      const isWhole = (idle[i] === 1 || !areEvents) && lengthOf(episodes, first + i) >= LONGEST;
      lifts[i] = isWhole ? 1 : lift;
    }
  }
}

/** Length of a day's episode, in slots. */
function lengthOf({ model, key }: Episodes, day: number): number {
  const { episodeHours } = model.profile.dynamics;
  if (episodeHours === 24) return SLOTS;
  return Math.max(SHORTEST, Math.round(12 * episodeHours * exp(SPREAD * normal(key, 4 * day))));
}

/** The slots that the episode of a day takes. */
export function episodeSlots(episodes: Episodes, day: number): Slots {
  const { model, key, areEvents, idle } = episodes;
  if (areEvents) {
    fillIdle(model, day - 1, 3, idle);
    if (!idle[1]) return eventSlots(key, day, !idle[0], !idle[2]);
  }
  const taken = lengthOf(episodes, day);
  // As a day is the busier the stronger its rhythm, an episode is then the likelier in the busy hours.
  const { peakHours, cpu } = model.profile;
  const inPeak = uniform(key, 4 * day + 1) >= cpu.quietLevel;
  const place = uniform(key, 4 * day + 2);
  const middle = inPeak ? 12 * (peakHours.start + peakDuration(peakHours) * place) : SLOTS * place;
  const start = Math.max(MARGIN, Math.min(SLOTS - MARGIN - taken, Math.round(middle - taken / 2)));
  return { start, end: start + taken };
}

/** An event of several days begins and ends at any hour, and takes the days between whole. */
function eventSlots(key: Key, day: number, goesOn: boolean, stays: boolean): Slots {
  const one = uniform(key, 4 * day + 2);
  const other = uniform(key, 4 * day + 3);
  const room = SLOTS - SHORTEST - 2 * MARGIN;
  if (goesOn) return { start: 0, end: stays ? SLOTS : SHORTEST + MARGIN + Math.floor(room * one) };
  const start = MARGIN + Math.floor(room * one);
  return { start, end: stays ? SLOTS : start + SHORTEST + Math.floor((SLOTS - MARGIN - SHORTEST - start) * other) };
}

/** Most days for which lifts are asked at once: a month and its neighbours. */
export const LONGEST_RUN = 32;
