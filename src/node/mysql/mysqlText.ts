import { type Bytes, noBytes, written } from '../../formats/bytes.js';
import { encode } from '../../formats/encode.js';
import { rowFormat } from '../../formats/rowFormat.js';
import { type RowWriter, rowWriter } from '../../formats/rowWriter.js';
import type { Template } from '../../formats/template.js';
import { Found, ServerError } from '../../errors.js';
import type { Job, JobBlock } from '../../job.js';
import type { Metric } from '../../profiles/profile.js';
import type { Course } from '../writing.js';

/** A line of `LOAD DATA` as it is by default: tabs between, a backslash before what would end a field. */
const TEXT = rowFormat({
  name: 'LOAD DATA',
  row: ({ id }, metrics) => [
    id.replaceAll(/[\\\t\n\r\0]/g, (character) => (character === '\0' ? '\\0' : `\\${character}`)),
    '\t',
    { time: 'sql' },
    ...metrics.flatMap((metric): Template => ['\t', { value: metric }]),
    '\n',
  ],
});

/** The rows of a job as `LOAD DATA` reads them, piece by piece. */
export function* loadDataPieces(path: string, job: Job, course: Course): Generator<Uint8Array, void, undefined> {
  for (const { bytes, rows } of encode({ ...job, blocks: withinYears(path, job.blocks) }, TEXT)) {
    yield bytes;
    course.step(rows);
  }
}

/** Some rows in parentheses, with commas between, and how many rows of the job are behind them. */
export interface Values {
  readonly text: string;
  readonly rows: number;
}

/** The rows of a job as they stand behind `VALUES`, in texts of some length. */
export function* insertValues(
  path: string,
  { blocks, metrics }: Job,
  literal: (text: string) => string,
  length: number,
): Generator<Values, void, undefined> {
  const bytes: Bytes = noBytes();
  let known: unknown;
  let write: RowWriter;
  let each = 1;
  let done = 0;
  for (const { server, columns, count } of withinYears(path, blocks)) {
    if (server !== known) {
      known = server;
      const id = literal(server.id);
      write = rowWriter(tuple(id, metrics), server.precision);
      each = Math.max(1, Math.floor(length / (id.length + LONGEST_ROW)));
    }
    for (let from = 0; from < count; from += each) {
      const to = Math.min(count, from + each);
      bytes.length = 0;
      write!(bytes, columns, from, to);
      done += to - from;
      // Without the comma at the end.
      yield { text: new TextDecoder().decode(written(bytes).subarray(0, -1)), rows: done };
    }
  }
}

/** A row without its id: an instant and four numbers with what is between, generously. */
const LONGEST_ROW = 128;

function tuple(id: string, metrics: readonly Metric[]): Template {
  return [
    '(',
    id,
    ",'",
    { time: 'sql' },
    "'",
    ...metrics.flatMap((metric): Template => [',', { value: metric }]),
    '),',
  ];
}

const FIRST_MS = Date.UTC(1000, 0);
const LAST_MS = Date.UTC(10_000, 0) - 1;

/** Blocks whose instants `DATETIME` has. */
function* withinYears(path: string, blocks: Iterable<JobBlock>): Generator<JobBlock, void, undefined> {
  for (const block of blocks) {
    const { time } = block.columns;
    const strange = [time[0]!, time[block.count - 1]!].find((ms) => ms < FIRST_MS || ms > LAST_MS);
    if (strange !== undefined) {
      const need = 'instants in the years 1000 to 9999, which MySQL has';
      throw new ServerError(path, need, new Found(new Date(strange).toISOString()));
    }
    yield block;
  }
}
