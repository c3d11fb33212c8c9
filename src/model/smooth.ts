const splines = new Map<string, Float64Array>();

/**
 * The weights of the quadratic B-spline for the cells before, at and after each phase, such that what they make of
 * independent numbers of variance 1 has that variance everywhere.
 *
 * @param group - Cells of which each number is less their mean; 1: none is.
 * @returns Of a group's phases, shape [group · length, 3].
 */
export function splineOf(length: number, group: number): Float64Array {
  const name = `${String(length)} ${String(group)}`;
  let known = splines.get(name);
  if (!known) {
    known = new Float64Array(3 * length * group);
    for (let at = 0; at < length * group; at++) {
      const x = ((at % length) + 0.5) / length;
      const before = ((1 - x) * (1 - x)) / 2;
      const after = (x * x) / 2;
      const weights = [before, 1 - before - after, after];
      const norm = Math.sqrt(varianceOf(weights, Math.floor(at / length), group));
      known.set(
        weights.map((weight) => weight / norm),
        3 * at,
      );
    }
    splines.set(name, known);
  }
  return known;
}

/** Variance of a weighted sum of the numbers of three cells, of which the middle one has a place in its group. */
function varianceOf(weights: readonly number[], place: number, group: number): number {
  let variance = 0;
  weights.forEach((one, i) => {
    weights.forEach((other, j) => {
      const areTogether = Math.floor((place + i - 1) / group) === Math.floor((place + j - 1) / group);
      const covariance = (i === j ? 1 : 0) - (group > 1 && areTogether ? 1 / group : 0);
      variance += one * other * covariance;
    });
  });
  return variance;
}
