/** Node's, Deno's and Bun's name for a method that says what `console.log` shows. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A part of an object whose methods are its own: what `console.log` shows in place of them. */
export function inspected(name: string, facts: () => Readonly<Record<string, unknown>>): object {
  return {
    [INSPECT]: (_depth: number, options: object, inspect: (value: unknown, options: object) => string) =>
      `${name} ${inspect(facts(), options)}`,
  };
}
