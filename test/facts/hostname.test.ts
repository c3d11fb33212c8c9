import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostname } from '../../src/facts/hostname.js';
import { serverId } from '../../src/facts/serverId.js';
import { type } from '../../src/facts/type.js';
import type { Key } from '../../src/num/random.js';
import { anyArchetype, anyKey, keys } from './keys.js';

const key: Key = [3, 4];
const [, ...rest] = hostname(key).split('.');
const domain = rest.join('.');

// RFC 1123, section 2.1, with the length of a label from RFC 1035, section 2.3.4.
const rfc1123 = /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/;

/** What is valid for every server: RFC 1123, a browser's URL, and the reserved domain. */
function expectValid(name: string): void {
  expect(name).toMatch(rfc1123);
  expect(new URL(`https://${name}/`).hostname).toBe(name);
  expect(name).toMatch(/\.example$/);
}

describe('a server id', () => {
  test('is the archetype, a hyphen and four lower-case hexadecimal digits', () => {
    for (const key of keys(2000)) expect(serverId(key, 'database')).toMatch(/^database-[0-9a-f]{4}$/);
  });

  test('keeps a custom name as it is', () => {
    for (const name of ['cache', '__proto__', 'Load Balancer']) {
      expect(serverId(key, name)).toBe(name + serverId(key, 'web').slice('web'.length));
    }
  });

  test('has every digit in every place', () => {
    for (const place of [0, 1, 2, 3]) {
      expect(new Set(keys(2000).map((key) => serverId(key, '').charAt(1 + place))).size).toBe(16);
    }
  });
});

describe('a host name', () => {
  test('is id, airport, environment and the reserved domain', () => {
    for (const key of keys(500)) {
      const [id, airport, stage, top, ...more] = hostname(key, 'db-01').split('.');
      expect([id, top, more]).toEqual(['db-01', 'example', []]);
      expect(airport).toMatch(/^[a-z]{3}$/);
      expect(['prod', 'stage', 'test', 'dev']).toContain(stage);
    }
  });

  test("without an id begins with the key's own", () => {
    for (const key of keys(500)) expect(hostname(key)).toBe(hostname(key, serverId(key, type(key))));
  });

  test('is valid whatever the id is', () => {
    const anyId = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }));
    fc.assert(
      fc.property(anyKey, anyId, (key, id) => {
        expectValid(hostname(key, id));
      }),
    );
  });

  test('is valid whatever the archetype is', () => {
    fc.assert(
      fc.property(anyKey, anyArchetype, (key, archetype) => {
        expectValid(hostname(key, serverId(key, archetype)));
      }),
    );
  });

  test.each([
    ['Web_01', 'web-01'],
    ['db 01', 'db-01'],
    ['-edge-', 'edge'],
    ['xn--a', 'xn-a'],
    ['api.v2', 'api-v2'],
    ['10', '10'],
    ['a'.repeat(63), 'a'.repeat(63)],
  ])('writes the id %j as the label %s', (id, label) => {
    expect(hostname(key, id)).toBe(`${label}.${domain}`);
  });

  test('ends in digits of the server where the id is too long or has no letter that a label may have', () => {
    const digits = serverId(key, '').slice(1);
    expect(hostname(key, 'サーバー')).toBe(`server-${digits}.${domain}`);
    expect(hostname(key, '')).toBe(`server-${digits}.${domain}`);
    expect(hostname(key, 'a'.repeat(64))).toBe(`${'a'.repeat(58)}-${digits}.${domain}`);
    expect(hostname(key, `${'a'.repeat(57)}-${'b'.repeat(9)}`)).toBe(`${'a'.repeat(57)}-${digits}.${domain}`);
  });
});
