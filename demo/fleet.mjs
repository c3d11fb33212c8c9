// @ts-check
// What the demo is about: the same servers and the same year at every run.
/**
 * @import { Faker } from '@faker-js/faker'
 * @import { ServerBuilder, ServerModule } from 'faker-server'
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

/**
 * The rows of servers, by table; a table comes after those that it refers to.
 *
 * @param {readonly ServerBuilder[]} servers
 */
export function tables(servers) {
  return {
    servers: servers.map((server) => server.metadata()),
    server_metrics: servers.flatMap((server) => {
      const year = server.series({ count: DAYS, until: UNTIL });
      return year.map(({ serverId, cpu, memory, diskIo, network }, i) => {
        return { serverId, day: dates[i], cpu, memory, diskIo, network };
      });
    }),
  };
}

const dates = Array.from({ length: DAYS }, (_, i) => {
  const day = new Date(UNTIL);
  day.setUTCDate(day.getUTCDate() - DAYS + i);
  return day.toISOString().slice(0, 10);
});
