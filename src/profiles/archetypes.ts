import { deepFreeze } from '../deepFreeze.js';
import { application, applicationVariety } from './application.js';
import { batch, batchVariety } from './batch.js';
import { database, databaseVariety } from './database.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';
import type { Variety } from './variety.js';
import { web, webVariety } from './web.js';

/**
 * The four archetypes.
 *
 * @example
 * ```ts
 * import { Archetype } from 'faker-server';
 *
 * Object.values(Archetype); // ['web', 'database', 'application', 'batch']
 * ```
 */
export const Archetype = { Web: 'web', Database: 'database', Application: 'application', Batch: 'batch' } as const;

/** Name of an archetype. */
export type Archetype = (typeof Archetype)[keyof typeof Archetype];

/**
 * The figures of each archetype and of the generic server, frozen: what `typical()` servers are.
 *
 * @example
 * ```ts
 * import { profiles } from 'faker-server';
 *
 * profiles.database.memory.base; // 75
 * ```
 */
export const profiles: Readonly<Record<Archetype | 'generic', Profile>> = /* @__PURE__ */ deepFreeze({
  web,
  database,
  application,
  batch,
  generic,
});

/** How the servers of each archetype differ. */
export const varieties: Readonly<Record<Archetype, Variety>> = {
  web: webVariety,
  database: databaseVariety,
  application: applicationVariety,
  batch: batchVariety,
};

/** Names under which an archetype is known, in lower case. */
export const ALIASES: ReadonlyMap<string, Archetype> = new Map<string, Archetype>([
  ...Object.values(Archetype).map((name) => [name, name] as const),
  ['db', 'database'],
  ['app', 'application'],
]);
