import { below, type Key } from '../num/random.js';
import { Draw } from './draw.js';
import { region } from './region.js';
import { SITES } from './site.js';

/** The availability zone of the server that a key stands for, in its region: `eu-central-1a`. */
export function zone(key: Key): string {
  return region(key) + SITES[region(key)].zones.charAt(zoneIndex(key));
}

/** The place of the zone among those of its region, 0 to 5. */
export function zoneIndex(key: Key): number {
  return below(key, Draw.Zone, SITES[region(key)].zones.length);
}
