import { quantile } from 'simple-statistics';
import { NIGHT } from '../model/nights.js';
import { busyHours, SLOTS } from '../model/shape.js';
import type { PeakHours } from '../profiles/profile.js';
import { followHours } from './peakHours.js';

/** How to look at days of a shape: that of peak hours, or that of jobs in the night. */
export interface DayShape {
  /** Level outside the busy hours over the busy level, of a usual day of shape [288]. */
  readonly quietOf: (shape: Float64Array) => number;
  /** Whether a slot has the same load every day. */
  readonly isSteady: (slot: number) => boolean;
}

/** The shape of days with peak hours. */
export function hoursShape(hours: PeakHours): DayShape {
  const busy = busyHours(hours);
  return {
    quietOf: (shape) => {
      const { quiet, rise } = followHours(shape, busy);
      return shareOf(quiet, quiet + rise);
    },
    isSteady: () => true,
  };
}

const NIGHT_END = NIGHT.start + NIGHT.length - SLOTS;
/** Around the night window an hour in which a job may have begun already. */
const MARGIN = 12;
/** Quantile of the slots of the night that jobs fill. */
const JOBS = 0.9;

/** The shape of days with jobs in the night. */
export const nightShape: DayShape = {
  quietOf: (shape) => {
    const day = shape.filter((value, slot) => nightShape.isSteady(slot) && Number.isFinite(value));
    const night = shape.filter((value, slot) => (slot >= NIGHT.start || slot < NIGHT_END) && Number.isFinite(value));
    if (day.length === 0 || night.length === 0) return NaN;
    return shareOf(quantile(Array.from(day), 0.5), quantile(Array.from(night), JOBS));
  },
  isSteady: (slot) => slot >= NIGHT_END + MARGIN && slot < NIGHT.start - MARGIN,
};

/** Of a metric that is idle at all hours none is busier than the others. */
function shareOf(quiet: number, busy: number): number {
  return busy === 0 ? 1 : quiet / busy;
}
