// @ts-check
import asciichart from 'asciichart';
import { colourOf } from './colours.mjs';
/** @import { ServerBuilder } from 'faker-server' */

/** A Monday, in a week without a holiday. */
const MONDAY = '2025-12-01';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = 24 * DAYS.length;
/** 168 hours would not fit into 80 columns: ten columns are a day. */
const COLUMNS = 10 * DAYS.length;
/** Per cent of a line. */
const STEP = 5;
/** As asciichart's own, but for the marks of zero and of the first value, which would cross the axis. */
const SYMBOLS = ['┤', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'];

/**
 * CPU of a week, hour by hour, as one small chart for each server and all on one scale.
 *
 * @param {readonly ServerBuilder[]} servers
 * @param {{ readonly colour: boolean }} options
 * @returns {string[]} Lines.
 */
export function weekCharts(servers, { colour }) {
  const weeks = servers.map((server) => {
    const { cpu } = server.only('cpu').every('1h').columns({ count: HOURS, from: MONDAY });
    return { ...server.metadata(), cpu: means(cpu, COLUMNS) };
  });
  const max = Math.ceil(Math.max(...weeks.flatMap(({ cpu }) => cpu)) / STEP) * STEP;
  const settings = { min: 0, max, height: max / STEP, symbols: SYMBOLS, format: label };
  const days = DAYS.map((day) => day.padEnd(COLUMNS / DAYS.length)).join('');
  return weeks.flatMap(({ serverId, region, archetype, cpu }) => {
    const colors = colour ? [colourOf(archetype)] : [];
    const lines = [...asciichart.plot(cpu, { ...settings, colors }).split('\n'), `        ${days}`];
    return ['', `${asciichart.colored(serverId, colors[0])}, ${region}`, ...lines.map((line) => line.trimEnd())];
  });
}

/** @param {number} value */
function label(value) {
  return value % 10 === 0 ? `${String(value).padStart(4)} %` : ' '.repeat(6);
}

/**
 * Means of equal spans of hourly values; a value that two spans share counts in each by its share.
 *
 * @param {Float64Array} hours
 * @param {number} count
 */
function means(hours, count) {
  const length = hours.length / count;
  return Array.from({ length: count }, (_, i) => {
    const [from, until] = [i * length, (i + 1) * length];
    return hours.reduce((sum, value, hour) => sum + value * overlap(hour, from, until), 0) / length;
  });
}

/**
 * How much of an hour is within a span.
 *
 * @param {number} hour
 * @param {number} from
 * @param {number} until
 */
function overlap(hour, from, until) {
  return Math.max(0, Math.min(hour + 1, until) - Math.max(hour, from));
}
