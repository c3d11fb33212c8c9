import type { ServerMetadata } from '../facts/metadata.js';
import { COLUMN_NAMES, FACT_NAMES } from '../formats/columnNames.js';
import type { Metric } from '../profiles/profile.js';

/** What a column holds; each dialect has its type for it. */
export type ColumnType = 'text' | 'timestamp' | 'double' | 'integer';

/** A column of a table; none holds null. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table as a database is to have it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** What names a row; a table may be made without a constraint for it, then this is empty. */
  readonly primaryKey: readonly string[];
  /** A column that has an index of its own. */
  readonly index: string | undefined;
}

/** Columns of the inventory: the fact that each holds, and its type. Sizes are in GB, speeds in Gbit/s. */
const FACTS: readonly (readonly [fact: keyof ServerMetadata, type: ColumnType])[] = [
  ['serverId', 'text'],
  ['hostname', 'text'],
  ['ipAddress', 'text'],
  ['archetype', 'text'],
  ['environment', 'text'],
  ['region', 'text'],
  ['zone', 'text'],
  ['timeZone', 'text'],
  ['businessUnit', 'text'],
  ['criticality', 'text'],
  ['operatingSystem', 'text'],
  ['cpuCores', 'integer'],
  ['memoryGb', 'integer'],
  ['diskGb', 'integer'],
  ['diskType', 'text'],
  ['networkGbps', 'integer'],
];

/** The table of servers: a row for each, its inventory record. */
export function serversTable(name: string): Table {
  const columns = FACTS.map(([fact, type]) => ({ name: FACT_NAMES[fact], type }));
  return { name, columns, primaryKey: [FACT_NAMES.serverId], index: undefined };
}

/** The row of a server in {@link serversTable}, in the order of its columns. */
export function serverRow(metadata: ServerMetadata): readonly (string | number)[] {
  return FACTS.map(([fact]) => metadata[fact]);
}

/** The table of records: a row for each server and interval. */
export function metricsTable(name: string, metrics: readonly Metric[]): Table {
  return {
    name,
    columns: [
      { name: COLUMN_NAMES.serverId, type: 'text' },
      { name: COLUMN_NAMES.timestamp, type: 'timestamp' },
      ...metrics.map((metric): TableColumn => ({ name: COLUMN_NAMES[metric], type: 'double' })),
    ],
    primaryKey: [COLUMN_NAMES.serverId, COLUMN_NAMES.timestamp],
    index: COLUMN_NAMES.timestamp,
  };
}
