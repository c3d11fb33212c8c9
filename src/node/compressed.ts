import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { ByteSink } from './byteSink.js';

/** A sink whose bytes are compressed on their way into another. */
export function gzipped(sink: ByteSink): ByteSink {
  return through(createGzip(), sink);
}

function through(stream: Transform, sink: ByteSink): ByteSink {
  const drained = (async () => {
    for await (const bytes of stream) await sink.write(bytes as Uint8Array);
  })();
  // Told where it is awaited, in write and close.
  drained.catch(() => undefined);
  return {
    write: async (bytes) => {
      // A copy: the stream keeps what it is given, and the array is used again.
      if (!stream.write(bytes.slice())) await Promise.race([once(stream, 'drain'), drained]);
    },
    close: async () => {
      stream.end();
      await drained;
      await sink.close();
    },
    abort: async (cause) => {
      stream.destroy();
      await sink.abort(cause);
    },
  };
}
