import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** The stage of delivery that a server belongs to. */
export const Environment = {
  Production: 'production',
  Staging: 'staging',
  Test: 'test',
  Development: 'development',
} as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** The environment of the server that a key stands for; production is the most common. */
export function environment(key: Key): Environment {
  return pick(key, Draw.Environment, WEIGHTS);
}

/** In per cent; chosen by eye. */
const WEIGHTS: Weights<Environment> = { production: 55, staging: 15, test: 12, development: 18 };
