import { Matrix } from 'ml-matrix';
import { log } from '../num/log.js';
import { childKey } from '../num/random.js';
import { METRICS } from '../profiles/profile.js';
import { addBursts, type Bursts } from './bursts.js';
import { type Model, PARTS } from './compile.js';
import { choleskyFactor, correlationMatrix } from './correlation.js';
import { addNight, jobs } from './jobs.js';
import { dayLevels } from './levels.js';
import { dayMatcher } from './matchDay.js';
import { fillNoise, type Noise, noise } from './noise.js';
import { addReleases, type Releases } from './releases.js';
import { busyHours, SLOTS } from './shape.js';
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
  const { profile, metrics, zone } = model;
  const sampleNoise = fiveMinuteNoise(model);
  const bursts = burstsOf(model);
  const releases = releasesOf(model);
  const plan = profile.batchNightWindow ? jobs(childKey(model.key, PARTS.jobs)) : undefined;
  const busy = busyHours(profile.peakHours);
  const shapes = METRICS.map((metric) => new Float64Array(SLOTS).fill(profile[metric].quietLevel));
  const setShapes = (): void => {
    for (let metric = 0; metric < width; metric++) {
      const { quietLevel } = profile[METRICS[metric]!];
      const shape = shapes[metric]!;
      for (let slot = 0; slot < SLOTS; slot++) shape[slot] = quietLevel + (1 - quietLevel) * busy[slot]!;
    }
  };
  setShapes();
  const usualTop = METRICS.map((metric) => 1 + TOP_RISE * profile[metric].volatility);

  const levels = dayLevels(model);
  const level = METRICS.map(() => new Float64Array(3));
  const lattice = new Float64Array(4 * (LONGEST_DAY + 4));
  const matchDay = METRICS.map(() => dayMatcher());
  const recent: DaySamples[] = [];

  const compute = (day: number, values: readonly Float64Array[]): DaySamples => {
    const { first, count } = bucketsOf(zone, day);
    levels(day - 1, 3, width, level);
    fillNoise(sampleNoise, first, count, width, lattice, values);
    if (width > MEMORY) {
      const memory = values[MEMORY]!;
      const { volatility } = profile.memory;
      for (let i = 0; i < count; i++) memory[i]! *= volatility;
      addReleases(releases, first, count, memory);
    }
    if (plan) {
      busy.fill(0);
      addNight(plan, day - 1, SLOTS, busy);
      addNight(plan, day, 0, busy);
      setShapes();
    }
    const slotOf = slots(zone, first, count);
    for (let metric = 0; metric < width; metric++) {
      const volatility = metric === MEMORY ? 1 : profile[METRICS[metric]!].volatility;
      applyShape(values[metric]!, count, shapes[metric]!, slotOf, volatility);
    }
    addBursts(bursts, first, count, width, values);
    for (let metric = 0; metric < width; metric++) {
      const [before, today, after] = level[metric] as unknown as [number, number, number];
      const top = usualTop[metric]!;
      matchDay[metric]!(
        {
          count,
          level: today,
          ceiling: metrics[metric]!.ceiling,
          leftEdge: top / (Math.sqrt(before) * Math.sqrt(today)),
          rightEdge: top / (Math.sqrt(today) * Math.sqrt(after)),
        },
        values[metric]!,
      );
    }
    return { day, first, count, values };
  };

  return (day) => {
    const known = recent.find((samples) => samples.day === day);
    if (known) return known;
    const values =
      recent.length < KEPT_DAYS ? METRICS.map(() => new Float64Array(LONGEST_DAY)) : recent.shift()!.values;
    const samples = compute(day, values);
    recent.push(samples);
    return samples;
  };
}

const MEMORY = METRICS.indexOf('memory');
/** Days that stay computed: a bucket's neighbours may lie on the next day or the one before. */
const KEPT_DAYS = 3;
/** Samples of the longest local day: 25 hours, and some when a zone changed its standard time. */
const LONGEST_DAY = 48 * 12;
/** How far the P95 of a usual day's samples is above its shape, in volatilities; measured over the archetypes. */
const TOP_RISE = 1.2;

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

/** Turns noise into positive samples around the day's shape. */
function applyShape(
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
    values[i] = fourth * fourth + SMALLEST;
  }
  if (slotOf) for (let i = 0; i < count; i++) values[i]! *= shape[slotOf[i]!]!;
  else for (let i = 0; i < count; i++) values[i]! *= shape[i]!;
}

/** Keeps a sample above 0 where the noise is eight times the largest volatility below its mean. */
const SMALLEST = 1e-9;

/**
 * Scales of the 5-minute noise, in samples (5 minutes, 40 minutes, 5 hours), with each metric's share of variance on
 * them and how far the metrics share one load there: correlation grows with aggregation, as on real servers, where the
 * fast part of each metric is its own. Memory has no fast part. Shares chosen by eye for a lag-1 autocorrelation near
 * .75 of the CPU and above .95 of memory.
 */
const FIVE_MINUTE_SCALES = [
  { length: 1, shares: [0.25, 0, 0.4, 0.3], shared: 0 },
  { length: 8, shares: [0.4, 0.15, 0.35, 0.4], shared: 0.75 },
  { length: 64, shares: [0.35, 0.85, 0.25, 0.3], shared: 1 },
] as const;

function fiveMinuteNoise({ key, profile }: Model): Noise {
  const full = correlationMatrix(profile.correlation);
  const scales = FIVE_MINUTE_SCALES.map(({ shared, ...scale }) => ({
    ...scale,
    factor: choleskyFactor(Matrix.add(Matrix.mul(full, shared), Matrix.eye(4).mul(1 - shared))),
  }));
  return noise(childKey(key, PARTS.sample), scales);
}

function burstsOf({ key, profile }: Model): Bursts {
  const { burstsPerDay, burstHeight } = profile.dynamics;
  return { key: childKey(key, PARTS.bursts), perDay: burstsPerDay, height: burstHeight };
}

function releasesOf({ key, profile }: Model): Releases {
  const { releasesPerDay, releaseDepth } = profile.dynamics;
  return {
    key: childKey(key, PARTS.releases),
    length: Math.round(SLOTS / releasesPerDay),
    depth: -log(1 - releaseDepth),
  };
}
