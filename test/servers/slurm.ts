import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, hostname, totalmem, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface SlurmOptions {
  /** How many CPUs its one node claims to have, whatever the machine has. */
  readonly cpus?: number;
  /** Settings of slurm.conf, such as `{ MaxArraySize: '10' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A job, or one task of a job array, as `scontrol show job` tells it. */
export interface SlurmTask {
  readonly job: string;
  /** Its number in the array; undefined for a job that is none, and for tasks that have not begun. */
  readonly task: number | undefined;
  /** COMPLETED, FAILED, CANCELLED, TIMEOUT …; PENDING and RUNNING while it goes on. */
  readonly state: string;
  readonly exitCode: number;
  /** How often it was started again. */
  readonly restarts: number;
}

export interface Slurm extends Server {
  /** What `sbatch`, `squeue`, `scontrol` … need in their environment. */
  readonly env: { readonly SLURM_CONF: string };
  /** A folder for scripts and for what they print (`slurm-<job>_<task>.out`). */
  readonly jobs: string;
  /** Submits a script with options of sbatch such as `--array=0-3`, and gives the job's number. */
  submit(script: string, ...options: readonly string[]): Promise<string>;
  tasks(job: string): Promise<readonly SlurmTask[]>;
  /** Waits until all tasks of a job have ended. */
  wait(job: string): Promise<readonly SlurmTask[]>;
  /** `submit` and `wait`. */
  run(script: string, ...options: readonly string[]): Promise<readonly SlurmTask[]>;
  /** Has a job, or one task such as `12_3`, run again. */
  requeue(job: string): Promise<void>;
}

/** Slurm with one node, which is this machine; a job that is requeued starts again after some seconds. */
export const slurm: ServerKind<SlurmOptions, Slurm> = {
  name: 'Slurm',
  binaries: ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'sinfo'],

  async start({ cpus = availableParallelism(), settings = {} } = {}) {
    const home = new Home('slurm');
    const [port, nodePort] = [await freePort(), await freePort()];
    const configuration = `${home.folder}/slurm.conf`;
    const env = { SLURM_CONF: configuration };
    const jobs = await home.makeFolder('jobs');

    // munged refuses a key that others could read, and to run as root.
    const munge = { user: 'munge' };
    const secrets = await home.makeFolder('munge', munge.user);
    const sockets = await home.makeFolder('socket', munge.user);
    const socket = `${sockets}/munge`;

    const prepare = async () => {
      await home.run('dd', ['if=/dev/urandom', `of=${secrets}/key`, 'bs=1024', 'count=1'], munge);
      await home.run('chmod', ['600', `${secrets}/key`], munge);
      chmodSync(secrets, 0o700);

      const host = hostname().split('.')[0]!;
      const all = {
        ClusterName: 'test',
        SlurmctldHost: `${host}(127.0.0.1)`,
        SlurmctldPort: port,
        SlurmdPort: nodePort,
        CommunicationParameters: 'NoCtldInAddrAny,NoInAddrAny',
        AuthType: 'auth/munge',
        // How long a requeued job waits, too: 120 s by default.
        AuthInfo: `socket=${socket},cred_expire=5`,
        SlurmUser: userInfo().username,
        SlurmdUser: userInfo().username,
        StateSaveLocation: await home.makeFolder('state'),
        SlurmdSpoolDir: await home.makeFolder('spool'),
        SlurmctldPidFile: `${home.folder}/slurmctld.pid`,
        SlurmdPidFile: `${home.folder}/slurmd.pid`,
        ProctrackType: 'proctrack/linuxproc',
        TaskPlugin: 'task/none',
        JobAcctGatherType: 'jobacct_gather/none',
        AccountingStorageType: 'accounting_storage/none',
        SelectType: 'select/cons_tres',
        SelectTypeParameters: 'CR_Core',
        MpiDefault: 'none',
        SwitchType: 'switch/none',
        ReturnToService: 2,
        JobRequeue: 1,
        KillWait: 2,
        SchedulerParameters: 'batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1',
        // The node has what is said below, whatever is found.
        SlurmdParameters: 'config_overrides',
        ...settings,
      };
      const memory = Math.floor((totalmem() / 2 ** 20) * 0.9);
      const lines = [
        ...Object.entries(all).map(([name, value]) => `${name}=${value}`),
        `NodeName=${host} NodeAddr=127.0.0.1 CPUs=${cpus} RealMemory=${memory} State=UNKNOWN`,
        `PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP`,
      ];
      writeFileSync(configuration, `${lines.join('\n')}\n`);
    };

    const start = async () => {
      const file = (name: string) => `--${name}-file=${secrets}/${name}`;
      const files = [...['key', 'pid', 'log', 'seed'].map(file), `--socket=${socket}`];
      const prints = async (binary: string, args: readonly string[], text: string) =>
        (await home.run(binary, args, { env })).includes(text);
      return [
        await home.start(
          'munged',
          ['--foreground', '--force', ...files],
          () => Promise.resolve(existsSync(socket)),
          munge,
        ),
        await home.start('slurmctld', ['-D'], () => prints('scontrol', ['ping'], 'UP'), { env }),
        await home.start('slurmd', ['-D'], () => prints('sinfo', ['-h', '-o', '%T'], 'idle'), { env }),
      ];
    };

    const tasks = async (job: string) => {
      const text = await home.run('scontrol', ['--oneliner', 'show', 'job', job], { env });
      return text.trimEnd().split('\n').map(readTask);
    };
    const submit = async (script: string, ...options: readonly string[]) => {
      const file = `${jobs}/${randomBytes(4).toString('hex')}.sh`;
      writeFileSync(file, script.startsWith('#!') ? script : `#!/bin/sh\n${script}\n`);
      return (await home.run('sbatch', ['--parsable', `--chdir=${jobs}`, ...options, file], { env })).trim();
    };
    const wait = async (job: string) => {
      for (;;) {
        const all = await tasks(job);
        if (all.every(({ state }) => ENDED.test(state))) return all;
        // scontrol costs the CPU that the tasks need.
        await sleep(250);
      }
    };

    return {
      ...(await serve(home, port, prepare, start)),
      env,
      jobs,
      submit,
      tasks,
      wait,
      run: async (script, ...options) => wait(await submit(script, ...options)),
      requeue: async (job) => {
        await home.run('scontrol', ['requeue', job], { env });
      },
    };
  },
};

const ENDED = /^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|OUT_OF_MEMORY|BOOT_FAIL|DEADLINE)$/;

/** A line such as `JobId=7 ArrayJobId=5 ArrayTaskId=1 JobState=FAILED Restarts=0 ExitCode=3:0 …` */
function readTask(line: string): SlurmTask {
  const field = (name: string) => new RegExp(`(?:^| )${name}=(\\S*)`).exec(line)?.[1];
  const task = field('ArrayTaskId');
  return {
    job: field('JobId')!,
    task: task !== undefined && /^\d+$/.test(task) ? Number(task) : undefined,
    state: field('JobState')!,
    exitCode: Number(field('ExitCode')!.split(':')[0]),
    restarts: Number(field('Restarts')),
  };
}
