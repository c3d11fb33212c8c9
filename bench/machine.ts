import { cpus, loadavg, release, totalmem } from 'node:os';

/**
 * What a measurement was made on, in two lines.
 *
 * @param onCpu - The CPU time as a share of the clock's, where the time is the CPU's: 1 or, as V8 compiles and collects
 * on threads of its own, a little more where nobody else wants the CPUs; less where somebody does.
 */
export function machine(onCpu?: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return (
    `Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${release()}, ` +
    `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${memory} GiB.\nLoad ${loadavg()[0]!.toFixed(1)}` +
    (onCpu === undefined ? '.' : `; CPU time ${(100 * onCpu).toFixed(0)} % of the clock's.`)
  );
}
