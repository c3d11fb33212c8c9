import { deepFreeze } from '../deepFreeze.js';
import type { PartialProfile, Profile } from './profile.js';

/** Two parts of a profile, the second over the first, field by field. */
export function mergeParts(under: Profile, over: PartialProfile): Profile;
export function mergeParts(under: PartialProfile, over: PartialProfile): PartialProfile;
export function mergeParts(under: PartialProfile, over: PartialProfile): PartialProfile {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = typeof value === 'object' ? { ...(merged[key] as object | undefined), ...value } : value;
  }
  return deepFreeze(merged);
}
