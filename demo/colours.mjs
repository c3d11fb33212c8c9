// @ts-check
import asciichart from 'asciichart';

/** @type {Record<string, string | undefined>} */
const COLOURS = {
  web: asciichart.green,
  application: asciichart.yellow,
  database: asciichart.cyan,
  batch: asciichart.magenta,
};

/** The colour of an archetype. @param {string} archetype */
export const colourOf = (archetype) => COLOURS[archetype];

/**
 * Whether to write colours to a stream: to a terminal, and not where the user asks for none (no-color.org).
 *
 * @param {{ readonly isTTY?: boolean }} stream
 * @param {Record<string, string | undefined>} env
 */
export const isColoured = (stream, env) => Boolean(stream.isTTY) && !env['NO_COLOR'];
