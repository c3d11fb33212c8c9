import type { CsvError } from 'csv-parse';
import { suggestion } from '../../check.js';
import { Found, quote, ServerError } from '../../errors.js';
import { lowerFirst, placeOfData, readBytes } from './readData.js';

/** The rows of a CSV by its columns. */
export interface CsvFile {
  /** Of each column a text for each row. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** The line of the file that each row ends on. */
  readonly lines: readonly number[];
}

/** How a CSV is read. */
export interface CsvFlags {
  /** What stands between two cells; by default what the header has most of. */
  readonly delimiter?: string;
  /** Only rows with this text in this column. */
  readonly where?: readonly [column: string, text: string];
}

/**
 * Reads a CSV with a header.
 *
 * @param name - Of the file; `-` is the standard input.
 * @throws {ServerError} When it cannot be read, or is none.
 */
export async function csvFile(name: string, { delimiter, where }: CsvFlags): Promise<CsvFile> {
  const bytes = await readBytes('file', name);
  refuseBinary(placeOfData(name), bytes);
  const mark = delimiter ?? delimiterOf(bytes);
  const written = mark === ';' ? withPoint : (cell: string): string => cell;
  // Those without a name have none.
  const columns = new Map<string, string[]>();
  const lines: number[] = [];
  let names: readonly string[] | undefined;
  let chosen = -1;
  // Cells are kept by their columns, and the parser keeps none.
  const take = (row: readonly string[], line: number): void => {
    if (names === undefined) {
      names = namesOf(`${placeOfData(name)}:${line}`, row);
      chosen = where ? placeOfColumn(names, where[0]) : -1;
      for (const column of names) if (column !== '') columns.set(column, []);
    } else if (!where || row[chosen] === where[1]) {
      lines.push(line);
      for (const [i, column] of names.entries()) columns.get(column)?.push(written(row[i]!));
    }
  };
  const parser = await import('csv-parse/sync');
  try {
    parser.parse(bytes, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      delimiter: mark,
      on_record: (row: readonly string[], { lines: line }) => {
        take(row, line);
        return null;
      },
    });
  } catch (error) {
    throw error instanceof parser.CsvError ? wrongCsv(placeOfData(name), error, names) : error;
  }
  if (names === undefined) throw new ServerError(placeOfData(name), 'a CSV with a header', new Found('none'));
  if (where && lines.length === 0) {
    throw new ServerError('--where', `rows whose ${where[0]} is ${quote(where[1])}`, new Found('none'));
  }
  return { columns: Object.fromEntries(columns), lines };
}

/** The header, each of whose names is to mean one column; what has none is left alone. */
function namesOf(place: string, header: readonly string[]): readonly string[] {
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) throw new ServerError(place, `one column ${quote(twice)}`, new Found('two'));
  return header;
}

function placeOfColumn(names: readonly string[], wanted: string): number {
  const at = names.indexOf(wanted);
  if (at >= 0) return at;
  throw new ServerError('--where', `one of the columns ${names.join(', ')}${suggestion(wanted, names)}`, wanted);
}

/** What files that are no texts begin with, in hexadecimal digits. */
const BINARY: readonly (readonly [digits: string, found: string])[] = [
  ['50415231', 'Parquet'],
  ['4152524f5731', 'Arrow'],
  ['1f8b', 'gzip, whose name is to end in .gz'],
  ['28b52ffd', 'zstd'],
  ['504b0304', 'a ZIP or a workbook'],
];
/** What UTF-16 begins with, half of whose bytes are 0. */
const UTF_16 = 'fffe';

/** @throws {ServerError} When a file is none of rows in text, of whose bytes a parser of CSV makes nonsense. */
function refuseBinary(place: string, bytes: Buffer): void {
  const begin = bytes.toString('hex', 0, 8);
  const known = BINARY.find(([digits]) => begin.startsWith(digits));
  const isText = begin.startsWith(UTF_16) || !bytes.subarray(0, HEADER_BYTES).includes(0);
  if (!known && isText) return;
  const found = known?.[1] ?? 'bytes that are no text';
  throw new ServerError(place, 'a CSV, which pandas, DuckDB and others write', new Found(found));
}

const DELIMITERS = [',', ';', '\t', '|'];
/** A header is shorter than this. */
const HEADER_BYTES = 65_536;

/** What stands between the names of a header. */
function delimiterOf(bytes: Buffer): string {
  const [header = ''] = bytes
    .subarray(0, HEADER_BYTES)
    .toString('latin1')
    .trimStart()
    .split(/[\r\n]/, 1);
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
}

/**
 * A cell with a point in its number, where cells are separated by semicolons since numbers have commas. Between tabs and
 * bars a comma may stand before thousands.
 */
function withPoint(cell: string): string {
  return cell.replace(/^([+-]?\d*),(\d+(?:e[+-]?\d+)?\s*%?)$/i, '$1.$2');
}

function wrongCsv(
  file: string,
  { code, message, lines, record }: CsvError,
  names: readonly string[] = [],
): ServerError {
  const place = `${file}:${String(lines)}`;
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const need = `as many cells as the header has, ${names.length}`;
    return new ServerError(place, need, new Found(String((record as readonly unknown[]).length)));
  }
  return new ServerError(place, 'a CSV', new Found(lowerFirst(message)));
}
