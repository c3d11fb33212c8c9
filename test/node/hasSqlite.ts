import { createRequire } from 'node:module';
import process from 'node:process';

/** Whether there is a SQLite: Node's own, else better-sqlite3, which `npm run servers` builds where it can. */
export const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined || loads('better-sqlite3');

function loads(name: string): boolean {
  try {
    const Database = createRequire(import.meta.url)(name) as new (file: string) => { close: () => void };
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}
