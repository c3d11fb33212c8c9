import { POSTGRESQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import { stagingName } from '../stagingName.js';
import type { Session } from './database.js';

/** Makes a temporary table with the columns of another, which the end of the transaction removes. */
export async function makeStaging(session: Session, { columns, primaryKey }: Table): Promise<Table> {
  const staging = { name: stagingName(), columns, primaryKey, index: undefined };
  const defined = columns.map((column) => `${POSTGRESQL.identifier(column.name)} ${POSTGRESQL.types[column.type]}`);
  const statement = `create temporary table ${POSTGRESQL.identifier(staging.name)} (${defined.join(', ')}) on commit drop`;
  await session.query(statement);
  return staging;
}

/**
 * Puts the rows of a staging table into their own, in the order of their key: transactions that do so at the same time
 * wait for each other, and never in a circle.
 *
 * @param conflict - What is done with a row whose key is there already.
 * @param hasKey - Whether the table has one, as the user's own may not: where nothing is a conflict, rows that are there
 * are kept all the same.
 */
export async function insertStaged(
  session: Session,
  staging: Table,
  { name, columns, primaryKey }: Table,
  conflict: 'fail' | 'keep' | 'replace',
  hasKey = true,
): Promise<void> {
  const names = columnsOf(staging);
  const key = listOf(primaryKey);
  const others = columns.filter((column) => !primaryKey.includes(column.name));
  const taken = others
    .map((column) => POSTGRESQL.identifier(column.name))
    .map((column) => `${column} = excluded.${column}`);
  const missing = `where not exists (select from ${POSTGRESQL.identifier(name)} there where ${same(primaryKey)}) `;
  const clauses = {
    fail: '',
    // Of this key alone: what is in the way by another is no row of the same.
    keep: hasKey ? ` on conflict (${key}) do nothing` : '',
    replace: ` on conflict (${key}) do update set ${taken.join(', ')}`,
  };
  await session.query(
    `insert into ${POSTGRESQL.identifier(name)} (${names}) ` +
      `select ${names} from ${POSTGRESQL.identifier(staging.name)} staged ${conflict === 'keep' ? missing : ''}` +
      `order by ${key}${clauses[conflict]}`,
  );
}

/** Whether a table has rows of the same key as some that are staged. */
export async function hasStaged(session: Session, staging: Table, { name, primaryKey }: Table): Promise<boolean> {
  const [from, there] = [staging.name, name].map(POSTGRESQL.identifier);
  const types = new Map(staging.columns.map((column) => [column.name, POSTGRESQL.types[column.type]]));
  // A hash join needs the same type on both sides.
  const same = primaryKey.map((key) => {
    const column = POSTGRESQL.identifier(key);
    return `there.${column}::${types.get(key)!} = staged.${column}`;
  });
  // All are counted: for the first alone, the planner would take a way that is quick only where there is one.
  const [row] = await session.query(
    `select count(*)::text as rows from ${there!} there join ${from!} staged on ${same.join(' and ')}`,
  );
  return row!['rows'] !== '0';
}

/** The columns of a table, quoted. */
export function columnsOf({ columns }: Table): string {
  return listOf(columns.map(({ name }) => name));
}

/** Whether rows of `there` and `staged` have the same key. */
function same(names: readonly string[]): string {
  return names
    .map(POSTGRESQL.identifier)
    .map((name) => `there.${name} = staged.${name}`)
    .join(' and ');
}

function listOf(names: readonly string[]): string {
  return names.map(POSTGRESQL.identifier).join(', ');
}
