import type { Correlation } from '../profiles/profile.js';
import { byPair } from './correlation.js';
import { lawsOf, nearestCorrelation, type NoiseProfile, reachableFactor } from './latent.js';
import type { NoiseLaw } from './noiseLaw.js';

/** Correlations that gave way, with the laws of a profile that has them. */
export interface GivenWay {
  readonly correlation: Correlation;
  readonly laws: readonly NoiseLaw[];
  /** The factor of the normal numbers; undefined where no correlations will do. */
  readonly reached: Float64Array | undefined;
}

/**
 * The nearest correlations that the profile's noise can have, and can have still when they are rounded and its laws are
 * those that go with them.
 */
export function giveWay(profile: NoiseProfile, round: (r: number) => number): GivenWay {
  let strong = nearestCorrelation(profile, lawsOf(profile));
  for (let weaker = 0; ; weaker++) {
    const nearest = strong;
    const correlation = byPair((pair) => round(nearest[pair]));
    const laws = lawsOf({ ...profile, correlation });
    const reached = reachableFactor({ ...profile, correlation }, laws);
    if (reached || weaker === MOST) return { correlation, laws, reached };
    strong = byPair((pair) => 0.995 * nearest[pair]);
  }
}

const MOST = 100;
