import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { latentFactor, lawsOf } from '../model/latent.js';
import type { NoiseScale } from '../model/noise.js';
import { splineOf } from '../model/smooth.js';
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
  const laws = lawsOf(persistent);
  const { dayNoise } = compile({
    key: rootKey('fit'),
    profile: persistent,
    laws,
    factor: latentFactor(persistent, laws),
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

/** Of one scale: the mean over all phases. */
function latticeAutocorrelation({ kind, length }: NoiseScale): Float64Array {
  if (kind === 'white') return Float64Array.of(1);
  return kind === 'steps' ? stepsAutocorrelation(length) : smoothAutocorrelation(length);
}

/** Of pieces with a cut somewhere in each cell: the chance that no cut is between two instants. */
function stepsAutocorrelation(length: number): Float64Array {
  return Float64Array.from({ length: 2 * length }, (_, lag) => {
    let sum = 0;
    for (let phase = 0; phase < length; phase++) {
      let chance = 1;
      for (let from = phase; from < phase + lag;) {
        const end = Math.min(phase + lag, (Math.floor(from / length) + 1) * length);
        chance *= 1 - (end - from) / length;
        from = end;
      }
      sum += chance;
    }
    return sum / length;
  });
}

/** Of a spline through independent numbers, `length` apart. */
function smoothAutocorrelation(length: number): Float64Array {
  const spline = splineOf(length);
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
