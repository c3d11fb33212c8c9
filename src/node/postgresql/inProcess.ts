import { type Bytes, noBytes, reserve, written } from '../../formats/bytes.js';
import { COPY_HEADER, COPY_TRAILER } from '../../tables/copyBinary.js';
import type { ByteSink } from '../byteSink.js';
import type { Database, Row, Session } from './database.js';

/** What is used of a PGlite, the one of the package `@electric-sql/pglite` or another that is used in the same way. */
export interface PgliteDatabase {
  /** Does some work in a transaction. */
  transaction<T>(work: (transaction: PgliteTransaction) => Promise<T>): Promise<T>;
}

/** What is used of a PGlite's transaction. */
export interface PgliteTransaction {
  /** Runs one statement. */
  query(
    statement: string,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as PGlite has it
    parameters?: any[],
    options?: { blob?: Blob },
  ): Promise<{ rows: unknown[] }>;
}

/** Bytes of one COPY: PGlite keeps what it copies in memory, thus it gets a large job in parts. Chosen by eye. */
const PART_BYTES = 1 << 23;

/** A database in this process. */
export function inProcess(db: PgliteDatabase, signal: AbortSignal | undefined): Database {
  return {
    transaction: (work) =>
      db.transaction(async (transaction) => {
        const query: Session['query'] = async (statement, parameters = []) =>
          (await transaction.query(statement, [...parameters])).rows as readonly Row[];
        const copyIn: Session['copyIn'] = (target, options) =>
          Promise.resolve(
            copySink(async (bytes) => {
              const statement = `copy ${target} from '/dev/blob' with (${['format binary', ...options].join(', ')})`;
              await transaction.query(statement, [], { blob: new Blob([bytes]) });
            }),
          );
        const result = await work({ query, copyIn });
        signal?.throwIfAborted();
        return result;
      }),
    close: () => Promise.resolve(),
  };
}

/** Gathers rows, and gives them on in parts, each of them whole. */
function copySink(copy: (part: Uint8Array<ArrayBuffer>) => Promise<void>): ByteSink {
  const part = noBytes();
  add(part, COPY_HEADER);
  const flush = async (): Promise<void> => {
    if (part.length === COPY_HEADER.length) return;
    add(part, COPY_TRAILER);
    await copy(written(part) as Uint8Array<ArrayBuffer>);
    part.length = COPY_HEADER.length;
  };
  return {
    write: async (bytes) => {
      add(part, bytes);
      if (part.length >= PART_BYTES) await flush();
    },
    close: flush,
    abort: () => Promise.resolve(),
  };
}

function add(part: Bytes, bytes: Uint8Array): void {
  reserve(part, bytes.length);
  part.array.set(bytes, part.length);
  part.length += bytes.length;
}
