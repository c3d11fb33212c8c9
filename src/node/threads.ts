import { number } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { Piece } from '../formats/encode.js';
import type { Format, FormatKind } from '../formats/format.js';
import type { Job } from '../job.js';
import { type JobPiece, piecesOf } from '../pieces.js';
import { unlessAborted } from './unlessAborted.js';
import type { Encoded, Task } from './worker.js';

const WORKER = new URL('./worker.js', import.meta.url);
/** Chosen by eye: more than the machines have on which one process writes one file. */
const MOST_THREADS = 256;
/** Bytes of an array for a piece: some more than it is in CSV; one that is too small grows. */
const ROOM_BYTES = 1 << 22;

/**
 * The number of threads that a user asked for.
 *
 * @throws {ServerError} When it is none, or the format's parts, put together, are not the whole.
 */
export function checkThreads(path: string, value: unknown, { name, joins }: Format): number {
  const threads = number(path, value, { from: 1, to: MOST_THREADS, whole: true });
  if (threads > 1 && !joins) throw new ServerError(path, `1 for ${name}, which one thread must write`, threads);
  return threads;
}

/**
 * The bytes of a job in pieces, as {@link encode} gives them, made by some threads. Two pieces for each thread are under
 * way at most, and their arrays go round: neither is copied.
 *
 * @throws {ServerError} When a server cannot be sent to a thread, or what it says does not fit together.
 */
export async function* encodeInThreads(
  path: string,
  job: Job,
  { extensions: [kind] }: FormatKind,
  options: Readonly<Record<string, unknown>>,
  threads: number,
  signal: unknown,
): AsyncGenerator<Piece, void, undefined> {
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({ filename: WORKER.href, minThreads: 0, maxThreads: threads, idleTimeout: 60_000 });
  // Of a thread that ends before it has a task the pool tells apart, and leaves the tasks where they are.
  let failure: unknown;
  pool.on('error', (error: unknown) => {
    failure = error;
    pool.destroy().catch(() => undefined);
  });
  const free: Uint8Array<ArrayBuffer>[] = [];
  const encoded = (piece: JobPiece): Promise<Encoded> => {
    const room = free.pop() ?? new Uint8Array(ROOM_BYTES);
    const task: Task = { path, kind: kind!, options, piece, room };
    const bytes = pool.run(task, { transferList: [room.buffer] }) as Promise<Encoded>;
    // Told where it is awaited, in turn.
    bytes.catch(() => undefined);
    return bytes;
  };
  const underWay: { readonly rows: number; readonly bytes: Promise<Encoded> }[] = [];
  let done = 0;
  try {
    const pieces = sendable(path, job, threads)[Symbol.iterator]();
    for (;;) {
      while (underWay.length < 2 * threads) {
        const next = pieces.next();
        if (next.done) break;
        underWay.push({ rows: next.value.rows, bytes: encoded(next.value) });
      }
      const first = underWay.shift();
      if (!first) return;
      const made = first.bytes.catch((error: unknown) => {
        const cause = (failure ?? error) as Error;
        throw new ServerError(`${path}.jobs`, 'threads that run (1 needs none)', new Found(cause.message), { cause });
      });
      const bytes = await unlessAborted(signal as AbortSignal | undefined, made);
      if (!(bytes instanceof Uint8Array)) throw new ServerError(bytes.path, bytes.expected, new Found(bytes.received));
      done += first.rows;
      yield { bytes, rows: done };
      free.push(new Uint8Array(bytes.buffer));
    }
  } finally {
    await pool.destroy();
  }
}

/** The pieces of a job, with an error of a server that is not plain data in terms of the options. */
function* sendable(path: string, job: Job, threads: number): Generator<JobPiece, void, undefined> {
  try {
    yield* piecesOf(job);
  } catch (cause) {
    if (!(cause instanceof ServerError) || cause.path !== 'toJSON') throw cause;
    throw new ServerError(`${path}.jobs`, '1 where holidays are a function, which threads cannot share', threads, {
      cause,
    });
  }
}
