// Profiles fitted on the machines of a trace, and servers with them, of other seeds, over the same days.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { faker } from '@faker-js/faker/locale/en';
import { machinesOf } from './traces.mjs';

/** Columns of a trace, and what the library calls them. */
const METRICS = { cpu: 'cpu', memory: 'memory', disk_io: 'diskIo', network: 'network' };
const UNITS = { cpu: 'percent', memory: 'percent', diskIo: 'MB/s', network: 'percent' };
/** Four weeks tell nothing of the quarters, and the machines of these traces are not a business's. */
const DEFAULTS = { seasonalPeakFactor: 1, seasonalTroughFactor: 1 };
const STEPS_A_DAY = 288;

/**
 * A panel of them, as `panel` of generate.mjs makes one.
 *
 * @param file - A trace, as `machinesOf` takes it.
 * @param days - How many of its days.
 * @param copies - Servers of each machine's profile.
 * @param machines - How many of its machines at most.
 */
export async function fittedPanel({ library, file, days, copies, machines: most }) {
  const { fitProfile, withServer } = await import(pathToFileURL(join(library, 'index.js')).href);
  const { server } = withServer(faker);
  const machines = machinesOf(file).slice(0, most);
  const steps = days * STEPS_A_DAY;
  const names = Object.keys(machines[0].columns).filter((name) => name !== 'time');
  const arrays = Object.fromEntries(names.map((name) => [name, new Float32Array(machines.length * copies * steps)]));
  machines.forEach(({ name, columns }, place) => {
    const data = Object.fromEntries(
      Object.entries(columns).map(([column, values]) => [METRICS[column] ?? column, values]),
    );
    const units = Object.fromEntries(names.map((column) => [METRICS[column], UNITS[METRICS[column]]]));
    const { profile, report } = fitProfile(data, { units, defaults: DEFAULTS });
    for (let copy = 0; copy < copies; copy++) {
      const twin = server.custom(profile).seed(`${name} ${copy}`).asOf(report.asOf).from(columns.time[0]);
      const made = twin.every('5m').columns(steps);
      for (const column of names) arrays[column].set(made[METRICS[column]], (place * copies + copy) * steps);
    }
  });
  const scalar = (value) => ({ values: Float64Array.of(value), shape: [] });
  const shape = [machines.length * copies, steps];
  return {
    ...Object.fromEntries(Object.entries(arrays).map(([column, values]) => [column, { values, shape }])),
    dt: scalar(300),
    t0: scalar(Date.parse(machines[0].columns.time[0]) / 1000),
  };
}
