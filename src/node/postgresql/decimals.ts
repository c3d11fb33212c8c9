import { blocksOf, type Job } from '../../job.js';

/** The most decimals that values of a job have, which makes each of its servers. */
export function decimalsOf({ stretches, look }: Job): number {
  let decimals = 0;
  for (const stretch of stretches) {
    const [first] = blocksOf({ ...stretch, end: stretch.start + 1 }, look);
    decimals = Math.max(decimals, first!.server.precision);
  }
  return decimals;
}
