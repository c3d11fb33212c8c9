// Drivers are optional: where one is missing, a sentence says what to install, and nothing is left behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { faker } from '@faker-js/faker/locale/en';
import { withServer } from 'faker-server';
import { seedDuckdb } from 'faker-server/duckdb';
import { writeMetrics } from 'faker-server/files';
import { seedMysql } from 'faker-server/mysql';
import { seedPglite } from 'faker-server/pglite';
import { seedPostgres } from 'faker-server/postgres';

const DRIVERS = [
  ['postgres', seedPostgres, 'postgres://localhost/dev', ['seed', 'postgres://localhost/dev']],
  ['@electric-sql/pglite', seedPglite, 'dev/pgdata', ['seed', 'pglite:dev/pgdata']],
  ['mysql2', seedMysql, 'mysql://me@localhost/dev', ['seed', 'mysql://me@localhost/dev']],
  ['@duckdb/node-api', seedDuckdb, 'dev.duckdb', ['seed', 'dev.duckdb']],
  ['apache-arrow', writeMetrics, 'dev.arrow', ['generate', '-o', 'dev.arrow']],
];

const before = readdirSync('.');
const [cli] = process.argv.slice(2);
for (const [name, write, target, args] of DRIVERS) {
  assert.throws(() => import.meta.resolve(name), `${name} is installed in a folder above this one`);
  const need = `expected the package ${name} (npm install ${name}), received none`;
  await assert.rejects(write(target, withServer(faker).server.web(), { count: 1 }), {
    name: 'ServerError',
    message: `${write.name}: ${need}`,
  });
  const { status, stdout, stderr } = spawnSync(cli, [...args, '--days', '1'], { encoding: 'utf8' });
  assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: '', stderr: `faker-server: ${need}\n` });
}
assert.deepEqual(readdirSync('.'), before);
