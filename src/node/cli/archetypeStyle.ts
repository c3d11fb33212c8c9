import { styleText } from 'node:util';

const COLOURS: Readonly<Record<string, 'green' | 'yellow' | 'cyan' | 'magenta' | undefined>> = {
  web: 'green',
  application: 'yellow',
  database: 'cyan',
  batch: 'magenta',
};

/** A text in the colour of an archetype; of one of the user's own, as it is. */
export function archetypeStyle(archetype: string, text: string): string {
  const colour = Object.hasOwn(COLOURS, archetype) ? COLOURS[archetype] : undefined;
  // Whether colours are wanted is the caller's to know, who knows the stream.
  return colour === undefined ? text : styleText(colour, text, { validateStream: false });
}
