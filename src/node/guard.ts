import { boolean } from '../check.js';
import { Found, ServerError } from '../errors.js';

/** What keeps a dev tool from a production database. */
export interface GuardOptions {
  /**
   * What the host or the name of a production target looks like, or the path of a file or a folder: as it is written, and
   * where links lead, but without the folder in which the process works. Defaults to a word `prod`, `production`, `prd`
   * or `live`, as in `shop-prod`, `shopProd` and `/srv/prod/dev.db`.
   */
  readonly production?: RegExp | undefined;
  /** Whether a target that looks like production is written to all the same. Defaults to `false`. */
  readonly allowProduction?: boolean | undefined;
}

/** Names of {@link GuardOptions}. */
export const GUARD_KEYS = ['production', 'allowProduction'] as const;

/** `prod-db.example`, `shop_production`, `db.live` and `prod1`, but not `product` or `delivery`; chosen by eye. */
const PRODUCTION = /(?<![a-z])(?:prod|production|prd|live)(?![a-z])/i;

/** Where a word begins in `shopProd`, `prodDb` and `DBProd`. */
const WORD = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/**
 * Refuses a target that looks like production.
 *
 * @param path - Where the user wrote the target.
 * @param names - Its host, its database, its folder: whatever names it, without credentials.
 * @param telling - What of a name counts. Defaults to all of it.
 * @throws {ServerError} When one of them looks like production, and that is not allowed.
 */
export function guard(
  path: string,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
  telling: (name: string) => string = (name) => name,
): void {
  const { allowProduction, production = PRODUCTION } = options;
  if (!(production instanceof RegExp)) throw new ServerError(`${path}.production`, 'a regular expression', production);
  if (allowProduction !== undefined && boolean(`${path}.allowProduction`, allowProduction)) return;
  // A flag of the user's expression, such as `g`, must not make it remember.
  const pattern = new RegExp(production.source, production.flags.replaceAll(/[gy]/g, ''));
  const looksLikeIt = (name: string) =>
    pattern.test(name) || (production === PRODUCTION && pattern.test(name.replaceAll(WORD, ' ')));
  const suspect = names.find((name) => looksLikeIt(telling(name)));
  if (suspect !== undefined) {
    throw new ServerError(path, 'a target that does not look like production', new Found(suspect), {
      remedies: [{ option: 'allowProduction', values: [true], effect: 'lets it through' }],
    });
  }
}
