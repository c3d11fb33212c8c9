import { type FakerLike, withServer } from '../../src/index.js';
import type { Case } from './case.js';

const SEED = 'a finite number or a text';
const ARCHETYPE = "'web', 'database' ('db'), 'application' ('app') or 'batch'";
const FLEET = 'a count, or an object with count, mix and seed';
const PLACES = 'a whole number of at least 0 and at most 10000000';
const WEIGHT = 'a finite number of at least 0 and at most 1000000000';
const OBJECT = 'a plain object';

const throws = (): never => {
  throw new Error('of their own');
};
const fakerWith = (part: object): FakerLike => ({
  number: { int: () => 42 },
  defaultRefDate: () => new Date('2026-01-01'),
  ...part,
});
const add = (value: unknown): unknown => withServer(value as FakerLike);

/** What the module refuses before there is a builder: names, mixes, and fakers that are none. */
export const MODULE: readonly Case[] = [
  ['no archetype', (server) => server.archetype(), `archetype: expected ${ARCHETYPE}, received undefined`],
  ['an unknown archetype', (server) => server.archetype('cache'), `archetype: expected ${ARCHETYPE}, received "cache"`],
  [
    'an archetype with a slip',
    (server) => server.archetype('databse'),
    `archetype: expected ${ARCHETYPE} (nearest: 'database'), received "databse"`,
  ],
  [
    'an archetype with a space',
    (server) => server.archetype(' web'),
    `archetype: expected ${ARCHETYPE} (nearest: 'web'), received " web"`,
  ],
  ['an empty archetype', (server) => server.archetype(''), `archetype: expected ${ARCHETYPE}, received ""`],
  [
    'a field of every object for an archetype',
    (server) => server.archetype('constructor'),
    `archetype: expected ${ARCHETYPE}, received "constructor"`,
  ],
  [
    'the generic server, which is no archetype',
    (server) => server.archetype('generic'),
    `archetype: expected ${ARCHETYPE}, received "generic"`,
  ],
  [
    'a boxed archetype',
    (server) => server.archetype(new String('web')),
    `archetype: expected ${ARCHETYPE}, received an instance of String`,
  ],
  [
    'a list of archetypes',
    (server) => server.archetype(['web']),
    `archetype: expected ${ARCHETYPE}, received an array of 1`,
  ],
  ['null for an archetype', (server) => server.archetype(null), `archetype: expected ${ARCHETYPE}, received null`],
  ['null for a custom profile', (server) => server.custom(null), `custom: expected ${OBJECT}, received null`],
  ['a name for a custom profile', (server) => server.custom('cache'), `custom: expected ${OBJECT}, received "cache"`],

  ['no fleet', (server) => server.fleet(), `fleet: expected ${FLEET}, received undefined`],
  ['a fleet of −1', (server) => server.fleet(-1), `fleet: expected ${PLACES}, received -1`],
  ['a fleet of 1.5', (server) => server.fleet(1.5), `fleet: expected ${PLACES}, received 1.5`],
  ['a fleet of NaN', (server) => server.fleet(NaN), `fleet: expected ${PLACES}, received NaN`],
  ['a fleet of a billion', (server) => server.fleet(1e9), `fleet: expected ${PLACES}, received 1000000000`],
  ['a fleet in text', (server) => server.fleet('120'), `fleet: expected ${FLEET}, received "120"`],
  ['a fleet without a count', (server) => server.fleet({}), `fleet.count: expected ${PLACES}, received undefined`],
  [
    'a fleet with a bad count',
    (server) => server.fleet({ count: '3' }),
    `fleet.count: expected ${PLACES}, received "3"`,
  ],
  [
    'a fleet with an unknown option',
    (server) => server.fleet({ count: 3, mixes: {} }),
    "fleet.mixes: expected a valid key (nearest: 'mix'), received an unknown one",
  ],
  [
    'a fleet with a bad seed',
    (server) => server.fleet({ count: 3, seed: NaN }),
    `fleet.seed: expected ${SEED}, received NaN`,
  ],
  [
    'null for the seed of a fleet',
    (server) => server.fleet({ count: 3, seed: null }),
    `fleet.seed: expected ${SEED}, received null`,
  ],
  [
    '__proto__ among a fleet’s options',
    (server) => server.fleet(JSON.parse('{"count":3,"__proto__":{"mix":{}}}')),
    'fleet.__proto__: expected one of the keys count, mix, seed, received an unknown one',
  ],
  [
    'a list for a mix',
    (server) => server.fleet({ count: 3, mix: ['web'] }),
    'fleet.mix: expected an object of weights by archetype, received an array of 1',
  ],
  [
    'a Map for a mix',
    (server) => server.fleet({ count: 3, mix: new Map([['web', 1]]) }),
    'fleet.mix: expected an object of weights by archetype, received an instance of Map',
  ],
  [
    'null for a mix',
    (server) => server.fleet({ count: 3, mix: null }),
    'fleet.mix: expected an object of weights by archetype, received null',
  ],
  [
    'an empty mix',
    (server) => server.fleet({ count: 3, mix: {} }),
    'fleet.mix: expected at least one weight above 0, received none',
  ],
  [
    'a mix of nothing',
    (server) => server.fleet({ count: 3, mix: { web: 0, batch: -0 } }),
    'fleet.mix: expected at least one weight above 0, received none',
  ],
  [
    'a mix of an unknown archetype',
    (server) => server.fleet({ count: 3, mix: { cache: 1 } }),
    `fleet.mix.cache: expected ${ARCHETYPE}, received "cache"`,
  ],
  [
    'a mix with a slip',
    (server) => server.fleet({ count: 3, mix: { aplication: 1 } }),
    `fleet.mix.aplication: expected ${ARCHETYPE} (nearest: 'application'), received "aplication"`,
  ],
  [
    'a mix of a symbol',
    (server) => server.fleet({ count: 3, mix: { [Symbol('web')]: 1 } }),
    `fleet.mix[symbol]: expected ${ARCHETYPE}, received a symbol`,
  ],
  [
    '__proto__ in a mix',
    (server) => server.fleet({ count: 3, mix: JSON.parse('{"__proto__":1}') as unknown }),
    `fleet.mix.__proto__: expected ${ARCHETYPE}, received "__proto__"`,
  ],
  [
    'a negative weight',
    (server) => server.fleet({ count: 3, mix: { web: -1 } }),
    `fleet.mix.web: expected ${WEIGHT}, received -1`,
  ],
  [
    'a weight of NaN',
    (server) => server.fleet({ count: 3, mix: { web: 1, db: NaN } }),
    `fleet.mix.db: expected ${WEIGHT}, received NaN`,
  ],
  [
    'a weight so large that products overflow',
    (server) => server.fleet({ count: 3, mix: { web: 1e308 } }),
    `fleet.mix.web: expected ${WEIGHT}, received 1e+308`,
  ],
  [
    'a weight in text',
    (server) => server.fleet({ count: 3, mix: { app: '40%' } }),
    `fleet.mix.app: expected ${WEIGHT}, received "40%"`,
  ],
  [
    'a mix that throws',
    (server) =>
      server.fleet({
        count: 3,
        mix: {
          get web() {
            return throws();
          },
        },
      }),
    'fleet.mix: expected an object of weights by archetype, received one that throws when it is read',
  ],
  [
    'a place before the first',
    (server) => server.fleet(3).at(-1),
    'at: expected a whole number of at least 0 and below 3, received -1',
  ],
  [
    'a place after the last',
    (server) => server.fleet(3).at(3),
    'at: expected a whole number of at least 0 and below 3, received 3',
  ],
  [
    'a place between two',
    (server) => server.fleet(3).at(0.5),
    'at: expected a whole number of at least 0 and below 3, received 0.5',
  ],
  [
    'a place in text',
    (server) => server.fleet(3).at('0'),
    'at: expected a whole number of at least 0 and below 3, received "0"',
  ],
  [
    'a place in an empty fleet',
    (server) => server.fleet(0).at(0),
    'at: expected a fleet with a server in it, received an empty one',
  ],

  [
    'figures for an archetype',
    (server) => server.database({ cpu: { base: 50 } }),
    'database: expected no options: .profile({ … }) sets figures, received an object',
  ],
  [
    'options for a fact',
    (server) => server.metadata({ region: 'eu-west-1' }),
    'metadata: expected no options, received an object',
  ],
  ['no faker', () => add(undefined), 'withServer: expected a Faker or SimpleFaker, received undefined'],
  ['null for a faker', () => add(null), 'withServer: expected a Faker or SimpleFaker, received null'],
  ['an empty object for a faker', () => add({}), 'withServer: expected a Faker or SimpleFaker, received an object'],
  ['a function for a faker', () => add(() => 42), 'withServer: expected a Faker or SimpleFaker, received a function'],
  [
    'a faker without a reference date',
    () => add({ number: { int: () => 42 } }),
    'withServer: expected a Faker or SimpleFaker, received an object',
  ],
  [
    'a faker without numbers',
    () => add(fakerWith({ number: null })),
    'withServer: expected a Faker or SimpleFaker, received an object',
  ],
  [
    'a faker that throws',
    () => add(new Proxy({}, { get: throws })),
    'withServer: expected a Faker or SimpleFaker, received an object',
  ],
  [
    'a frozen faker',
    () => add(Object.freeze(fakerWith({}))),
    'withServer: expected a faker to which a property can be added, received a frozen one',
  ],
  [
    'a faker with another server',
    () => add(fakerWith({ server: { web: 'nginx' } })),
    'withServer: expected a faker without another server property, received one that has it',
  ],
  [
    'a faker with null for a server',
    () => add(fakerWith({ server: null })),
    'withServer: expected a faker without another server property, received one that has it',
  ],
  [
    'a faker of NaN',
    () => withServer(fakerWith({ number: { int: () => NaN } })).server.web(),
    `faker.number.int: expected ${SEED}, received NaN`,
  ],
  [
    'a faker of nothing',
    () => withServer(fakerWith({ number: { int: () => undefined } })).server.region(),
    `faker.number.int: expected ${SEED}, received undefined`,
  ],
  [
    'a faker of nothing, for a fleet',
    () => withServer(fakerWith({ number: { int: () => null } })).server.fleet(1),
    `faker.number.int: expected ${SEED}, received null`,
  ],
  [
    'a faker with an invalid date',
    () => withServer(fakerWith({ defaultRefDate: () => new Date(NaN) })).server.web(),
    "faker.defaultRefDate: expected a date from the years 1 to 9999 such as '2026-01-01' or a Date, received an invalid Date",
  ],
];
