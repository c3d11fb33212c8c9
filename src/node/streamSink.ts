import { setImmediate } from 'node:timers/promises';
import process from 'node:process';
import { Found, ServerError } from '../errors.js';
import type { ByteSink } from './byteSink.js';

/** A writable stream of Node: a file's, a socket's, `process.stdout`, the response of a server. */
export interface NodeStream {
  readonly writable?: boolean;
  /** Takes bytes, and calls back when they are taken. */
  write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown;
  /** Ends the stream, and calls back when all is taken. */
  end(done: (error?: Error | null) => void): unknown;
  /** Begins to listen. */
  on(event: string, listener: (...details: unknown[]) => void): unknown;
  /** Ceases to listen. */
  off(event: string, listener: (...details: unknown[]) => void): unknown;
  /** Gives the stream up. */
  destroy?(error?: Error): unknown;
}

/** A writable stream of the web: that of a `TransformStream`, a `CompressionStream`, a file system's handle. */
export interface WebStream {
  /** The stream's one writer. */
  getWriter(): WebWriter;
}

/** The writer of a {@link WebStream}. */
export interface WebWriter {
  /** Takes bytes. */
  write(bytes: Uint8Array): Promise<unknown>;
  /** Ends the stream. */
  close(): Promise<unknown>;
  /** Gives the stream up. */
  abort(reason?: unknown): Promise<unknown>;
}

/**
 * A sink into a stream, once it is called for. As a pipe does, it ends the stream with the last byte, but for
 * `process.stdout` and `process.stderr`, and destroys it where anything fails, so that its reader does not take a part
 * for the whole.
 *
 * @param path - Where the user gave the stream.
 * @throws {ServerError} When it is something else, or can no longer be written.
 */
export function streamSink(path: string, stream: unknown): () => ByteSink {
  if (typeof stream === 'object' && stream !== null) {
    if ('getWriter' in stream) return () => webSink(stream as WebStream);
    if ('writable' in stream && stream.writable === false) {
      throw new ServerError(path, 'a stream that can be written', new Found('one that has ended'));
    }
    if ('write' in stream && 'on' in stream) return () => nodeSink(stream as unknown as NodeStream);
  }
  throw new ServerError(path, 'the name of a file or a writable stream', stream);
}

/** A sink into a stream of Node. */
export function nodeSink(stream: NodeStream): ByteSink {
  const isOurs = stream !== process.stdout && stream !== process.stderr;
  let failure: Error | undefined;
  let fail: (error: Error) => void = () => undefined;
  const onError = (error: unknown): void => {
    failure ??= markedReader(error as Error);
    fail(failure);
  };
  const onClose = (): void => onError(Object.assign(new Error('one that was closed'), { code: CLOSED }));
  stream.on('error', onError);
  stream.on('close', onClose);
  const leave = (): void => {
    stream.off('error', onError);
    stream.off('close', onClose);
  };
  const settled = (act: (done: (error?: Error | null) => void) => unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      fail = reject;
      if (failure) reject(failure);
      else act((error) => (error ? onError(error) : resolve()));
    });
  return {
    write: async (bytes) => {
      // A copy: the stream may keep what it is given, and the array is used again.
      await settled((done) => stream.write(bytes.slice(), done));
      // Pipes and most streams in memory take bytes without a turn of the event loop, and signals and timers wait for one.
      await setImmediate();
    },
    close: async () => {
      if (isOurs) await settled((done) => stream.end(done));
      leave();
    },
    // A stream tells of its error once more, and one that nobody hears ends the process. What we may not destroy lives on,
    // and is heard by one listener, however often it fails.
    abort: (cause) => {
      if (isOurs) stream.destroy?.(cause instanceof Error ? cause : undefined);
      else {
        stream.off('error', ignore);
        stream.on('error', ignore);
        leave();
      }
      return Promise.resolve();
    },
  };
}

function ignore(): void {
  // Told of already.
}

function webSink(stream: WebStream): ByteSink {
  const writer = stream.getWriter();
  return {
    write: async (bytes) => {
      await writer.write(bytes.slice());
      await setImmediate();
    },
    close: async () => {
      await writer.close();
    },
    // Not waited for: a stream gives up only when it has taken what it was given last, which may be never.
    abort: (cause) => {
      writer.abort(cause).catch(() => undefined);
      return Promise.resolve();
    },
  };
}

/** Node's code for a stream that was closed before its end. */
const CLOSED = 'ERR_STREAM_PREMATURE_CLOSE';

/** What a stream says whose reader has gone. */
const GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', CLOSED];

/** Errors of readers that have gone; a server that goes has the same codes, and nobody had enough of it. */
const readersGone = new WeakSet<Error>();

/** An error of a stream that is written, marked where it says that the reader has gone. */
export function markedReader(error: Error): Error {
  if (GONE.includes((error as { readonly code?: string }).code ?? '')) readersGone.add(error);
  return error;
}

/** Whether an error, or one behind it, says that the reader of a stream has gone, as that of a pipe into `head` does. */
export function isReaderGone(error: unknown): boolean {
  return error instanceof Error && (readersGone.has(error) || isReaderGone(error.cause));
}
