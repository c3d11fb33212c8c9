import { once } from 'node:events';
import process from 'node:process';

/** Writes a text to stdout, all of it before the process may end. */
export async function writeOut(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
