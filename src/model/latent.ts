import type { Matrix } from 'ml-matrix';
import { Found, ServerError } from '../errors.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type Correlation, type MetricProfile, METRICS, type Profile } from '../profiles/profile.js';
import {
  choleskyFactor,
  correlationMatrix,
  correlationOf,
  isPositiveDefinite,
  nearestCorrelationMatrix,
  PAIRS,
  smallestEigenvalue,
} from './correlation.js';

/** The metrics' std and correlations: what decides whether noise can have both. */
export type NoiseProfile = Pick<Profile, 'cpu' | 'memory' | 'diskIo' | 'network' | 'correlation'>;

/** The standard deviation of the logarithm of a log-normal number with mean 1. */
export function sigmaOf({ std }: MetricProfile): number {
  const ratio = std / 100;
  return Math.sqrt(log(1 + ratio * ratio));
}

/**
 * The factor of the logarithms' correlations that give the levels themselves the asked ones: for log-normal numbers
 * with relative standard deviations s and t, 1 + r·s·t = exp(ρ·σ·τ).
 *
 * @throws {ServerError} When no log-normal noise of the profile's std has the profile's correlations.
 */
export function latentFactor(profile: NoiseProfile): Float64Array {
  choleskyFactor(correlationMatrix(profile.correlation));
  const latent = latentMatrix(profile);
  for (const [pair, row, column] of PAIRS) {
    if (Math.abs(latent.get(row, column)) >= 1) throw unreachable(profile, pair, row, column);
  }
  if (!isPositiveDefinite(latent)) {
    throw new ServerError(
      'correlation',
      'correlations that noise of these std can have together (nearest: true finds the nearest)',
      new Found(`ones whose logarithms have the smallest eigenvalue ${smallestEigenvalue(latent).toFixed(4)}`),
    );
  }
  return choleskyFactor(latent);
}

/** The profile's correlations where its noise can have them, else the nearest that it can. */
export function nearestCorrelation(profile: NoiseProfile): Correlation {
  const asked = correlationMatrix(profile.correlation);
  const possible = isPositiveDefinite(asked) ? profile.correlation : correlationOf(nearestCorrelationMatrix(asked));
  const latent = latentMatrix({ ...profile, correlation: possible });
  const isReachable = PAIRS.every(([, row, column]) => Math.abs(latent.get(row, column)) < 1);
  if (isReachable && isPositiveDefinite(latent)) return possible;

  const nearest = nearestCorrelationMatrix(latent);
  const levels = PAIRS.map(([pair, row, column]) => {
    const { sigmas, product } = scales(profile, row, column);
    const rho = nearest.get(row, column);
    return [pair, sigmas === 0 ? rho : (exp(rho * sigmas) - 1) / product] as const;
  });
  return Object.fromEntries(levels) as unknown as Correlation;
}

function latentMatrix(profile: NoiseProfile): Matrix {
  const latent = correlationMatrix(profile.correlation);
  for (const [, row, column] of PAIRS) {
    const { sigmas, product } = scales(profile, row, column);
    if (sigmas === 0) continue;
    const rho = log(1 + latent.get(row, column) * product) / sigmas;
    latent.set(row, column, rho);
    latent.set(column, row, rho);
  }
  return latent;
}

/** The products of two metrics' standard deviations, of the logarithms and of the levels. */
function scales(profile: NoiseProfile, row: number, column: number): { sigmas: number; product: number } {
  const one = profile[METRICS[row]!];
  const other = profile[METRICS[column]!];
  return { sigmas: sigmaOf(one) * sigmaOf(other), product: (one.std / 100) * (other.std / 100) };
}

function unreachable(profile: NoiseProfile, pair: keyof Correlation, row: number, column: number): ServerError {
  const { sigmas, product } = scales(profile, row, column);
  const lowest = ((exp(-sigmas) - 1) / product).toFixed(3);
  const highest = ((exp(sigmas) - 1) / product).toFixed(3);
  return new ServerError(
    `correlation.${pair}`,
    `a value from ${lowest} to ${highest}, which noise of these std can have`,
    new Found(String(profile.correlation[pair])),
  );
}
