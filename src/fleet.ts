import { builder } from './builder.js';
import type { BuilderJson } from './json.js';
import type { ServerBuilder } from './serverBuilder.js';
import { entries, fields, number, placeOf } from './check.js';
import { Found, ServerError } from './errors.js';
import { USUAL_MIX } from './facts/type.js';
import { inspected } from './inspected.js';
import { type Archetype, Archetype as Archetypes } from './profiles/archetypes.js';
import { checkArchetype } from './profiles/check.js';
import type { PartOf } from './profiles/profile.js';
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
    ...inspected('Fleet', () =>
      count === 0 ? { count } : { count, first: String(at(0)), last: String(at(count - 1)) },
    ),
  });
}

/** The mix of a fleet where none is asked for. As ratios: their rounding decides between equals, as it always has. */
function usualShares(): Partial<Record<Archetype, number>> {
  return Object.fromEntries(Object.entries(USUAL_MIX).map(([archetype, percent]) => [archetype, percent / 100]));
}

interface Seat {
  readonly archetype: Archetype;
  /** Number within its archetype, from 1. */
  readonly ordinal: number;
}

interface Party {
  readonly archetype: Archetype;
  readonly weight: number;
  /** How many seats it has. */
  seats: number;
}

/**
 * The archetypes of the servers in turn, by the divisor method of Webster and Sainte-Laguë: the next seat goes to the
 * largest weight / (2 · seats + 1), the first of equals. Shares are exact wherever they can be, and since a seat once
 * given is never taken back, a larger fleet begins with the smaller one (as it would not with largest remainders).
 * M. L. Balinski, H. P. Young, Fair Representation, 1982.
 *
 * Any seat is found directly: those whose quotient is above a threshold are counted, and the few that are left before it
 * are allotted in turn.
 */
function seatsOf(mix: Readonly<Partial<Record<Archetype, number>>>): (index: number) => Seat {
  const weights = Object.entries(mix) as [Archetype, number][];
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return (index) => {
    // A party has (weight / threshold + 1) / 2 quotients above a threshold, rounded: all have at most half a seat each
    // more than their shares of `sure`. A seat more is left for equals, and for what is rounded here.
    const sure = Math.max(0, index - 2 * weights.length);
    const parties = weights.map(([archetype, weight]): Party => {
      return { archetype, weight, seats: Math.round((sure * weight) / sum) };
    });
    let allotted = parties.reduce((total, { seats }) => total + seats, 0);
    let winner: Party;
    do {
      winner = nextOf(parties);
      winner.seats++;
    } while (allotted++ < index);
    return { archetype: winner.archetype, ordinal: winner.seats };
  };
}

/** The party that has the next seat. */
function nextOf(parties: readonly Party[]): Party {
  let winner = parties[0]!;
  for (const party of parties) {
    // Compared by cross multiplication: 0.35 / 0.4 is not exact, and ties must stay ties.
    if (party.weight * (2 * winner.seats + 1) > winner.weight * (2 * party.seats + 1)) winner = party;
  }
  return winner;
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
    Object.values(Archetypes)
      .filter((archetype) => mix[archetype] !== undefined)
      .map((archetype) => [archetype, mix[archetype]]),
  );
}
