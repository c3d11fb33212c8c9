import type { Command } from 'commander';
import type { ColumnName } from '../../formats/columnNames.js';
import { TIME_NOTATIONS, type TimeNotation } from '../../formats/template.js';
import { choiceOption } from './choiceOption.js';
import { columns, numeric, present, words } from './flags.js';

/** Options of the formats; each has some of them. */
export interface FormatFlags {
  readonly columns?: readonly ColumnName[];
  readonly time?: TimeNotation;
  readonly header: boolean;
  readonly tags?: readonly string[];
  readonly measurement?: string;
  readonly precision?: string;
  readonly dialect?: string;
  readonly mode?: string;
  readonly createTables: boolean;
  readonly serversTable?: string;
  readonly metricsTable?: string;
  readonly transaction?: true;
  readonly compression?: string;
  readonly rowGroupRows?: number;
}

/** Adds the options of the formats. */
export function formatOptions(command: Command): Command {
  return command
    .optionsGroup('How a format is written:')
    .option('--columns <list>', 'CSV: these columns in this order', columns('--columns'))
    .addOption(choiceOption('--time <notation>', 'CSV: instants as iso, s or ms (default: iso)', TIME_NOTATIONS))
    .option('--no-header', 'CSV: without the line of names')
    .option('--tags <list>', 'line protocol, OpenMetrics: facts of servers, such as region,environment', words)
    .option('--measurement <name>', 'line protocol: the measurement (default: server_metrics)')
    .addOption(
      choiceOption('--precision <unit>', 'line protocol: ns, us, ms or s (default: ns)', ['ns', 'us', 'ms', 's']),
    )
    .addOption(
      choiceOption('--dialect <name>', 'SQL: postgresql (default), mysql or sqlite', ['postgresql', 'mysql', 'sqlite']),
    )
    .addOption(choiceOption('--mode <name>', 'SQL: append (default) or upsert', ['append', 'upsert']))
    .option('--no-create-tables', 'SQL: without the statements that make the tables')
    .option('--servers-table <name>', 'SQL: the table of servers (default: servers)')
    .option('--metrics-table <name>', 'SQL: the table of records (default: server_metrics)')
    .option('--transaction', 'SQL: all in one transaction')
    .addOption(
      choiceOption('--compression <name>', 'Parquet: how its pages are compressed', ['none', 'snappy', 'gzip', 'zstd']),
    )
    .option(
      '--row-group-rows <n>',
      'Parquet: rows of a row group',
      numeric('--row-group-rows', { from: 1, whole: true }),
    );
}

/** The options that flags give, as the library names them. */
export function formatOptionsOf(flags: FormatFlags): Record<string, unknown> {
  const { columns, time, tags, measurement, precision, dialect, mode, serversTable, metricsTable, transaction } = flags;
  return present({
    columns,
    time,
    header: flags.header ? undefined : false,
    tags,
    measurement,
    precision,
    dialect,
    mode,
    createTables: flags.createTables ? undefined : false,
    serversTable,
    metricsTable,
    transaction,
    compression: flags.compression,
    rowGroupRows: flags.rowGroupRows,
  });
}
