#!/usr/bin/env node
import process from 'node:process';
import { quietSqlite } from './quietSqlite.js';
import { run } from './run.js';

// Who writes is told of an error, such as that of a reader that has gone; one that nobody hears ends the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

quietSqlite();
process.exitCode = await run(process.argv.slice(2));
// What a reader that stands still has not taken must not keep a process that was told to end.
if (process.exitCode > 128) process.exit();
