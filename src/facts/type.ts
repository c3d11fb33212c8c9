import type { Key } from '../num/random.js';
import type { Archetype } from '../profiles/archetypes.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** What a server is for: the four archetypes. */
export { Archetype as ServerType } from '../profiles/archetypes.js';

/** The type of the server that a key stands for. */
export function type(key: Key): Archetype {
  return pick(key, Draw.Type, USUAL_MIX);
}

/** How many servers are of which archetype, in per cent: of servers whose type is drawn, and of a fleet without a mix. */
export const USUAL_MIX: Weights<Archetype> = { web: 35, database: 15, application: 40, batch: 10 };
