import { type Metric, METRICS, type PartialProfile, type ServerBuilder } from '../../src/index.js';
import { childKey, rootKey, uniform } from '../../src/num/random.js';
import { seededServer } from '../faker.js';

/** A server whose profile is known, to be found again from what it shows. */
export interface RoundTrip {
  readonly name: string;
  /** Two years of it, whose levels hold at their end. */
  readonly server: ServerBuilder;
}

export const FROM = '2024-01-01';
export const UNTIL = '2026-01-01';
const RANDOM_PROFILES = 50;

/** The four typical archetypes, and servers with random profiles. */
export function roundTrips(): RoundTrip[] {
  const server = seededServer();
  const archetypes = [server.web(), server.database(), server.application(), server.batch()].map((each) => ({
    name: each.profile().archetype,
    server: each.typical(),
  }));
  const random = Array.from({ length: RANDOM_PROFILES }, (_, i) => ({
    name: `random ${String(i)}`,
    server: server.custom(randomProfile(i)),
  }));
  return [...archetypes, ...random].map(({ name, server: each }) => ({
    name,
    server: each.seed('round trip').id(name).from(FROM).until(UNTIL).asOf(UNTIL),
  }));
}

type Figure =
  'base' | 'std' | 'tail' | 'growth' | 'quietLevel' | 'volatility' | 'roughness' | 'burstShare' | 'burstGain';
type Range = readonly [low: number, high: number];

const EACH = { growth: [-0.05, 0.3], tail: [0.1, 0.6] } as const;
/** Lowest and highest of each figure. */
const RANGES: Readonly<Record<Metric, Readonly<Record<Figure, Range>>>> = {
  cpu: {
    ...EACH,
    base: [10, 50],
    std: [4, 15],
    quietLevel: [0.2, 0.7],
    volatility: [0.08, 0.25],
    roughness: [0.1, 0.5],
    burstShare: [0.6, 0.9],
    burstGain: [1, 1],
  },
  memory: {
    ...EACH,
    base: [25, 75],
    std: [2, 10],
    quietLevel: [0.8, 0.98],
    volatility: [0.01, 0.04],
    roughness: [0, 0.2],
    burstShare: [0.3, 0.3],
    burstGain: [0.03, 0.03],
  },
  diskIo: {
    ...EACH,
    base: [2, 60],
    std: [6, 25],
    quietLevel: [0.2, 0.7],
    volatility: [0.15, 0.4],
    roughness: [0.2, 0.6],
    burstShare: [0.4, 0.8],
    burstGain: [1, 5],
  },
  network: {
    ...EACH,
    base: [10, 50],
    std: [5, 18],
    quietLevel: [0.2, 0.6],
    volatility: [0.1, 0.3],
    roughness: [0.1, 0.5],
    burstShare: [0.4, 0.8],
    burstGain: [0.7, 2],
  },
};

function randomProfile(index: number): PartialProfile {
  const key = childKey(rootKey('round trip'), index);
  let draw = 0;
  const within = ([low, high]: readonly [number, number]): number =>
    Number((low + (high - low) * uniform(key, draw++)).toFixed(3));
  const metrics = METRICS.map((metric) => [
    metric,
    Object.fromEntries(Object.entries(RANGES[metric]).map(([figure, range]) => [figure, within(range)])),
  ]);
  const start = within([5, 12]);
  return {
    ...(Object.fromEntries(metrics) as Pick<PartialProfile, Metric>),
    correlation: { cpuMemory: within([0.2, 0.9]), cpuNetwork: within([0.2, 0.9]), memoryDisk: within([0.2, 0.9]) },
    seasonalPeakFactor: within([1.1, 1.5]),
    seasonalTroughFactor: within([0.6, 0.9]),
    weekendFactor: within([0.4, 1.2]),
    peakHours: { start, end: Number((start + within([5, 11.5])).toFixed(3)) },
    dynamics: {
      persistence: within([0.3, 0.75]),
      burstsPerDay: within([1, 8]),
      burstHeight: within([0.4, 1.2]),
      burstTail: within([1.3, 3]),
      sharedLoad: within([0.2, 0.9]),
      memoryFollowsLoad: within([0, 0.8]),
      shifts: within([0, 0.6]),
      releasesPerDay: within([0.3, 6]),
      releaseDepth: within([0.02, 0.12]),
    },
  };
}
