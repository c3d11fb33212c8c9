import type { Matrix } from 'ml-matrix';
import { Found, ServerError } from '../errors.js';
import { type Correlation, METRICS, type Profile } from '../profiles/profile.js';
import {
  choleskyFactor,
  correlationMatrix,
  correlationOf,
  factorOf,
  isPositiveDefinite,
  nearestCorrelationMatrix,
  PAIRS,
  smallestEigenvalue,
} from './correlation.js';
import { correlationFor, covariance, noiseLaw, type NoiseLaw } from './noiseLaw.js';

/** What decides whether the daily noise can have the correlations asked for. */
export type NoiseProfile = Pick<Profile, 'cpu' | 'memory' | 'diskIo' | 'network' | 'correlation' | 'dynamics'>;

/**
 * The factor of the normal numbers' correlations that give the daily noise itself the asked ones.
 *
 * @param laws - Those of the profile.
 * @throws {ServerError} When no noise of the profile's std and tails has the profile's correlations.
 */
export function latentFactor(profile: NoiseProfile, laws: readonly NoiseLaw[]): Float64Array {
  const factor = reachableFactor(profile, laws);
  if (factor) return factor;

  choleskyFactor(correlationMatrix(profile.correlation));
  const latent = latentMatrix(profile, laws);
  for (const [pair, row, column] of PAIRS) {
    if (!(Math.abs(latent.get(row, column)) < 1)) throw unreachable(profile, laws, pair, row, column);
  }
  if (!isPositiveDefinite(latent)) {
    throw new ServerError(
      'correlation',
      'correlations that noise of these std can have together (nearest: true finds the nearest)',
      new Found(`ones whose normal numbers have the smallest eigenvalue ${smallestEigenvalue(latent).toFixed(4)}`),
    );
  }
  return choleskyFactor(latent);
}

/** The same, or undefined where no noise of the profile's std and tails can have the profile's correlations. */
export function reachableFactor(profile: NoiseProfile, laws: readonly NoiseLaw[]): Float64Array | undefined {
  const latent = latentMatrix(profile, laws);
  if (!isWithinOne(latent) || !isPositiveDefinite(correlationMatrix(profile.correlation))) return undefined;
  return factorOf(latent);
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
  const levels = PAIRS.map(([pair, row, column]) => {
    const rho = nearest.get(row, column);
    return [pair, isMoving(laws, row, column) ? correlationAt(profile, laws, row, column, rho) : rho] as const;
  });
  return Object.fromEntries(levels) as unknown as Correlation;
}

/** The law of each metric's noise, in the order of `METRICS`. */
export function lawsOf(profile: NoiseProfile): readonly NoiseLaw[] {
  const { cpuMemory, cpuDisk, cpuNetwork } = profile.correlation;
  const withCpu = [1, cpuMemory, cpuDisk, cpuNetwork];
  return METRICS.map((metric, index) => noiseLaw(profile[metric], profile.dynamics, withCpu[index]!));
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
  return laws[row]!.weight * laws[column]!.weight > 0;
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

function unreachable(
  profile: NoiseProfile,
  laws: readonly NoiseLaw[],
  pair: keyof Correlation,
  row: number,
  column: number,
): ServerError {
  const lowest = correlationAt(profile, laws, row, column, -1).toFixed(3);
  const highest = correlationAt(profile, laws, row, column, 1).toFixed(3);
  return new ServerError(
    `correlation.${pair}`,
    `a value from ${lowest} to ${highest}, which noise of these std can have`,
    new Found(String(profile.correlation[pair])),
  );
}
