import { Found, ServerError } from '../../errors.js';
import { blocksOf, type Job } from '../../job.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import type { ExistingColumn, FittingTypes } from '../prepareTables.js';

/** Types as `format_type` writes them. */
export const FITTING: FittingTypes = {
  text: { need: 'text', fits: /^(?:text|character varying(?:\(\d+\))?)$/ },
  timestamp: { need: 'timestamptz', fits: /^timestamp(?:\([3-6]\))? with(?:out)? time zone$/ },
  double: { need: 'double precision or numeric', fits: /^(?:double precision|numeric(?:\(.*\))?)$/ },
  integer: { need: 'integer', fits: /^(?:integer|bigint|numeric(?:\(.*\))?)$/ },
};

/**
 * Refuses columns that fit and yet would round: a `numeric` does so where it keeps fewer decimals than values have.
 *
 * @throws {ServerError} With the decimals that are needed.
 */
export function checkDecimals(path: string, table: Table, found: readonly ExistingColumn[], job: Job): void {
  for (const { name, type } of table.columns) {
    const shown = found.find((column) => column.name === name)?.type ?? '';
    const [, kept] = /^numeric\(\d+,(-?\d+)\)$/.exec(shown) ?? [];
    if (kept === undefined || !FITTING[type].fits.test(shown)) continue;
    const decimals = type === 'double' ? decimalsOf(job) : 0;
    if (Number(kept) >= decimals) continue;
    const need = `a column ${name} of type ${POSTGRESQL.types[type]}, or numeric with ${decimals} decimals,`;
    throw new ServerError(path, `${need} in the table ${table.name}`, new Found(shown));
  }
}

/** The most decimals that values of a job have, which makes each of its servers. */
function decimalsOf({ stretches, look }: Job): number {
  let decimals = 0;
  for (const stretch of stretches) {
    const [first] = blocksOf({ ...stretch, end: stretch.start + 1 }, look);
    decimals = Math.max(decimals, first!.server.precision);
  }
  return decimals;
}
