import { expect } from 'vitest';
import type { ServerMetadata } from '../../src/facts/metadata.js';

/** What a machine of an archetype may have at least and at most. */
const ranges: Readonly<Record<string, { cores: Range; memory: Range; disk: Range; network: Range }>> = {
  web: { cores: [2, 8], memory: [4, 32], disk: [32, 128], network: [1, 10] },
  database: { cores: [8, 64], memory: [64, 1024], disk: [1024, 16384], network: [10, 25] },
  application: { cores: [4, 16], memory: [16, 128], disk: [64, 512], network: [1, 25] },
  batch: { cores: [16, 128], memory: [32, 512], disk: [512, 4096], network: [10, 100] },
};
type Range = readonly [least: number, most: number];
const generic = { cores: [2, 32], memory: [4, 256], disk: [64, 2048], network: [1, 25] } as const;

const airports: Readonly<Record<string, string>> = {
  'us-east-1': 'iad',
  'us-east-2': 'cmh',
  'us-west-1': 'sfo',
  'us-west-2': 'pdx',
  'ca-central-1': 'yul',
  'sa-east-1': 'gru',
  'eu-west-1': 'dub',
  'eu-west-2': 'lhr',
  'eu-west-3': 'cdg',
  'eu-central-1': 'fra',
  'eu-north-1': 'arn',
  'ap-south-1': 'bom',
  'ap-southeast-1': 'sin',
  'ap-southeast-2': 'syd',
  'ap-northeast-1': 'nrt',
  'ap-northeast-2': 'icn',
  'ap-northeast-3': 'kix',
};

const stages = { production: 'prod', staging: 'stage', test: 'test', development: 'dev' };

/** What holds within the metadata of every server. */
export const laws: Readonly<Record<string, (server: ServerMetadata) => void>> = {
  'the zone is a letter after the region'({ zone, region }) {
    expect(zone.slice(0, -1)).toBe(region);
    expect(zone.slice(-1)).toMatch(/^[a-f]$/);
  },

  'the host name tells region and environment'({ hostname, region, environment }) {
    expect(hostname.endsWith(`.${airports[region]!}.${stages[environment]}.example`)).toBe(true);
  },

  'mission-critical is production only'({ criticality, environment }) {
    if (criticality === 'mission-critical') expect(environment).toBe('production');
  },

  'the address is one that a host in 10.0.0.0/8 can have'({ ipAddress }) {
    const [first, second, third, host, ...more] = ipAddress.split('.').map(Number);
    expect([first, ...more]).toEqual([10]);
    for (const octet of [second, third]) expect(octet).toSatisfy((value: number) => value >= 0 && value <= 255);
    expect(host).toSatisfy((value: number) => value >= 4 && value <= 254);
    expect(ipAddress).toBe([10, second, third, host].join('.'));
  },

  'the machine fits the archetype'({ archetype, cpuCores, memoryGb, diskGb, networkGbps }) {
    const { cores, memory, disk, network } = Object.hasOwn(ranges, archetype) ? ranges[archetype]! : generic;
    expectWithin(cpuCores, cores);
    expectWithin(memoryGb, memory);
    expectWithin(diskGb, disk);
    expectWithin(networkGbps, network);
  },

  'the disks hold at least what the memory holds'({ memoryGb, diskGb }) {
    expect(diskGb).toBeGreaterThanOrEqual(memoryGb);
  },

  'every size is one that exists'({ cpuCores, memoryGb, diskGb, networkGbps }) {
    for (const size of [cpuCores, memoryGb, diskGb]) expect(Number.isInteger(Math.log2(size)), String(size)).toBe(true);
    expect([2, 4, 8, 16]).toContain(memoryGb / cpuCores);
    expect([1, 10, 25, 100]).toContain(networkGbps);
  },

  'disks spin only under batch and custom servers'({ archetype, diskType }) {
    if (['web', 'database', 'application'].includes(archetype)) expect(diskType).toMatch(/^(nvme|ssd)$/);
    else expect(diskType).toMatch(/^(nvme|ssd|hdd)$/);
  },

  'the operating system serves what the archetype needs'({ archetype, operatingSystem }) {
    if (['web', 'batch'].includes(archetype)) expect(operatingSystem).not.toMatch(/Windows/);
    if (['web', 'application', 'batch'].includes(archetype)) expect(operatingSystem).not.toMatch(/Oracle/);
  },

  'the record survives JSON and structuredClone'(server) {
    expect(JSON.parse(JSON.stringify(server))).toEqual(server);
    expect(structuredClone(server)).toEqual(server);
    expect(Object.getPrototypeOf(server)).toBe(Object.prototype);
  },
};

function expectWithin(value: number, [least, most]: Range): void {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
}
