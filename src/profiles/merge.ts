import { peakDuration } from './peakDuration.js';
import type { PartialProfile, PeakHours, Profile } from './profile.js';
import { metricWith, profileWith } from './profileWith.js';

/** A profile with what was set in place of its own, but for correlations, which are settled together. */
export function merge(profile: Profile, part: PartialProfile): Profile {
  const { cpu, memory, diskIo, network, correlation: _, peakHours, dynamics, ...rest } = part;
  return profileWith(profile, {
    ...rest,
    ...(cpu && { cpu: metricWith(profile.cpu, cpu) }),
    ...(memory && { memory: metricWith(profile.memory, memory) }),
    ...(diskIo && { diskIo: metricWith(profile.diskIo, diskIo) }),
    ...(network && { network: metricWith(profile.network, network) }),
    ...(peakHours && { peakHours: mergePeakHours(profile.peakHours, peakHours) }),
    ...(dynamics && { dynamics: { ...profile.dynamics, ...dynamics } }),
  });
}

/** Where only one end is set, the other moves with it: the length stays as drawn. */
function mergePeakHours(drawn: PeakHours, { start, end }: Partial<PeakHours>): PeakHours {
  const length = peakDuration(drawn) % 24;
  if (start !== undefined) return { start, end: end ?? hourOfDay(start + length) };
  return end === undefined ? drawn : { start: hourOfDay(end - length) % 24, end };
}

/** An hour above 0 to 24 of one that may be on the day before or after; one of the day itself keeps every bit. */
function hourOfDay(hour: number): number {
  if (hour <= 0) return hour + 24;
  return hour > 24 ? hour - 24 : hour;
}
