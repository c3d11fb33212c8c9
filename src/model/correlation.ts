import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Correlation } from '../profiles/profile.js';

/** The pairs of a {@link Correlation}, with the rows and columns of the matrix, in the order of `METRICS`. */
export const PAIRS: readonly (readonly [pair: keyof Correlation, row: number, column: number])[] = [
  ['cpuMemory', 1, 0],
  ['cpuNetwork', 3, 0],
  ['memoryDisk', 2, 1],
  ['cpuDisk', 2, 0],
  ['memoryNetwork', 3, 1],
  ['diskNetwork', 3, 2],
];

/** The symmetric matrix of shape [4, 4] with ones on its diagonal. */
export function correlationMatrix(correlation: Correlation): Matrix {
  const matrix = Matrix.eye(4);
  for (const [pair, row, column] of PAIRS) {
    matrix.set(row, column, correlation[pair]);
    matrix.set(column, row, correlation[pair]);
  }
  return matrix;
}

/** Something for each of the six pairs. */
export function byPair<T>(
  of: (pair: keyof Correlation, row: number, column: number) => T,
): Record<keyof Correlation, T> {
  const entries = PAIRS.map(([pair, row, column]) => [pair, of(pair, row, column)]);
  return Object.fromEntries(entries) as Record<keyof Correlation, T>;
}

/** The six pairs of a matrix of shape [4, 4]. */
export function correlationOf(matrix: Matrix): Correlation {
  return byPair((_, row, column) => matrix.get(row, column));
}

/** Whether four metrics can have these correlations. */
export function isPositiveDefinite(matrix: Matrix): boolean {
  return new CholeskyDecomposition(matrix).isPositiveDefinite();
}

/** The smallest eigenvalue: positive exactly for the matrices that four metrics can have. */
export function smallestEigenvalue(matrix: Matrix): number {
  return Math.min(...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues);
}

/** The lower triangular factor L with L·Lᵀ = the matrix, row-major, shape [4 · 4]; undefined where there is none. */
export function choleskyFactor(matrix: Matrix): Float64Array | undefined {
  const decomposition = new CholeskyDecomposition(matrix);
  if (!decomposition.isPositiveDefinite()) return undefined;
  return Float64Array.from(decomposition.lowerTriangularMatrix.to1DArray());
}

/** What is left of an eigenvalue that was not positive. */
const SMALLEST_EIGENVALUE = 1e-4;
const ITERATIONS = 200;

/**
 * The valid correlation matrix nearest to a symmetric one, in the Frobenius norm: N. J. Higham, Computing the nearest
 * correlation matrix, IMA Journal of Numerical Analysis 22 (2002) 329–343, alternating projections with Dykstra's
 * correction, with the smallest eigenvalue held at 10⁻⁴.
 */
export function nearestCorrelationMatrix(matrix: Matrix): Matrix {
  let nearest = matrix.clone();
  let correction = Matrix.zeros(4, 4);
  for (let i = 0; i < ITERATIONS; i++) {
    const shifted = Matrix.sub(nearest, correction);
    const projected = raiseEigenvalues(shifted);
    correction = Matrix.sub(projected, shifted);
    nearest = withUnitDiagonal(projected);
  }
  // The last step on to the unit diagonal may leave the cone by a hair: scale back into it.
  const projected = raiseEigenvalues(nearest);
  const scale = projected.diagonal().map((variance) => 1 / Math.sqrt(variance));
  const scaled = Matrix.diag(scale).mmul(projected).mmul(Matrix.diag(scale));
  // Products leave the last bits to the order of factors: read one triangle alone.
  return correlationMatrix(correlationOf(scaled));
}

function raiseEigenvalues(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const raised = Matrix.diag(realEigenvalues.map((value) => Math.max(value, SMALLEST_EIGENVALUE)));
  return eigenvectorMatrix.mmul(raised).mmul(eigenvectorMatrix.transpose());
}

function withUnitDiagonal(matrix: Matrix): Matrix {
  const copy = matrix.clone();
  for (let i = 0; i < 4; i++) copy.set(i, i, 1);
  return copy;
}
