import type { JobBlock } from '../job.js';
import type { Bytes } from './bytes.js';
import type { Format } from './format.js';

/** A format that does something before it adds each block. */
export function beforeBlock(format: Format, act: (bytes: Bytes, block: JobBlock) => void): Format {
  return {
    ...format,
    encoder: (encoding) => {
      const encoder = format.encoder(encoding);
      return {
        ...encoder,
        add: (bytes, block) => {
          act(bytes, block);
          encoder.add(bytes, block);
        },
      };
    },
  };
}
