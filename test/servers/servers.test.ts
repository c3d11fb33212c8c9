import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeWith } from './describeWith.js';
import { influxdb } from './influxdb.js';
import { mariadb } from './mariadb.js';
import { postgres } from './postgres.js';
import { type Server } from './serve.js';

/** What holds for each of them, after the tests that wrote the number 42 into it. */
function outlivesAllButStop(server: () => Server, read: () => Promise<unknown>) {
  it('keeps its data when it starts again', async () => {
    await server().restart();
    expect(await read()).toBe('42');
  });

  it('is gone after kill, and has its data after restart', async () => {
    await server().kill();
    expect(processesOf(server().folder)).toEqual([]);
    await expect(read()).rejects.toThrow();
    await server().restart();
    expect(await read()).toBe('42');
  });

  it('leaves nothing after stop', async () => {
    const { folder } = server();
    expect(processesOf(folder)).not.toEqual([]);
    expect(existsSync(folder)).toBe(true);
    await server().stop();
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
}

/** The processes that work in a folder, or know of it. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const told = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'latin1'));
      return [...told, readlinkSync(`/proc/${pid}/cwd`)].some((text) => text.includes(folder));
    } catch {
      // It has ended, or is another user's.
      return false;
    }
  });
}

describeWith(postgres, 'PostgreSQL', (server) => {
  const read = () => server().query('SELECT value FROM metric');

  it('takes a row and gives it back', async () => {
    await server().query('CREATE TABLE metric (value int); INSERT INTO metric VALUES (42)');
    expect(await read()).toBe('42');
  });

  outlivesAllButStop(server, read);
});

describeWith(
  postgres,
  'PostgreSQL with a password and settings',
  (server) => {
    it('lets in who knows the password, and has the settings', async () => {
      expect(await server().query('SHOW max_connections')).toBe('7');
      await expect(server().query('SELECT 1', { password: 'wrong' })).rejects.toThrow('password authentication failed');
    });
  },
  { password: 'a secret/@:', settings: { max_connections: '7' } },
);

describeWith(mariadb, 'MariaDB', (server) => {
  const read = () => server().query('SELECT value FROM metric');

  it('takes a file and gives it back', async () => {
    const file = `${server().folder}/values`;
    writeFileSync(file, '42\n');
    await server().query('CREATE TABLE metric (value int)');
    await server().query(`LOAD DATA LOCAL INFILE '${file}' INTO TABLE metric`);
    expect(await read()).toBe('42');
  });

  it('lets in who knows the password', async () => {
    await expect(server().query('SELECT 1', { password: 'wrong' })).rejects.toThrow('Access denied');
  });

  outlivesAllButStop(server, read);
});

describeWith(
  mariadb,
  'MariaDB with settings',
  (server) => {
    it('has the settings', async () => {
      expect(await server().query('SELECT @@local_infile, @@max_connections')).toBe('0\t17');
    });
  },
  { localInfile: false, settings: { 'max-connections': '17' } },
);

describeWith(influxdb, 'InfluxDB', (server) => {
  const write = (database: string, line: string) =>
    fetch(`${server().url}/write?db=${database}&precision=ms`, { method: 'POST', body: line });
  const read = async () => String((await server().query('SELECT value FROM metric'))[0]!.values[0]![1]);

  it('takes a line and gives it back', async () => {
    expect((await write(server().database, 'metric,host=a value=42i 1700000000000')).status).toBe(204);
    expect(await server().query('SELECT value, host FROM metric')).toEqual([
      { name: 'metric', columns: ['time', 'value', 'host'], values: [[1700000000000, 42, 'a']] },
    ]);
  });

  it('has another database after it is created', async () => {
    expect((await write('another', 'metric value=1')).status).toBe(404);
    await server().createDatabase('another');
    expect((await write('another', 'metric value=1')).status).toBe(204);
    await expect(server().query('SELECT nonsense')).rejects.toThrow('error parsing query');
  });

  outlivesAllButStop(server, read);
});

describeWith(
  influxdb,
  'InfluxDB with a password and settings',
  (server) => {
    it('lets in who knows the password, and has the settings', async () => {
      const write = (password: string, line: string) =>
        fetch(`${server().url}/write?db=${server().database}`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${server().user}:${password}`)}` },
          body: line,
        });
      expect((await write('wrong', 'metric value=1')).status).toBe(401);
      expect((await write("it's secret", 'metric value=1')).status).toBe(204);
      expect((await write("it's secret", 'metric value=1\n'.repeat(100))).status).toBe(413);
    });
  },
  { password: "it's secret", http: { 'max-body-size': 1000 } },
);
