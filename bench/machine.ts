import { cpus, loadavg, release, totalmem } from 'node:os';

/**
 * What a measurement was made on, in two lines.
 *
 * @param onCpu - The share of the time in which the process had a CPU, where the time is the CPU's: near 1 on a quiet
 * machine.
 */
export function machine(onCpu?: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return (
    `Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${release()}, ` +
    `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${memory} GiB.\nLoad ${loadavg()[0]!.toFixed(1)}` +
    (onCpu === undefined ? '.' : `; this process had a CPU for ${(100 * onCpu).toFixed(0)} % of the time.`)
  );
}
