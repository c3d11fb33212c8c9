import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import * as logtape from '@logtape/logtape';
import * as faker from '@faker-js/faker';
import * as fakerDe from '@faker-js/faker/locale/de';
import * as fakerEn from '@faker-js/faker/locale/en';
import * as core from 'faker-server';
import * as duckdb from 'faker-server/duckdb';
import * as files from 'faker-server/files';
import * as formats from 'faker-server/formats';
import * as mysql from 'faker-server/mysql';
import * as pglite from 'faker-server/pglite';
import * as postgres from 'faker-server/postgres';
import * as influx from 'faker-server/influx';
import * as prometheus from 'faker-server/prometheus';
import * as register from 'faker-server/register';
import * as sqlite from 'faker-server/sqlite';
import * as vitest from 'vitest';
import * as vitestConfig from 'vitest/config';
import { type Example, instrumented } from './example.js';
import { show, showError } from './show.js';

/** What each statement of an example gave, by its place. */
export type Given = ReadonlyMap<number, string>;

/** How the world is before an example, none of which it may depend on. */
export interface World {
  readonly seed: number;
  readonly reference: string;
  readonly timeZone: string;
}

/** Two worlds as different as can be: what an example says must hold in both. */
export const WORLDS: readonly World[] = [
  { seed: 1, reference: '2011-02-03T04:05:06Z', timeZone: 'America/Los_Angeles' },
  { seed: 2, reference: '2031-07-08T23:10:11Z', timeZone: 'Pacific/Auckland' },
];

// Importing it has registered it; from here on an example has `faker.server` only if it asks for it.
const prototype = faker.Faker.prototype;
const registration = Object.getOwnPropertyDescriptor(prototype, 'server')!;

const fakers = [faker.faker, faker.fakerDE, fakerDe.faker, fakerEn.faker, faker.simpleFaker];

const MODULES: Readonly<Record<string, () => unknown>> = {
  '@faker-js/faker': () => faker,
  '@faker-js/faker/locale/de': () => fakerDe,
  '@faker-js/faker/locale/en': () => fakerEn,
  '@logtape/logtape': () => logtape,
  'faker-server': () => core,
  'faker-server/duckdb': () => duckdb,
  'faker-server/files': () => files,
  'faker-server/formats': () => formats,
  'faker-server/mysql': () => mysql,
  'faker-server/pglite': () => pglite,
  'faker-server/postgres': () => postgres,
  'faker-server/influx': () => influx,
  'faker-server/prometheus': () => prometheus,
  'faker-server/register': () => {
    Object.defineProperty(prototype, 'server', registration);
    return register;
  },
  'faker-server/sqlite': () => sqlite,
  'vitest/config': () => vitestConfig,
};

const AsyncFunction = enter.constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<void>;

/** Runs an example as a module of its own, in a world of its own. */
export async function run(example: Example, world: World): Promise<Given> {
  const given = new Map<number, string>();
  let printed = '';
  const stream = new Writable({
    write(chunk, _, done) {
      printed += String(chunk);
      done();
    },
  });
  const output = (place: number): boolean => {
    if (printed === '') return false;
    given.set(place, printed.replace(/\n$/, '').replaceAll(/ +$/gm, ''));
    printed = '';
    return true;
  };
  const gives = (place: number, ...value: unknown[]): void => {
    if (!output(place) && value.length > 0) given.set(place, show(value[0]));
  };
  const throws = (place: number, error: unknown): void => {
    if (!example.claims.some(({ statement }) => statement === place)) throw error;
    printed = '';
    given.set(place, showError(error));
  };

  const tests: Promise<unknown>[] = [];
  const atOnce = (...parts: unknown[]): void => {
    const body = parts.findLast((part) => typeof part === 'function') as () => unknown;
    tests.push(Promise.resolve(body()));
  };
  const modules: typeof MODULES = {
    ...MODULES,
    // A test in an example is run where it stands.
    vitest: () => ({ ...vitest, it: atOnce, test: atOnce, describe: atOnce, beforeEach: atOnce, beforeAll: atOnce }),
  };
  const require = (name: string): unknown => (Object.hasOwn(modules, name) ? modules[name]!() : node(name));

  const timeZone = process.env['TZ'];
  const ownConsole = globalThis.console;
  await enter(world);
  globalThis.console = new Console(stream, stream);
  try {
    const body = new AsyncFunction('require', 'module', 'exports', '$gives', '$throws', instrumented(example));
    const module = { exports: {} };
    await body(require, module, module.exports, gives, throws);
    await Promise.all(tests);
  } finally {
    globalThis.console = ownConsole;
    await enter({ ...WORLDS[0]!, timeZone: timeZone ?? 'UTC' });
    if (timeZone === undefined) delete process.env['TZ'];
  }
  return given;
}

async function enter({ seed, reference, timeZone }: World): Promise<void> {
  process.env['TZ'] = timeZone;
  Reflect.deleteProperty(prototype, 'server');
  for (const each of fakers) {
    Reflect.deleteProperty(each, 'server');
    each.seed(seed);
    each.setDefaultRefDate(reference);
  }
  await logtape.reset();
}

const node = createRequire(import.meta.url) as (name: string) => unknown;

/** Query builders and drivers that users bring; Prisma's client would have to be generated. */
const DATABASES = [
  '@electric-sql/pglite',
  '@prisma/client',
  'drizzle-orm/node-postgres',
  'drizzle-orm/pg-core',
  'knex',
  'kysely',
  'pg',
];

/** Modules that an example may import. */
export function isKnown(name: string): boolean {
  return name === 'vitest' || name.startsWith('node:') || DATABASES.includes(name) || Object.hasOwn(MODULES, name);
}
