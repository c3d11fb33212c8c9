import { createGzip } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { ByteSink } from './byteSink.js';
import { nodeSink } from './streamSink.js';
import { zstd } from './zstd.js';

/**
 * How bytes are compressed on their way into a sink, by the end of a file's name.
 *
 * @param path - Where the user asked for it.
 * @throws {ServerError} When this Node cannot.
 */
export const COMPRESSIONS: Readonly<Record<string, (path: string) => (sink: ByteSink) => ByteSink>> = {
  gz: () => (sink) => through(createGzip(), sink),
  zst: (path) => {
    const { createZstdCompress } = zstd(path);
    return (sink) => through(createZstdCompress(), sink);
  },
};

function through(stream: Transform, sink: ByteSink): ByteSink {
  const input = nodeSink(stream);
  const output = (async () => {
    for await (const bytes of stream) await sink.write(bytes as Uint8Array);
  })();
  // Told of where it is awaited.
  output.catch(() => undefined);
  /** What goes in; where what comes out has failed, that is the error to tell of. */
  const unlessOutput = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      await output;
      throw error;
    }
  };
  return {
    write: (bytes) => unlessOutput(() => input.write(bytes)),
    close: async () => {
      await unlessOutput(() => input.close());
      await output;
      await sink.close();
    },
    publish: sink.publish,
    abort: async (cause) => {
      await input.abort(cause);
      await sink.abort(cause);
    },
  };
}
