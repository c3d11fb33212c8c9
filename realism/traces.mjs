import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The CPU of each machine of a trace, in the order of time.
 *
 * @param name - A file of `data`, such as `azure_v1_50vm_5min_cpu`, of a machine's samples without gaps.
 * @returns `[machine, values]` pairs by name.
 */
export function cpuOf(name) {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, `data/${name}.csv.gz`))).toString();
  const machines = new Map();
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [, machine, cpu] = line.split(',');
    if (!machines.has(machine)) machines.set(machine, []);
    machines.get(machine).push(Number(cpu));
  }
  return [...machines].sort(([a], [b]) => (a < b ? -1 : 1));
}
