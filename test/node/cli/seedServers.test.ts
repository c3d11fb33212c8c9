import { expect, it } from 'vitest';
import { seededServer } from '../../faker.js';
import { describeWith } from '../../servers/describeWith.js';
import { influxdb } from '../../servers/influxdb.js';
import { mariadb } from '../../servers/mariadb.js';
import { prometheus } from '../../servers/prometheus.js';
import { victoriaMetrics } from '../../servers/victoriaMetrics.js';
import { expectedRows } from '../expectedRows.js';
import { typed } from './typed.js';

const FLAGS = ['-n', '5', '--count', '30', '--until', '2026-01-01', '--seed', '42', '--metrics', 'cpu'];
const ROWS = expectedRows(
  Array.from(seededServer(7, '2026-01-01').fleet({ count: 5, seed: 42 }), (server) => server.only('cpu')),
  30,
);
const CPU = ROWS.reduce((sum, row) => sum + Number(row[2]), 0);
const DONE = /^150 rows of 5 servers, every 1d: [\d.]+ s\n$/;

describeWith(mariadb, 'seed, into a MariaDB', (server) => {
  it('fills it', async () => {
    const { code, stderr } = await typed('seed', server().url, ...FLAGS);
    expect(stderr).toMatch(DONE);
    expect(code).toBe(0);
    expect(await server().query('select count(*), round(sum(cpu), 2) from server_metrics')).toBe(
      `150\t${CPU.toFixed(2)}`,
    );
  });
});

describeWith(
  influxdb,
  'seed, into an InfluxDB',
  (server) => {
    it('fills it, and shows no password', async () => {
      const { host, port, user, password } = server();
      const target = `influx+http://${user}:${encodeURIComponent(password!)}@${host}:${port}/write?db=metrics`;
      const { code, stderr } = await typed('seed', target, ...FLAGS, '--measurement', 'fleet', '--tags', 'region');
      expect(stderr).toMatch(DONE);
      expect(code).toBe(0);
      const [series] = await server().query('select count(cpu), sum(cpu) from fleet');
      expect(series!.values[0]![1]).toBe(150);
      expect(series!.values[0]![2]).toBeCloseTo(CPU, 6);

      const again = await typed('seed', target, ...FLAGS, '--measurement', 'fleet');
      expect(again.code).toBe(2);
      expect(again.stderr).toMatch(
        /^faker-server: expected no measurement fleet at [^\n]+ \(--mode append adds to it\)/,
      );
      expect(again.stderr).not.toContain(password);
    });
  },
  { password: 'a-secret' },
);

const NAME = 'server_cpu_utilization_ratio';

describeWith(victoriaMetrics, 'seed, into a VictoriaMetrics', (server) => {
  it('fills it', async () => {
    const { code, stderr } = await typed('seed', `victoriametrics+${server().url}`, ...FLAGS);
    expect(stderr).toMatch(DONE);
    expect(code).toBe(0);
    await server().flush();
    const [found] = await server().query(`sum(sum_over_time(${NAME}[31d]))`, new Date('2026-01-01'));
    expect(100 * Number(found!.value![1])).toBeCloseTo(CPU, 6);
  });
});

describeWith(prometheus, 'seed, into a Prometheus', (server) => {
  it('fills it', async () => {
    const { code, stderr } = await typed('seed', `prometheus+${server().url}`, ...FLAGS);
    expect(stderr).toMatch(DONE);
    expect(code).toBe(0);
    const [found] = await server().query(`sum(sum_over_time(${NAME}[31d]))`, new Date('2026-01-01'));
    expect(100 * Number(found!.value![1])).toBeCloseTo(CPU, 6);
  });
});
