import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The machines of a trace: of each its name, and its columns by their names, in the order of time.
 *
 * @param file - Below this folder, such as `data/azure_v1_50vm_5min_cpu.csv.gz`.
 */
export function machinesOf(file) {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, file))).toString();
  const [head, ...lines] = text.trimEnd().split('\n');
  const metrics = head.split(',').slice(2);
  const machines = new Map();
  for (const line of lines) {
    const [time, name, ...values] = line.split(',');
    if (!machines.has(name)) {
      machines.set(name, { name, columns: Object.fromEntries(['time', ...metrics].map((column) => [column, []])) });
    }
    const { columns } = machines.get(name);
    columns.time.push(isNaN(time) ? time : new Date(Number(time) * 1000).toISOString());
    metrics.forEach((metric, i) => columns[metric].push(values[i] === '' ? NaN : Number(values[i])));
  }
  return [...machines.values()];
}

/**
 * The CPU of each machine of a trace, in the order of time.
 *
 * @param name - A file of `data`, such as `azure_v1_50vm_5min_cpu`, of a machine's samples without gaps.
 * @returns `[machine, values]` pairs by name.
 */
export function cpuOf(name) {
  const machines = machinesOf(`data/${name}.csv.gz`).map(({ name: machine, columns }) => [machine, columns.cpu]);
  return machines.sort(([a], [b]) => (a < b ? -1 : 1));
}
