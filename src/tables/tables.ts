import type { ServerMetadata } from '../facts/metadata.js';
import { COLUMN_NAMES } from '../formats/columnNames.js';
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

/** Columns of the inventory, and the fact that each holds. Sizes are in GB, speeds in Gbit/s. */
const FACTS: readonly (readonly [column: TableColumn, fact: keyof ServerMetadata])[] = [
  [{ name: 'server_id', type: 'text' }, 'serverId'],
  [{ name: 'hostname', type: 'text' }, 'hostname'],
  [{ name: 'ip_address', type: 'text' }, 'ipAddress'],
  [{ name: 'archetype', type: 'text' }, 'archetype'],
  [{ name: 'environment', type: 'text' }, 'environment'],
  [{ name: 'region', type: 'text' }, 'region'],
  [{ name: 'zone', type: 'text' }, 'zone'],
  [{ name: 'time_zone', type: 'text' }, 'timeZone'],
  [{ name: 'business_unit', type: 'text' }, 'businessUnit'],
  [{ name: 'criticality', type: 'text' }, 'criticality'],
  [{ name: 'operating_system', type: 'text' }, 'operatingSystem'],
  [{ name: 'cpu_cores', type: 'integer' }, 'cpuCores'],
  [{ name: 'memory_gb', type: 'integer' }, 'memoryGb'],
  [{ name: 'disk_gb', type: 'integer' }, 'diskGb'],
  [{ name: 'disk_type', type: 'text' }, 'diskType'],
  [{ name: 'network_gbps', type: 'integer' }, 'networkGbps'],
];

/** The table of servers: a row for each, its inventory record. */
export function serversTable(name: string): Table {
  return { name, columns: FACTS.map(([column]) => column), primaryKey: ['server_id'], index: undefined };
}

/** The row of a server in {@link serversTable}, in the order of its columns. */
export function serverRow(metadata: ServerMetadata): readonly (string | number)[] {
  return FACTS.map(([, fact]) => metadata[fact]);
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
