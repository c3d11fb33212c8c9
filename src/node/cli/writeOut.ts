import process from 'node:process';
import { systemWords } from '../systemWords.js';

/** Writes a text to stdout, and fails where that does not take it. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error)
        reject(new Error(`expected a stdout that takes all of it, received ${systemWords(error)}`, { cause: error }));
      else resolve();
    });
  });
}
