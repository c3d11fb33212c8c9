import type { BlockServer } from '../block.js';
import { list, oneOf } from '../check.js';
import type { ServerMetadata } from '../facts/metadata.js';
import { FACT_NAMES } from './columnNames.js';

/** A fact of a server's inventory record that its series can be told apart by. */
export type Tag = keyof ServerMetadata;

const TAGS = Object.keys(FACT_NAMES) as Tag[];

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

/** What tags are made of. */
export type Tagged = Pick<BlockServer, 'id' | 'archetype' | 'metadata'>;

/** The tags of a server: names and texts. */
export function tagsOf(server: Tagged, tags: readonly Tag[]): readonly (readonly [name: string, text: string])[] {
  const valueOf = (tag: Tag): string => {
    // The inventory record is made only where it is needed.
    if (tag === 'serverId') return server.id;
    return tag === 'archetype' ? server.archetype : String(server.metadata[tag]);
  };
  return tags.map((tag) => [FACT_NAMES[tag], valueOf(tag)]);
}
