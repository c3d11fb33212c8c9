import { either, Found, ServerError } from '../errors.js';
import { MOST_SHARDS, type Shard } from '../shard.js';

/** Variables of a process, as `process.env` has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/** An engine that runs a job as an array of tasks, and the variables in which it tells a task about itself. */
interface Engine {
  readonly name: string;
  /** The number of the task. */
  readonly index: string;
  /** How many tasks there are; undefined where the engine does not tell. */
  readonly count: string | undefined;
  /** The number of the first and of the last task; the first is 0 where they are undefined. */
  readonly first?: string;
  readonly last?: string;
}

const ENGINES: readonly Engine[] = [
  // sbatch(1), output environment variables.
  {
    name: 'a Slurm array',
    index: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    first: 'SLURM_ARRAY_TASK_MIN',
    last: 'SLURM_ARRAY_TASK_MAX',
  },
  // https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
  { name: 'a Kubernetes Indexed Job', index: 'JOB_COMPLETION_INDEX', count: undefined },
  // https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
  { name: 'an AWS Batch array', index: 'AWS_BATCH_JOB_ARRAY_INDEX', count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  // https://cloud.google.com/run/docs/container-contract#env-vars
  { name: 'a Cloud Run job', index: 'CLOUD_RUN_TASK_INDEX', count: 'CLOUD_RUN_TASK_COUNT' },
];

/** How many shards there are, where the engine does not tell. */
const SHARDS = 'FAKER_SERVER_SHARDS';

/**
 * The shard that `'auto'` stands for; undefined where a user wrote anything else.
 *
 * @param path - Where the user wrote it.
 * @param value - `'auto'`, or `'auto/16'` with the number of shards.
 * @throws {ServerError} When no engine says which, or the number is none.
 */
export function autoShard(path: string, value: unknown, env: Environment): Shard | undefined {
  if (typeof value !== 'string' || !/^auto/i.test(value)) return undefined;
  const match = /^auto(?:\/(\d{1,7}))?$/.exec(value);
  const asked = match?.[1] === undefined ? undefined : Number(match[1]);
  if (!match || !((asked ?? 1) >= 1 && (asked ?? 1) <= MOST_SHARDS)) {
    throw new ServerError(path, "'auto', or 'auto/16' for sixteen shards", value);
  }
  return shardOfEnvironment(path, env, asked);
}

/**
 * The shard that a batch engine has this process make: the variables that Slurm arrays, Kubernetes Indexed Jobs, AWS
 * Batch arrays and Cloud Run jobs set.
 *
 * @param path - Where the user asked for it.
 * @param env - The variables.
 * @param asked - How many shards the user says there are, where that is said.
 * @throws {ServerError} When there is no engine, or more than one, or its numbers do not fit.
 */
export function shardOfEnvironment(path: string, env: Environment, asked?: number): Shard {
  const found = ENGINES.filter(({ index }) => isSet(env, index));
  const [engine] = found;
  if (engine === undefined) {
    const need = `the environment of ${either(ENGINES.map(({ name }) => name))}`;
    throw new ServerError(path, need, new Found(`none of ${ENGINES.map(({ index }) => index).join(', ')}`));
  }
  if (found.length > 1) {
    const names = found.map(({ index }) => index).join(' and ');
    throw new ServerError(path, "the environment of one engine, or a shard such as '3/16'", new Found(names));
  }
  const of = countOf(path, env, engine, asked);
  const first = engine.first !== undefined && isSet(env, engine.first) ? whole(path, env, engine.first, 0, 1) : 0;
  if (engine.last !== undefined && isSet(env, engine.last) && Number(env[engine.last]) !== first + of - 1) {
    // Such as a few tasks of an array that are submitted once more: theirs would be other shards.
    const need = `the tasks ${first} to ${first + of - 1} without gaps, or a shard such as '3/16' for one of them`;
    throw new ServerError(path, need, new Found(`an array up to ${env[engine.last]!}`));
  }
  return { index: whole(path, env, engine.index, first, first + of - 1) - first + 1, of };
}

/** How many shards there are: what the user says, and what the engine says, which must be the same. */
function countOf(path: string, env: Environment, { index, count }: Engine, asked: number | undefined): number {
  const said = asked ?? (isSet(env, SHARDS) ? whole(path, env, SHARDS, 1, MOST_SHARDS) : undefined);
  const own = count !== undefined && isSet(env, count) ? whole(path, env, count, 1, MOST_SHARDS) : undefined;
  if (said !== undefined && own !== undefined && said !== own) {
    throw new ServerError(path, `${own} shards, as ${count!} says`, said);
  }
  const of = said ?? own;
  if (of !== undefined) return of;
  throw new ServerError(path, `the number of shards, as 'auto/16' or in ${SHARDS}`, new Found(`${index} alone`));
}

function isSet(env: Environment, name: string): boolean {
  return env[name] !== undefined && env[name] !== '';
}

/** A variable that holds a whole number. */
function whole(path: string, env: Environment, name: string, from: number, to: number): number {
  const text = env[name]!;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= from && value <= to) return value;
  throw new ServerError(path, `a ${name} of ${from} to ${to}`, text);
}
