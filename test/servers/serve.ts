import { setTimeout as sleep } from 'node:timers/promises';
import { type Home, type Started } from './home.js';

/** A real server that runs on 127.0.0.1. */
export interface Server extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Its temporary folder; each of its programs has a log there. */
  readonly folder: string;
  /** Shuts it down; nothing is left of it. */
  stop(): Promise<void>;
  /** SIGKILL, as if the machine had failed: its data and its port stay, for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on its data and its port, whether it runs or was killed; `meanwhile` is done while it is down. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
}

/** A kind of server that tests can start. */
export interface ServerKind<Options, Running extends Server> {
  readonly name: string;
  /** What must be installed. */
  readonly binaries: readonly string[];
  start(options?: Options): Promise<Running>;
}

/** Runs a server in its home: `prepare` makes its data, `start` starts it on them, one process or some. */
export async function serve(
  home: Home,
  port: number,
  prepare: () => Promise<void>,
  start: () => Promise<Started | readonly Started[]>,
  { shutDown = 'SIGTERM' }: { readonly shutDown?: NodeJS.Signals } = {},
): Promise<Server> {
  let running: Started | readonly Started[];
  try {
    await prepare();
    running = await start();
  } catch (error) {
    await home.close();
    throw error;
  }

  const end = async () => {
    // The last to start is the first to end.
    for (const { child, exited } of [running].flat().reverse()) {
      child.kill(shutDown);
      await Promise.race([exited, sleep(10_000, undefined, { ref: false })]);
    }
  };
  const stop = async () => {
    await end();
    await home.close();
  };
  return {
    host: '127.0.0.1',
    port,
    folder: home.folder,
    stop,
    kill: () => home.kill(),
    async restart(meanwhile) {
      await end();
      await home.kill();
      await meanwhile?.();
      running = await start();
    },
    [Symbol.asyncDispose]: stop,
  };
}
