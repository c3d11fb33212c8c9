import type { BlockServer } from '../block.js';
import type { RowOrder } from '../job.js';
import type { Metric } from '../profiles/profile.js';
import { addText } from './bytes.js';
import type { Encoding, Format } from './format.js';
import { perServer } from './perServer.js';
import { rowWriter } from './rowWriter.js';
import type { Template } from './template.js';

/** A text format in which each row of a server stands by itself. */
export interface RowFormat {
  readonly name: string;
  readonly order?: RowOrder;
  /** The metrics that its options name. */
  readonly metrics?: readonly Metric[] | undefined;
  /** What stands before the first row of a job, and after its last. */
  readonly header?: (metrics: readonly Metric[]) => string;
  readonly footer?: () => string;
  /** The rows of a server. */
  readonly row: (server: BlockServer, metrics: readonly Metric[]) => Template;
}

/** The format that writes such rows. */
export function rowFormat({ name, order = 'servers', metrics: named, header, footer, row }: RowFormat): Format {
  return {
    name,
    order,
    metrics: named,
    joins: true,
    encoder: ({ metrics, isFirst, isLast }: Encoding) => {
      const writerOf = perServer(({ server, metrics: some }) => rowWriter(row(server, some), server.precision));
      return {
        begin: (bytes) => {
          if (isFirst && header) addText(bytes, header(metrics));
        },
        add: (bytes, block) => writerOf(block)(bytes, block.columns, 0, block.count),
        end: (bytes) => {
          if (isLast && footer) addText(bytes, footer());
        },
      };
    },
  };
}
