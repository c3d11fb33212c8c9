import { childKey } from '../num/random.js';
import { METRICS } from '../profiles/profile.js';
import { addBursts, burstsOf } from './bursts.js';
import { type Model, PARTS } from './compile.js';
import { dayScales } from './dayScales.js';
import { dayShapes, hasHours } from './dayShapes.js';
import { intraday } from './intraday.js';
import { addJobs, jobsOf } from './jobs.js';
import { episodesOf } from './episodes.js';
import { matchDay, matchRoom } from './matchDay.js';
import { addReleases, addRestarts, releasesOf } from './releases.js';
import { SLOTS } from './shape.js';
import { topsOf } from './tops.js';
import type { Zone } from './zone.js';

/** Length of the canonical bucket. */
export const SAMPLE_MS = 300_000;

/** The samples of one local day: its canonical 5-minute values, not yet rounded. */
export interface DaySamples {
  readonly day: number;
  /** Number of the first 5-minute bucket, counted from 1970. */
  readonly first: number;
  /** 288, on days with a change of clocks 276 or 300. */
  readonly count: number;
  /** In the order of `METRICS`; at least `count` long. */
  readonly values: readonly Float64Array[];
}

/**
 * The 5-minute layer: computes whole local days, for metrics 0 to `width` (excluded), and keeps the last few.
 *
 * A day depends on the levels of the day and its two neighbours, and on nothing else: any day costs the same.
 */
export function daySamples(model: Model, width: number): (day: number) => DaySamples {
  const parts = partsOf(model, width);
  const recent: DaySamples[] = [];
  return (day) => {
    const known = recent.find((samples) => samples.day === day);
    if (known) return known;
    const values =
      recent.length < KEPT_DAYS ? METRICS.map(() => new Float64Array(LONGEST_DAY)) : recent.shift()!.values;
    const samples = computeDay(parts, day, values);
    recent.push(samples);
    return samples;
  };
}

/** What a day is made of, and room for it. */
type DayParts = ReturnType<typeof partsOf>;

function partsOf(model: Model, width: number) {
  const { key, profile } = model;
  const jobs = jobsOf(childKey(key, PARTS.jobs), profile);
  const episodes = hasHours(profile) ? episodesOf(model) : undefined;
  return {
    model,
    width,
    addNoise: intraday(childKey(key, PARTS.sample), profile, LONGEST_DAY),
    bursts: burstsOf(childKey(key, PARTS.bursts), profile),
    jobs,
    releases: releasesOf(childKey(key, PARTS.releases), profile.dynamics),
    shapeOf: dayShapes(model, width),
    episodes,
    scalesOf: dayScales(model, width, topsOf(model, jobs), episodes),
    room: new Int32Array(METRICS.length),
    match: matchRoom(),
  };
}

/** A function of its own, not one of each server: its machine code outlives them. */
function computeDay(parts: DayParts, day: number, values: readonly Float64Array[]): DaySamples {
  const { model, width, jobs, releases, episodes, room } = parts;
  const { profile, metrics, zone } = model;
  const { first, count } = bucketsOf(zone, day);
  const { at, levels, lifts, roots } = parts.scalesOf(day);
  parts.addNoise(first, count, width, values);
  const shape = parts.shapeOf(day);
  const slotOf = slots(zone, first, count);
  if (width > MEMORY) {
    const memory = values[MEMORY]!;
    scaleBy(profile.memory.volatility, count, memory);
    addReleases(releases, first, count, memory);
    addRestarts(releases, first, count, memory);
  }
  for (let metric = 0; metric < width; metric++) {
    const { tail, volatility } = profile[METRICS[metric]!];
    const apply = tail === 0 ? applyGaussian : applyNoise;
    apply(values[metric]!, count, shape[metric]!, slotOf, metric === MEMORY ? 1 : volatility);
  }
  room.fill(MOST_BURSTS);
  const episode = episodes ? episodes.slots(day) : NO_EPISODE;
  if (episodes) addEpisode(episode, count, width, lifts, at, values);
  addJobs(
    jobs,
    day,
    count,
    width,
    values,
    (metric, slot) => (slot >= episode.start && slot < episode.end ? 1 : lifts[metric]![at]!),
    room,
  );
  addBursts(parts.bursts, first, count, width, values, room);
  for (let metric = 0; metric < width; metric++) {
    const root = roots[metric]!;
    const today = root[at]!;
    const [leftEdge, rightEdge] = [root[at - 1]! * today, root[at + 1]! * today];
    matchDay(parts.match, count, levels[metric]![at]!, metrics[metric]!.ceiling, leftEdge, rightEdge, values[metric]!);
  }
  return { day, first, count, values };
}

function scaleBy(factor: number, count: number, values: Float64Array): void {
  for (let i = 0; i < count; i++) values[i]! *= factor;
}

/** Multiplies the samples of a day's episode, which rises and falls within a quarter of an hour. */
function addEpisode(
  { start, end }: { readonly start: number; readonly end: number },
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
const NO_EPISODE = { start: 0, end: 0 };
/** Most samples of a day in bursts and short jobs: fewer than the 14 above its P95. */
const MOST_BURSTS = 11;
/** Days that stay computed: a bucket's neighbours may lie on the next day or the one before. */
const KEPT_DAYS = 3;
/** Samples of the longest local day: 25 hours, and some when a zone changed its standard time. */
const LONGEST_DAY = 48 * 12;
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

/** Turns noise of a given volatility into positive samples around the shape of the day. */
function applyNoise(
  values: Float64Array,
  count: number,
  shape: Float64Array,
  slotOf: Int16Array | undefined,
  volatility: number,
): void {
  // (1 + x/8)⁸ stands for eˣ: as positive and as skewed, at a fifth of its cost.
  const eighth = volatility / 8;
  for (let i = 0; i < count; i++) {
    const root = 1 + eighth * values[i]!;
    const square = root * root;
    const fourth = square * square;
    values[i] = shape[slotOf ? slotOf[i]! : i]! * (fourth * fourth + SMALLEST);
  }
}

/** The same of a metric without a tail: samples that are as symmetric as they can be above 0. */
function applyGaussian(
  values: Float64Array,
  count: number,
  shape: Float64Array,
  slotOf: Int16Array | undefined,
  volatility: number,
): void {
  for (let i = 0; i < count; i++) {
    values[i] = shape[slotOf ? slotOf[i]! : i]! * Math.max(SMALLEST, 1 + volatility * values[i]!);
  }
}

/** Keeps a sample above 0 where the noise is eight times the largest volatility below its mean. */
const SMALLEST = 1e-9;
