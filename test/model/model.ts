import { calendar } from '../../src/model/calendar.js';
import { compile, type Model } from '../../src/model/compile.js';
import { isReachable, latentFactor, lawsOf, nearestCorrelation } from '../../src/model/latent.js';
import { UTC } from '../../src/model/zone.js';
import { rootKey } from '../../src/num/random.js';
import { type Dynamics, type Metric, type MetricProfile, METRICS, type Profile } from '../../src/profiles/profile.js';
import { profiles } from '../../src/profiles/archetypes.js';

/** The generic server with some of its dynamics, and some of each metric's figures, set. */
export function profileOf(dynamics: Partial<Dynamics>, figures: Partial<MetricProfile> = {}): Profile {
  const { generic } = profiles;
  const metrics = METRICS.map((metric) => [metric, { ...generic[metric], ...figures }]);
  return {
    ...generic,
    ...(Object.fromEntries(metrics) as Record<Metric, MetricProfile>),
    dynamics: { ...generic.dynamics, ...dynamics },
  };
}

/** The model of a profile, in UTC, with its correlations or the nearest that its noise can have. */
export function modelOf(seed: string | number, profile: Profile): Model {
  const laws = lawsOf(profile);
  const correlation = isReachable(profile, laws) ? profile.correlation : nearestCorrelation(profile, laws);
  const reachable = { ...profile, correlation };
  return compile({
    key: rootKey(seed),
    profile: reachable,
    laws,
    factor: latentFactor(reachable, laws),
    zone: UTC,
    calendar: calendar('none', 1),
    asOfDay: 20_000,
  });
}
