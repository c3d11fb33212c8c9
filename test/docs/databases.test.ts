import { faker } from '@faker-js/faker/locale/en';
import { expect, it } from 'vitest';
import { withServer } from 'faker-server';
import { describeWith } from '../servers/describeWith.js';
import { postgres } from '../servers/postgres.js';
import { blocksOf, readText } from './blocks.js';
import { type Example, example, wantsDatabase } from './example.js';
import { run, WORLDS } from './run.js';

const PAGE = 'docs/query-builders.md';
const GUIDE = 'docs/seeding-postgresql.md';
const examplesOf = (page: string): Example[] =>
  blocksOf(page)
    .filter(({ language }) => language === 'ts')
    .map(example)
    .filter(({ code }) => wantsDatabase(code));
const recipes = examplesOf(PAGE);
const [, tables] = /(create table servers [^`]*)```/.exec(readText(PAGE))!;

/** The rows that each recipe is to leave, as psql prints them. */
function expected(): string {
  faker.seed(42);
  faker.setDefaultRefDate('2026-01-01');
  const rows = Array.from(withServer(faker).server.fleet(12), (server) => server.series(365)).flat();
  return rows
    .map(({ serverId, timestamp, cpu, memory, diskIo, network }) => {
      return [serverId, timestamp.getTime() / 1000, cpu, memory, diskIo, network].join('|');
    })
    .sort()
    .join('\n');
}

describeWith(postgres, 'the recipes for query builders', (server) => {
  it('are three', () => {
    expect(recipes.length).toBe(3);
  });

  it.each(recipes.map((recipe) => [/from '(knex|kysely|drizzle-orm)/.exec(recipe.code)![1]!, recipe] as const))(
    'seed a PostgreSQL with %s',
    async (_, recipe) => {
      await server().query(`drop table if exists server_metrics, servers; ${tables!}`);
      process.env['DATABASE_URL'] = server().url;
      await run(recipe, WORLDS[0]!);
      const found = await server().query(
        'select server_id, extract(epoch from timestamp)::bigint, cpu, memory, disk_io, network from server_metrics',
      );
      expect(found.trim().split('\n').sort().join('\n')).toBe(expected());
      expect(await server().query('select count(*) from servers')).toMatch(/^12\s*$/);
    },
  );

  it.each(examplesOf(GUIDE).map((each) => [`line ${each.block.line}`, each] as const))(
    'give what the guide says, %s',
    async (_, each) => {
      await server().query('drop table if exists server_metrics, servers');
      process.env['DATABASE_URL'] = server().url;
      const given = await run(each, WORLDS[0]!);
      expect(each.claims.length).toBeGreaterThan(0);
      for (const { statement, text } of each.claims) expect(given.get(statement)).toBe(text);
    },
  );
});
