import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Connection, ConnectionOptions, ResultSetHeader } from 'mysql2/promise';
import { abortable } from '../abortable.js';
import { optionalPeer } from '../peer.js';
import { unlessAborted } from '../unlessAborted.js';
import { addressOf } from './addressOf.js';

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
  /** Ends the transaction with all that was written; an abort comes too late from here on. */
  readonly commit: () => Promise<unknown>;
  /** Takes back what was written; an abort that was heard interrupts nothing that comes after. */
  readonly rollBack: () => Promise<unknown>;
  /** Ends it, and with it a transaction that is not committed. */
  readonly close: () => void;
}

/**
 * What no setting of the server may change: nothing is cut to fit, a backslash in a text escapes, and instants are in
 * UTC. And what takes long is meant to, which only MariaDB has a limit for.
 */
const SESSION =
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION', " +
  "time_zone = '+00:00' /*M!, max_statement_time = 0 */";

/** Rows as they are read here, whatever the parameters of a URL ask the driver for. */
const ROWS = { rowsAsArray: false, nestTables: false, typeCast: true } as const;

/** Connects to the database of a URL. A signal ends the statement that runs, as Ctrl-C does in the client. */
export async function connectMysql(
  path: string,
  url: string,
  signal: AbortSignal | undefined,
): Promise<MysqlConnection> {
  const { createConnection, escape } = await optionalPeer(path, 'mysql2', () => import('mysql2/promise'));
  const address = addressOf(path, url);
  const sockets: Socket[] = [];
  /** A socket of ours: the driver's own stays half-open where the server does not answer, and keeps the process alive. */
  const stream = ({ config: { socketPath, host, port } }: { readonly config: ConnectionOptions }): Socket => {
    const socket = socketPath ? connect(socketPath) : connect({ host, port: port!, noDelay: true, keepAlive: true });
    sockets.push(socket);
    return socket;
  };
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const open = async (more: ConnectionOptions = {}): Promise<Connection> => {
    const connection = await createConnection({
      ...address,
      charset: 'utf8mb4',
      supportBigNumbers: true,
      stream,
      ...more,
    });
    // A connection that breaks while nothing waits for it tells the next who uses it.
    connection.on('error', () => undefined);
    return connection;
  };
  let connection: Connection;
  try {
    connection = await unlessAborted(signal, open());
    await unlessAborted(signal, connection.query(SESSION));
  } catch (error) {
    close();
    throw error;
  }
  const { answer, end } = abortable(signal, async () => {
    const other = await open({ connectTimeout: TELL_MS });
    try {
      await other.query(`KILL QUERY ${connection.threadId}`);
    } finally {
      other.destroy();
    }
  });
  const run = async (sql: string, values?: readonly unknown[]): Promise<unknown> => {
    const [result] = await answer(() => connection.query({ sql, values: values as unknown[], ...ROWS }));
    return result;
  };
  return {
    query: async (sql, values) => (await run(sql, values)) as readonly MysqlRow[],
    write: async (sql, values) => outcome(await run(sql, values)),
    load: async (sql, pieces) => {
      const bytes = Readable.from(packets(pieces));
      try {
        const [result] = await answer(() => connection.query({ sql, infileStreamFactory: () => bytes }));
        return outcome(result);
      } catch (error) {
        // The driver tells of it in an error of its own.
        throw bytes.errored ?? error;
      } finally {
        bytes.destroy();
      }
    },
    literal: (text) => escape(text),
    commit: async () => {
      signal?.throwIfAborted();
      await end();
      await run('COMMIT');
    },
    rollBack: async () => {
      await end();
      await run('ROLLBACK');
    },
    close: () => {
      connection.destroy();
      close();
    },
  };
}

/** In which a server can be told of an abort, or not; chosen by eye. */
const TELL_MS = 2000;

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
