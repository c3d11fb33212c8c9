import type { BlockServer } from '../block.js';
import { list, oneOf } from '../check.js';
import type { ServerMetadata } from '../facts/metadata.js';

/** A fact of a server's inventory record that its series can be told apart by. */
export type Tag = keyof ServerMetadata;

/** All of {@link Tag}, by their names in files and databases. */
const TAG_NAMES: Readonly<Record<Tag, string>> = {
  archetype: 'archetype',
  businessUnit: 'business_unit',
  cpuCores: 'cpu_cores',
  criticality: 'criticality',
  diskGb: 'disk_gb',
  diskType: 'disk_type',
  environment: 'environment',
  hostname: 'hostname',
  ipAddress: 'ip_address',
  memoryGb: 'memory_gb',
  networkGbps: 'network_gbps',
  operatingSystem: 'operating_system',
  region: 'region',
  serverId: 'server_id',
  timeZone: 'time_zone',
  zone: 'zone',
};

const TAGS = Object.keys(TAG_NAMES) as Tag[];

/**
 * The tags that a user asks for, with the two that are always there, in the order of their names: the order in which
 * InfluxDB wants them, and that remote write demands.
 *
 * @throws {ServerError} When one of them is none.
 */
export function checkTags(path: string, value: unknown): readonly Tag[] {
  const asked = value === undefined ? [] : list(path, value, 'a list of tags', (place, tag) => oneOf(place, tag, TAGS));
  return TAGS.filter((tag) => tag === 'archetype' || tag === 'serverId' || asked.includes(tag));
}

/** The tags of a server: names and texts. */
export function tagsOf(server: BlockServer, tags: readonly Tag[]): readonly (readonly [name: string, text: string])[] {
  const valueOf = (tag: Tag): string => {
    // The inventory record is made only where it is needed.
    if (tag === 'serverId') return server.id;
    return tag === 'archetype' ? server.archetype : String(server.metadata[tag]);
  };
  return tags.map((tag) => [TAG_NAMES[tag], valueOf(tag)]);
}
