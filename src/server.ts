import { getLogger } from '@logtape/logtape';
import { deepFreeze } from './deepFreeze.js';
import { DISK_CEILING, hardware } from './facts/hardware.js';
import { serverId } from './facts/serverId.js';
import { resolveInstant } from './instant.js';
import { sharedCalendar } from './model/calendar.js';
import { compile, type CompileOptions, type Model, PARTS } from './model/compile.js';
import { latentFactor } from './model/latent.js';
import { settle } from './model/settle.js';
import { zone } from './model/zone.js';
import { childKey, type Key, rootKey } from './num/random.js';
import { type Archetype, profiles, varieties } from './profiles/archetypes.js';
import { checkWhole } from './profiles/check.js';
import { merge } from './profiles/merge.js';
import { type Correlation, METRICS, type PartialProfile, type Profile } from './profiles/profile.js';
import { metricWith, profileWith } from './profiles/profileWith.js';
import { vary } from './profiles/vary.js';
import type { Spec } from './spec.js';

/** One server of a {@link Spec}: who it is, what it is like, and its model. */
export interface Server {
  readonly id: string;
  readonly profile: Profile;
  /** The correlations that were asked for, or those of the profile. */
  readonly asked: Correlation;
  /** What `nearest` changed of the asked correlations; undefined where it changed nothing. */
  readonly nearest: Partial<Correlation> | undefined;
  readonly model: Model;
}

const logger = getLogger(['faker-server', 'model']);

/** The identity of a spec's server: its id, and the key from which everything of it is drawn. */
export function identity(spec: Spec): { readonly id: string; readonly key: Key } {
  const root = rootKey(spec.seed);
  const id = spec.id ?? serverId(root, spec.archetype);
  return { id, key: childKey(root, id) };
}

/**
 * The server that a spec asks for.
 *
 * @throws {ServerError} When the parts of the spec do not fit together.
 */
export function server(spec: Spec): Server {
  const { id, key } = identity(spec);
  const local = zone(spec.timeZone);
  const { profile, asked, nearest, laws, factor } = completeProfile(spec, key);
  const asOfMs = resolveInstant(spec.asOf ?? spec.from ?? { utcMs: spec.referenceMs }, local);
  const model = compile({
    key,
    profile,
    laws,
    factor,
    zone: local,
    calendar: sharedCalendar(spec.holidays, profile.fiscalYearStart),
    asOfDay: local.dayOf(asOfMs),
  });
  logger.debug('Compiled {id}, {archetype}.', { id, archetype: profile.archetype, profile });
  return { id, profile, asked, nearest, model };
}

/** The server's own, complete profile: what it drew, under what the user set. */
function completeProfile(
  spec: Spec,
  key: Key,
): Pick<Server, 'profile' | 'asked' | 'nearest'> & Pick<CompileOptions, 'laws' | 'factor'> {
  const whole = merge(populationProfile(spec, key), spec.profile);
  const set = [spec.profile, spec.custom ?? {}];
  checkWhole(whole, set);
  const { profile: settled, asked, laws, reached } = settle(whole, set, spec.nearest);
  const profile: Profile = deepFreeze(settled);
  const factor = reached ?? latentFactor(profile, laws);
  // What was drawn, nobody asked for.
  if (!spec.nearest) return { profile, asked: profile.correlation, nearest: undefined, laws, factor };

  const changed = Object.entries(profile.correlation).filter(([pair, r]) => asked[pair as keyof Correlation] !== r);
  if (changed.length === 0) return { profile, asked, nearest: undefined, laws, factor };
  const nearest = deepFreeze(Object.fromEntries(changed)) as Partial<Correlation>;
  logger.warn('Correlations moved to the nearest possible ones: {nearest}.', { asked, nearest });
  return { profile, asked, nearest, laws, factor };
}

function populationProfile({ archetype, custom, profile, typical }: Spec, key: Key): Profile {
  if (custom) return profileWith(merge(profiles.generic, custom), { archetype });
  const name = archetype as Archetype;
  const typicalProfile = profiles[name];
  if (typical) return typicalProfile;
  const { diskType } = hardware(childKey(key, PARTS.facts), name);
  const ceiled = underCeilings(typicalProfile, profile, DISK_CEILING[diskType]);
  return vary(ceiled, varieties[name], childKey(key, PARTS.profile));
}

/**
 * Levels are drawn below the ceilings that the user set, so that no seed draws one above, and below that of the server's
 * disks, unless the user knows better how much they do.
 */
function underCeilings(profile: Profile, set: PartialProfile, ofDisks: number): Profile {
  let ceiled = profile;
  for (const metric of METRICS) {
    const byType = metric === 'diskIo' && set.diskIo?.base === undefined ? ofDisks : undefined;
    const ceiling = set[metric]?.ceiling ?? byType;
    if (ceiling !== undefined) ceiled = profileWith(ceiled, { [metric]: metricWith(profile[metric], { ceiling }) });
  }
  return ceiled;
}
