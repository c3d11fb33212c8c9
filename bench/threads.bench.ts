// What threads are worth: one file of CSV by 1, 2, … of them, by the clock, since the CPU's time is that of all.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { faker } from '@faker-js/faker/locale/en';
import { writeMetrics } from 'faker-server/files';
import 'faker-server/register';
import { machine } from './machine.js';
import { median } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = 5;
const YEAR = 105_120;
/** Fleets of as many servers, a year of 5 minutes each. */
const SIZES = [2, 40, 200];
const THREADS = [1, 2, availableParallelism() + 1].filter((n, i, all) => all.indexOf(n) === i);

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const folder = mkdtempSync(join(tmpdir(), 'faker-server-threads-'));

interface Run {
  readonly clockMs: number;
  readonly cpuMs: number;
}

for (const size of SIZES) {
  const fleet = Array.from(faker.server.fleet({ count: size, seed: 1 }), (server) => server.every('5m'));
  const runs = new Map(THREADS.map((jobs) => [jobs, [] as Run[]]));
  // The first round warms up and is not counted; each contender once a round, in an order that turns.
  for (let round = 0; round <= ROUNDS; round++) {
    for (let turn = 0; turn < THREADS.length; turn++) {
      const jobs = THREADS[(turn + round) % THREADS.length]!;
      const [clock, cpu] = [performance.now(), process.cpuUsage()];
      await writeMetrics(join(folder, 'metrics.csv'), fleet, { count: YEAR, jobs });
      const { user, system } = process.cpuUsage(cpu);
      if (round > 0) runs.get(jobs)!.push({ clockMs: performance.now() - clock, cpuMs: (user + system) / 1000 });
    }
  }
  const one = runs.get(1)!;
  const rows = size * YEAR;
  table(
    `CSV of ${rows.toLocaleString('en')} rows into a file, medians of ${ROUNDS} rounds. ${machine()}`,
    ['threads', 's', 'M rows/s', 'times as fast', 'CPU time'],
    THREADS.map((jobs) => {
      const mine = runs.get(jobs)!;
      const ratio = (of: (run: Run) => number): number => median(mine.map((run, i) => of(one[i]!) / of(run)));
      const clockMs = median(mine.map((run) => run.clockMs));
      const cpu = 1 / ratio((run) => run.cpuMs);
      return [
        String(jobs),
        digits(clockMs / 1000),
        digits(rows / clockMs / 1000),
        digits(ratio((run) => run.clockMs)),
        `× ${digits(cpu)}`,
      ];
    }),
  );
}
rmSync(folder, { recursive: true });
