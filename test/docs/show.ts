/** How a value is written in a comment: as one would write it in code, a `Date` as its ISO text. */
export function show(value: unknown): string {
  const line = onOneLine(value);
  return line.length <= WIDTH ? line : onManyLines(value, WIDTH);
}

/** How an error is written in a comment. */
export function showError(error: unknown): string {
  const text = error instanceof Error ? `throws ${error.name}: ${error.message}` : `throws ${show(error)}`;
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    const line = lines[last] === '' ? word : `${lines[last]!} ${word}`;
    if (line.length <= WIDTH) lines[last] = line;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Two texts that differ in their line breaks and in the spaces inside brackets say the same. */
export function sayTheSame(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[[{]) | (?=[\]}])/g, '')
    .replaceAll(/,(?=[\]}])/g, '')
    .trim();
}

/** Longest line of a comment: pages show some 100 characters without a scroll bar. */
const WIDTH = 96;

function onOneLine(value: unknown): string {
  if (!isGroup(value)) return atom(value);
  const { name, open, close, parts } = group(value);
  const inside = parts.map(([key, part]) => key + onOneLine(part)).join(', ');
  const room = open === '{' && inside !== '' ? ' ' : '';
  return `${name}${open}${room}${inside}${room}${close}`;
}

function onManyLines(value: unknown, width: number): string {
  if (!isGroup(value)) return atom(value);
  const { name, open, close, parts } = group(value);
  const inside = parts.map(([key, part]) => {
    const line = key + onOneLine(part);
    const text = line.length <= width - 3 ? line : key + onManyLines(part, width - 2);
    return text.replaceAll(/^/gm, '  ');
  });
  return `${name}${open}\n${inside.join(',\n')}\n${close}`;
}

interface Group {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  readonly parts: readonly (readonly [key: string, part: unknown])[];
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Error);
}

function group(value: object): Group {
  if (Array.isArray(value)) return list('', value);
  if (value instanceof Float64Array) return list('Float64Array ', [...value]);
  const parts = Object.entries(value).map(([key, part]) => [`${keyText(key)}: `, part as unknown] as const);
  return { name: '', open: '{', close: '}', parts };
}

function list(name: string, values: readonly unknown[]): Group {
  return { name, open: '[', close: ']', parts: values.map((value) => ['', value]) };
}

function atom(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'function') return '[Function]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"')}'`;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
