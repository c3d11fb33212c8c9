import { fields, number } from '../../check.js';
import { Found, ServerError } from '../../errors.js';
import type { CorrelationOptions, ServerBuilder } from '../../serverBuilder.js';
import type { ServerModule } from '../../serverModule.js';
import type { ProfileInput } from '../../profiles/profile.js';
import { checkId, writtenHolidays } from '../../settings.js';
import { renamed } from './renamed.js';
import { writtenDate } from './writtenDate.js';

/** One entry of a fleet file: a server, or some of a kind. Its other fields are checked as they are used. */
export interface DescribedServer {
  /** Where it is written, such as `servers[2]`. */
  readonly path: string;
  /** One of the four archetypes, or nothing for a custom server. */
  readonly archetype: unknown;
  /** The profile of a custom server, or nothing. */
  readonly custom: unknown;
  readonly id: string | undefined;
  /** How many; undefined for one that is not numbered. */
  readonly count: number | undefined;
  /** What is set, step by step. */
  readonly steps: Readonly<Partial<Record<Step, unknown>>>;
}

/** What a file or a flag says of all servers, and an entry of its own. */
const SHARED = ['seed', 'typical', 'holidays', 'timeZone', 'statistic', 'asOf'] as const;
type Step = (typeof SHARED)[number] | 'profile' | 'growth' | 'correlation';
const STEPS: readonly Step[] = [...SHARED, 'profile', 'growth', 'correlation'];

/** What holds for each server of which its entry does not say it. */
export type Usual = Readonly<Partial<Record<(typeof SHARED)[number], unknown>>> & { readonly seed: string | number };

const KEYS = ['archetype', 'custom', 'id', 'count', ...STEPS] as const;
const MOST_SERVERS = 1_000_000;

/**
 * An entry of a fleet file.
 *
 * @throws {ServerError} When it is none.
 */
export function describedServer(path: string, value: unknown): DescribedServer {
  const found = fields(path, value, KEYS, 'an object with an archetype or a custom profile');
  const { archetype, custom, id, count, ...steps } = found;
  if ((archetype === undefined) === (custom === undefined)) {
    const both = archetype !== undefined;
    throw new ServerError(path, 'an archetype or a custom profile', new Found(both ? 'both' : 'neither'));
  }
  return {
    path,
    archetype,
    custom,
    id: id === undefined ? undefined : checkId(`${path}.id`, id),
    count: count === undefined ? undefined : number(`${path}.count`, count, { from: 0, to: MOST_SERVERS, whole: true }),
    steps,
  };
}

/**
 * The server of an entry, before it has its id.
 *
 * @param module - Makes servers.
 * @throws {ServerError} When a field is not valid.
 */
export function build(
  { path, archetype, custom, steps }: DescribedServer,
  module: ServerModule,
  usual: Usual,
): ServerBuilder {
  const place = (at: string): string => `fleet.${path}.${at}`;
  const start = (): ServerBuilder =>
    custom === undefined ? module.archetype(archetype as string) : module.custom(custom as ProfileInput);
  return renamed(place, () => withSteps(start(), { ...usual, ...steps }));
}

/** A server after its steps. */
export function withSteps(server: ServerBuilder, steps: Readonly<Partial<Record<Step, unknown>>>): ServerBuilder {
  let found = server;
  for (const step of STEPS) if (steps[step] !== undefined) found = APPLY[step](found, steps[step]);
  return found;
}

const APPLY: Readonly<Record<Step, (server: ServerBuilder, value: unknown) => ServerBuilder>> = {
  seed: (server, value) => server.seed(value as string),
  typical: (server, value) => {
    if (typeof value !== 'boolean') throw new ServerError('typical', 'true or false', value);
    return value ? server.typical() : server;
  },
  profile: (server, value) => server.profile(value as ProfileInput),
  growth: (server, value) => server.growth(value as number),
  correlation: (server, value) => server.correlation(value as CorrelationOptions),
  holidays: (server, value) => server.holidays(writtenHolidays(value)),
  timeZone: (server, value) => server.timeZone(value as string),
  statistic: (server, value) => server.statistic(value as 'p95'),
  asOf: (server, value) => server.asOf(writtenDate('asOf', value)),
};
