import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessUnit } from '../../src/facts/businessUnit.js';
import { criticality } from '../../src/facts/criticality.js';
import { environment } from '../../src/facts/environment.js';
import { hostname } from '../../src/facts/hostname.js';
import { metadata, type ServerMetadata } from '../../src/facts/metadata.js';
import { region } from '../../src/facts/region.js';
import { serverId } from '../../src/facts/serverId.js';
import { SITES } from '../../src/facts/site.js';
import { type } from '../../src/facts/type.js';
import { type Key, rootKey } from '../../src/num/random.js';
import { anyArchetype, anyKey, keys } from './keys.js';
import { laws } from './laws.js';

/** The metadata of the server that a key stands for, under the id that the key gives it. */
function server(key: Key, archetype: string = type(key)): ServerMetadata {
  return metadata(key, { id: serverId(key, archetype), archetype });
}

describe('in every record', () => {
  test.each(Object.entries(laws))('%s', (_, law) => {
    fc.assert(
      fc.property(anyKey, anyArchetype, (key, archetype) => {
        law(server(key, archetype));
      }),
    );
    for (const key of keys(1000)) law(server(key));
  });
});

test('id and archetype stand in the record as they were given', () => {
  fc.assert(
    fc.property(anyKey, fc.string(), fc.string(), (key, id, archetype) => {
      expect(metadata(key, { id, archetype })).toMatchObject({ serverId: id, archetype });
    }),
  );
});

test('a key gives the same record each time, and another key another', () => {
  for (const key of keys(200)) expect(server(key)).toEqual(server([...key]));
  expect(new Set(keys(200).map((key) => JSON.stringify(server(key)))).size).toBe(200);
});

test('a fact read alone is the fact in the record', () => {
  const facts = { type, environment, region, businessUnit, criticality, hostname };
  for (const key of keys(200)) {
    const { archetype, ...record } = server(key);
    for (const [name, fact] of Object.entries(facts)) {
      expect({ ...record, type: archetype }).toHaveProperty([name], fact(key));
    }
  }
});

test('another id changes the id and the host name, and nothing else', () => {
  for (const key of keys(200)) {
    const renamed = metadata(key, { id: 'db-01', archetype: type(key) });
    const { serverId: _id, hostname: _name, ...rest } = server(key);
    expect(renamed).toEqual({ ...rest, serverId: 'db-01', hostname: hostname(key, 'db-01') });
  }
});

test('another archetype changes the machine and its system, and not where it stands', () => {
  for (const key of keys(200)) {
    const { environment, region, zone, timeZone, businessUnit, criticality, ipAddress } = server(key, 'web');
    expect(server(key, 'cache')).toMatchObject({
      ...{ environment, region, zone, timeZone, businessUnit, criticality, ipAddress },
    });
  }
});

test('a name that objects have of themselves is a custom archetype like any other', () => {
  for (const key of keys(200)) {
    const { serverId: _id, hostname: _name, archetype: _archetype, ...generic } = server(key, 'cache');
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
      expect(server(key, name)).toMatchObject({ ...generic, archetype: name, serverId: serverId(key, name) });
    }
  }
});

test('the time zone is that of the region, and each zone of each region has servers', () => {
  const zones = new Set<string>();
  for (const key of keys(5000)) {
    const { region, timeZone, zone } = server(key);
    expect(timeZone).toBe(SITES[region].timeZone);
    zones.add(zone);
  }
  const all = Object.entries(SITES).flatMap(([code, site]) => Array.from(site.zones, (letter) => code + letter));
  expect([...zones].sort()).toEqual(all.sort());
});

test('a private network belongs to one region and one environment, a subnet of it to one zone', () => {
  const networks = new Map<string, string>();
  const subnets = new Map<string, string>();
  for (const key of keys(5000)) {
    const { ipAddress, region, environment, zone } = server(key);
    const [, network, subnet] = ipAddress.split('.').map(Number);
    const owner = `${region} ${environment}`;
    expect(networks.get(String(network)) ?? owner).toBe(owner);
    networks.set(String(network), owner);

    const block = `${String(network)}.${String(Math.floor(subnet! / 32))}`;
    expect(subnets.get(block) ?? zone).toBe(zone);
    subnets.set(block, zone);
  }
});

test('servers of an archetype come in all its sizes', () => {
  const sizes = (archetype: string) => {
    const servers = keys(1000).map((key) => server(key, archetype));
    const distinct = (fact: (one: ServerMetadata) => number | string) => new Set(servers.map(fact)).size;
    return [
      distinct((one) => one.cpuCores),
      distinct((one) => one.memoryGb / one.cpuCores),
      distinct((one) => one.diskGb),
      distinct((one) => one.diskType),
      distinct((one) => one.networkGbps),
    ];
  };
  expect(sizes('web')).toEqual([3, 2, 3, 2, 2]);
  expect(sizes('database')).toEqual([4, 2, 5, 2, 2]);
  expect(sizes('application')).toEqual([3, 2, 4, 2, 3]);
  expect(sizes('batch')).toEqual([4, 2, 4, 3, 3]);
  expect(sizes('cache')).toEqual([5, 3, 6, 3, 3]);
});

test.each([42, 1337, 1211])('the record of seed %i should not change except in a major version', (seed) => {
  expect(server(rootKey(seed))).toMatchSnapshot();
});
