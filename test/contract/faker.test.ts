import { allFakers, Faker, faker, fakerDE, SimpleFaker, simpleFaker } from '@faker-js/faker';
import { faker as subpath } from '@faker-js/faker/locale/ja';
import 'faker-server/register';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakerLike, type ServerModule, withServer } from 'faker-server';

const REFERENCE = '2026-01-01T00:00:00.000Z';
/** Every method of the module, called as users call it, down to plain data. */
const METHODS: Readonly<Record<keyof ServerModule, (server: ServerModule) => unknown>> = {
  web: ({ web }) => web().record(),
  database: ({ database }) => database().series(2),
  application: ({ application }) => application().profile(),
  batch: ({ batch }) => batch().every('5m').record(),
  archetype: ({ archetype }) => archetype('DB').record(),
  custom: ({ custom }) => custom({ archetype: 'cache', cpu: { base: 10 } }).record(),
  fleet: ({ fleet }) => [...fleet(3)].map((server) => server.record()),
  serverId: ({ serverId }) => serverId(),
  hostname: ({ hostname }) => hostname(),
  type: ({ type }) => type(),
  region: ({ region }) => region(),
  environment: ({ environment }) => environment(),
  businessUnit: ({ businessUnit }) => businessUnit(),
  criticality: ({ criticality }) => criticality(),
  metadata: ({ metadata }) => metadata(),
};
const methods = Object.entries(METHODS);

beforeEach(() => faker.setDefaultRefDate(REFERENCE));
afterEach(() => {
  faker.seed();
  faker.setDefaultRefDate();
});

describe('faker.server', () => {
  it('has a snapshot for each method', () => {
    expect(Object.keys(faker.server).sort()).toEqual(Object.keys(METHODS).sort());
  });

  describe.each([42, 1337, 1211])('with seed %i', (seed) => {
    it.each(methods)('%s', (_, call) => {
      faker.seed(seed);
      expect(call(faker.server)).toMatchSnapshot();
    });
  });

  it.each(methods)('%s draws exactly one number', (_, call) => {
    faker.seed(7);
    faker.number.int();
    const second = faker.number.int();
    faker.seed(7);
    call(faker.server);
    expect(faker.number.int()).toBe(second);
  });

  it.each(methods)('%s gives something of its own kind for any seed', (_, call) => {
    for (let i = 0; i < 5; i++) {
      const value = call(faker.server);
      expect(structuredClone(value)).toStrictEqual(value);
      const read = (key: string, field: unknown): unknown => (key === 'timestamp' ? new Date(field as string) : field);
      expect(JSON.parse(JSON.stringify(value), read)).toStrictEqual(value);
      expect(JSON.stringify(value)).not.toMatch(/null|NaN|undefined/);
    }
  });

  it('works with seed 0 and with seeds that are arrays', () => {
    faker.seed(0);
    const zero = faker.server.web().record();
    faker.seed([0, 1]);
    const pair = faker.server.web().record();
    faker.seed(0);
    expect(faker.server.web().record()).toEqual(zero);
    expect(pair).not.toEqual(zero);
  });

  it('works in templates, with builders, records and their fields', () => {
    faker.seed(42);
    const cpu = faker.server.database().record().cpu;
    faker.seed(42);
    expect(faker.helpers.fake('{{server.database.record.cpu}}')).toBe(String(cpu));
    expect(faker.helpers.fake('{{server.web}}')).toMatch(/^web-[0-9a-f]{4}$/);
    expect(faker.helpers.fake('{{server.fleet(3)}}')).toBe('3 servers');
    expect(faker.helpers.fake('{{server.region}} {{server.hostname}}')).toMatch(/^[a-z]+-[a-z]+-\d \S+\.example$/);
  });

  it('works by reference in helpers.multiple and helpers.uniqueArray', () => {
    expect(faker.helpers.multiple(faker.server.metadata, { count: 3 })).toHaveLength(3);
    expect(new Set(faker.helpers.uniqueArray(faker.server.region, 5)).size).toBe(5);
    expect(faker.helpers.multiple(faker.server.web, { count: 2 }).map((web) => web.record().archetype)).toEqual([
      'web',
      'web',
    ]);
  });

  it('does not shift other fake data when a series grows', () => {
    faker.seed(42);
    faker.server.web().series(1);
    const name = faker.person.firstName();
    faker.seed(42);
    faker.server.web().series(1000);
    expect(faker.person.firstName()).toBe(name);
  });

  it('reads no clock but faker’s reference date', () => {
    vi.useFakeTimers({ now: 0 });
    faker.seed(42);
    const early = faker.server.web().series(3);
    vi.setSystemTime('2040-01-01');
    faker.seed(42);
    expect(faker.server.web().series(3)).toEqual(early);
    vi.useRealTimers();
  });

  it('ends at the reference day, so that tomorrow only adds a day', () => {
    const seriesAt = (date: string): unknown[] => {
      faker.seed(42);
      faker.setDefaultRefDate(date);
      return faker.server.web().growth(0).series(5);
    };
    expect(seriesAt('2026-03-02T23:59:59Z')).toEqual(seriesAt('2026-03-02T00:00:00Z'));
    expect(seriesAt('2026-03-03T12:00:00Z').slice(0, 4)).toEqual(seriesAt('2026-03-02').slice(1));
  });
});

describe('register', () => {
  it('lets tests put their own in the place of a method', () => {
    const region = vi.spyOn(faker.server, 'region').mockReturnValue('eu-west-1');
    expect(faker.server.region()).toBe('eu-west-1');
    expect(faker.helpers.fake('{{server.region}}')).toBe('eu-west-1');
    region.mockRestore();
    faker.seed(42);
    const again = faker.server.region();
    faker.seed(42);
    expect(faker.server.region()).toBe(again);
  });

  it('tolerates what callbacks are given', () => {
    expect(faker.helpers.multiple(faker.server.web, { count: 2 })).toHaveLength(2);
    expect([{ name: 'a' }, { name: 'b' }].map(faker.server.metadata)).toHaveLength(2);
  });

  it('serves every instance, each from its own randomness', () => {
    expect(subpath.server).toBeDefined();
    expect(fakerDE.server).not.toBe(faker.server);
    expect(faker.server).toBe(faker.server);
    const later = new Faker({ locale: faker.rawDefinitions });
    later.seed(42);
    later.setDefaultRefDate(REFERENCE);
    faker.seed(42);
    expect(later.server.web().record()).toEqual(faker.server.web().record());
  });

  it.each(Object.keys(allFakers))('serves the locale %s', (locale) => {
    const local = allFakers[locale as keyof typeof allFakers];
    local.seed(42);
    local.setDefaultRefDate(REFERENCE);
    const metadata = local.server.metadata();
    faker.seed(42);
    expect(metadata).toEqual(faker.server.metadata());
  });

  describe('loaded anew', () => {
    const own = Object.getOwnPropertyDescriptor(Faker.prototype, 'server')!;
    const again = async (): Promise<unknown> => {
      vi.resetModules();
      return import('faker-server/register');
    };
    afterEach(() => Object.defineProperty(Faker.prototype, 'server', own));

    it('is harmless, as where a program has two copies of it', async () => {
      const { server } = faker;
      await again();
      expect(Object.getOwnPropertyDescriptor(Faker.prototype, 'server')).toEqual(own);
      expect(faker.server).toBe(server);
    });

    it.each<[string, PropertyDescriptor]>([
      ['a value', { value: { web: 'nginx' } }],
      ['a getter', { get: () => null }],
    ])('refuses fakers that have another server, %s, and leaves it', async (_, property) => {
      Object.defineProperty(Faker.prototype, 'server', { ...property, configurable: true });
      const other = faker.server;
      await expect(again()).rejects.toMatchObject({
        name: 'ServerError',
        message: 'register: expected a faker without another server property, received one that has it',
      });
      expect(faker.server).toBe(other);
    });
  });

  it('answers undefined on the prototype, and lets an instance have its own', () => {
    expect((Faker.prototype as Partial<Faker>).server).toBeUndefined();
    const own = new Faker({ locale: faker.rawDefinitions }) as unknown as { server: unknown };
    own.server = 'mine';
    expect(own.server).toBe('mine');
    expect(typeof faker.server.web).toBe('function');
  });
});

describe('withServer', () => {
  it('adds the module to one instance, as its own enumerable property, once', () => {
    const alone = new SimpleFaker();
    const returned = withServer(alone);
    expect(returned).toBe(alone);
    const { server } = returned;
    expect(withServer(alone).server).toBe(server);
    expect(Object.keys(alone)).toContain('server');
    expect('server' in simpleFaker).toBe(false);
  });

  it('gives the values that register gives', () => {
    const alone = withServer(new SimpleFaker());
    alone.seed(42);
    alone.setDefaultRefDate(REFERENCE);
    faker.seed(42);
    expect(alone.server.database().series(3)).toEqual(faker.server.database().series(3));
  });

  it('takes anything with a number and a reference date', () => {
    const least: FakerLike = { number: { int: () => 42 }, defaultRefDate: () => new Date(REFERENCE) };
    expect(withServer(least).server.web().seed(1).id('a').record().cpu).toBe(
      faker.server.web().seed(1).id('a').record().cpu,
    );
  });

  it('shows no faker in what it gives: not in keys, JSON or clones', () => {
    const shown = JSON.stringify([faker.server.web(), faker.server.fleet(1), faker.server]);
    expect(shown).not.toContain('rawDefinitions');
    expect(Object.values(faker.server).every((method) => typeof method === 'function')).toBe(true);
  });
});
