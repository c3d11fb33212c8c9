import type { Fleet, ServerBuilder, ServerModule } from '../../src/index.js';

type Method = Exclude<keyof ServerModule | keyof ServerBuilder | keyof Fleet, symbol>;

/** The module, its builders and its fleets, as someone sees them who writes without types. */
export type Untyped = Readonly<Record<Method, Step>>;
type Step = (...args: readonly unknown[]) => Untyped;

/** A bad input: what it is, the call that is to refuse it, and the message. */
export type Case = readonly [title: string, call: (server: Untyped) => unknown, message: string];

/** What the parts of a message say; a path has no colon and no text in it says «, received». Remedies are parts of their own. */
export function partsOf(message: string): { path: string; expected: string; received: string } {
  const [, path, expected, received] =
    /^([^:]+): expected (.+?)(?: \(time: 's' [^)]+\))?, received (.+)$/.exec(message) ?? [];
  return { path: path ?? '', expected: expected ?? '', received: received ?? '' };
}
