import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ResultSetHeader } from 'mysql2/promise';
import { optionalPeer } from '../peer.js';

/** A row as the server gives it. */
export type MysqlRow = Readonly<Record<string, unknown>>;

/** What became of a statement that writes. */
export interface Outcome {
  readonly rows: number;
  readonly warnings: number;
}

/** A connection to a database, with a session of our own. */
export interface MysqlConnection {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly MysqlRow[]>;
  readonly write: (sql: string, values?: readonly unknown[]) => Promise<Outcome>;
  /** Runs a `LOAD DATA LOCAL` of such bytes, which are asked for as fast as the server takes them. */
  readonly load: (sql: string, pieces: Iterable<Uint8Array>) => Promise<Outcome>;
  /** A text in quotes. */
  readonly literal: (text: string) => string;
  /** Ends it, and with it a transaction that is not committed. */
  readonly close: () => void;
}

/**
 * What no setting of the server may change: nothing is cut to fit, a backslash in a text escapes, and instants are in
 * UTC.
 */
const SESSION =
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'";

/** Connects to the database of a URL. */
export async function connectMysql(path: string, url: string): Promise<MysqlConnection> {
  const { createConnection, escape } = await optionalPeer(path, 'mysql2', () => import('mysql2/promise'));
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', supportBigNumbers: true });
  // A connection that breaks while nothing waits for it tells the next who uses it.
  connection.on('error', () => undefined);
  const run = async (sql: string, values?: readonly unknown[]): Promise<unknown> => {
    const [result] = await connection.query(sql, values as unknown[]);
    return result;
  };
  try {
    await run(SESSION);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return {
    query: async (sql, values) => (await run(sql, values)) as readonly MysqlRow[],
    write: async (sql, values) => outcome(await run(sql, values)),
    load: async (sql, pieces) => {
      const bytes = Readable.from(packets(pieces));
      try {
        const [result] = await connection.query({ sql, infileStreamFactory: () => bytes });
        return outcome(result);
      } catch (error) {
        // The driver tells of it in an error of its own.
        throw bytes.errored ?? error;
      } finally {
        bytes.destroy();
      }
    },
    literal: (text) => escape(text),
    close: () => connection.destroy(),
  };
}

function outcome(result: unknown): Outcome {
  const { affectedRows, warningStatus } = result as ResultSetHeader;
  return { rows: affectedRows, warnings: warningStatus };
}

/** Smaller than the packet that any usual server takes: MySQL's limit is 4 MB or more, and at least 1 MB by habit. */
const PACKET_BYTES = 1 << 16;

/** Pieces cut to packets. */
async function* packets(pieces: Iterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += PACKET_BYTES) {
      // A copy: the stream keeps what it is given, and the array is used again.
      yield Buffer.from(piece.subarray(from, from + PACKET_BYTES));
    }
    // The connection gets its turn: it may be lost.
    await setImmediate();
  }
}
