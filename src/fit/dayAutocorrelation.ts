import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import type { NoiseScale } from '../model/noise.js';
import { UTC } from '../model/zone.js';
import { rootKey } from '../num/random.js';
import type { Profile } from '../profiles/profile.js';

/**
 * The correlation of the daily noise with itself at distances of 0, 1, 2 … days, as a function of the persistence: that
 * of the model's own noise, whose lattices lie anywhere, so it is the mean over their places.
 *
 * @param profile - Its other dynamics hold.
 */
export function dayAutocorrelation(profile: Profile): (persistence: number) => Float64Array {
  const persistent = { ...profile, dynamics: { ...profile.dynamics, persistence: 1 } };
  const { dayNoise } = compile({
    key: rootKey('fit'),
    profile: persistent,
    zone: UTC,
    calendar: sharedCalendar('none', 1),
    asOfDay: 0,
  });
  const band = Math.max(...dayNoise.scales.map(({ length }) => 3 * length));
  const lasting = new Float64Array(band);
  for (const scale of dayNoise.scales) {
    // The first metric's share of variance; all have the same.
    const share = scale.mixing[0]! * scale.mixing[0]!;
    if (share > 0) latticeAutocorrelation(scale).forEach((value, lag) => (lasting[lag]! += share * value));
  }
  return (persistence) => lasting.map((value, lag) => (lag === 0 ? 1 : persistence * value));
}

/** Of a spline through independent numbers, `length` apart: the mean over all phases. */
function latticeAutocorrelation({ length, spline }: NoiseScale): Float64Array {
  if (length === 1) return Float64Array.of(1);
  const means = new Float64Array(3 * length);
  for (let lag = 0; lag < means.length; lag++) {
    for (let phase = 0; phase < length; phase++) {
      const later = phase + lag;
      const cells = Math.floor(later / length);
      for (let weight = cells; weight < 3; weight++) {
        means[lag]! += (spline[3 * phase + weight]! * spline[3 * (later % length) + weight - cells]!) / length;
      }
    }
  }
  return means;
}
