import type { ServerMetadata } from '../facts/metadata.js';
import { type Metric, METRICS } from '../profiles/profile.js';

/** What a row can say. */
export type ColumnName = 'timestamp' | 'serverId' | 'archetype' | Metric;

/** All columns in their usual order. */
export const COLUMNS: readonly ColumnName[] = ['timestamp', 'serverId', 'archetype', ...METRICS];

/** Their names in files and databases, which data frames and SQL read without quotes. */
export const COLUMN_NAMES: Readonly<Record<ColumnName, string>> = {
  timestamp: 'timestamp',
  serverId: 'server_id',
  archetype: 'archetype',
  cpu: 'cpu',
  memory: 'memory',
  diskIo: 'disk_io',
  network: 'network',
};

/** What the facts of an inventory record are called there, in the order of these names. */
export const FACT_NAMES: Readonly<Record<keyof ServerMetadata, string>> = {
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

/** Whether a column is that of a metric. */
export function isMetric(name: ColumnName): name is Metric {
  return METRICS.some((metric) => metric === name);
}
