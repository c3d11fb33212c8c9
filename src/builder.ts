import { boolean, fields, oneOf } from './check.js';
import { interval } from './duration.js';
import { ends } from './ends.js';
import { Found, ServerError, within } from './errors.js';
import { explain } from './explain.js';
import { metadata, type ServerMetadata } from './facts/metadata.js';
import { inspected } from './inspected.js';
import { instant } from './instant.js';
import { toJson } from './json.js';
import { PARTS } from './model/compile.js';
import { PAIRS } from './model/correlation.js';
import { childKey } from './num/random.js';
import { checkCorrelation, checkGrowth, checkProfile } from './profiles/check.js';
import { mergeParts } from './profiles/mergeParts.js';
import type { Metric, Profile, ProfileInput } from './profiles/profile.js';
import { identity, server, type Server } from './server.js';
import { checkHolidays, checkId, checkSeed, checkTimeZone } from './settings.js';
import type { ServerBuilder } from './serverBuilder.js';
import { type Spec, STATISTICS } from './spec.js';

/** The builder that holds a spec, and its server where that is already made. */
export function builder<M extends Metric>(given: Spec, known?: Server): ServerBuilder<M> {
  const spec = Object.freeze(given);
  let made = known;
  const ownServer = (): Server => (made ??= server(spec));
  const metrics = spec.metrics as readonly M[];
  const name = spec.profile.archetype ?? spec.archetype;
  const ownMetadata = (): ServerMetadata => {
    const { id, key } = identity(spec);
    // Under another name it is the same machine.
    return { ...metadata(childKey(key, PARTS.facts), { id, archetype: spec.archetype }), archetype: name };
  };
  const reads = ends<M>(spec, ownServer, ownMetadata);

  /** The next builder; `checked` makes its server at once, so that parts that do not fit are named where they are set. */
  const step = (change: Partial<Spec>, checked = false): ServerBuilder<M> => {
    const next = { ...spec, ...change };
    return builder(next, checked ? server(next) : undefined);
  };

  function profile(): Profile;
  function profile(part: ProfileInput): ServerBuilder<M>;
  function profile(part?: unknown): Profile | ServerBuilder<M> {
    if (part === undefined) return ownServer().profile;
    const { model: _, archetype, ...set } = checkProfile('profile', part);
    const merged = mergeParts(spec.profile, archetype === undefined ? set : { ...set, archetype });
    return within('profile', () => step({ profile: merged }, true));
  }

  return Object.freeze({
    id: (id: unknown) => step({ id: checkId('id', id) }),
    seed: (seed: unknown) => step({ seed: checkSeed('seed', seed) }),
    from: (date: unknown) => step({ from: instant('from', date) }),
    until: (date: unknown) => step({ until: instant('until', date) }),
    asOf: (date: unknown) => step({ asOf: instant('asOf', date) }),
    every: (duration: unknown) => step({ stepMs: interval('every', duration) }),
    statistic: (statistic: unknown) => step({ statistic: oneOf('statistic', statistic, STATISTICS) }),
    timeZone: (name: unknown) => step({ timeZone: checkTimeZone(name) }),
    profile,
    typical: () => step({ typical: true }),
    correlation: (pairs: unknown) => {
      const { nearest, ...set } = fields('correlation', pairs, CORRELATION_KEYS);
      const correlation = checkCorrelation('correlation', set);
      const isNearest = nearest === undefined ? spec.nearest : boolean('correlation.nearest', nearest);
      return step({ profile: mergeParts(spec.profile, { correlation }), nearest: isNearest }, true);
    },
    growth: (rate: unknown) => step({ profile: mergeParts(spec.profile, checkGrowth(rate)) }),
    holidays: (holidays: unknown) => step({ holidays: checkHolidays(holidays) }, typeof holidays === 'function'),
    only: (...names: readonly unknown[]) => {
      if (names.length === 0) throw new ServerError('only', 'at least one metric', new Found('none'));
      const chosen = names.map((name) => oneOf('only', name, metrics));
      return step({ metrics: Object.freeze(metrics.filter((metric) => chosen.includes(metric))) });
    },
    ...reads,
    [Symbol.iterator]: () => reads.stream()[Symbol.iterator](),
    [Symbol.asyncIterator]: () => reads.stream()[Symbol.asyncIterator](),
    explain: () => explain(ownServer(), spec),
    metadata: ownMetadata,
    toJSON: () => toJson(spec, identity(spec).id),
    toString: () => identity(spec).id,
    ...inspected('ServerBuilder', () => ({ id: identity(spec).id, archetype: name, seed: spec.seed })),
  });
}

const CORRELATION_KEYS = [...PAIRS.map(([pair]) => pair), 'nearest'] as const;
