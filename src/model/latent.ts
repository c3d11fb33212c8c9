import type { Matrix } from 'ml-matrix';
import { Found, ServerError } from '../errors.js';
import { type Correlation, METRICS, type Profile } from '../profiles/profile.js';
import {
  byPair,
  choleskyFactor,
  correlationMatrix,
  correlationOf,
  isPositiveDefinite,
  nearestCorrelationMatrix,
  PAIRS,
  smallestEigenvalue,
} from './correlation.js';
import { correlationFor, covariance, LOWEST_TAILS, noiseLaw, type NoiseLaw } from './noiseLaw.js';

/** What decides whether the daily noise can have the correlations asked for. */
export type NoiseProfile = Pick<
  Profile,
  'cpu' | 'memory' | 'diskIo' | 'network' | 'correlation' | 'dynamics' | 'weekendFactor'
>;

/**
 * The factor of the normal numbers' correlations that give the daily noise itself the asked ones.
 *
 * @param laws - Those of the profile.
 * @throws {ServerError} When no noise of the profile's std and tails has the profile's correlations.
 */
export function latentFactor(profile: NoiseProfile, laws: readonly NoiseLaw[]): Float64Array {
  const factor = reachableFactor(profile, laws);
  if (!factor) throw unreachable(profile, laws);
  return factor;
}

/** The same, or undefined where no noise of the profile's std and tails can have the profile's correlations. */
export function reachableFactor(profile: NoiseProfile, laws: readonly NoiseLaw[]): Float64Array | undefined {
  const latent = latentMatrix(profile, laws);
  if (!isWithinOne(latent) || !isPositiveDefinite(correlationMatrix(profile.correlation))) return undefined;
  return choleskyFactor(latent);
}

/** Whether there is one. */
export function isReachable(profile: NoiseProfile, laws: readonly NoiseLaw[]): boolean {
  return reachableFactor(profile, laws) !== undefined;
}

function isWithinOne(latent: Matrix): boolean {
  return PAIRS.every(([, row, column]) => Math.abs(latent.get(row, column)) < 1);
}

/** The profile's correlations where its noise can have them, else the nearest that it can. */
export function nearestCorrelation(profile: NoiseProfile, laws: readonly NoiseLaw[]): Correlation {
  const asked = correlationMatrix(profile.correlation);
  const possible = isPositiveDefinite(asked) ? profile.correlation : correlationOf(nearestCorrelationMatrix(asked));
  const latent = latentMatrix({ ...profile, correlation: possible }, laws);
  if (isWithinOne(latent) && isPositiveDefinite(latent)) return possible;

  const bounded = latent.clone();
  for (const [, row, column] of PAIRS) {
    const rho = Math.max(-1, Math.min(1, latent.get(row, column)));
    bounded.set(row, column, rho);
    bounded.set(column, row, rho);
  }
  const nearest = nearestCorrelationMatrix(bounded);
  return byPair((_, row, column) => {
    const rho = nearest.get(row, column);
    return isMoving(laws, row, column) ? correlationAt(profile, laws, row, column, rho) : rho;
  });
}

/**
 * The law of each metric's noise, in the order of `METRICS`. Tails that gave way to the ceiling do not go closely with
 * others: they give way less, or not at all, where the correlations ask for that.
 */
export function lawsOf(profile: NoiseProfile): readonly NoiseLaw[] {
  const { cpuMemory, cpuDisk, cpuNetwork } = profile.correlation;
  const withCpu = [1, cpuMemory, cpuDisk, cpuNetwork];
  const lawsWith = (lowest: number): readonly NoiseLaw[] =>
    METRICS.map((metric, index) => noiseLaw(profile[metric], profile, withCpu[index]!, lowest));
  const upright = lawsWith(Infinity);
  for (const lowest of LOWEST_TAILS) {
    const laws = lawsWith(lowest);
    if (laws.every(({ tail }, index) => tail === upright[index]!.tail) || isReachable(profile, laws)) return laws;
  }
  return upright;
}

function latentMatrix(profile: NoiseProfile, laws: readonly NoiseLaw[]): Matrix {
  const latent = correlationMatrix(profile.correlation);
  for (const [, row, column] of PAIRS) {
    if (!isMoving(laws, row, column)) continue;
    const covariance = latent.get(row, column) * variances(profile, row, column);
    const rho = correlationFor(laws[row]!, laws[column]!, covariance);
    latent.set(row, column, rho);
    latent.set(column, row, rho);
  }
  return latent;
}

/** Where one of two metrics has no noise of its own, their correlation is nothing. */
function isMoving(laws: readonly NoiseLaw[], row: number, column: number): boolean {
  return laws[row]!.weight !== 0 && laws[column]!.weight !== 0;
}

function variances(profile: NoiseProfile, row: number, column: number): number {
  return (profile[METRICS[row]!].std / 100) * (profile[METRICS[column]!].std / 100);
}

/** The noise's correlation where that of its normal numbers is `rho`. */
function correlationAt(
  profile: NoiseProfile,
  laws: readonly NoiseLaw[],
  row: number,
  column: number,
  rho: number,
): number {
  return covariance(laws[row]!, laws[column]!, rho) / variances(profile, row, column);
}

/** Why no noise can have the profile's correlations: the first reason that holds. */
function unreachable(profile: NoiseProfile, laws: readonly NoiseLaw[]): ServerError {
  const asked = correlationMatrix(profile.correlation);
  if (!isPositiveDefinite(asked)) {
    const need = 'a positive definite matrix (nearest: true finds the nearest)';
    return new ServerError('correlation', need, new Found(`one whose smallest eigenvalue is ${smallestOf(asked)}`));
  }
  const latent = latentMatrix(profile, laws);
  for (const [pair, row, column] of PAIRS) {
    if (Math.abs(latent.get(row, column)) < 1) continue;
    const [lowest, highest] = [-1, 1].map((rho) => correlationAt(profile, laws, row, column, rho).toFixed(3));
    const need = `a value from ${lowest!} to ${highest!}, which noise of these std can have`;
    return new ServerError(`correlation.${pair}`, need, profile.correlation[pair]);
  }
  const need = 'correlations that noise of these std can have together (nearest: true finds the nearest)';
  return new ServerError(
    'correlation',
    need,
    new Found(`ones whose normal numbers have the smallest eigenvalue ${smallestOf(latent)}`),
  );
}

function smallestOf(matrix: Matrix): string {
  return smallestEigenvalue(matrix).toFixed(4);
}
