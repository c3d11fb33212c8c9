import { builder } from './builder.js';
import type { ServerBuilder } from './serverBuilder.js';
import { within } from './errors.js';
import { specOf } from './json.js';
import { server } from './server.js';

/**
 * The builder that `toJSON` wrote down: the same server, the same window, the same values.
 *
 * @param json - What {@link ServerBuilder.toJSON} returned, or `JSON.parse` of its text: every field is checked.
 * @throws {ServerError} When it is anything else, naming the field.
 * @example
 * ```ts
 * import { faker } from '@faker-js/faker/locale/en';
 * import { fromJSON, withServer } from 'faker-server';
 *
 * const original = withServer(faker).server.web().id('web-1').growth(0);
 * const text = JSON.stringify(original);
 * fromJSON(JSON.parse(text)).record().cpu === original.record().cpu; // true
 * ```
 */
export function fromJSON(json: unknown): ServerBuilder {
  const spec = specOf(json);
  // Parts that do not fit together are named here.
  return builder(
    spec,
    within('fromJSON', () => server(spec)),
  );
}
