import { byPair } from '../model/correlation.js';
import { giveWay } from '../model/giveWay.js';
import { isReachable, lawsOf } from '../model/latent.js';
import type { Correlation, Profile } from '../profiles/profile.js';
import { decimals, isTold } from './estimate.js';
import type { FitFigures } from './fitReport.js';
import { wholeProfile } from './toldProfile.js';

/** Decimals of a correlation. */
export const CORRELATION_DIGITS = 3;

/** The nearest correlations that the profile's noise can have. */
export function possibleCorrelation(profile: Profile): Correlation {
  return giveWay(profile, (r) => decimals(r, CORRELATION_DIGITS)).correlation;
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
