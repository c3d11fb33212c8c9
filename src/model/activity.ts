import { childKey, uniform } from '../num/random.js';
import { RARE } from '../profiles/events.js';
import { type Model, PARTS } from './compile.js';
import { cutOf, segmentAt } from './segments.js';

/** Mean length of a campaign, and of the pause after one, in days (batch servers in Bitbrains: one to three). */
const CAMPAIGN_DAYS = 3;
/** Mean length of an event, in days: the daily P95 is nearer to Azure V1's than with one day or three. */
const EVENT_DAYS = 2;

/** Writes 1 for each of `count` days from day `first` on that has no work, else 0. */
export function fillIdle({ key, profile }: Model, first: number, count: number, idle: Uint8Array): void {
  const { activeDays } = profile.dynamics;
  if (activeDays === 1) return;
  const campaigns = childKey(key, PARTS.campaigns);
  const chances = childKey(campaigns, 0);
  const days = activeDays < RARE ? EVENT_DAYS : CAMPAIGN_DAYS;
  let segment = segmentAt(campaigns, first, days);
  for (let i = 0; i < count;) {
    const end = Math.min(count, cutOf(campaigns, segment + 1, days) - first);
    const isIdle = uniform(chances, segment) >= activeDays ? 1 : 0;
    for (; i < end; i++) idle[i] = isIdle;
    segment++;
  }
}
