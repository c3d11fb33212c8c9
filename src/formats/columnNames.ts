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

/** Whether a column is that of a metric. */
export function isMetric(name: ColumnName): name is Metric {
  return METRICS.some((metric) => metric === name);
}
