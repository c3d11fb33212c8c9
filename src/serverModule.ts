import type { BusinessUnit } from './facts/businessUnit.js';
import type { Criticality } from './facts/criticality.js';
import type { Environment } from './facts/environment.js';
import type { ServerMetadata } from './facts/metadata.js';
import type { Region } from './facts/region.js';
import type { Fleet, FleetOptions } from './fleet.js';
import type { Archetype } from './profiles/archetypes.js';
import type { ProfileInput } from './profiles/profile.js';
import type { ServerBuilder } from './serverBuilder.js';

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
   * faker.server.web().record().cpu; // 15.67
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
   * faker.server.application().every('5m').record().cpu; // 40.41
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
   * faker.server.custom({ archetype: 'cache', memory: { base: 90 } }).record().memory; // 99.59
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
