import { Found, ServerError } from '../errors.js';
import type { ColumnType, Table } from '../tables/tables.js';
import type { TableSettings } from './tableOptions.js';

/** A column of a table that exists. */
export interface ExistingColumn {
  readonly name: string;
  /** Its type as the database writes it, or {@link GENERATED}. */
  readonly type: string;
  /** Whether a row must give it: it takes no null, and has no default. */
  readonly isRequired: boolean;
}

/** The {@link ExistingColumn.type} of a column that the database computes, and that takes no values. */
export const GENERATED = 'a generated one';

/** The types of a database in which a column's values keep what they are. */
export type FittingTypes = Readonly<Record<ColumnType, { readonly need: string; readonly fits: RegExp }>>;

/** What is asked of a database about its tables, and done to them. */
export interface TableStore {
  readonly types: FittingTypes;
  /** The columns of a table; none where there is no such table. */
  readonly columns: (table: Table) => Awaitable<readonly ExistingColumn[]>;
  readonly hasRows: (table: Table) => Awaitable<boolean>;
  /** Makes it. */
  readonly create: (table: Table) => Awaitable<unknown>;
  /** Begins the transaction, where making a table ends one. */
  readonly begin?: () => Awaitable<unknown>;
  /** Deletes its rows within the transaction. */
  readonly clear: (table: Table) => Awaitable<unknown>;
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
        throw new ServerError(path, `a table ${table.name} (createTables: true makes it)`, new Found('none'));
      }
      missing.add(table);
      continue;
    }
    checkColumns(path, table, columns, store.types);
    if (mode === 'create' && (await store.hasRows(table))) {
      const need = `an empty table ${table.name} (mode: 'append', 'replace' or 'upsert' takes one with rows)`;
      throw new ServerError(path, need, new Found('one with rows'));
    }
    if (mode === 'replace') await checkCascades(path, table, tables, store);
  }
  for (const table of missing) await store.create(table);
  await store.begin?.();
  if (mode === 'replace') {
    for (const table of tables.toReversed()) if (!missing.has(table)) await store.clear(table);
  }
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
    const column = found.find((each) => each.name.toLowerCase() === name);
    const { need, fits } = types[type];
    if (column && fits.test(column.type)) continue;
    const place = `a column ${name} of type ${need} in the table ${table.name}`;
    throw new ServerError(path, place, new Found(column ? column.type.toLowerCase() || 'one without a type' : 'none'));
  }
  const names = new Set(table.columns.map(({ name }) => name));
  const more = found.find(({ name, isRequired }) => isRequired && !names.has(name.toLowerCase()));
  if (more) {
    const need = `a table ${table.name} whose other columns may be null or have a default`;
    throw new ServerError(path, need, new Found(`${more.name} not null without a default`));
  }
}
