import { getLogger } from '@logtape/logtape';
import { serverId } from './facts/serverId.js';
import { resolveInstant } from './instant.js';
import { sharedCalendar } from './model/calendar.js';
import { compile, type Model, PARTS } from './model/compile.js';
import {
  choleskyFactor,
  correlationMatrix,
  correlationOf,
  isPositiveDefinite,
  nearestCorrelationMatrix,
} from './model/correlation.js';
import { zone, type Zone } from './model/zone.js';
import { childKey, type Key, rootKey } from './num/random.js';
import { deepFreeze, type Archetype, profiles } from './profiles/archetypes.js';
import { chain } from './profiles/chain.js';
import { checkWhole } from './profiles/check.js';
import type { Correlation, PartialProfile, Profile } from './profiles/profile.js';
import { vary } from './profiles/vary.js';
import type { Spec } from './spec.js';

/** One server of a {@link Spec}: who it is, what it is like, and its model. */
export interface Server {
  readonly id: string;
  readonly key: Key;
  readonly zone: Zone;
  readonly profile: Profile;
  /** What `nearest` changed of the asked correlations; undefined where it changed nothing. */
  readonly nearest: Partial<Correlation> | undefined;
  readonly model: Model;
}

const logger = getLogger(['faker-server', 'model']);

/** The identity of a spec's server: its id, and the key from which everything of it is drawn. */
function identity(spec: Spec): { readonly id: string; readonly key: Key } {
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
  const { profile, nearest } = completeProfile(spec, key);
  const asOfMs = resolveInstant(spec.asOf ?? spec.from ?? { utcMs: spec.referenceMs }, local);
  const model = compile({
    key,
    profile,
    zone: local,
    calendar: sharedCalendar(spec.holidays, profile.fiscalYearStart),
    asOfDay: local.dayOf(asOfMs),
  });
  logger.debug('Compiled {id}, {archetype}.', { id, archetype: profile.archetype, profile });
  return { id, key, zone: local, profile, nearest, model };
}

/** The server's own, complete profile: what it drew, under what the user set. */
function completeProfile(spec: Spec, key: Key): Pick<Server, 'profile' | 'nearest'> {
  const drawn = populationProfile(spec, key);
  const merged = merge(drawn, spec.profile);
  const asked = completeCorrelation(drawn.correlation, { ...spec.profile.correlation, ...spec.correlation });
  const correlation = spec.nearest ? nearestCorrelation(asked) : asked;
  const profile: Profile = deepFreeze({ ...merged, correlation });
  checkWhole(profile);
  choleskyFactor(correlationMatrix(correlation));

  const changed = Object.entries(correlation).filter(([pair, r]) => asked[pair as keyof Correlation] !== r);
  if (changed.length === 0) return { profile, nearest: undefined };
  const nearest = deepFreeze(Object.fromEntries(changed)) as Partial<Correlation>;
  logger.warn('Correlations moved to the nearest possible ones: {nearest}.', { asked, nearest });
  return { profile, nearest };
}

function populationProfile({ archetype, custom, typical }: Spec, key: Key): Profile {
  if (custom) {
    const correlation = completeCorrelation(profiles.generic.correlation, custom.correlation ?? {});
    return { ...merge(profiles.generic, custom), archetype, correlation };
  }
  const profile = profiles[archetype as Archetype];
  return typical ? profile : vary(profile, childKey(key, PARTS.profile));
}

/** A profile with the fields of a partial one in place of its own. */
function merge(profile: Profile, part: PartialProfile): Profile {
  return {
    ...profile,
    ...part,
    cpu: { ...profile.cpu, ...part.cpu },
    memory: { ...profile.memory, ...part.memory },
    diskIo: { ...profile.diskIo, ...part.diskIo },
    network: { ...profile.network, ...part.network },
    correlation: profile.correlation,
    peakHours: { ...profile.peakHours, ...part.peakHours },
    dynamics: { ...profile.dynamics, ...part.dynamics },
  };
}

/** All six pairs: what is set, the named ones as drawn, the others by the chain of the named ones. */
function completeCorrelation(drawn: Correlation, set: Partial<Correlation>): Correlation {
  const { cpuMemory, cpuNetwork, memoryDisk } = { ...drawn, ...set };
  return { ...chain({ cpuMemory, cpuNetwork, memoryDisk }), ...set };
}

function nearestCorrelation(asked: Correlation): Correlation {
  const matrix = correlationMatrix(asked);
  return isPositiveDefinite(matrix) ? asked : correlationOf(nearestCorrelationMatrix(matrix));
}
