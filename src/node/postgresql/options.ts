import { boolean, oneOf } from '../../check.js';
import { Found, ServerError } from '../../errors.js';
import { PARTITION_UNITS, type PartitionUnit } from '../../tables/partitions.js';
import { type TableOptions, type TableSettings, tableSettings } from '../tableOptions.js';

/** What a call takes that seeds a PostgreSQL. */
export interface PostgresOptions extends TableOptions {
  /**
   * Makes the table of records one that is partitioned by time, and the partitions that the window needs: calendar units
   * in UTC, each named after its first day, such as `server_metrics_2026_01`. Defaults to no partitions.
   */
  readonly partitionBy?: PartitionUnit | undefined;
  /** Makes the table of records a hypertable of TimescaleDB, whose extension must be there. Defaults to `false`. */
  readonly hypertable?: boolean | undefined;
}

/** {@link PostgresOptions}, checked. */
export interface PostgresSettings extends TableSettings {
  readonly partitionBy: PartitionUnit | undefined;
  readonly hypertable: boolean;
}

/**
 * What a user's options ask for.
 *
 * @param path - Where the user wrote them.
 * @throws {ServerError} When one of them is not valid.
 */
export function postgresSettings(path: string, servers: unknown, asked: unknown): PostgresSettings {
  const settings = tableSettings(path, servers, asked, ['partitionBy', 'hypertable']);
  const { partitionBy, hypertable } = settings.options;
  const isHypertable = hypertable !== undefined && boolean(`${path}.hypertable`, hypertable);
  const unit = partitionBy === undefined ? undefined : oneOf(`${path}.partitionBy`, partitionBy, PARTITION_UNITS);
  if (isHypertable && unit !== undefined) {
    throw new ServerError(`${path}.partitionBy`, 'none for a hypertable, which has chunks of its own', new Found(unit));
  }
  return { ...settings, partitionBy: unit, hypertable: isHypertable };
}
