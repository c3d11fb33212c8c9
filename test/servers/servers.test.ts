import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { describeWith } from './describeWith.js';
import { influxdb } from './influxdb.js';
import { mariadb } from './mariadb.js';
import { postgres } from './postgres.js';
import { prometheus } from './prometheus.js';
import { type Server } from './serve.js';
import { slurm } from './slurm.js';
import { victoriaMetrics } from './victoriaMetrics.js';

/** What holds for each of them, after the tests that wrote the number 42 into it. */
function outlivesAllButStop(server: () => Server, read: () => Promise<unknown>) {
  it('keeps its data when it starts again', async () => {
    await server().restart();
    expect(await read()).toBe('42');
  });

  it('is gone after kill, and has its data after restart', async () => {
    await server().kill();
    expect(processesOf(server().folder)).toEqual([]);
    await expect(once(connect(server().port, server().host), 'connect')).rejects.toThrow('ECONNREFUSED');
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

describeWith(prometheus, 'Prometheus', (server) => {
  const at = new Date('2024-02-29T12:00:00Z');
  const read = async () => (await server().query('sum(metric)', at))[0]!.value![1];

  it('takes blocks from a file in OpenMetrics format', async () => {
    const file = `${server().folder}/metric.om`;
    const seconds = at.getTime() / 1000;
    const samples = [0, 500].map((days) => `metric{host="a"} 42 ${seconds + days * 86_400}\n`);
    writeFileSync(file, `# TYPE metric gauge\n${samples.join('')}# EOF\n`);
    await server().importOpenMetrics(file);
    expect(await server().query('metric', at)).toEqual([
      { metric: { __name__: 'metric', host: 'a' }, value: [seconds, '42'] },
    ]);
    await expect(server().query('sum(')).rejects.toThrow('parse error');
  });

  it('takes remote write of the past, in any order', async () => {
    for (const days of [1, 400, 30]) {
      const time = new Date(Date.now() - days * 86_400_000);
      const body = Buffer.from(writeRequest('remote', days, time));
      const response = await fetch(server().remoteWriteUrl, { method: 'POST', body });
      expect(response.status, await response.text()).toBe(204);
      expect((await server().query('remote', time))[0]!.value![1]).toBe(String(days));
    }
  });

  outlivesAllButStop(server, read);
});

/** One sample as remote write has it: a protobuf message, in a Snappy block of one literal. */
function writeRequest(name: string, value: number, time: Date): number[] {
  const text = (field: number, bytes: readonly number[]) => [(field << 3) | 2, ...varint(bytes.length), ...bytes];
  const label = [...text(1, [...Buffer.from('__name__')]), ...text(2, [...Buffer.from(name)])];
  const number = Buffer.alloc(8);
  number.writeDoubleLE(value);
  const sample = [(1 << 3) | 1, ...number, 2 << 3, ...varint(time.getTime())];
  const message = text(1, [...text(1, label), ...text(2, sample)]);
  return [...varint(message.length), 60 << 2, message.length - 1, ...message];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}

describeWith(victoriaMetrics, 'VictoriaMetrics', (server) => {
  const at = new Date('2024-02-29T12:00:00Z');
  const read = async () => (await server().query('sum(metric)', at))[0]!.value![1];

  it('takes samples and gives them back', async () => {
    const body = `metric{host="a"} 42 ${at.getTime()}\n`;
    const response = await fetch(`${server().url}/api/v1/import/prometheus`, { method: 'POST', body });
    expect(response.status).toBe(204);
    await server().flush();
    expect(await read()).toBe('42');
    expect(await server().export('metric')).toEqual([
      { metric: { __name__: 'metric', host: 'a' }, values: [42], timestamps: [at.getTime()] },
    ]);
  });

  outlivesAllButStop(server, read);
});

describeWith(slurm, 'Slurm', (server) => {
  const print = (file: string) => readFileSync(`${server().jobs}/${file}`, 'utf8').trim();

  it('runs an array of tasks', async () => {
    const tasks = await server().run('echo "task $SLURM_ARRAY_TASK_ID"', '--array=0-3', '--output=%a.out');
    expect(tasks.map(({ task, state }) => [task, state]).sort()).toEqual([0, 1, 2, 3].map((i) => [i, 'COMPLETED']));
    expect([0, 1, 2, 3].map((i) => print(`${i}.out`))).toEqual(['task 0', 'task 1', 'task 2', 'task 3']);
  });

  it('tells of a task that failed, and runs it again', async () => {
    const script = '[ "$SLURM_ARRAY_TASK_ID" = 0 ] || [ "$SLURM_RESTART_COUNT" = 1 ] || exit 3';
    const job = await server().submit(script, '--array=0-1');
    const failed = (await server().wait(job)).find(({ task }) => task === 1)!;
    expect(failed).toMatchObject({ state: 'FAILED', exitCode: 3, restarts: 0 });
    await server().requeue(`${job}_1`);
    const again = (await server().wait(job)).find(({ task }) => task === 1)!;
    expect(again).toMatchObject({ state: 'COMPLETED', exitCode: 0, restarts: 1 });
  });

  outlivesAllButStop(server, async () => {
    // A job's state is saved after a while: one that a crash forgot may run once more.
    const [task] = await server().run('echo 42', '--output=%j.out');
    return print(`${task!.job}.out`);
  });
});
