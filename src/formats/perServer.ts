import type { Block, BlockServer } from '../block.js';

/** What is made of a server once for all of its blocks, which follow one another: by the first of them. */
export function perServer<T>(make: (block: Block) => T): (block: Block) => T {
  let known: { readonly server: BlockServer; readonly made: T } | undefined;
  return (block) => {
    if (known?.server !== block.server) known = { server: block.server, made: make(block) };
    return known.made;
  };
}
