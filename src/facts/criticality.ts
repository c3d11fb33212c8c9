import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { environment, type Environment } from './environment.js';
import { pick, type Weights } from './pick.js';

/**
 * What the business loses while a server is down, from the most to the least: the four levels that application
 * inventories use (`businessCriticality` in SAP LeanIX: mission critical, business critical, business operational,
 * administrative service).
 */
export const Criticality = {
  /** Without it the organisation stops. */
  MissionCritical: 'mission-critical',
  /** Without it the organisation loses revenue or breaks a promise within hours. */
  BusinessCritical: 'business-critical',
  /** Without it work is slower; days can be borne. */
  BusinessOperational: 'business-operational',
  /** Without it hardly anyone is held up. */
  Administrative: 'administrative',
} as const;
export type Criticality = (typeof Criticality)[keyof typeof Criticality];

/** The criticality of the server that a key stands for; outside production it is never mission-critical. */
export function criticality(key: Key): Criticality {
  return pick(key, Draw.Criticality, WEIGHTS[environment(key)]);
}

/** In per cent of the servers of an environment; chosen by eye. */
const WEIGHTS: Readonly<Record<Environment, Weights<Criticality>>> = {
  production: { 'mission-critical': 20, 'business-critical': 35, 'business-operational': 30, administrative: 15 },
  staging: { 'mission-critical': 0, 'business-critical': 15, 'business-operational': 50, administrative: 35 },
  test: { 'mission-critical': 0, 'business-critical': 5, 'business-operational': 40, administrative: 55 },
  development: { 'mission-critical': 0, 'business-critical': 5, 'business-operational': 35, administrative: 60 },
};
