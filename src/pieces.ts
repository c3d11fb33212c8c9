import { BLOCK_ROWS } from './blocks.js';
import { builder } from './builder.js';
import { blocksOf, type Job, type Stretch } from './job.js';
import { type BuilderJson, specOf } from './json.js';
import type { Look } from './look.js';
import type { Metric } from './profiles/profile.js';

/** Some rows of a job as plain data, which a message to another thread can hold. */
export interface JobPiece {
  readonly metrics: readonly Metric[];
  readonly rows: number;
  /** Whether it begins with the first row of the whole, and ends with the last. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly look: Look;
  readonly stretches: readonly (Omit<Stretch, 'server'> & { readonly server: BuilderJson })[];
}

/** Rows in a piece, some whole blocks of a server: 2 MB of CSV. With 8192 the CPU's time of a job is a third longer. */
const PIECE_ROWS = 32_768;
/** Servers in a piece, so that many of few rows stay a small message. */
const PIECE_SERVERS = 128;

/**
 * A job in pieces that are its rows one after the other, made while they are iterated; a job without rows is one piece.
 *
 * @throws {ServerError} When a server's holidays are a function, which cannot be plain data.
 */
export function* piecesOf(job: Job): Generator<JobPiece, void, undefined> {
  const { metrics, look } = job;
  let stretches: JobPiece['stretches'][number][] = [];
  let [rows, done] = [0, 0];
  const piece = (): JobPiece => {
    const isFirst = job.isFirst && done === 0;
    done += rows;
    const made = { metrics, rows, isFirst, isLast: job.isLast && done === job.rows, look, stretches };
    [stretches, rows] = [[], 0];
    return made;
  };
  for (const { server, ...stretch } of job.stretches) {
    const json = server.toJSON();
    for (let { start } = stretch; start < stretch.end;) {
      // Cut at whole blocks, as shards are at whole units: what is written of a block is the same.
      const room = PIECE_ROWS - rows;
      const taken = stretch.end - start <= room ? stretch.end - start : room - (room % BLOCK_ROWS);
      if (taken > 0) {
        const end = start + taken;
        stretches.push({ ...stretch, server: json, start, end, isFirst: stretch.isFirst && start === stretch.start });
        rows += taken;
        start = end;
      }
      if (taken === 0 || rows === PIECE_ROWS || stretches.length === PIECE_SERVERS) yield piece();
    }
  }
  if (rows > 0 || job.rows === 0) yield piece();
}

/** The job that a piece is. */
export function jobOfPiece({
  stretches,
  ...piece
}: JobPiece): Pick<Job, 'metrics' | 'servers' | 'isFirst' | 'isLast' | 'blocks'> {
  function* made(): Generator<Stretch, void, undefined> {
    for (const { server, ...stretch } of stretches) yield { ...stretch, server: builder(specOf(server)) };
  }
  return {
    ...piece,
    servers: {
      *[Symbol.iterator]() {
        for (const { server } of made()) yield server.metadata();
      },
    },
    blocks: {
      *[Symbol.iterator]() {
        for (const stretch of made()) yield* blocksOf(stretch, piece.look);
      },
    },
  };
}
