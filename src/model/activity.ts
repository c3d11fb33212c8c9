import { childKey, uniform } from '../num/random.js';
import { RARE } from '../profiles/events.js';
import { type Model, PARTS } from './compile.js';
import { cutOf, segmentAt } from './segments.js';

/** Mean length of a campaign, and of the pause after one, in days (batch servers in Bitbrains: one to three). */
const CAMPAIGN_DAYS = 3;
/** Mean length of an event, in days: the daily P95 is nearer to Azure V1's than with one day or three. */
const EVENT_DAYS = 2;
/**
 * Mean length of a spell, busy or quiet, in days, and how far spells differ: at 1 all work would be in busy ones. They are
 * why days a week apart are alike (daily P95 of CPU in Bitbrains, autocorrelation at 7 days: .25 of batch servers, .22 of
 * steady ones, where campaigns and events alone have none).
 */
const SPELL_DAYS = 12;
const UNLIKE = 0.5;

/** Writes 1 for each of `count` days from day `first` on that has no work, else 0. */
export function fillIdle({ key, profile }: Model, first: number, count: number, idle: Uint8Array): void {
  const { activeDays } = profile.dynamics;
  if (activeDays === 1) return;
  const campaigns = childKey(key, PARTS.campaigns);
  const chances = childKey(campaigns, 0);
  const spells = childKey(campaigns, 1);
  const busySpells = childKey(spells, 0);
  const days = activeDays < RARE ? EVENT_DAYS : CAMPAIGN_DAYS;
  let segment = segmentAt(campaigns, first, days);
  for (let i = 0; i < count;) {
    const end = Math.min(count, cutOf(campaigns, segment + 1, days) - first);
    const spell = segmentAt(spells, cutOf(campaigns, segment, days), SPELL_DAYS);
    const isBusy = uniform(busySpells, spell) < activeDays ? 1 : 0;
    // On average over spells it is `activeDays`.
    const chance = activeDays + UNLIKE * (isBusy - activeDays);
    const isIdle = uniform(chances, segment) >= chance ? 1 : 0;
    for (; i < end; i++) idle[i] = isIdle;
    segment++;
  }
}
