import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** What a server is for: the four archetypes. */
export const ServerType = {
  Web: 'web',
  Database: 'database',
  Application: 'application',
  Batch: 'batch',
} as const;
export type ServerType = (typeof ServerType)[keyof typeof ServerType];

/** The type of the server that a key stands for. */
export function type(key: Key): ServerType {
  return pick(key, Draw.Type, WEIGHTS);
}

/** In per cent: the default mix of a fleet. */
const WEIGHTS: Weights<ServerType> = { web: 35, database: 15, application: 40, batch: 10 };
