import { describe, expect, test } from 'vitest';
import { BusinessUnit, businessUnit } from '../../src/facts/businessUnit.js';
import { Criticality, criticality } from '../../src/facts/criticality.js';
import { Environment, environment } from '../../src/facts/environment.js';
import { OperatingSystem, operatingSystem } from '../../src/facts/operatingSystem.js';
import { Region, region } from '../../src/facts/region.js';
import { SITES } from '../../src/facts/site.js';
import { ServerType, type } from '../../src/facts/type.js';
import { keys } from './keys.js';
import { expectShares } from './shares.js';

describe('a fact read over many servers', () => {
  test('type has the default mix of a fleet', () => {
    expectShares(type, { web: 35, application: 40, database: 15, batch: 10 });
  });

  test('environment is production more often than not', () => {
    expectShares(environment, { production: 55, staging: 15, test: 12, development: 18 });
  });

  test('region is every region, us-east-1 the most common', () => {
    const americas = { 'us-east-1': 16, 'us-east-2': 7, 'us-west-1': 3, 'us-west-2': 11, 'ca-central-1': 4 };
    const europe = { 'eu-west-1': 10, 'eu-west-2': 6, 'eu-west-3': 4, 'eu-central-1': 10, 'eu-north-1': 3 };
    const asia = {
      'ap-south-1': 5,
      'ap-southeast-1': 5,
      'ap-northeast-1': 5,
      'ap-northeast-2': 2,
      'ap-northeast-3': 1,
    };
    expectShares(region, { ...americas, ...europe, ...asia, 'sa-east-1': 4, 'ap-southeast-2': 4 });
  });

  test('business unit is every unit, those with software of their own more often', () => {
    const heavy = { 'information-technology': 16, engineering: 15, finance: 11, operations: 10 };
    const middle = { 'customer-service': 9, sales: 9, marketing: 7, 'supply-chain': 7, research: 6 };
    expectShares(businessUnit, { ...heavy, ...middle, 'human-resources': 4, 'risk-and-compliance': 4, legal: 2 });
  });

  test('criticality is that of its environment: .55 × 20 % are mission-critical, and so on', () => {
    expectShares(criticality, {
      'mission-critical': 11,
      'business-critical': 0.55 * 35 + 0.15 * 15 + 0.3 * 5,
      'business-operational': 0.55 * 30 + 0.15 * 50 + 0.12 * 40 + 0.18 * 35,
      administrative: 0.55 * 15 + 0.15 * 35 + 0.12 * 55 + 0.18 * 60,
    });
  });
});

test('the exported names list every value that occurs', () => {
  const facts = [
    { values: Object.values(ServerType), fact: type },
    { values: Object.values(Environment), fact: environment },
    { values: Object.values(Region), fact: region },
    { values: Object.values(BusinessUnit), fact: businessUnit },
    { values: Object.values(Criticality), fact: criticality },
  ];
  for (const { values, fact } of facts) expect(new Set(keys(5000).map(fact))).toEqual(new Set(values));

  const systems = keys(5000).map((key) => operatingSystem(key, 'cache'));
  expect(new Set(systems)).toEqual(new Set(Object.values(OperatingSystem)));
});

test('facts of one key do not follow from each other', () => {
  // 33 comparisons within 4.5 standard errors: a false alarm under 3 of 10,000 other sets of keys.
  for (const fact of [region, type, businessUnit]) {
    const production = new Map<string, boolean[]>();
    for (const key of keys(20_000)) {
      const group = production.get(fact(key)) ?? [];
      group.push(environment(key) === 'production');
      production.set(fact(key), group);
    }
    for (const [value, group] of production) {
      const share = group.filter(Boolean).length / group.length;
      expect(Math.abs(share - 0.55), value).toBeLessThan(4.5 * Math.sqrt((0.55 * 0.45) / group.length));
    }
  }
});

describe.each(Object.entries(SITES))('the site of %s', (code, site) => {
  test('has a time zone of its continent that Intl knows', () => {
    const continents = { us: ['America'], ca: ['America'], sa: ['America'], eu: ['Europe'], ap: ['Asia', 'Australia'] };
    expect(() => new Intl.DateTimeFormat('en', { timeZone: site.timeZone })).not.toThrow();
    expect(continents[code.slice(0, 2) as keyof typeof continents]).toContain(site.timeZone.split('/')[0]);
  });

  test('has two or more zones, each letter once and in order', () => {
    expect(site.zones).toMatch(/^[a-f]{2,6}$/);
    expect([...new Set(site.zones)].sort().join('')).toBe(site.zones);
  });

  test('shares neither airport nor private networks with another region', () => {
    const others = Object.entries(SITES).filter(([other]) => other !== code);
    expect(site.airport).toMatch(/^[a-z]{3}$/);
    expect(others.map(([, other]) => other.airport)).not.toContain(site.airport);
    for (const [, other] of others) expect(Math.abs(other.network - site.network)).toBeGreaterThanOrEqual(10);
    expect(site.network).toBeGreaterThanOrEqual(0);
    expect(site.network + 9).toBeLessThanOrEqual(255);
  });
});
