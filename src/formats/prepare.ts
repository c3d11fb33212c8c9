import { fields } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { type Job, job, JOB_KEYS, jobOptionsOf } from '../job.js';
import { refuseSameId } from '../sameId.js';
import type { Format, FormatKind } from './format.js';

/**
 * The job and the format that a user's options ask for.
 *
 * @param path - Where the user wrote the options.
 * @throws {ServerError} When one of them is not valid.
 */
export function prepare(
  path: string,
  servers: unknown,
  asked: unknown,
  kind: FormatKind,
): { readonly job: Job; readonly format: Format } {
  const options = asked === undefined ? {} : fields(path, asked, [...JOB_KEYS, ...kind.keys], 'an object of options');
  const format = kind.create(path, options);
  const { metrics = format.metrics?.length === 0 ? undefined : format.metrics } = options;
  const asJob = job(path, servers, { ...jobOptionsOf(options), metrics }, format.order);
  refuseSameId(asJob);
  const missing = format.metrics?.find((metric) => !asJob.metrics.includes(metric));
  if (missing !== undefined) {
    throw new ServerError(`${path}.columns`, `metrics among ${asJob.metrics.join(', ')}`, new Found(missing));
  }
  return { job: asJob, format };
}
