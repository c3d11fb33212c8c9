import { below, type Key } from '../num/random.js';
import { Draw } from './draw.js';
import { environment, type Environment } from './environment.js';
import { region } from './region.js';
import { SITES } from './site.js';
import { zoneIndex } from './zone.js';

/**
 * The address of the server that a key stands for, in 10.0.0.0/8 (private, RFC 1918): the second octet tells region and
 * environment, the third the zone, and the last is 4 to 254, since clouds keep the first four and the last for themselves.
 */
export function ipAddress(key: Key): string {
  const network = SITES[region(key)].network + NETWORK[environment(key)];
  const subnet = SUBNETS * zoneIndex(key) + below(key, Draw.Subnet, SUBNETS);
  const host = 4 + below(key, Draw.Host, 251);
  return `10.${network}.${subnet}.${host}`;
}

/** Subnets of 256 addresses in each zone: six zones fit into a network. */
const SUBNETS = 32;

/** Which of its region's networks an environment has. */
const NETWORK: Readonly<Record<Environment, number>> = { production: 0, staging: 1, test: 2, development: 3 };
