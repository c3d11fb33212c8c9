import { addServer } from './addServer.js';
import { builder, newSpec } from './builder.js';
import { noOptions } from './check.js';
import type { ServerBuilder } from './serverBuilder.js';
import { ServerError, within } from './errors.js';
import { type BusinessUnit, businessUnit } from './facts/businessUnit.js';
import { type Criticality, criticality } from './facts/criticality.js';
import { type Environment, environment } from './facts/environment.js';
import { hostname } from './facts/hostname.js';
import { metadata, type ServerMetadata } from './facts/metadata.js';
import { type Region, region } from './facts/region.js';
import { serverId } from './facts/serverId.js';
import { type } from './facts/type.js';
import { type Fleet, fleet, type FleetOptions } from './fleet.js';
import { instant } from './instant.js';
import { type Key, rootKey } from './num/random.js';
import { type Archetype, deepFreeze } from './profiles/archetypes.js';
import { archetypeName, checkArchetype, checkProfile } from './profiles/check.js';
import type { PartialProfile, ProfileInput } from './profiles/profile.js';
import { checkSeed } from './settings.js';

/**
 * The part of faker that is used: any `Faker` or `SimpleFaker` has it, of the versions 9 and 10, which are tested, and
 * most likely of 11, which is admitted.
 */
export interface FakerLike {
  /** The module of numbers. */
  readonly number: {
    /** A whole random number. */
    int(): number;
  };
  /** The date that counts as today. */
  defaultRefDate(): Date;
}

/**
 * Servers and facts about them. Every method draws exactly one number from faker, however much is read of what it
 * returns, and works unbound. The examples are of the seed 42 and the reference date 2026-01-01, each by itself.
 */
export interface ServerModule {
  /**
   * A web server: driven by traffic, with bursts of short spikes.
   *
   * @see faker.server.archetype(): For an archetype by name.
   * @example
   * faker.server.web().record().cpu; // 14.34
   * @since 0.1.0
   */
  web(this: void): ServerBuilder;
  /**
   * A database server: memory- and disk-heavy, steady, growing.
   *
   * @see faker.server.archetype(): For an archetype by name.
   * @example
   * faker.server.database().series(365).length; // 365
   * @since 0.1.0
   */
  database(this: void): ServerBuilder;
  /**
   * An application server: balanced, busy in business hours.
   *
   * @see faker.server.archetype(): For an archetype by name.
   * @example
   * faker.server.application().every('5m').record().cpu; // 39.58
   * @since 0.1.0
   */
  application(this: void): ServerBuilder;
  /**
   * A batch server: jobs at night and at weekends, very bursty.
   *
   * @see faker.server.archetype(): For an archetype by name.
   * @example
   * faker.server.batch().profile().batchNightWindow; // true
   * @since 0.1.0
   */
  batch(this: void): ServerBuilder;
  /**
   * A server of an archetype by name.
   *
   * @param name - `'web'`, `'database'` (`'db'`), `'application'` (`'app'`) or `'batch'`, in any case.
   * @throws {ServerError} When there is no such archetype.
   * @example
   * faker.server.archetype('DB').record().archetype; // 'database'
   * @since 0.1.0
   */
  archetype(this: void, name: Archetype | 'db' | 'app' | (string & {})): ServerBuilder;
  /**
   * A server of your own: the generic server with the given figures. It draws no variety; it is what you say.
   *
   * @param profile - Any part of a {@link Profile}; `archetype` names it. Defaults to the generic server.
   * @throws {ServerError} When a field is unknown or out of its bounds.
   * @example
   * faker.server.custom({ archetype: 'cache', memory: { base: 90 } }).record().memory; // 98.83
   * @since 0.1.0
   */
  custom(this: void, profile?: ProfileInput): ServerBuilder;
  /**
   * Many servers at once, in the mix of a real estate.
   *
   * @param options - How many, or an object with `count`, `mix` and `seed`.
   * @throws {ServerError} When the count or a weight is out of its bounds.
   * @example
   * Array.from(faker.server.fleet(3), String); // ['application-001', 'web-001', 'database-001']
   * @since 0.1.0
   */
  fleet(this: void, options: number | FleetOptions): Fleet;
  /**
   * The id of a server, such as `web-7f3a`.
   *
   * @example
   * faker.server.serverId(); // 'application-fbb3'
   * @since 0.1.0
   */
  serverId(this: void): string;
  /**
   * A fully qualified host name, valid by RFC 1123, under the reserved `.example`.
   *
   * @example
   * faker.server.hostname(); // 'application-fbb3.bom.prod.example'
   * @since 0.1.0
   */
  hostname(this: void): string;
  /**
   * The archetype of a server, in the proportions of a default fleet.
   *
   * @example
   * faker.server.type(); // 'application'
   * @since 0.1.0
   */
  type(this: void): Archetype;
  /**
   * The code of a cloud region, such as `eu-central-1`.
   *
   * @example
   * faker.server.region(); // 'ap-south-1'
   * @since 0.1.0
   */
  region(this: void): Region;
  /**
   * A stage of delivery, such as `production`.
   *
   * @example
   * faker.server.environment(); // 'production'
   * @since 0.1.0
   */
  environment(this: void): Environment;
  /**
   * The part of an organisation that a server works for.
   *
   * @example
   * faker.server.businessUnit(); // 'operations'
   * @since 0.1.0
   */
  businessUnit(this: void): BusinessUnit;
  /**
   * How much an organisation depends on a server.
   *
   * @example
   * faker.server.criticality(); // 'administrative'
   * @since 0.1.0
   */
  criticality(this: void): Criticality;
  /**
   * The inventory record of a server of any archetype: host name, region, hardware and so on, all fitting.
   *
   * @example
   * faker.server.metadata().operatingSystem; // 'Windows Server 2022'
   * @since 0.1.0
   */
  metadata(this: void): ServerMetadata;
}

/**
 * Adds `faker.server` to one faker instance and returns it. Harmless when it is there already.
 *
 * @param faker - Any `Faker` or `SimpleFaker`.
 * @throws {ServerError} When it is anything else, is frozen, or has another `server`.
 * @example
 * ```ts
 * import { faker } from '@faker-js/faker/locale/en';
 * import { withServer } from 'faker-server';
 *
 * const { server } = withServer(faker);
 * faker.seed(42);
 * server.database().typical().profile().memory.base; // 75
 * ```
 * @since 0.1.0
 */
export function withServer<F extends FakerLike>(faker: F): F & { readonly server: ServerModule } {
  if (!isFaker(faker)) throw new ServerError('withServer', 'a Faker or SimpleFaker', faker);
  addServer('withServer', faker, faker, () => ({ value: serverModule(faker), writable: true }));
  return faker as F & { readonly server: ServerModule };
}

/** The module of one faker instance: closures, so that every method works unbound and no field shows the instance. */
export function serverModule(faker: FakerLike): ServerModule {
  const draw = (): string | number => checkSeed('faker.number.int', faker.number.int());
  const start = (archetype: string, custom?: PartialProfile): ServerBuilder => {
    return builder(newSpec({ archetype, custom, seed: draw(), referenceMs: referenceMs(faker) }));
  };
  const fact = <T>(name: string, of: (key: Key) => T) => noOptions(name, () => of(rootKey(draw())));
  const plain = (name: Archetype) => noOptions(name, () => start(name), ': .profile({ … }) sets figures');

  // Not frozen: tests put their own in the place of methods.
  return {
    web: plain('web'),
    database: plain('database'),
    application: plain('application'),
    batch: plain('batch'),
    archetype: (name: unknown) => start(checkArchetype('archetype', name)),
    custom: (profile?: unknown) => {
      const { archetype = 'custom', ...figures } = checkProfile('custom', profile === undefined ? {} : profile);
      const made = start(archetypeName('custom.archetype', archetype), deepFreeze(figures));
      // Parts that do not fit together are named here, where they were written.
      within('custom', () => made.profile());
      return made;
    },
    fleet: (options: unknown) => fleet(options, { seed: draw(), referenceMs: referenceMs(faker) }),
    serverId: fact('serverId', (key) => serverId(key, type(key))),
    hostname: fact('hostname', (key) => hostname(key, serverId(key, type(key)))),
    type: fact('type', type),
    region: fact('region', region),
    environment: fact('environment', environment),
    businessUnit: fact('businessUnit', businessUnit),
    criticality: fact('criticality', criticality),
    metadata: fact('metadata', (key) => metadata(key, { id: serverId(key, type(key)), archetype: type(key) })),
  };
}

function referenceMs(faker: FakerLike): number {
  const reference = instant('faker.defaultRefDate', faker.defaultRefDate());
  return 'utcMs' in reference ? reference.utcMs : reference.localMs;
}

function isFaker(value: unknown): value is FakerLike {
  if (typeof value !== 'object' || value === null) return false;
  try {
    const { number, defaultRefDate } = value as Partial<FakerLike>;
    return typeof number?.int === 'function' && typeof defaultRefDate === 'function';
  } catch {
    // A proxy that was revoked, or a getter that throws.
    return false;
  }
}
