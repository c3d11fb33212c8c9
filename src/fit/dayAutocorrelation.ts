import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { lawsOf } from '../model/latent.js';
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
  const { dayNoise } = compile({
    key: rootKey('fit'),
    profile: persistent,
    laws: lawsOf(persistent),
    zone: UTC,
    calendar: sharedCalendar('none', 1),
    asOfDay: 0,
  });
  const parts = dayNoise.scales.map((scale) => {
    // The first metric's share of variance; all have the same.
    const share = scale.mixing[0]! * scale.mixing[0]!;
    return AUTOCORRELATIONS[scale.kind](scale.length).map((value) => share * value);
  });
  const lasting = new Float64Array(Math.max(...parts.map(({ length }) => length)));
  for (const part of parts) part.forEach((value, lag) => (lasting[lag]! += value));
  return (persistence) => lasting.map((value, lag) => (lag === 0 ? 1 : persistence * value));
}

/** Of each kind of noise with a length: the mean over all phases. */
const AUTOCORRELATIONS: Readonly<Record<NoiseScale['kind'], (length: number) => Float64Array>> = {
  white: () => Float64Array.of(1),
  smooth: (length) => {
    const spline = splineOf(length);
    return Float64Array.from({ length: 3 * length }, (_, lag) => {
      let sum = 0;
      for (let phase = 0; phase < length; phase++) {
        const later = phase + lag;
        const cells = Math.floor(later / length);
        for (let weight = cells; weight < 3; weight++) {
          sum += spline[3 * phase + weight]! * spline[3 * (later % length) + weight - cells]!;
        }
      }
      return sum / length;
    });
  },
  // The chance that no piece begins meanwhile: in each cell one does, on any of its days alike.
  steps: (length) =>
    Float64Array.from({ length: 2 * length }, (_, lag) => {
      let sum = 0;
      for (let phase = 0; phase < length; phase++) {
        let chance = 1;
        for (let cell = 0; cell * length <= phase + lag; cell++) {
          const from = Math.max(phase + 1, cell * length);
          const end = Math.min(phase + lag + 1, (cell + 1) * length);
          chance *= 1 - Math.max(0, end - from) / length;
        }
        sum += chance;
      }
      return sum / length;
    }),
};
