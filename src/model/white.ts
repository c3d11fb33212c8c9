import { normalFromBits } from '../num/normal.js';
import { groupBits, type Key, memberBits } from '../num/random.js';

/** Instants whose numbers are matched; each group costs a lone instant in it as many draws. */
export const MATCHED = 48;

/** Numbers of an instant: one for each metric. */
const WIDTH = 4;
/** Room that {@link setWhite} needs, in numbers. */
export const WHITE_ROOM: number = MATCHED * WIDTH;

/** White noise of several metrics. */
export interface White {
  readonly key: Key;
  /** Where its groups begin: 0 to {@link MATCHED} (excluded). */
  readonly offset: number;
  /** Row-major lower triangle of shape [4 · 4] that couples the metrics. */
  readonly mixing: Float64Array;
}

/**
 * Writes white noise of `count` instants from `first` on, for metrics 0 to `width` (excluded).
 *
 * The numbers of a group have the moments of their law: those of each metric have mean 0 and variance 1, and before they are
 * mixed those of two metrics have no correlation. So two years of a server tell its level, growth, std and correlations
 * better than those of noise as it comes (`docs/round-trip.md`). In Monte Carlo integrals it is called moment matching
 * (J. Barraquand, Management Science 41, 1995: quadratic resampling).
 *
 * @param room - At least {@link WHITE_ROOM} numbers.
 */
export function setWhite(
  { key, offset, mixing }: White,
  first: number,
  count: number,
  width: number,
  room: Float64Array,
  out: readonly Float64Array[],
): void {
  const shifted = first + offset;
  for (let group = Math.floor(shifted / MATCHED) * MATCHED; group < shifted + count; group += MATCHED) {
    const from = Math.max(0, shifted - group);
    const end = Math.min(MATCHED, shifted + count - group);
    match(key, group, room, mixing, from, end, width, out, group + from - shifted);
  }
}

/**
 * Draws the numbers z of the group that begins with an instant, and writes A · (z − m) of its `from`-th to its `end`-th
 * (excluded), where m is the group's mean, A = M · L⁻¹, M the mixing, and L Cholesky's factor of the group's covariance
 * matrix.
 *
 * Written out, as an eighth of a daily record's time is spent here. A metric needs the rows up to its own: those of metrics
 * that nobody asks for are not drawn.
 */
function match(
  key: Key,
  first: number,
  numbers: Float64Array,
  mixing: Float64Array,
  from: number,
  end: number,
  width: number,
  out: readonly Float64Array[],
  to: number,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let [s00, s10, s11, s20, s21, s22, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < WHITE_ROOM; at += WIDTH) {
    const instant = groupBits(key, first + at / WIDTH);
    const z0 = normalFromBits(memberBits(instant, 0));
    const z1 = width > 1 ? normalFromBits(memberBits(instant, 1)) : 0;
    const z2 = width > 2 ? normalFromBits(memberBits(instant, 2)) : 0;
    const z3 = width > 3 ? normalFromBits(memberBits(instant, 3)) : 0;
    numbers[at] = z0;
    numbers[at + 1] = z1;
    numbers[at + 2] = z2;
    numbers[at + 3] = z3;
    s0 += z0;
    s1 += z1;
    s2 += z2;
    s3 += z3;
    s00 += z0 * z0;
    s10 += z1 * z0;
    s11 += z1 * z1;
    s20 += z2 * z0;
    s21 += z2 * z1;
    s22 += z2 * z2;
    s30 += z3 * z0;
    s31 += z3 * z1;
    s32 += z3 * z2;
    s33 += z3 * z3;
  }
  const start = from * WIDTH;
  const stop = end * WIDTH;

  const m0 = s0 / MATCHED;
  const l00 = Math.sqrt(s00 / MATCHED - m0 * m0);
  const a00 = mixing[0]! / l00;
  const b0 = a00 * m0;
  const out0 = out[0]!;
  for (let at = start, i = to; at < stop; at += WIDTH, i++) out0[i] = a00 * numbers[at]! - b0;
  if (width === 1) return;

  const m1 = s1 / MATCHED;
  const l10 = (s10 / MATCHED - m1 * m0) / l00;
  const l11 = Math.sqrt(s11 / MATCHED - m1 * m1 - l10 * l10);
  const a11 = mixing[5]! / l11;
  const a10 = (mixing[4]! - a11 * l10) / l00;
  const b1 = a10 * m0 + a11 * m1;
  const out1 = out[1]!;
  for (let at = start, i = to; at < stop; at += WIDTH, i++) {
    out1[i] = a10 * numbers[at]! + a11 * numbers[at + 1]! - b1;
  }
  if (width === 2) return;

  const m2 = s2 / MATCHED;
  const l20 = (s20 / MATCHED - m2 * m0) / l00;
  const l21 = (s21 / MATCHED - m2 * m1 - l20 * l10) / l11;
  const l22 = Math.sqrt(s22 / MATCHED - m2 * m2 - l20 * l20 - l21 * l21);
  const a22 = mixing[10]! / l22;
  const a21 = (mixing[9]! - a22 * l21) / l11;
  const a20 = (mixing[8]! - a21 * l10 - a22 * l20) / l00;
  const b2 = a20 * m0 + a21 * m1 + a22 * m2;
  const out2 = out[2]!;
  for (let at = start, i = to; at < stop; at += WIDTH, i++) {
    out2[i] = a20 * numbers[at]! + a21 * numbers[at + 1]! + a22 * numbers[at + 2]! - b2;
  }
  if (width === 3) return;

  const m3 = s3 / MATCHED;
  const l30 = (s30 / MATCHED - m3 * m0) / l00;
  const l31 = (s31 / MATCHED - m3 * m1 - l30 * l10) / l11;
  const l32 = (s32 / MATCHED - m3 * m2 - l30 * l20 - l31 * l21) / l22;
  const l33 = Math.sqrt(s33 / MATCHED - m3 * m3 - l30 * l30 - l31 * l31 - l32 * l32);
  const a33 = mixing[15]! / l33;
  const a32 = (mixing[14]! - a33 * l32) / l22;
  const a31 = (mixing[13]! - a32 * l21 - a33 * l31) / l11;
  const a30 = (mixing[12]! - a31 * l10 - a32 * l20 - a33 * l30) / l00;
  const b3 = a30 * m0 + a31 * m1 + a32 * m2 + a33 * m3;
  const out3 = out[3]!;
  for (let at = start, i = to; at < stop; at += WIDTH, i++) {
    out3[i] = a30 * numbers[at]! + a31 * numbers[at + 1]! + a32 * numbers[at + 2]! + a33 * numbers[at + 3]! - b3;
  }
}
