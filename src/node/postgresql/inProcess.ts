import { setImmediate } from 'node:timers/promises';
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

/**
 * Bytes of one COPY: PGlite keeps what it copies in memory, and hears nothing meanwhile, some 150 ms for as many. Parts
 * of 1 to 8 MB take the same CPU time.
 */
const PART_BYTES = 1 << 21;

/** A database in this process. */
export function inProcess(db: PgliteDatabase, signal: AbortSignal | undefined): Database {
  return {
    transaction: async (work) => {
      let failed: { readonly error: unknown } | undefined;
      const working = db.transaction(async (transaction) => {
        try {
          return await work(session(transaction, signal));
        } catch (error) {
          failed = { error };
          throw error;
        }
      });
      // Of a disk that is full, the ROLLBACK fails as well, and would be what is told.
      return working.catch((error: unknown) => {
        throw failed ? failed.error : error;
      });
    },
    close: () => Promise.resolve(),
  };
}

function session(transaction: PgliteTransaction, signal: AbortSignal | undefined): Session {
  const run = async (...asked: Parameters<PgliteTransaction['query']>): Promise<readonly Row[]> => {
    const { rows } = await transaction.query(...asked);
    // PGlite is synchronous: signals, timers and progress get their turn.
    await setImmediate();
    signal?.throwIfAborted();
    return rows as readonly Row[];
  };
  return {
    query: (statement, parameters = []) => run(statement, [...parameters]),
    copyIn: (target, options) =>
      Promise.resolve(
        copySink(async (bytes) => {
          const statement = `copy ${target} from '/dev/blob' with (${['format binary', ...options].join(', ')})`;
          await run(statement, [], { blob: new Blob([bytes]) });
        }),
      ),
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
