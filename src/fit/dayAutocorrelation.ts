import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { latentFactor, lawsOf } from '../model/latent.js';
import { type NoiseScale, roomOfCuts } from '../model/noise.js';
import { splineOf } from '../model/smooth.js';
import { UTC } from '../model/zone.js';
import { rootKey } from '../num/random.js';
import type { Dynamics, Profile } from '../profiles/profile.js';

/** The memory of the daily noise, as a profile says it. */
export type Memory = Pick<Dynamics, 'persistence' | 'shifts'>;

/**
 * The correlation of the daily noise with itself at distances of 0, 1, 2 … days, as a function of its memory: that of the
 * model's own noise, whose lattices lie anywhere, so it is the mean over their places.
 *
 * @param profile - Its other dynamics hold.
 */
export function dayAutocorrelation(profile: Profile): (memory: Memory) => Float64Array {
  const [smooth, steps] = [lasting(profile, 0), lasting(profile, 1)];
  return ({ persistence, shifts }) =>
    smooth.map((value, lag) => (lag === 0 ? 1 : persistence * ((1 - shifts) * value + shifts * (steps[lag] ?? 0))));
}

/** Of noise that is all persistent. */
function lasting(profile: Profile, shifts: number): Float64Array {
  const persistent = { ...profile, dynamics: { ...profile.dynamics, persistence: 1, shifts } };
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
  const sum = new Float64Array(Math.max(...dayNoise.scales.map(({ length, group }) => (group + 2) * length)));
  for (const scale of dayNoise.scales) {
    // Of the first metric; all have the same.
    const weight = scale.mixing[0]!;
    if (weight > 0) latticeAutocorrelation(scale).forEach((value, lag) => (sum[lag]! += weight * weight * value));
  }
  return sum;
}

/** Of one scale, per weight squared: the mean over all phases. */
function latticeAutocorrelation(scale: NoiseScale): Float64Array {
  if (scale.kind === 'white') return Float64Array.of(1);
  return scale.kind === 'steps' ? stepsAutocorrelation(scale) : smoothAutocorrelation(scale);
}

/** Covariance of the numbers of two cells, of which the first has a place in its group: each is less the group's mean. */
function cellCovariance(group: number, place: number, distance: number): number {
  if (group === 1) return distance === 0 ? 1 : 0;
  return (distance === 0 ? 1 : 0) - (place + distance >= 0 && place + distance < group ? 1 / group : 0);
}

/** The mean of `cellCovariance` over all places. */
function meanCovariance(group: number, distance: number): number {
  let sum = 0;
  for (let place = 0; place < group; place++) sum += cellCovariance(group, place, distance);
  return sum / group;
}

/** Of pieces with a cut in each cell: how many cuts are between two instants. */
function stepsAutocorrelation({ length, group }: NoiseScale): Float64Array {
  const room = roomOfCuts(length);
  // Chance that a cell's cut is at a phase or before it.
  const isCut = (phase: number): number => Math.min(1, (phase + 1) / room);
  const ofCuts = Array.from({ length: group + 3 }, (_, cuts) => meanCovariance(group, cuts));
  return Float64Array.from({ length: (group + 1) * length }, (_, lag) => {
    let sum = 0;
    for (let phase = 0; phase < length; phase++) {
      const [cells, end] = [Math.floor((phase + lag) / length), (phase + lag) % length];
      if (cells === 0) {
        const cut = isCut(end) - isCut(phase);
        sum += (1 - cut) * ofCuts[0]! + cut * ofCuts[1]!;
        continue;
      }
      const [first, last] = [1 - isCut(phase), isCut(end)];
      sum += (1 - first) * (1 - last) * ofCuts[cells - 1]!;
      sum += (first * (1 - last) + (1 - first) * last) * ofCuts[cells]!;
      sum += first * last * ofCuts[cells + 1]!;
    }
    return sum / length;
  });
}

/** Of a spline through the numbers of cells. */
function smoothAutocorrelation({ length, group }: NoiseScale): Float64Array {
  const spline = splineOf(length, group);
  const period = length * group;
  return Float64Array.from({ length: (group + 2) * length }, (_, lag) => {
    let sum = 0;
    for (let phase = 0; phase < period; phase++) {
      const [place, cells] = [Math.floor(phase / length), Math.floor(((phase % length) + lag) / length)];
      for (let one = 0; one < 3; one++) {
        for (let other = 0; other < 3; other++) {
          const covariance = cellCovariance(group, modulo(place + one - 1, group), cells + other - one);
          sum += spline[3 * phase + one]! * spline[3 * ((phase + lag) % period) + other]! * covariance;
        }
      }
    }
    return sum / period;
  });
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
