import { Found, ServerError } from '../../errors.js';
import type { Table } from '../../tables/tables.js';
import type { WriteMode } from '../tableOptions.js';
import type { SqliteDatabase } from './sqliteDriver.js';

/**
 * The refusal to delete rows that rows of other tables refer to, or to write some that refer to rows which are not there.
 * SQLite says that it is one of the two, and not which tables.
 *
 * @param path - Where the user asked for it.
 * @param tables - Those that are written.
 * @returns Undefined where it is neither, but what a trigger does elsewhere.
 */
export function brokenReference(
  path: string,
  database: SqliteDatabase,
  tables: readonly Table[],
  mode: WriteMode,
): ServerError | undefined {
  const ours = tables.map(({ name }) => name.toLowerCase());
  const references = database.prepare(REFERENCES).all() as Reference[];
  const isOurs = (name: string): boolean => ours.includes(name.toLowerCase());

  const other = references.find((each) => isOurs(each.parent) && !isOurs(each.child) && isUsed(database, each));
  if (mode === 'replace' && other) {
    const need = `a table ${other.parent} for 'replace' whose rows can be deleted without those of other tables`;
    const found = `${other.child}, which refers to it on delete ${other.rule.toLowerCase()}`;
    return new ServerError(`${path}.mode`, need, new Found(found));
  }
  const own = references.find((each) => isOurs(each.child) && !isOurs(each.parent));
  if (!own) return undefined;
  return new ServerError(
    path,
    `a table ${own.parent} with all rows that ${own.child} refers to`,
    new Found('one without'),
  );
}

/** A foreign key. */
interface Reference {
  /** The table that has it, and the column. */
  readonly child: string;
  readonly column: string;
  /** The table that it refers to. */
  readonly parent: string;
  readonly rule: string;
}

const REFERENCES = `
  SELECT t.name AS child, f."from" AS "column", f."table" AS parent, f.on_delete AS rule
    FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.name, f.id, f.seq`;

/** Whether a row refers to another by it. */
function isUsed(database: SqliteDatabase, { child, column }: Reference): boolean {
  const [from, value] = [child, column].map((name) => `"${name.replaceAll('"', '""')}"`);
  return database.prepare(`SELECT 1 FROM ${from} WHERE ${value} IS NOT NULL LIMIT 1`).all().length > 0;
}
