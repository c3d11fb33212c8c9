/** What functions of the library are called whose options flags give. */
const CALL = /^(?:writeMetrics|seed[A-Z]\w*)$/;

/** The option of such a function that the path of an error names: `''` where it names none, undefined of other paths. */
export function optionOf(path: string): string | undefined {
  const [call = '', ...option] = path.split('.');
  return CALL.test(call) ? option.join('.') : undefined;
}

/** Options that are on unless a flag takes them away. */
const USUAL: readonly string[] = ['createTables', 'header'];

/** The flag that gives an option: `--row-group-rows`. */
export function flagOf(option: string): string {
  const name = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return USUAL.includes(option) ? `--no-${name}` : `--${name}`;
}
