import type { BlockServer } from '../block.js';
import type { RowOrder } from '../job.js';
import type { Metric } from '../profiles/profile.js';
import { addText } from './bytes.js';
import type { Encoding, Format } from './format.js';
import { type RowWriter, rowWriter } from './rowWriter.js';
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
      let known: BlockServer | undefined;
      let write: RowWriter;
      return {
        begin: (bytes) => {
          if (isFirst && header) addText(bytes, header(metrics));
        },
        add: (bytes, { server, metrics: some, columns, count }) => {
          if (server !== known) write = rowWriter(row((known = server), some), server.precision);
          write(bytes, columns, 0, count);
        },
        end: (bytes) => {
          if (isLast && footer) addText(bytes, footer());
        },
      };
    },
  };
}
