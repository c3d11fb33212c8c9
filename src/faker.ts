import { addServer } from './addServer.js';
import { builder } from './builder.js';
import { noOptions } from './check.js';
import { deepFreeze } from './deepFreeze.js';
import type { ServerBuilder } from './serverBuilder.js';
import { ServerError, within } from './errors.js';
import { businessUnit } from './facts/businessUnit.js';
import { criticality } from './facts/criticality.js';
import { environment } from './facts/environment.js';
import { hostname } from './facts/hostname.js';
import { metadata } from './facts/metadata.js';
import { region } from './facts/region.js';
import { serverId } from './facts/serverId.js';
import { type } from './facts/type.js';
import { fleet } from './fleet.js';
import { instant } from './instant.js';
import { type Key, rootKey } from './num/random.js';
import type { Archetype } from './profiles/archetypes.js';
import { archetypeName, checkArchetype, checkProfile } from './profiles/check.js';
import type { PartialProfile } from './profiles/profile.js';
import type { ServerModule } from './serverModule.js';
import { checkSeed } from './settings.js';
import { newSpec } from './spec.js';

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
    hostname: fact('hostname', hostname),
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
