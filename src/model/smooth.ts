const splines = new Map<number, Float64Array>();

/** The weights of the quadratic B-spline for the cells before, at and after each phase of a cell, of unit norm; shape [3 · length]. */
export function splineOf(length: number): Float64Array {
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
