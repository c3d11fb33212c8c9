import process from 'node:process';
import { markedReader } from '../streamSink.js';
import { systemWords } from '../systemWords.js';

/** Writes a text to stdout, and fails where that does not take it. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) {
        const words = `expected a stdout that takes all of it, received ${systemWords(error)}`;
        reject(new Error(words, { cause: markedReader(error) }));
      } else {
        resolve();
      }
    });
  });
}
