import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Progress } from '../writing.js';
import { isColoured } from './colour.js';
import { countText, durationText } from './words.js';

/** A line on a terminal that says how far a job is: its share, rows, rows a second and the time left. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Jobs that are done before this show nothing. */
const QUIET_MS = 400;
const BAR = 24;
/** Columns and lines of a terminal that says it has none, as those of containers do at first. */
const USUAL = { columns: 80, rows: 24 };

/**
 * @param terminal - Where it is drawn; anything else stays silent.
 */
export async function progressLine(terminal: WriteStream): Promise<ProgressLine> {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined };
  // On a screen of no lines the library writes nothing.
  const screen = {
    isTTY: true,
    write: (text: string) => terminal.write(text),
    get columns() {
      return terminal.columns || USUAL.columns;
    },
    get rows() {
      return terminal.rows || USUAL.rows;
    },
  };
  const { createLogUpdate } = await import('log-update');
  const line = createLogUpdate(screen as unknown as WriteStream, { showCursor: true });
  const isBright = isColoured(terminal);
  const startMs = performance.now();
  return {
    show: (progress) => {
      const elapsedMs = performance.now() - startMs;
      if (elapsedMs < QUIET_MS) return;
      // Two lines, as a narrow terminal would make of it, are one too many.
      const width = screen.columns - 1;
      const text = progressText(progress, elapsedMs);
      const shown = text.length > width ? text.slice(BAR).trimStart().slice(0, width) : text;
      line(
        isBright ? shown.replace(/^[█▉▊▋▌▍▎▏]+/, (bar) => styleText('cyan', bar, { validateStream: false })) : shown,
      );
    },
    clear: () => line.clear(),
  };
}

/** Such as `█████░░░░░  50 %  5,000 of 10,000 rows  1,250 rows/s  4 s left`. */
export function progressText({ rows, total }: Progress, elapsedMs: number): string {
  const share = total === 0 ? 1 : rows / total;
  const perSecond = (1000 * rows) / elapsedMs;
  const leftMs = rows === 0 ? Infinity : (elapsedMs * (total - rows)) / rows;
  return [
    bar(share),
    `${String(Math.floor(100 * share)).padStart(3)} %`,
    `${countText(rows)} of ${countText(total)} rows`,
    `${countText(perSecond)} rows/s`,
    ...(Number.isFinite(leftMs) ? [`${durationText(leftMs)} left`] : []),
  ].join('  ');
}

/** Eighths of a block, from one to seven. */
const EIGHTHS = '▏▎▍▌▋▊▉';

function bar(share: number): string {
  const eighths = Math.floor(share * BAR * 8);
  const full = Math.floor(eighths / 8);
  const part = EIGHTHS[(eighths % 8) - 1] ?? '';
  return '█'.repeat(full) + part + '░'.repeat(BAR - full - part.length);
}
