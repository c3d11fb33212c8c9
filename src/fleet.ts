import { builder } from './builder.js';
import type { BuilderJson } from './json.js';
import type { ServerBuilder } from './serverBuilder.js';
import { entries, fields, number, placeOf } from './check.js';
import { Found, ServerError } from './errors.js';
import { USUAL_MIX } from './facts/type.js';
import { inspected } from './inspected.js';
import { Archetype } from './profiles/archetypes.js';
import { checkArchetype } from './profiles/check.js';
import type { PartOf } from './profiles/profile.js';
import { seatsOf } from './seats.js';
import { checkSeed } from './settings.js';
import { newSpec } from './spec.js';

/** What a fleet is to be. */
export interface FleetOptions {
  /** How many servers, 0 to 10 million. */
  readonly count: number;
  /** Weight of each archetype, by name or alias; 0 to 10⁹, not all 0. Defaults to web 35, application 40, database 15, batch 10. */
  readonly mix?: PartOf<Record<Archetype | 'db' | 'app', number>> | undefined;
  /** Seed of the whole fleet, in place of the one drawn from faker. */
  readonly seed?: string | number | undefined;
}

/**
 * Servers of one seed, made as they are read; a larger fleet begins with the smaller one. Steps and ends are those of each
 * server.
 *
 * @example
 * [...faker.server.fleet(3)].flatMap((server) => server.series(7)).length; // 21
 */
export interface Fleet extends Iterable<ServerBuilder> {
  /** How many servers there are. */
  readonly count: number;
  /**
   * A server by its place.
   *
   * @param index - 0 (included) to `count` (excluded).
   * @throws {ServerError} When there is no such place.
   */
  at(this: void, index: number): ServerBuilder;
  /** All servers as plain data that survive JSON; `fromJSON` makes each of them again. */
  toJSON(this: void): BuilderJson[];
  /** How many servers there are, in words, for templates and messages: `3 servers`. */
  toString(this: void): string;
}

const MOST_SERVERS = 10_000_000;

/** The fleet that a user's options ask for; `seed` and `referenceMs` are drawn and read by the caller. */
export function fleet(asked: unknown, drawn: { readonly seed: string | number; readonly referenceMs: number }): Fleet {
  const options =
    typeof asked === 'number'
      ? { count: asked }
      : fields('fleet', asked, ['count', 'mix', 'seed'], 'a count, or an object with count, mix and seed');
  const path = typeof asked === 'number' ? 'fleet' : 'fleet.count';
  const count = number(path, options.count, { from: 0, to: MOST_SERVERS, whole: true });
  const mix = options.mix === undefined ? usualShares() : checkMix(options.mix);
  const seed = options.seed === undefined ? drawn.seed : checkSeed('fleet.seed', options.seed);

  const member = (archetype: Archetype, ordinal: number): ServerBuilder => {
    const spec = newSpec({ archetype, custom: undefined, seed, referenceMs: drawn.referenceMs });
    return builder({ ...spec, id: `${archetype}-${String(ordinal).padStart(3, '0')}` });
  };
  const seat = seatsOf(mix);
  const at = (index: number): ServerBuilder => {
    const { archetype, ordinal } = seat(index);
    return member(archetype, ordinal);
  };
  return Object.freeze({
    count,
    at: (index: unknown) => {
      if (count === 0) throw new ServerError('at', 'a fleet with a server in it', new Found('an empty one'));
      return at(number('at', index, { from: 0, below: count, whole: true }));
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index++) yield at(index);
    },
    toJSON: () => Array.from({ length: count }, (_, index) => at(index).toJSON()),
    toString: () => `${count} ${count === 1 ? 'server' : 'servers'}`,
    ...inspected('Fleet', () =>
      count === 0 ? { count } : { count, first: String(at(0)), last: String(at(count - 1)) },
    ),
  });
}

/** The mix of a fleet where none is asked for. As ratios: their rounding decides between equals, as it always has. */
function usualShares(): Partial<Record<Archetype, number>> {
  return Object.fromEntries(Object.entries(USUAL_MIX).map(([archetype, percent]) => [archetype, percent / 100]));
}

function checkMix(value: unknown): Partial<Record<Archetype, number>> {
  const mix: Partial<Record<Archetype, number>> = {};
  for (const [name, weight] of entries('fleet.mix', value, 'an object of weights by archetype')) {
    const path = placeOf('fleet.mix', name);
    const archetype = checkArchetype(path, name);
    if (weight !== undefined) mix[archetype] = (mix[archetype] ?? 0) + number(path, weight, { from: 0, to: 1e9 });
  }
  if (!Object.values(mix).some((weight) => weight > 0)) {
    throw new ServerError('fleet.mix', 'at least one weight above 0', new Found('none'));
  }
  // In the order of the archetypes, so that the order in which a user wrote the weights changes nothing.
  return Object.fromEntries(
    Object.values(Archetype)
      .filter((archetype) => mix[archetype] !== undefined)
      .map((archetype) => [archetype, mix[archetype]]),
  );
}
