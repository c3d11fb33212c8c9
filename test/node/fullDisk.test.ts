import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../servers/describeWith.js';
import { influxdb } from '../servers/influxdb.js';
import { mariadb } from '../servers/mariadb.js';
import { type Postgres, postgres } from '../servers/postgres.js';
import type { Server } from '../servers/serve.js';
import { typed } from './cli/typed.js';
import { canMount, smallDisk } from './temporaryFolder.js';

const FEW = ['-n', '5', '--count', '30', '--until', '2025-01-01', '--quiet'];
/** A million rows, more than any of the disks has room for. */
const MANY = ['-n', '5', '--count', '200000', '--every', '1m', '--until', '2026-01-01', '--quiet'];

/** Moves a folder of a server's to a disk that is soon full, for one test. */
async function moveToSmallDisk(server: Server, name: string, size: string): Promise<string> {
  const disk = smallDisk(size);
  onTestFinished(() => server.kill());
  await server.restart(async () => {
    const folder = join(server.folder, name);
    mkdirSync(folder, { recursive: true });
    execFileSync('cp', ['-a', `${folder}/.`, disk]);
    rmSync(folder, { recursive: true });
    symlinkSync(disk, folder);
    await Promise.resolve();
  });
  return disk;
}

describe.runIf(canMount)('a server whose disk is full', () => {
  describeWith(postgres, 'of PostgreSQL', (server) => {
    it('is told of, and has the rows that it had', async () => {
      const database = await server().query('select oid from pg_database where datname = current_database()');
      await moveToSmallDisk(server(), `data/base/${database}`, '16m');
      await typed('seed', server().url, ...FEW);
      const before = await rowsOf(server());
      for (const mode of ['replace', 'append', 'upsert']) {
        const { code, stderr } = await typed('seed', server().url, ...MANY, '--mode', mode);
        expect(stderr).toMatch(
          /^faker-server: expected a PostgreSQL that can be seeded at \S+, received could not [^\n]+: No space left on device\n$/,
        );
        expect(code).toBe(1);
        expect(await rowsOf(server())).toBe(before);
      }
    });
  });

  describeWith(postgres, 'of PostgreSQL, where its log is', (server) => {
    it('is told of, though the server goes away, and has the rows that it had', async () => {
      const disk = await moveToSmallDisk(server(), 'data/pg_wal', '48m');
      await typed('seed', server().url, ...FEW);
      const before = await rowsOf(server());
      const { code, stderr } = await typed('seed', server().url, ...MANY, '--mode', 'append');
      expect(stderr).toMatch(
        /^faker-server: expected a PostgreSQL that can be seeded at \S+, received (a connection that was closed|read ECONNRESET|write E\w+)\n$/,
      );
      expect(code).toBe(1);
      execFileSync('mount', ['-o', 'remount,size=256m', disk]);
      await server().restart();
      expect(await rowsOf(server())).toBe(before);
    });
  });

  describeWith(mariadb, 'of MariaDB', (server) => {
    it('is told of, and has the rows that it had', async () => {
      await moveToSmallDisk(server(), 'data/metrics', '12m');
      await typed('seed', server().url, ...FEW);
      const rows = (): Promise<string> => server().query('CHECKSUM TABLE servers, server_metrics');
      const before = await rows();
      for (const mode of ['replace', 'append']) {
        const { code, stderr } = await typed('seed', server().url, ...MANY, '--mode', mode);
        expect(stderr).toMatch(
          /^faker-server: expected a MySQL or MariaDB that can be seeded at \S+, received The table 'server_metrics' is full \(no room is left on its disk, or in its tablespace\)\n$/,
        );
        expect(code).toBe(1);
        expect(await rows()).toBe(before);
      }
    });
  });

  describeWith(influxdb, 'of InfluxDB', (server) => {
    it('is told of, with the rows that it took, and has those that it had', async () => {
      await moveToSmallDisk(server(), 'wal', '2m');
      const url = `influx+${server().url}/write?db=metrics`;
      await typed('seed', url, ...FEW, '--measurement', 'few');
      const rows = () => server().query('select * from few');
      const before = await rows();
      expect(before[0]!.values).toHaveLength(150);
      const { code, stderr } = await typed('seed', url, ...MANY);
      expect(stderr).toMatch(
        /^faker-server: expected \S+ to take all rows, received 500 [^\n]+: no space left on device, after \d+ of 1000000 rows, which stay;/,
      );
      expect(code).toBe(1);
      expect(await rows()).toEqual(before);
    });
  });
});

/** The rows of both tables, by checksum. */
function rowsOf(server: Postgres): Promise<string> {
  return server.query(`
    select (select md5(string_agg(m::text, ',' order by m::text)) from server_metrics m),
      (select md5(string_agg(s::text, ',' order by s::text)) from servers s)`);
}
