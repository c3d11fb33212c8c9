import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBinary } from './findBinary.js';

const execute = promisify(execFile);

interface RunOptions {
  /** Who runs it, where this process is root: servers that refuse to run as root have a user of their own. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A temporary folder and the processes that run in it. When this process ends, however it ends, all of them are gone:
 * a guardian beside it sees to that.
 */
export class Home {
  readonly folder: string;
  readonly #guardian: ChildProcess;

  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `faker-server-${name}-`));
    // Servers that run as a user of their own must get in.
    chmodSync(this.folder, 0o755);
    this.#guardian = spawn('sh', [join(import.meta.dirname, 'guardian.sh')], {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#guardian.stdin!.write(`${this.folder}\n`);
  }

  /** A folder below, which belongs to the user where this process is root. */
  async makeFolder(name: string, user?: string): Promise<string> {
    const path = join(this.folder, name);
    mkdirSync(path);
    const { uid, gid } = await identity(user);
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
    return path;
  }

  /** Runs a program to its end, and gives what it printed. */
  async run(binary: string, args: readonly string[], { user, env }: RunOptions = {}): Promise<string> {
    const { stdout } = await execute(findBinary(binary), args, {
      ...(await identity(user)),
      cwd: this.folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      maxBuffer: 256 * 1024 * 1024,
    });
    return stdout;
  }

  /** Starts a program, and waits until it is ready, or fails with its log. */
  async start(
    binary: string,
    args: readonly string[],
    ready: () => Promise<boolean>,
    { user, env }: RunOptions = {},
  ): Promise<Started> {
    const log = join(this.folder, `${binary}.log`);
    const output = openSync(log, 'a');
    const child = spawn(findBinary(binary), args, {
      ...(await identity(user)),
      cwd: this.folder,
      // The guardian knows it by its folder.
      env: { ...process.env, LC_ALL: 'C.UTF-8', FAKER_SERVER_FOLDER: this.folder, ...env },
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const exited = once(child, 'exit').then(
      () => undefined,
      () => undefined,
    );
    const deadline = performance.now() + 60_000;
    while (!(await ready().catch(() => false))) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${binary} did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`);
      }
      await sleep(20);
    }
    return { child, exited };
  }

  /** SIGKILL for all that runs here, and all of it is gone. */
  async kill(): Promise<void> {
    if (this.#guardian.exitCode !== null) return;
    this.#guardian.stdin!.write('kill\n');
    await once(this.#guardian.stdout!, 'data');
  }

  /** Nothing is left: no process, no folder. */
  async close(): Promise<void> {
    if (this.#guardian.exitCode !== null) return;
    const exited = once(this.#guardian, 'exit');
    this.#guardian.stdin!.end();
    await exited;
  }
}

/** A process that was started. */
export interface Started {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

async function identity(user: string | undefined): Promise<{ uid?: number; gid?: number }> {
  if (user === undefined || process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await execute('id', [flag, user])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}
