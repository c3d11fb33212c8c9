import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** The part of the organisation that a server works for. */
export const BusinessUnit = {
  CustomerService: 'customer-service',
  Engineering: 'engineering',
  Finance: 'finance',
  HumanResources: 'human-resources',
  InformationTechnology: 'information-technology',
  Legal: 'legal',
  Marketing: 'marketing',
  Operations: 'operations',
  Research: 'research',
  RiskAndCompliance: 'risk-and-compliance',
  Sales: 'sales',
  SupplyChain: 'supply-chain',
} as const;
export type BusinessUnit = (typeof BusinessUnit)[keyof typeof BusinessUnit];

/** The business unit of the server that a key stands for. */
export function businessUnit(key: Key): BusinessUnit {
  return pick(key, Draw.BusinessUnit, WEIGHTS);
}

/** In per cent; chosen by eye: units that run more software of their own have more servers. */
const WEIGHTS: Weights<BusinessUnit> = {
  'customer-service': 9,
  engineering: 15,
  finance: 11,
  'human-resources': 4,
  'information-technology': 16,
  legal: 2,
  marketing: 7,
  operations: 10,
  research: 6,
  'risk-and-compliance': 4,
  sales: 9,
  'supply-chain': 7,
};
