import type { Metric } from '../profiles/profile.js';
import type { Template } from './template.js';

/** A metric as Prometheus has it: in base units, which its name ends with. */
export interface MetricFamily {
  readonly name: string;
  readonly unit: string;
  readonly help: string;
  /** The value as a decimal text. */
  readonly slot: Template[number];
  /** The same value as a number. */
  readonly valueOf: (value: number, precision: number) => number;
}

/** Percentages as ratios, and MB/s as bytes a second: https://prometheus.io/docs/practices/naming/#base-units. */
export const METRIC_FAMILIES: Readonly<Record<Metric, MetricFamily>> = {
  cpu: utilization('cpu', 'CPU time in use, of all cores.'),
  memory: utilization('memory', 'Memory in use.'),
  diskIo: {
    name: 'server_disk_io_bytes_per_second',
    unit: 'bytes_per_second',
    help: 'Bytes read from and written to all disks.',
    slot: { whole: 'diskIo', times: 1e6 },
    valueOf: (value) => Math.floor(value * 1e6 + 0.5),
  },
  network: utilization('network', 'Capacity of the network interface in use.'),
};

function utilization(metric: Metric, help: string): MetricFamily {
  return {
    name: `server_${metric}_utilization_ratio`,
    unit: 'ratio',
    help,
    slot: { value: metric, shift: 2 },
    // Both whole numbers are exact, and so the quotient is the number that the decimal text stands for.
    valueOf: (value, precision) => Math.round(value * Number(`1e${precision}`)) / Number(`1e${precision + 2}`),
  };
}
