/**
 * Adds `faker.server` to every faker: the ready-made ones, those of every locale, and each later `new Faker()`. Harmless
 * when it is there already; throws a `ServerError` when fakers have another `server`.
 *
 * @example
 * ```ts
 * import { faker } from '@faker-js/faker/locale/en';
 * import 'faker-server/register';
 *
 * faker.seed(42);
 * faker.server.web().typical().profile().weekendFactor; // 0.5
 * ```
 *
 * @module register
 */
import type { Faker } from '@faker-js/faker';
// The smallest public way to the class: the package's root would load 77 locales.
import { faker } from '@faker-js/faker/locale/base';
import { addServer } from './addServer.js';
import { serverModule } from './faker.js';
import type { ServerModule } from './serverModule.js';

const prototype = Object.getPrototypeOf(faker) as Faker;
const modules = new WeakMap<Faker, ServerModule>();

addServer('register', prototype, faker, () => ({
  get(this: Faker): ServerModule | undefined {
    // Read on the prototype itself, as some inspectors do, there is no faker to serve.
    if (this === prototype) return undefined;
    let known = modules.get(this);
    if (!known) {
      known = serverModule(this);
      modules.set(this, known);
    }
    return known;
  },
  set(this: Faker, value: unknown) {
    Object.defineProperty(this, 'server', { value, configurable: true, enumerable: true, writable: true });
  },
}));

/**
 * A faker that has `server`. That it is named here brings faker's own declaration, the one that is added to, into programs
 * that import a locale alone.
 *
 * @since 0.2.0
 */
export type FakerWithServer = Faker;

declare module '@faker-js/faker' {
  interface Faker {
    /** Deterministic servers with CPU, memory, disk and network metrics: the plugin `faker-server`. */
    readonly server: ServerModule;
  }
}
