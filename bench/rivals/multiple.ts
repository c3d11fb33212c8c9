import { faker } from '@faker-js/faker/locale/en';
import type { ServerRecord } from 'faker-server';

const DAY_MS = 86_400_000;

/** What one writes without this package: the same record with four independent numbers, of two digits or as they come. */
export function multiple(count: number, fractionDigits: 2 | undefined): ServerRecord[] {
  let ms = Date.UTC(2026, 0, 1) - count * DAY_MS;
  const float =
    fractionDigits === undefined
      ? (min: number, max: number) => faker.number.float({ min, max })
      : (min: number, max: number) => faker.number.float({ min, max, fractionDigits: 2 });
  return faker.helpers.multiple(
    () => ({
      timestamp: new Date((ms += DAY_MS)),
      serverId: 'web-7f3a',
      archetype: 'web',
      cpu: float(0, 100),
      memory: float(0, 100),
      diskIo: float(0, 50),
      network: float(0, 100),
    }),
    { count },
  );
}
