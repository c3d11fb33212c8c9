// @ts-check
// What the demo is about: the same servers and the same year at every run.
/**
 * @import { Faker } from '@faker-js/faker'
 * @import { ServerModule } from 'faker-server'
 */

export const SEED = 42;
export const SERVERS = 120;
export const DAYS = 365;
/** The day on which the year ends (excluded). */
export const UNTIL = '2026-01-01';

/**
 * The servers, each living by the time zone of its region.
 *
 * @param {Pick<Faker, 'seed' | 'setDefaultRefDate'> & { readonly server: ServerModule }} faker
 */
export function fleet(faker) {
  faker.seed(SEED);
  faker.setDefaultRefDate(UNTIL);
  return Array.from(faker.server.fleet(SERVERS), (server) => server.timeZone(server.metadata().timeZone));
}
