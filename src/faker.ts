import { builder, newSpec, type ServerBuilder } from './builder.js';

import { ServerError } from './errors.js';
import { type BusinessUnit, businessUnit } from './facts/businessUnit.js';
import { type Criticality, criticality } from './facts/criticality.js';
import { type Environment, environment } from './facts/environment.js';
import { hostname } from './facts/hostname.js';
import { metadata, type ServerMetadata } from './facts/metadata.js';
import { type Region, region } from './facts/region.js';
import { serverId } from './facts/serverId.js';
import { type ServerType, type } from './facts/type.js';
import { type Fleet, fleet, type FleetOptions } from './fleet.js';
import { type Key, rootKey } from './num/random.js';
import { type Archetype, ARCHETYPE_NAMES, archetypeNamed, deepFreeze } from './profiles/archetypes.js';
import { archetypeName, checkProfile } from './profiles/check.js';
import type { PartialProfile } from './profiles/profile.js';
import { instant } from './instant.js';

/** The part of faker that is used: any `Faker` or `SimpleFaker`, of version 9 to 11, has it. */
export interface FakerLike {
  readonly number: { int(): number };
  defaultRefDate(): Date;
}

/**
 * Servers and facts about them. Every method draws exactly one number from faker, however much is read of what it
 * returns, and works unbound.
 */
export interface ServerModule {
  /**
   * A web server: driven by traffic, with bursts of short spikes.
   *
   * @see faker.server.archetype(): For an archetype by name.
   */
  web(this: void): ServerBuilder;
  /**
   * A database server: memory- and disk-heavy, steady, growing.
   *
   * @see faker.server.archetype(): For an archetype by name.
   */
  database(this: void): ServerBuilder;
  /**
   * An application server: balanced, busy in business hours.
   *
   * @see faker.server.archetype(): For an archetype by name.
   */
  application(this: void): ServerBuilder;
  /**
   * A batch server: jobs at night and at weekends, very bursty.
   *
   * @see faker.server.archetype(): For an archetype by name.
   */
  batch(this: void): ServerBuilder;
  /**
   * A server of an archetype by name.
   *
   * @param name - `'web'`, `'database'` (`'db'`), `'application'` (`'app'`) or `'batch'`, in any case.
   * @throws {ServerError} When there is no such archetype.
   */
  archetype(this: void, name: Archetype | 'db' | 'app' | (string & {})): ServerBuilder;
  /**
   * A server of your own: the generic server with the given figures. It draws no variety; it is what you say.
   *
   * @param profile - Any part of a {@link Profile}; `archetype` names it. Defaults to the generic server.
   * @throws {ServerError} When a field is unknown or out of its bounds.
   */
  custom(this: void, profile?: PartialProfile): ServerBuilder;
  /**
   * Many servers at once, in the mix of a real estate.
   *
   * @param options - How many, or an object with `count`, `mix` and `seed`.
   * @throws {ServerError} When the count or a weight is out of its bounds.
   */
  fleet(this: void, options: number | FleetOptions): Fleet;
  /** The id of a server, such as `web-7f3a`. */
  serverId(this: void): string;
  /** A fully qualified host name, valid by RFC 1123, under the reserved `.example`. */
  hostname(this: void): string;
  /** The archetype of a server, in the proportions of a default fleet. */
  type(this: void): ServerType;
  /** The code of a cloud region, such as `eu-central-1`. */
  region(this: void): Region;
  /** A stage of delivery, such as `production`. */
  environment(this: void): Environment;
  /** The part of an organisation that a server works for. */
  businessUnit(this: void): BusinessUnit;
  /** How much an organisation depends on a server. */
  criticality(this: void): Criticality;
  /** The inventory record of a server of any archetype: host name, region, hardware and so on, all fitting. */
  metadata(this: void): ServerMetadata;
}

/**
 * Adds `faker.server` to one faker instance and returns it. Harmless when it is there already.
 *
 * @param faker - Any `Faker` or `SimpleFaker`.
 * @example
 * ```ts
 * import { faker } from '@faker-js/faker/locale/en';
 * import { withServer } from 'faker-server';
 *
 * const { server } = withServer(faker);
 * faker.seed(42);
 * server.database().typical().profile().memory.base; // 75
 * ```
 */
export function withServer<F extends FakerLike>(faker: F): F & { readonly server: ServerModule } {
  if (!isFaker(faker)) throw new ServerError('withServer', 'a Faker or SimpleFaker', faker);
  if (!('server' in faker) || faker.server === undefined) {
    Object.defineProperty(faker, 'server', {
      value: serverModule(faker),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return faker as F & { readonly server: ServerModule };
}

/** The module of one faker instance: closures, so that every method works unbound and no field shows the instance. */
export function serverModule(faker: FakerLike): ServerModule {
  const start = (archetype: string, custom?: PartialProfile): ServerBuilder => {
    const seed = faker.number.int();
    return builder(newSpec({ archetype, custom, seed, referenceMs: referenceMs(faker) }));
  };
  const fact =
    <T>(of: (key: Key) => T) =>
    (): T =>
      of(rootKey(faker.number.int()));

  return Object.freeze({
    web: () => start('web'),
    database: () => start('database'),
    application: () => start('application'),
    batch: () => start('batch'),
    archetype: (name: unknown) => {
      const archetype = typeof name === 'string' ? archetypeNamed(name) : undefined;
      if (!archetype) throw new ServerError('archetype', ARCHETYPE_NAMES, name);
      return start(archetype);
    },
    custom: (profile?: unknown) => {
      const { archetype = 'custom', ...figures } = checkProfile('custom', profile ?? {});
      const made = start(archetypeName('custom.archetype', archetype), deepFreeze(figures));
      // Parts that do not fit together are named here, where they were written.
      made.profile();
      return made;
    },
    fleet: (options: unknown) => fleet(options, { seed: faker.number.int(), referenceMs: referenceMs(faker) }),
    serverId: fact((key) => serverId(key, type(key))),
    hostname: fact((key) => hostname(key, serverId(key, type(key)))),
    type: fact(type),
    region: fact(region),
    environment: fact(environment),
    businessUnit: fact(businessUnit),
    criticality: fact(criticality),
    metadata: fact((key) => metadata(key, { id: serverId(key, type(key)), archetype: type(key) })),
  });
}

function referenceMs(faker: FakerLike): number {
  const reference = instant('defaultRefDate', faker.defaultRefDate());
  return 'utcMs' in reference ? reference.utcMs : reference.localMs;
}

function isFaker(value: unknown): value is FakerLike {
  if (typeof value !== 'object' || value === null) return false;
  const { number, defaultRefDate } = value as Partial<FakerLike>;
  return typeof number?.int === 'function' && typeof defaultRefDate === 'function';
}
