import { byPair } from '../model/correlation.js';
import { isReachable, lawsOf, nearestCorrelation } from '../model/latent.js';
import type { Correlation, Profile } from '../profiles/profile.js';
import { decimals, isTold } from './estimate.js';
import type { FitFigures } from './fitReport.js';
import { wholeProfile } from './toldProfile.js';

/** Decimals of a correlation. */
export const CORRELATION_DIGITS = 3;

/** The nearest correlations that the profile's noise can have, and can have still when they are rounded. */
export function possibleCorrelation(profile: Profile): Correlation {
  let correlation = nearestCorrelation(profile, lawsOf(profile));
  for (let weaker = 0; weaker < 100; weaker++) {
    const rounded = byPair((pair) => decimals(correlation[pair], CORRELATION_DIGITS));
    const tried = { ...profile, correlation: rounded };
    if (isReachable(tried, lawsOf(tried))) return rounded;
    const strong = correlation;
    correlation = byPair((pair) => 0.995 * strong[pair]);
  }
  return correlation;
}

/** The figures with correlations that go with all the others: samples may tell of idle days and quiet levels what days did not. */
export function withPossibleCorrelation(figures: FitFigures, start: Profile): FitFigures {
  const whole = wholeProfile(figures, start);
  if (isReachable(whole, lawsOf(whole))) return figures;
  const possible = possibleCorrelation(whole);
  const correlation = byPair((pair) => {
    const found = figures.correlation[pair];
    const value = possible[pair];
    return isTold(found) ? { ...found, value, reason: MOVED } : { ...found, value };
  });
  return { ...figures, correlation };
}

/** What is to be minded about a correlation that is not the data's own. */
export const MOVED = 'moved to the nearest that four metrics can have together';
