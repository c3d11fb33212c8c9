import { splineOf } from './smooth.js';

/** Numbers of a lattice's cell: one for each metric that it couples. */
const WIDTH = 4;

/**
 * Adds the splines through a lattice to the values of metrics 0 to `width` (excluded).
 *
 * @param lattice - Four numbers a cell.
 * @param begin - The lattice's first cell, at latest the one before that of the first instant.
 * @param length - Instants between two cells.
 * @param group - Of the lattice; see `Scale`.
 * @param first - The first instant.
 */
export function addSplines(
  lattice: Float64Array,
  begin: number,
  length: number,
  group: number,
  first: number,
  count: number,
  width: number,
  out: readonly Float64Array[],
): void {
  const spline = splineOf(length, group);
  const cell = Math.floor(first / length);
  const numbers = begin + 1 === cell ? lattice : lattice.subarray((cell - 1 - begin) * WIDTH);
  const period = length * group;
  const phase = first - Math.floor(first / period) * period;
  if (width === WIDTH) addAll(spline, numbers, length, phase, count, out);
  else {
    for (let metric = 0; metric < width; metric++) addOne(spline, numbers, length, phase, count, metric, out[metric]!);
  }
}

function addOne(
  spline: Float64Array,
  lattice: Float64Array,
  length: number,
  phase: number,
  count: number,
  metric: number,
  values: Float64Array,
): void {
  let next = length - (phase % length);
  let j = 3 * phase;
  let before = lattice[metric]!;
  let here = lattice[metric + WIDTH]!;
  let cell = metric + 2 * WIDTH;
  for (let i = 0; i < count; next += length) {
    const after = lattice[cell]!;
    const end = Math.min(next, count);
    for (; i < end; i++, j += 3) {
      values[i] = values[i]! + (spline[j]! * before + spline[j + 1]! * here + spline[j + 2]! * after);
    }
    if (j === spline.length) j = 0;
    before = here;
    here = after;
    cell += WIDTH;
  }
}

/** All metrics in one pass, written out: the weights are loaded once. An eighth of a daily record's time. */
function addAll(
  spline: Float64Array,
  lattice: Float64Array,
  length: number,
  phase: number,
  count: number,
  out: readonly Float64Array[],
): void {
  const [out0, out1, out2, out3] = [out[0]!, out[1]!, out[2]!, out[3]!];
  let next = length - (phase % length);
  let j = 3 * phase;
  let [before0, before1, before2, before3] = [lattice[0]!, lattice[1]!, lattice[2]!, lattice[3]!];
  let [here0, here1, here2, here3] = [lattice[4]!, lattice[5]!, lattice[6]!, lattice[7]!];
  let cell = 2 * WIDTH;
  for (let i = 0; i < count; next += length) {
    const after0 = lattice[cell]!;
    const after1 = lattice[cell + 1]!;
    const after2 = lattice[cell + 2]!;
    const after3 = lattice[cell + 3]!;
    const end = Math.min(next, count);
    for (; i < end; i++, j += 3) {
      const first = spline[j]!;
      const second = spline[j + 1]!;
      const third = spline[j + 2]!;
      out0[i] = out0[i]! + (first * before0 + second * here0 + third * after0);
      out1[i] = out1[i]! + (first * before1 + second * here1 + third * after1);
      out2[i] = out2[i]! + (first * before2 + second * here2 + third * after2);
      out3[i] = out3[i]! + (first * before3 + second * here3 + third * after3);
    }
    if (j === spline.length) j = 0;
    before0 = here0;
    before1 = here1;
    before2 = here2;
    before3 = here3;
    here0 = after0;
    here1 = after1;
    here2 = after2;
    here3 = after3;
    cell += WIDTH;
  }
}
