import process from 'node:process';

/**
 * Keeps one warning from the screen, that Node's own SQLite is experimental: who types a command has not chosen it. All
 * others go to whoever has shown them so far, as Node's flags have it. For a command line alone: a library leaves that to
 * the program it is in.
 */
export function quietSqlite(): void {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning' && warning.message.startsWith('SQLite ')) return;
    for (const show of listeners) show.call(process, warning);
  });
}
