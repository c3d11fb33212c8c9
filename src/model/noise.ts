import { bits, childKey, groupBits, type Key, memberBits } from '../num/random.js';
import { normalFromBits } from '../num/normal.js';

/**
 * Correlated noise that remembers at every scale and is reached at any instant in constant time.
 *
 * For each scale there is a lattice of independent normal numbers, one every `scale` units of time, each keyed by its
 * cell; between the cells runs a quadratic B-spline, divided by the norm of its weights so that the variance is exactly
 * 1 everywhere. The noise is the weighted sum over the scales. Since a value depends on three cells of each lattice and
 * on nothing before them, no state is carried and no past is computed. Scale 1 is white noise.
 *
 * Metrics are coupled on the lattices: the four numbers of a cell are mixed by the factor L of the correlation matrix,
 * and interpolation, being linear, keeps the correlation. (A sum of AR(1) parts, the usual way to long memory, has the
 * same autocorrelation but must be run from afar.)
 */
export interface Noise {
  /** The first has length 1. */
  readonly scales: readonly NoiseScale[];
}

/** One lattice of a {@link Noise}. */
export interface NoiseScale {
  readonly key: Key;
  /** Units of time between two cells: a whole number, 1 or more. */
  readonly length: number;
  /** Where the lattice begins: 0 to `length` (excluded), so that no two servers have the same phase. */
  readonly offset: number;
  /** Spline weights of the cells before, at and after an instant, for each phase; shape [length · 3]. */
  readonly spline: Float64Array;
  /** Row-major lower triangle L of shape [4 · 4], times the weight of this scale for each metric. */
  readonly mixing: Float64Array;
}

/** Number of metrics that a {@link Noise} couples. */
const WIDTH = 4;

/** What one scale contributes. */
export interface Scale {
  /** Units of time between two cells. */
  readonly length: number;
  /** Share of each metric's variance, shape [4]; they sum to 1 over the scales. */
  readonly shares: readonly number[];
  /** Lower triangular factor of the correlation matrix on this scale, row-major, shape [4 · 4]. */
  readonly factor: Float64Array;
}

/** @param key - Key of the noise; every scale gets its own from it. */
export function noise(key: Key, scales: readonly Scale[]): Noise {
  return {
    scales: scales.map(({ length, shares, factor }, index) => {
      const scaleKey = childKey(key, index);
      return {
        key: scaleKey,
        length,
        offset: (bits(scaleKey, -1) >>> 0) % length,
        spline: splineOf(length),
        mixing: factor.map((value, i) => value * Math.sqrt(shares[Math.floor(i / WIDTH)]!)),
      };
    }),
  };
}

/**
 * Writes the noise of `count` instants from `first` on, for metrics 0 to `width` (excluded).
 *
 * @param scratch - Room for the lattice: at least 4 · (count + 4) numbers.
 * @param out - One array for each metric, each at least `count` long.
 */
export function fillNoise(
  { scales }: Noise,
  first: number,
  count: number,
  width: number,
  scratch: Float64Array,
  out: readonly Float64Array[],
): void {
  for (const scale of scales) {
    const { length, offset } = scale;
    if (length === 1) {
      fillLattice(scale, first, count, width, scratch);
      for (let metric = 0; metric < width; metric++) setWhite(scratch, metric, count, out[metric]!);
      continue;
    }
    const shifted = first + offset;
    const firstCell = Math.floor(shifted / length);
    const cells = Math.floor((shifted + count - 1) / length) - firstCell + 1;
    fillLattice(scale, firstCell - 1, cells + 2, width, scratch);
    for (let metric = 0; metric < width; metric++) {
      if (scale.mixing[metric * WIDTH + metric] === 0) continue;
      interpolate(scale.spline, length, shifted - firstCell * length, count, scratch, metric, out[metric]!);
    }
  }
}

/** Begins with the lattice of scale 1, in which every instant is a cell of its own. */
function setWhite(lattice: Float64Array, metric: number, count: number, values: Float64Array): void {
  for (let i = 0, cell = metric; i < count; i++, cell += WIDTH) values[i] = lattice[cell]!;
}

/** Adds the spline through a lattice to `values`; `phase` is that of the first instant in the first cell. */
function interpolate(
  spline: Float64Array,
  length: number,
  phase: number,
  count: number,
  lattice: Float64Array,
  metric: number,
  values: Float64Array,
): void {
  let at = phase;
  let before = lattice[metric]!;
  let here = lattice[metric + WIDTH]!;
  let cell = metric + 2 * WIDTH;
  for (let i = 0; i < count;) {
    const after = lattice[cell]!;
    const end = i + length - at < count ? i + length - at : count;
    for (let j = 3 * at; i < end; i++, j += 3) {
      values[i] = values[i]! + (spline[j]! * before + spline[j + 1]! * here + spline[j + 2]! * after);
    }
    at = 0;
    before = here;
    here = after;
    cell += WIDTH;
  }
}

/**
 * The mixed normal numbers of `count` cells, four to a cell. Half of the model's time is spent here, so the sums are
 * written out, and numbers that no metric uses are not drawn.
 */
function fillLattice(
  { key, mixing }: NoiseScale,
  firstCell: number,
  count: number,
  width: number,
  lattice: Float64Array,
): void {
  const m00 = mixing[0]!;
  const [m10, m11] = [mixing[4]!, mixing[5]!];
  const [m20, m21, m22] = [mixing[8]!, mixing[9]!, mixing[10]!];
  const [m30, m31, m32, m33] = [mixing[12]!, mixing[13]!, mixing[14]!, mixing[15]!];
  const draws1 = width > 1 && (m11 !== 0 || m21 !== 0 || m31 !== 0);
  const draws2 = width > 2 && (m22 !== 0 || m32 !== 0);
  const draws3 = width > 3 && m33 !== 0;
  for (let i = 0, at = 0; i < count; i++, at += WIDTH) {
    const group = groupBits(key, firstCell + i);
    const z0 = normalFromBits(memberBits(group, 0));
    const z1 = draws1 ? normalFromBits(memberBits(group, 1)) : 0;
    const z2 = draws2 ? normalFromBits(memberBits(group, 2)) : 0;
    const z3 = draws3 ? normalFromBits(memberBits(group, 3)) : 0;
    lattice[at] = m00 * z0;
    lattice[at + 1] = m10 * z0 + m11 * z1;
    lattice[at + 2] = m20 * z0 + m21 * z1 + m22 * z2;
    lattice[at + 3] = m30 * z0 + m31 * z1 + m32 * z2 + m33 * z3;
  }
}

const splines = new Map<number, Float64Array>();

/** The weights of the quadratic B-spline at each phase of a cell, of unit norm. */
function splineOf(length: number): Float64Array {
  let known = splines.get(length);
  if (!known) {
    known = new Float64Array(3 * length);
    for (let phase = 0; phase < length; phase++) {
      const x = (phase + 0.5) / length;
      const before = ((1 - x) * (1 - x)) / 2;
      const after = (x * x) / 2;
      const here = 1 - before - after;
      const norm = Math.sqrt(before * before + here * here + after * after);
      known.set([before / norm, here / norm, after / norm], 3 * phase);
    }
    splines.set(length, known);
  }
  return known;
}
