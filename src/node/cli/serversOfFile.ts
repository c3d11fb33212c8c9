import { Found, ServerError } from '../../errors.js';
import type { ServerBuilder } from '../../serverBuilder.js';
import type { ServerModule } from '../../serverModule.js';
import type { FleetOptions } from '../../fleet.js';
import { build, type DescribedServer, type Usual, withSteps } from './describedServer.js';
import type { FleetFile } from './fleetFile.js';
import { renamed } from './renamed.js';

/** Servers by their place. */
export interface Numbered {
  readonly count: number;
  readonly at: (index: number) => ServerBuilder;
}

/**
 * The servers that a file describes: those of its fleet, then those of its list.
 *
 * @param usual - What holds for each of which its entry does not say it.
 * @throws {ServerError} When they cannot be, or two have the same id.
 */
export function serversOfFile(file: FleetFile, module: ServerModule, usual: Usual): Numbered {
  const own = ownServers(file, module, usual);
  const { fleet: asked } = file;
  if (asked === undefined) return own;
  const isCount = typeof asked === 'number';
  const options = { ...(isCount ? { count: asked } : (asked as FleetOptions)), seed: usual.seed };
  const place = (path: string): string => (isCount ? 'fleet.fleet' : `fleet.${path}`);
  const fleet = renamed(place, () => module.fleet(options));
  return {
    count: fleet.count + own.count,
    at: (index) => (index < fleet.count ? withSteps(fleet.at(index), usual) : own.at(index - fleet.count)),
  };
}

/** The servers of the list. */
function ownServers({ servers = [], fleet }: FleetFile, module: ServerModule, usual: Usual): Numbered {
  const used = new Map<string, string>();
  const counts = new Map<string, number>();
  const places: (readonly [kind: ServerBuilder, id: string])[] = [];
  for (const described of servers) {
    const kind = build(described, module, usual);
    for (const id of idsOf(described, kind, counts, fleet !== undefined)) {
      const place = `fleet.${described.path}.id`;
      const other = used.get(id);
      if (other !== undefined) throw new ServerError(place, `an id other than that of ${other}`, id);
      used.set(id, described.path);
      places.push([kind, id]);
    }
  }
  return {
    count: places.length,
    at: (index) => {
      const [kind, id] = places[index]!;
      return kind.id(id);
    },
  };
}

/** The ids of an entry's servers: its own, numbered where they are counted; else those of its archetype in turn. */
function idsOf(
  { path, id, count }: DescribedServer,
  kind: ServerBuilder,
  counts: Map<string, number>,
  besideFleet: boolean,
): readonly string[] {
  const need = 'an id that tells it from the servers beside it in fleet, which are web-001 and so on';
  if (besideFleet && (id === undefined || /^(?:web|database|application|batch)(?:-\d+)?$/.test(id))) {
    throw new ServerError(`fleet.${path}.id`, need, id ?? new Found('none'));
  }
  if (id !== undefined && count === undefined) return [id];
  const name = id ?? kind.toJSON().archetype;
  const before = id === undefined ? (counts.get(name) ?? 0) : 0;
  const many = count ?? 1;
  if (id === undefined) counts.set(name, before + many);
  return Array.from({ length: many }, (_, i) => `${name}-${String(before + i + 1).padStart(3, '0')}`);
}
