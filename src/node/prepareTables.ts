import { Found, ServerError } from '../errors.js';
import type { ColumnType, Table } from '../tables/tables.js';
import type { TableSettings } from './tableOptions.js';

/** A column of a table that exists. */
export interface ExistingColumn {
  /** Its name: in small letters, where the database takes no account of them. */
  readonly name: string;
  /** Its type as the database writes it. */
  readonly type: string;
  /** Whether a row must give it: it takes no null, and has no default. */
  readonly isRequired: boolean;
  /** Whether the database computes it, and takes no value for it. */
  readonly isGenerated?: boolean;
}

/** The types of a database in which a column's values keep what they are. */
export type FittingTypes = Readonly<Record<ColumnType, { readonly need: string; readonly fits: RegExp }>>;

/** What is asked of a database about its tables, and done to them. */
export interface TableStore {
  readonly types: FittingTypes;
  /** The columns of a table; none where there is no such table. Refuses one that cannot take rows for other reasons. */
  readonly columns: (table: Table) => Awaitable<readonly ExistingColumn[]>;
  /** Whether a table has a unique key of exactly the columns of its key, where upserts need one. */
  readonly hasKey?: (table: Table) => Awaitable<boolean>;
  readonly hasRows: (table: Table) => Awaitable<boolean>;
  /** Makes it. */
  readonly create: (table: Table) => Awaitable<unknown>;
  /** Begins the transaction, where making a table ends one. */
  readonly begin?: () => Awaitable<unknown>;
  /** Deletes the rows of tables within the transaction: of one that refers to another before those of the other. */
  readonly clear: (tables: readonly Table[]) => Awaitable<unknown>;
  /** Foreign keys of tables other than `ours` that delete or change rows where those of a table are deleted. */
  readonly cascades?: (table: Table, ours: readonly Table[]) => Awaitable<readonly Cascade[]>;
}

/** A foreign key by which rows go, or change, with those that they refer to. */
export interface Cascade {
  /** The table that has it. */
  readonly from: string;
  /** What becomes of its rows, such as `CASCADE` or `SET NULL`. */
  readonly rule: string;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Makes or empties tables as the mode has it. All of them are looked at before any of them is touched.
 *
 * @param path - Where the user asked for it.
 * @param tables - A table before those whose rows refer to it.
 * @returns Those that were made.
 * @throws {ServerError} When one that exists does not fit, or is not empty and must be.
 */
export async function prepareTables(
  path: string,
  { mode, createTables }: Pick<TableSettings, 'mode' | 'createTables'>,
  tables: readonly Table[],
  store: TableStore,
): Promise<ReadonlySet<Table>> {
  const missing = new Set<Table>();
  for (const table of tables) {
    const columns = await store.columns(table);
    if (columns.length === 0) {
      if (!createTables) {
        throw new ServerError(path, `a table ${table.name}`, new Found('none'), {
          remedies: [{ option: 'createTables', values: [true], effect: 'makes it' }],
        });
      }
      missing.add(table);
      continue;
    }
    checkColumns(path, table, columns, store.types);
    if (mode === 'upsert' && (await store.hasKey?.(table)) === false) {
      const need = `a primary key or a unique index of the table ${table.name} on ${table.primaryKey.join(', ')}`;
      throw new ServerError(path, need, new Found('none'));
    }
    if (mode === 'create' && (await store.hasRows(table))) {
      throw new ServerError(path, `an empty table ${table.name}`, new Found('one with rows'), {
        remedies: [{ option: 'mode', values: ['append', 'replace', 'upsert'], effect: 'takes one with rows' }],
      });
    }
    if (mode === 'replace') await checkCascades(path, table, tables, store);
  }
  for (const table of missing) await store.create(table);
  await store.begin?.();
  const old = tables.filter((table) => !missing.has(table));
  if (mode === 'replace' && old.length > 0) await store.clear(old.reverse());
  return missing;
}

/** Refuses to empty a table with whose rows those of somebody else would go. */
async function checkCascades(path: string, table: Table, ours: readonly Table[], store: TableStore): Promise<void> {
  const [cascade] = (await store.cascades?.(table, ours)) ?? [];
  if (!cascade) return;
  const need = `a table ${table.name} for 'replace' whose rows can be deleted without those of other tables`;
  const found = `${cascade.from}, which refers to it on delete ${cascade.rule.toLowerCase()}`;
  throw new ServerError(`${path}.mode`, need, new Found(found));
}

/** Refuses a table that cannot take the rows as they are. */
function checkColumns(path: string, table: Table, found: readonly ExistingColumn[], types: FittingTypes): void {
  for (const { name, type } of table.columns) {
    const column = found.find((each) => each.name === name);
    const { need, fits } = types[type];
    if (column && !column.isGenerated && fits.test(column.type)) continue;
    const place = `a column ${name} of type ${need} in the table ${table.name}`;
    throw new ServerError(path, place, new Found(wordsOf(column)));
  }
  const names = new Set(table.columns.map(({ name }) => name));
  const more = found.find(({ name, isRequired }) => isRequired && !names.has(name));
  if (more) {
    const need = `a table ${table.name} whose other columns may be null or have a default`;
    throw new ServerError(path, need, new Found(`${more.name} not null without a default`));
  }
}

/** What is found in place of a column that fits. */
function wordsOf(column: ExistingColumn | undefined): string {
  if (!column) return 'none';
  return column.isGenerated ? 'a generated one' : column.type.toLowerCase() || 'one without a type';
}
