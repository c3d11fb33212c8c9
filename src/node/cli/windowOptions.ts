import { type Command, Option } from 'commander';
import { DURATION, interval } from '../../duration.js';
import { choiceOption } from './choiceOption.js';
import { USUAL_DAYS } from './chooseWindow.js';
import { date, metrics, numeric } from './flags.js';
import { type Metric, METRICS } from '../../profiles/profile.js';

/** Which records are asked for. */
export interface WindowFlags {
  readonly days?: number;
  readonly count?: number;
  readonly from?: string;
  readonly until?: string;
  /** Milliseconds. */
  readonly every?: number;
  readonly metrics?: readonly Metric[];
}

/** What is taken where no flag says it. */
interface Usual {
  readonly days: number;
  readonly every: string;
}

/** Adds the flags that say which records. */
export function windowOptions(command: Command, usual: Usual = { days: USUAL_DAYS, every: '1d' }): Command {
  return command
    .optionsGroup('Which records:')
    .addOption(
      new Option('-d, --days <n>', `days of them, up to --until or on from --from (default: ${usual.days})`)
        .argParser(numeric('--days', { from: 0, whole: true }))
        .conflicts('count'),
    )
    .addOption(
      new Option('--count <n>', 'how many for each server, in place of --days').argParser(
        numeric('--count', { from: 0, whole: true }),
      ),
    )
    .option('--from <date>', 'where they begin, such as 2025-01-01 or 2025-01-01T09:00', date('--from'))
    .option('--until <date>', 'where they end, excluded (default: today at 0:00 UTC)', date('--until'))
    .option('-e, --every <interval>', `between two records: 10s, 5m, 1h, 1d … (default: ${usual.every})`, (text) =>
      interval('--every', text, DURATION),
    )
    .addOption(
      choiceOption('--metrics <list>', 'only these of cpu,memory,diskIo,network', METRICS, metrics('--metrics')),
    );
}
