import { bits, childKey, groupBits, type Key, memberBits } from '../num/random.js';
import { normalFromBits } from '../num/normal.js';
import { cutOf, segmentAt } from './segments.js';
import { addSplines } from './splines.js';
import { MATCHED, setWhite, WHITE_ROOM } from './white.js';

/**
 * Correlated noise that remembers at every scale and is reached at any instant in constant time.
 *
 * For each scale there is a lattice of independent normal numbers, one every `length` units of time, each keyed by its
 * cell. White noise has a number for each unit of time, matched within its group (`white.ts`); smooth noise runs between
 * the cells as a quadratic B-spline, divided by the norm of its weights so that the variance is exactly 1 everywhere;
 * steps keep a number for a piece of time of random length. The noise is the weighted sum over the scales. Since a value
 * depends on a few cells of each lattice and on nothing before them, no state is carried and no past is computed.
 *
 * Metrics are coupled on the lattices: the four numbers of a cell are mixed by the factor L of the correlation matrix,
 * and interpolation, being linear, keeps the correlation. (A sum of AR(1) parts, the usual way to long memory, has the
 * same autocorrelation but must be run from afar.)
 *
 * Where the numbers of a group of cells sum to 0, since each is less their mean, the noise wanders within the time of a
 * group and comes back: its mean over much longer is next to nothing. A value then depends on the groups of its cells.
 */
export interface Noise {
  /** The first is white. */
  readonly scales: readonly NoiseScale[];
}

/** One lattice of a {@link Noise}. */
export interface NoiseScale {
  readonly kind: Scale['kind'];
  readonly key: Key;
  /** Units of time between two cells: a whole number, 1 or more. */
  readonly length: number;
  /** Cells whose numbers sum to 0, and those of white noise have the other moments of their law; 1: all are independent. */
  readonly group: number;
  /** Where the lattice begins: 0 to `length · group` (excluded), so that no two servers have the same phase. */
  readonly offset: number;
  /** Row-major lower triangle L of shape [4 · 4], times the weight of this scale. */
  readonly mixing: Float64Array;
}

/** Number of metrics that a {@link Noise} couples. */
const WIDTH = 4;

/** What one scale contributes. */
export interface Scale {
  readonly kind: 'white' | 'smooth' | 'steps';
  /** Units of time between two cells; 1 for white noise. */
  readonly length: number;
  /** Cells whose numbers are made to sum to 0; without it all are independent. Of white noise it is {@link MATCHED}. */
  readonly group?: number;
  /** Share of the variance; they sum to 1 over the scales. */
  readonly share: number;
  /** Lower triangular factor of the correlation matrix on this scale, row-major, shape [4 · 4]. */
  readonly factor: Float64Array;
}

/** @param key - Key of the noise; every scale gets its own from it. The first scale is white. */
export function noise(key: Key, scales: readonly Scale[]): Noise {
  const used: NoiseScale[] = [];
  for (let index = 0; index < scales.length; index++) {
    const { kind, length, share, factor } = scales[index]!;
    const group = kind === 'white' ? MATCHED : (scales[index]!.group ?? 1);
    if (share === 0 && kind !== 'white') continue;
    const scaleKey = childKey(key, index);
    // A number less the mean of its group has less variance; the weights of splines make up for it themselves.
    const lost = kind === 'steps' && group > 1 ? 1 / group : 0;
    const weight = Math.sqrt(share / (1 - lost));
    const mixing = new Float64Array(factor.length);
    for (let i = 0; i < factor.length; i++) mixing[i] = factor[i]! * weight;
    used.push({ kind, key: scaleKey, length, group, offset: (bits(scaleKey, -1) >>> 0) % (length * group), mixing });
  }
  return { scales: used };
}

/** Room that {@link fillNoise} needs for its lattices: numbers, for `count` instants. */
export function latticeRoom({ scales }: Noise, count: number): number {
  const rooms = scales.map(({ kind, group, length }) =>
    kind === 'white' ? WHITE_ROOM : WIDTH * (Math.ceil(count / length) + 2 * group + 4),
  );
  return Math.max(...rooms);
}

/**
 * Writes the noise of `count` instants from `first` on, for metrics 0 to `width` (excluded).
 *
 * @param scratch - Room for the lattice: at least {@link latticeRoom} numbers.
 * @param out - One array for each metric, each at least `count` long.
 * @param white - The same for the white part alone, where it is asked for.
 */
export function fillNoise(
  { scales }: Noise,
  first: number,
  count: number,
  width: number,
  scratch: Float64Array,
  out: readonly Float64Array[],
  white?: readonly Float64Array[],
): void {
  for (const scale of scales) {
    const { kind, length, group, offset } = scale;
    if (kind === 'white') {
      setWhite(scale, first, count, width, scratch, out);
      if (white) copy(out, white, count, width);
      continue;
    }
    const shifted = first + offset;
    const firstCell = Math.floor(shifted / length);
    const lastCell = Math.floor((shifted + count - 1) / length);
    // Interpolation looks at the cell before and the one after, a piece may have begun in the cell before.
    const begin = Math.floor((firstCell - 1) / group) * group;
    const end = (Math.floor((lastCell + 1) / group) + 1) * group;
    fillLattice(scale, begin, end - begin, width, scratch);
    if (group > 1) balance(group, end - begin, width, scratch);
    if (kind === 'steps') addSteps(scale, shifted, begin, count, width, scratch, out);
    else addSplines(scratch, begin, length, group, shifted, count, width, out);
  }
}

/** Copies the first `count` numbers of metrics 0 to `width` (excluded). */
export function copy(from: readonly Float64Array[], into: readonly Float64Array[], count: number, width: number): void {
  for (let metric = 0; metric < width; metric++) {
    const [values, copies] = [from[metric]!, into[metric]!];
    for (let i = 0; i < count; i++) copies[i] = values[i]!;
  }
}

/** Takes from each number the mean of its group. */
function balance(group: number, count: number, width: number, lattice: Float64Array): void {
  const numbers = group * WIDTH;
  for (let from = 0; from < count * WIDTH; from += numbers) {
    for (let metric = from; metric < from + width; metric++) {
      let sum = 0;
      for (let at = metric; at < metric + numbers; at += WIDTH) sum += lattice[at]!;
      const mean = sum / group;
      for (let at = metric; at < metric + numbers; at += WIDTH) lattice[at]! -= mean;
    }
  }
}

/** Adds the number of the piece that each instant is in. */
function addSteps(
  { key, length }: NoiseScale,
  from: number,
  latticeStart: number,
  count: number,
  width: number,
  lattice: Float64Array,
  out: readonly Float64Array[],
): void {
  const cuts = childKey(key, CUTS);
  const room = roomOfCuts(length);
  let segment = segmentAt(cuts, from, length, room);
  for (let begin = 0; begin < count; segment++) {
    const end = Math.min(count, cutOf(cuts, segment + 1, length, room) - from);
    for (let metric = 0; metric < width; metric++) {
      const values = out[metric]!;
      const value = lattice[(segment - latticeStart) * WIDTH + metric]!;
      for (let i = begin; i < end; i++) values[i]! += value;
    }
    begin = end;
  }
}

/** Where in a cell of steps its piece may begin: in the first half, so that pieces are not much longer than others. */
export function roomOfCuts(length: number): number {
  return length / 2;
}

/** The part of a scale's key that says where its pieces begin. */
const CUTS = 0;

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
