import { childKey } from '../num/random.js';
import { METRICS } from '../profiles/profile.js';
import { applyGaussian, applyNoise } from './applyNoise.js';
import { addBursts, type Bursts, burstsOf } from './bursts.js';
import { type Model, PARTS } from './compile.js';
import { type DayScales, dayScales, placeOf } from './dayScales.js';
import { type DayShapes, dayShapes, hasHours, shapesOf } from './dayShapes.js';
import { type Intraday, intraday, setNoise } from './intraday.js';
import { raiseToJobs } from './jobLevels.js';
import { addJobs, type Jobs, jobsOf } from './jobs.js';
import { type Episodes, episodesOf, episodeSlots } from './episodes.js';
import { matchDay, type MatchRoom, matchRoom } from './matchDay.js';
import { addReleases, addRestarts, type Releases, releasesOf } from './releases.js';
import { SLOTS } from './shape.js';
import { samplesAt, type Slots } from './slots.js';
import { topsOf } from './tops.js';
import type { Zone } from './zone.js';

/** Length of the canonical bucket. */
export const SAMPLE_MS = 300_000;

/** The samples of one local day: its canonical 5-minute values, not yet rounded. */
export interface DaySamples {
  readonly day: number;
  /** Number of the first 5-minute bucket, counted from 1970. */
  readonly first: number;
  /** 288; on days with a change of clocks mostly 276 or 300, and 0 on one that the zone skipped. At most `LONGEST_DAY`. */
  readonly count: number;
  /** In the order of `METRICS`; at least `count` long. */
  readonly values: readonly Float64Array[];
}

/** The 5-minute layer of a server: what a day is made of, and room for it. */
export interface SampleLayer {
  readonly model: Model;
  /** Metrics 0 to `width` (excluded) are computed. */
  readonly width: number;
  readonly noise: Intraday;
  readonly bursts: Bursts;
  readonly jobs: Jobs;
  readonly releases: Releases;
  readonly shapes: DayShapes;
  /** None where the load does not follow the hours. */
  readonly episodes: Episodes | undefined;
  readonly scales: DayScales;
  /** How many samples of each metric bursts may still take. */
  readonly room: Int32Array;
  readonly match: MatchRoom;
  /** The days computed last. */
  readonly recent: DaySamples[];
}

export function sampleLayer(model: Model, width: number): SampleLayer {
  const { key, profile } = model;
  const jobs = jobsOf(childKey(key, PARTS.jobs), profile);
  const episodes = hasHours(profile) ? episodesOf(model) : undefined;
  return {
    model,
    width,
    noise: intraday(childKey(key, PARTS.sample), profile, LONGEST_DAY),
    bursts: burstsOf(childKey(key, PARTS.bursts), profile),
    jobs,
    releases: releasesOf(childKey(key, PARTS.releases), profile.dynamics),
    shapes: dayShapes(model, width),
    episodes,
    scales: dayScales(model, width, topsOf(model, jobs), episodes),
    room: new Int32Array(METRICS.length),
    match: matchRoom(),
    recent: [],
  };
}

/**
 * The samples of a day, of which the last few are kept. A day depends on the levels of the day and its two neighbours,
 * and on nothing else: any day costs the same.
 */
export function samplesOf(layer: SampleLayer, day: number): DaySamples {
  const { recent } = layer;
  for (const samples of recent) if (samples.day === day) return samples;
  const values = recent.length < KEPT_DAYS ? METRICS.map(() => new Float64Array(LONGEST_DAY)) : recent.shift()!.values;
  const samples = computeDay(layer, day, values);
  recent.push(samples);
  return samples;
}

/** A function of its own, not one of each server: its machine code outlives them. */
function computeDay(layer: SampleLayer, day: number, values: readonly Float64Array[]): DaySamples {
  const { model, width, jobs, releases, episodes, room } = layer;
  const { profile, metrics, zone } = model;
  const { first, count } = bucketsOf(zone, day);
  const { levels, lifts, roots } = layer.scales;
  const at = placeOf(layer.scales, day);
  setNoise(layer.noise, first, count, width, values);
  const shape = shapesOf(layer.shapes, day);
  const slotOf = slots(zone, first, count);
  if (width > MEMORY) {
    const memory = values[MEMORY]!;
    scaleBy(profile.memory.volatility, count, memory);
    addReleases(releases, first, count, memory);
    addRestarts(releases, first, count, memory);
  }
  // Releases and restarts are ratios, of which there is something left.
  const falls = profile.dynamics.releaseDepth > 0 || profile.dynamics.restartsPerMonth > 0;
  for (let metric = 0; metric < width; metric++) {
    const { tail, volatility } = profile[METRICS[metric]!];
    const apply = tail === 0 && !(metric === MEMORY && falls) ? applyGaussian : applyNoise;
    apply(values[metric]!, count, shape[metric]!, slotOf, metric === MEMORY ? 1 : volatility);
  }
  room.fill(MOST_BURSTS);
  const episode = episodes ? samplesAt(episodeSlots(episodes, day), count, slotOf) : NO_EPISODE;
  if (episodes) addEpisode(episode, count, width, lifts, at, values);
  const lift = (metric: number, sample: number): number =>
    sample >= episode.start && sample < episode.end ? 1 : lifts[metric]![at]!;
  addJobs(jobs, day, count, slotOf, width, values, lift, room);
  raiseToJobs(jobs, day, count, slotOf, width, shape, values, lift);
  addBursts(layer.bursts, first, count, width, values, room);
  for (let metric = 0; metric < width; metric++) {
    const root = roots[metric]!;
    const today = root[at]!;
    const [leftEdge, rightEdge] = [root[at - 1]! * today, root[at + 1]! * today];
    matchDay(layer.match, count, levels[metric]![at]!, metrics[metric]!.ceiling, leftEdge, rightEdge, values[metric]!);
  }
  return { day, first, count, values };
}

function scaleBy(factor: number, count: number, values: Float64Array): void {
  for (let i = 0; i < count; i++) values[i]! *= factor;
}

/** Multiplies the samples of a day's episode, which rises and falls within a quarter of an hour. */
function addEpisode(
  { start, end }: Slots,
  count: number,
  width: number,
  lifts: readonly Float64Array[],
  at: number,
  samples: readonly Float64Array[],
): void {
  for (let metric = 0; metric < width; metric++) {
    const more = lifts[metric]![at]! - 1;
    if (more === 0) continue;
    const values = samples[metric]!;
    for (let i = start; i < Math.min(end, count); i++) {
      values[i]! *= 1 + more * Math.min(1, (Math.min(i - start, end - 1 - i) + 1) / 3);
    }
  }
}

const MEMORY = METRICS.indexOf('memory');
const NO_EPISODE: Slots = { start: 0, end: 0 };
/** Most samples of a day in bursts and short jobs: fewer than the 14 above its P95. */
const MOST_BURSTS = 11;
/** Days that stay computed: a bucket's neighbours may lie on the next day or the one before. */
const KEPT_DAYS = 3;
/** Samples of the longest local day: the 48 hours of 4 July 1892 in Samoa, which moved east over the date line. */
export const LONGEST_DAY: number = 48 * 12;

/** The buckets whose beginning lies in a local day. */
export function bucketsOf(zone: Zone, day: number): { first: number; count: number } {
  const first = Math.ceil(zone.startOf(day) / SAMPLE_MS);
  return { first, count: Math.ceil(zone.startOf(day + 1) / SAMPLE_MS) - first };
}

/** The slot of the local day in which each bucket begins, or nothing where they simply count up from 0. */
function slots(zone: Zone, first: number, count: number): Int16Array | undefined {
  const slotAt = (bucket: number): number => {
    const local = bucket * SAMPLE_MS + zone.offset(bucket * SAMPLE_MS);
    return ((Math.floor(local / SAMPLE_MS) % SLOTS) + SLOTS) % SLOTS;
  };
  if (count === SLOTS && slotAt(first) === 0 && slotAt(first + count - 1) === SLOTS - 1) return undefined;
  return Int16Array.from({ length: count }, (_, i) => slotAt(first + i));
}
