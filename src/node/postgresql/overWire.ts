import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Options, Sql } from 'postgres';
import { abortable } from '../abortable.js';
import type { ByteSink } from '../byteSink.js';
import { optionalPeer } from '../peer.js';
import { unlessAborted } from '../unlessAborted.js';
import { COPY_HEADER, COPY_TRAILER } from '../../tables/copyBinary.js';
import { addressOf } from './address.js';
import type { Database, Row, Session } from './database.js';

/** A database on a server, and what names it. */
export interface Remote extends Database {
  /** Its hosts and its name, of the URL or of the environment. */
  readonly names: readonly string[];
}

/** A database by its URL, over one connection, which is made when it is first needed. */
export async function overWire(path: string, url: string, signal: AbortSignal | undefined): Promise<Remote> {
  const { default: postgres } = await optionalPeer(path, 'postgres', () => import('postgres'));
  // Where a connection is lost, the driver opens another, which would go on without the transaction; and what was asked
  // of the lost one while it was closing is never answered.
  let isLost = false;
  let lose: (error: Error) => void;
  const lost = new Promise<never>((_, reject) => {
    lose = (error) => {
      isLost = true;
      reject(error);
    };
  });
  lost.catch(() => undefined);
  const sockets: Socket[] = [];
  const address = addressOf(url);
  const open = (onLoss: (error: Error) => void, more: object = {}): Sql =>
    postgres(address.url, {
      ...address.options,
      ...more,
      ...(address.isVerified && { ssl: { checkServerIdentity: identityOf(sockets) } }),
      max: 1,
      max_lifetime: null,
      fetch_types: false,
      connection: { application_name: 'faker-server' },
      onnotice: () => undefined,
      onclose: () => onLoss(new Error('a connection that was closed')),
      socket: withoutDelay(sockets, onLoss),
    } as object as Options<Record<string, never>>);
  const sql = open((error) => lose(error));

  const query = async (statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> => {
    if (isLost) return lost;
    return Array.from(await Promise.race([lost, sql.unsafe<Row[]>(statement, [...parameters] as never[])]));
  };
  const copyIn: Session['copyIn'] = (target, options) => {
    if (isLost) return lost;
    return copySink(sql, lost, `copy ${target} from stdin with (${['format binary', ...options].join(', ')})`);
  };
  /** Ends the statement that runs, as Ctrl-C does in psql. */
  const interrupt = async (pid: unknown): Promise<void> => {
    const other = open(() => undefined, { connect_timeout: TELL_S });
    try {
      await other`select pg_cancel_backend(${pid as number})`;
    } finally {
      await other.end({ timeout: 0 });
    }
  };

  return {
    names: [...sql.options.host, sql.options.database],
    transaction: async (work) => {
      await unlessAborted(signal, query('begin'));
      // Not before: behind a pooler, the transaction may have another backend.
      const [backend] = await unlessAborted(signal, query('select pg_backend_pid() as pid'));
      const { answer, end } = abortable(signal, () => interrupt(backend!['pid']));
      try {
        const result = await work({
          query: (...asked) => answer(() => query(...asked)),
          copyIn: (...asked) => answer(() => copyIn(...asked)),
        });
        signal?.throwIfAborted();
        await end();
        await query('commit');
        return result;
      } catch (error) {
        await end();
        // Of a connection that is lost, the server rolls back by itself.
        if (!isLost) await answer(() => query('rollback')).catch(() => undefined);
        throw error;
      }
    },
    close: async () => {
      await sql.end({ timeout: 1 });
      // Those of a server that does not answer, which the driver leaves open, would keep the process from ending.
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * Compares a certificate with the host of the last socket. Where that is an address, the driver names none, and Node
 * would ask whether the certificate is for `localhost`.
 */
function identityOf(sockets: readonly Socket[]): typeof checkServerIdentity {
  return (name: string, certificate: PeerCertificate) => {
    const { host = name } = sockets.at(-1) as { readonly host?: string };
    return checkServerIdentity(isIP(host) === 0 ? name : host, certificate);
  };
}

/** Seconds in which a server can be told of an abort, or not; chosen by eye. */
const TELL_S = 2;

/** What the driver asks a socket for. */
interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket, which goes before the others. */
  readonly path: string | false;
}

/**
 * Sockets that send small messages at once, as those of libpq do: else the last one of each COPY waits for the server's
 * delayed acknowledgement, 40 ms. The driver has no option for that, only one for the sockets themselves, which its
 * types leave out.
 *
 * @param made - Is given each socket.
 * @param onLoss - Is told why none of several hosts can be reached: the driver would go round them for ever.
 */
function withoutDelay(made: Socket[], onLoss: (error: Error) => void): (address: Address) => Socket {
  let attempts = 0;
  let failure = new Error('no host that takes the connection');
  const socketTo = ({ host: hosts, port: ports, path }: Address): Socket => {
    if (path) return connect(path);
    const at = attempts++;
    const [host, port] = [hosts[at]!, ports[at]!];
    // The driver takes the name to ask a certificate for from here.
    return Object.assign(connect({ host, port, noDelay: true }), { host, port });
  };
  return (address) => {
    if (attempts === address.port.length) {
      onLoss(failure);
      throw failure;
    }
    const socket = socketTo(address);
    socket.once('error', (error) => (failure = error));
    made.push(socket);
    return socket;
  };
}

/** The bytes of one COPY statement. */
async function copySink(sql: Sql, lost: Promise<never>, statement: string): Promise<ByteSink> {
  const query = sql.unsafe(statement) as CopyQuery;
  let fail: (error: unknown) => void = () => undefined;
  const failure = Promise.race([lost, new Promise<never>((_, reject) => (fail = reject))]);
  failure.catch(() => undefined);
  // An error that the server finds after the last byte, such as a key that is there twice, the driver tells to the query
  // alone, which it has settled before: it must be heard here, or the end of the stream would be waited for for ever.
  const reject = query.reject;
  query.reject = (error) => {
    reject(error);
    fail(error);
  };
  const stream = await Promise.race([lost, query.writable()]);
  stream.on('error', fail);

  const taken = (bytes: Uint8Array): Promise<void> =>
    Promise.race([failure, new Promise<void>((resolve) => stream.write(bytes, () => resolve()))]);
  await taken(COPY_HEADER);
  return {
    write: taken,
    close: async () => {
      await taken(COPY_TRAILER);
      await Promise.race([failure, new Promise((resolve) => stream.end().once('finish', resolve))]);
    },
    abort: async () => {
      stream.destroy(new Error('stopped'));
      // What is asked next waits in the driver until the server has said that it has stopped.
      await Promise.resolve();
    },
  };
}

/** What of the driver's own is used here. */
interface CopyQuery extends ReturnType<Sql['unsafe']> {
  reject: (error: unknown) => void;
}
