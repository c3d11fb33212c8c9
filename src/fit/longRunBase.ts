import type { Calendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { lawsOf } from '../model/latent.js';
import { UTC } from '../model/zone.js';
import { rootKey } from '../num/random.js';
import type { Metric, Profile } from '../profiles/profile.js';
import { METRICS } from '../profiles/profile.js';

const ROUNDS = 30;
/** Correlations move no level. */
const NONE = new Float64Array(METRICS.length * METRICS.length);

/**
 * The base whose ordinary working day has a level: the model itself is asked, so that calendar, noise and bound are
 * those of the server that the base is for.
 *
 * @param profile - Whatever its base.
 * @param level - Before the bound.
 */
export function longRunBase(profile: Profile, metric: Metric, level: number, calendar: Calendar): number {
  const { ceiling } = profile[metric];
  const levelOf = (base: number): number => {
    const based = { ...profile, [metric]: { ...profile[metric], base } };
    const model = compile({
      key: rootKey('fit'),
      profile: based,
      laws: lawsOf(based),
      factor: NONE,
      zone: UTC,
      calendar,
      asOfDay: 0,
    });
    return model.metrics[METRICS.indexOf(metric)]!.level;
  };
  // Far from the bound the level is a multiple of the base; near it, it rises faster, and the steps are halved.
  let low = 0;
  let high = ceiling;
  let base = Math.min(level / (levelOf(ceiling / 100) / (ceiling / 100)), ceiling * HIGHEST_BASE);
  for (let round = 0; round < ROUNDS; round++) {
    const found = levelOf(base);
    if (Math.abs(found - level) <= TOLERANCE * level) break;
    if (found < level) low = base;
    else high = base;
    const next = base * (level / found);
    base = next > low && next < high ? next : (low + high) / 2;
    if (base > ceiling * HIGHEST_BASE) return ceiling * HIGHEST_BASE;
  }
  return base;
}

/** A base is below its ceiling: the largest share of it that one is fitted to. */
export const HIGHEST_BASE = 0.99;
const TOLERANCE = 1e-6;
