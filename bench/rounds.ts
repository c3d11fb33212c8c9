/** Something to time: `run` makes `records` records and returns something of them, so that it is not optimised away. */
export interface Contender {
  readonly name: string;
  readonly records: number;
  readonly run: () => unknown;
}

/** How {@link rounds} are run. */
export interface RoundsOptions {
  /** How many rounds are counted, and how many are run before, in which V8 still compiles. That many default to 5. */
  readonly count: number;
  readonly warmUp?: number;
  /** Which garbage is swept before each run, untimed. Defaults to the young. */
  readonly sweep?: 'minor' | 'major';
  /** Which time is taken: the CPU's, or the clock's where another process does a part of the work. Defaults to `'cpu'`. */
  readonly by?: 'cpu' | 'clock';
  /** Is done before each run, untimed. */
  readonly prepare?: () => Promise<unknown>;
}

/** What was measured of a contender: records a second in each round. */
export interface Timed {
  readonly name: string;
  readonly rates: readonly number[];
}

/** What was measured of all, and the CPU time as a share of the clock's. */
export interface Measured {
  readonly timed: readonly Timed[];
  readonly onCpu: number;
}

/**
 * Times contenders side by side: each once a round, in an order that turns from round to round, so that whatever slows
 * the machine for a while slows all of them.
 *
 * The time is the CPU's, of all threads of the process: what a neighbour takes away is not counted, what V8 compiles
 * and collects is. The young garbage of one contender is swept before the next is timed; the old is not unless asked
 * for, as V8 throws optimised code away with the closures that held it, and all would start cold.
 */
export async function rounds(
  contenders: readonly Contender[],
  { count, sweep = 'minor', by = 'cpu', prepare, warmUp = 5 }: RoundsOptions,
): Promise<Measured> {
  const timed = contenders.map(({ name }) => ({ name, rates: [] as number[] }));
  let clockMs = 0;
  let cpuMs = 0;
  for (let round = -warmUp; round < count; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const at = (turn + round + warmUp) % contenders.length;
      const { records, run } = contenders[at]!;
      if (sweep === 'minor') globalThis.gc?.({ type: 'minor' });
      else globalThis.gc?.();
      await prepare?.();
      const clock = performance.now();
      const cpu = process.cpuUsage();
      await kept(run());
      const { user, system } = process.cpuUsage(cpu);
      const tookMs = performance.now() - clock;
      clockMs += tookMs;
      cpuMs += (user + system) / 1000;
      if (round >= 0) timed[at]!.rates.push((records * 1000) / (by === 'clock' ? tookMs : (user + system) / 1000));
    }
  }
  return { timed, onCpu: cpuMs / clockMs };
}

/** Holds the last result until the next one. */
let last: unknown;
async function kept(result: unknown): Promise<void> {
  last = result instanceof Promise ? await (result as Promise<unknown>) : result;
  if (last === undefined) throw new Error('A contender returned nothing: it may have done nothing.');
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The part of some numbers that is at or below a share of them, by linear interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const low = Math.floor(rank);
  const below = sorted[low]!;
  return below + (rank - low) * ((sorted[low + 1] ?? below) - below);
}

/** The median of the ratios of two contenders, round by round. */
export function ratio(one: Timed, other: Timed): number {
  return median(one.rates.map((rate, round) => rate / other.rates[round]!));
}

/** Half the interquartile range in percent of the median: how far a round is from the middle, usually. */
export function spread({ rates }: Timed): number {
  return (50 * (quantile(rates, 0.75) - quantile(rates, 0.25))) / median(rates);
}
