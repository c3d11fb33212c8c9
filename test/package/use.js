import assert from 'node:assert/strict';
import { allFakers, faker, fakerDE, Faker, en } from '@faker-js/faker';
import { faker as light } from '@faker-js/faker/locale/en';
import 'faker-server/register';
import { withServer } from 'faker-server';

const series = (each) => {
  each.seed(42);
  each.setDefaultRefDate('2026-01-01');
  return each.server.database().series(7);
};

const week = series(faker);
assert.equal(week.length, 7);
assert.ok(week.every(({ timestamp, cpu }) => timestamp instanceof Date && Number.isFinite(cpu)));

// Registered once, it is there on every Faker, made before or after, with the same values.
for (const each of [light, fakerDE, allFakers.ja, new Faker({ locale: en })]) assert.deepEqual(series(each), week);

// And one alone, without the registration's doing.
assert.deepEqual(series(withServer(new Faker({ locale: en }))), week);
