import type { Key } from '../num/random.js';
import { Draw } from './draw.js';
import { pick, type Weights } from './pick.js';

/** Where a server stands: the cloud regions that AWS enables in every account, by their public codes. */
export const Region = {
  UsEast1: 'us-east-1',
  UsEast2: 'us-east-2',
  UsWest1: 'us-west-1',
  UsWest2: 'us-west-2',
  CaCentral1: 'ca-central-1',
  SaEast1: 'sa-east-1',
  EuWest1: 'eu-west-1',
  EuWest2: 'eu-west-2',
  EuWest3: 'eu-west-3',
  EuCentral1: 'eu-central-1',
  EuNorth1: 'eu-north-1',
  ApSouth1: 'ap-south-1',
  ApSoutheast1: 'ap-southeast-1',
  ApSoutheast2: 'ap-southeast-2',
  ApNortheast1: 'ap-northeast-1',
  ApNortheast2: 'ap-northeast-2',
  ApNortheast3: 'ap-northeast-3',
} as const;
export type Region = (typeof Region)[keyof typeof Region];

/** The region of the server that a key stands for. */
export function region(key: Key): Region {
  return pick(key, Draw.Region, WEIGHTS);
}

/** In per cent; chosen by eye. */
const WEIGHTS: Weights<Region> = {
  'us-east-1': 16,
  'us-east-2': 7,
  'us-west-1': 3,
  'us-west-2': 11,
  'ca-central-1': 4,
  'sa-east-1': 4,
  'eu-west-1': 10,
  'eu-west-2': 6,
  'eu-west-3': 4,
  'eu-central-1': 10,
  'eu-north-1': 3,
  'ap-south-1': 5,
  'ap-southeast-1': 5,
  'ap-southeast-2': 4,
  'ap-northeast-1': 5,
  'ap-northeast-2': 2,
  'ap-northeast-3': 1,
};
