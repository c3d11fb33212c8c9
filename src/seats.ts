import type { Archetype } from './profiles/archetypes.js';

/** The place of a fleet's server among those of its archetype. */
export interface Seat {
  readonly archetype: Archetype;
  /** Number within its archetype, from 1. */
  readonly ordinal: number;
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
export function seatsOf(mix: Readonly<Partial<Record<Archetype, number>>>): (index: number) => Seat {
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

interface Party {
  readonly archetype: Archetype;
  readonly weight: number;
  /** How many seats it has. */
  seats: number;
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
