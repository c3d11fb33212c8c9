import type { ByteSink } from '../byteSink.js';

/** A row of an answer, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A PostgreSQL within a transaction, wherever it runs. */
export interface Session {
  /** Runs one statement, whose `$1`, `$2` … are the parameters. */
  readonly query: (statement: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;
  /**
   * Where rows go as {@link COPY_BINARY} has them.
   *
   * @param target - The table and its columns, quoted.
   * @param options - More than `format binary`.
   */
  readonly copyIn: (target: string, options: readonly string[]) => Promise<ByteSink>;
}

/** A PostgreSQL that was opened. */
export interface Database {
  /** Does some work in a transaction: where it fails, and where it is aborted, all is as it was. */
  readonly transaction: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}
