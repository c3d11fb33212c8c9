import asciichart from 'asciichart';

/** As asciichart's own, but for the marks of zero and of the first value, which would cross the axis. */
const SYMBOLS = ['┤', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'];

/** Columns beside the curve: the labels and the axis. */
export const MARGIN = 8;

/**
 * A curve as lines, from 0 to a round number above its highest value.
 *
 * @param values - One for each column, at least 0.
 * @param rows - About how many rows it takes.
 */
export function chart(values: readonly number[], rows: number): readonly string[] {
  const step = roundStep(Math.max(...values) / rows);
  const height = Math.max(1, Math.ceil(Math.max(...values) / step));
  const max = height * step;
  const decimals = step < 1 ? String(step).length - 2 : 0;
  const format = (value: number): string => value.toFixed(decimals).padStart(MARGIN - 2);
  // One value more: asciichart draws a curve from each value to the next.
  const drawn = [...values, values.at(-1)!];
  return asciichart
    .plot(drawn, { min: 0, max, height, symbols: SYMBOLS, format })
    .split('\n')
    .map((line) => line.trimEnd());
}

/** The smallest round number that is not below a number: 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9))!;
  // Through its text, so that 3 * 0.1 has one decimal.
  return Number((factor * power).toPrecision(1));
}

/**
 * Means of equal spans of values; a value that two spans share counts in each by its share.
 *
 * @param count - How many spans, at most as many as values or a few times more.
 */
export function spanMeans(values: Float64Array, count: number): readonly number[] {
  const length = values.length / count;
  return Array.from({ length: count }, (_, i) => {
    const [from, until] = [i * length, (i + 1) * length];
    let sum = 0;
    for (let place = Math.floor(from); place < until && place < values.length; place++) {
      sum += values[place]! * (Math.min(place + 1, until) - Math.max(place, from));
    }
    return sum / length;
  });
}
