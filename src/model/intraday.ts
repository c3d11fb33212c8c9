import { ROUGH_BITS, ROUGH_QUANTILES } from '../num/normal.js';
import { childKey, type Key, mix } from '../num/random.js';
import { type MetricProfile, METRICS, type Profile } from '../profiles/profile.js';
import { addPieces } from './segments.js';

/**
 * The noise within a day: one load that all metrics follow, slowly, and of each metric a slow part of its own and a
 * rough one that is new every 5 minutes. So correlation grows with aggregation, as on real servers, where the fast part
 * of each metric is its own.
 */
export interface Intraday {
  readonly loadKeys: readonly Key[];
  readonly ownKeys: readonly Key[];
  readonly roughKeys: readonly Key[];
  /** In the order of `METRICS`. */
  readonly weights: readonly Weights[];
  /** Room for the shared load, and for the rough noise of a metric that nobody asks for. */
  readonly load: Float64Array;
  readonly spare: Float64Array;
}

/** Samples between two cells of the lattices: the shared load moves over 40 minutes and 5 hours, the own part over 2 hours. */
const LOAD_SCALES = [
  { length: 8, share: 0.4 },
  { length: 64, share: 0.6 },
] as const;
const LOAD_WEIGHTS = LOAD_SCALES.map(({ share }) => Math.sqrt(share));
const OWN_LENGTH = 24;

/**
 * @param key - The server's own for it.
 * @param most - Most samples that are asked for at once.
 */
export function intraday(key: Key, profile: Profile, most: number): Intraday {
  const { sharedLoad, memoryFollowsLoad } = profile.dynamics;
  return {
    loadKeys: LOAD_SCALES.map((_, scale) => childKey(key, 1 + scale)),
    ownKeys: METRICS.map((_, metric) => childKey(key, 8 + metric)),
    roughKeys: [childKey(key, 0), childKey(key, 7)],
    weights: METRICS.map((metric) =>
      weightsOf(profile[metric], metric === 'memory' ? sharedLoad * memoryFollowsLoad : sharedLoad),
    ),
    load: new Float64Array(most),
    spare: new Float64Array(most),
  };
}

/** Writes the standard normal noise of `count` samples from bucket `first` on, for metrics 0 to `width` (excluded). */
export function setNoise(
  { loadKeys, ownKeys, roughKeys, weights, load, spare }: Intraday,
  first: number,
  count: number,
  width: number,
  out: readonly Float64Array[],
): void {
  load.fill(0, 0, count);
  for (let scale = 0; scale < LOAD_SCALES.length; scale++) {
    addPieces(loadKeys[scale]!, LOAD_SCALES[scale]!.length, first, count, LOAD_WEIGHTS[scale]!, load);
  }
  for (let metric = 0; metric < width; metric++) {
    const values = out[metric]!;
    const { own } = weights[metric]!;
    values.fill(0, 0, count);
    if (own > 0) addPieces(ownKeys[metric]!, OWN_LENGTH, first, count, own, values);
  }
  for (let metric = 0; metric < width; metric += 2) {
    const other = metric + 1 < width ? out[metric + 1]! : spare;
    const key = roughKeys[metric >> 1]!;
    addLoadAndRough(key, first, count, load, weights[metric]!, out[metric]!, weights[metric + 1]!, other);
  }
}

/** What a metric takes of the shared load, of its own slow part and of its rough one. */
interface Weights {
  readonly shared: number;
  readonly own: number;
  readonly rough: number;
}

function weightsOf({ roughness }: MetricProfile, sharedLoad: number): Weights {
  return {
    shared: Math.sqrt((1 - roughness) * sharedLoad),
    own: Math.sqrt((1 - roughness) * (1 - sharedLoad)),
    rough: Math.sqrt(roughness),
  };
}

/**
 * Adds the shared load and white noise to two metrics' own parts, in one pass: one mixed word of a sample has both their
 * rough numbers, in its higher and lower half.
 */
function addLoadAndRough(
  [word0, word1]: Key,
  first: number,
  count: number,
  load: Float64Array,
  { shared, rough }: Weights,
  values: Float64Array,
  { shared: otherShared, rough: otherRough }: Weights,
  others: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const word = mix(((first + i) ^ word0) + word1);
    const all = load[i]!;
    values[i] = shared * all + values[i]! + rough * ROUGH_QUANTILES[word >>> (32 - ROUGH_BITS)]!;
    others[i] = otherShared * all + others[i]! + otherRough * ROUGH_QUANTILES[word & ROUGH_MASK]!;
  }
}

const ROUGH_MASK = (1 << ROUGH_BITS) - 1;
