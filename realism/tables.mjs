const FREQUENCIES = { '5min': '5 minutes', '1h': 'hour', '1d-p95': 'daily P95' };

const NAMES = {
  fleet: 'fleet',
  fitted: 'profiles fitted on its machines, other seeds',
  gaussian: 'Gaussian noise with their means and deviations',
};

/** The measures of score.py, as a reader knows them. */
const MEASURES = {
  MDD: 'distribution of values',
  ACD: 'mean autocorrelation',
  ACDw: 'autocorrelation, server by server',
  SDw: 'skewness',
  KDw: 'kurtosis',
  INC: 'steps from value to value',
  DSD: 'strength of the daily cycle',
  WSD: 'strength of the weekly cycle',
  LRD: 'long memory',
  HET: 'noise that grows with the load',
  CCDw: 'correlations between metrics',
  DISC: 'a classifier tells them apart (0 to 0.5)',
  DISC_lr: 'a linear one does (0 to 0.5)',
  PRED: 'error of a forecast learnt from it (1: as good)',
};
/** The statistics of quantiles.py, as a reader knows them. */
const STATISTICS = {
  cv: 'coefficient of variation',
  p95_mean: 'P95 / mean',
  skew: 'skewness',
  kurt: 'kurtosis',
  diff_kurt: 'kurtosis of steps',
  diff_std_rel: 'size of steps',
  acf_step: 'autocorrelation at 5 min',
  acf_1h: 'autocorrelation at 1 h',
  acf_6h: 'autocorrelation at 6 h',
  acf_1d: 'autocorrelation at 1 d',
  acf_7d: 'autocorrelation at 7 d',
  diurnal_r2_1h: 'daily cycle',
  how_r2_1h: 'weekly cycle',
  dp95_cv: 'variation of daily P95',
  dp95_over_dmean: 'P95 / mean of a day',
  dp95_acf1: 'autocorrelation of daily P95 at 1 d',
  dp95_acf7: 'autocorrelation of daily P95 at 7 d',
  dp95_weekly_r2: 'weekdays in daily P95',
  hurst: 'long memory',
  taylor: 'noise that grows with the load',
  burst_per_day: 'bursts a day',
  burst_share: 'time in bursts',
  pearson: 'correlation',
  spearman: 'rank correlation',
};
const LEVELS = { step: 'of 5 min', hour: 'of hours', day: 'of days' };
const PARTS = ['ACDw', 'SDw', 'KDw', 'INC', 'DSD', 'LRD', 'HET', 'CCDw'];

/**
 * What docs/realism.md says, by the names of its markers.
 *
 * @param {any} results - What run.mjs found: a comparison, an ablation or both.
 * @returns {Record<string, string>}
 */
export function tables({ scores, quantiles, tells, ablation }) {
  return {
    ...(scores && { indices: indices(scores), measures: measures(scores) }),
    ...(quantiles && { quantiles: parts(quantiles), far: far(quantiles) }),
    ...(scores && tells && { classifier: classifier(scores), tells: features(tells) }),
    ...(ablation && { ablation: ablated(ablation) }),
  };
}

/**
 * A page with these tables between `<!-- name -->` and `<!-- /name -->`.
 *
 * @param {string} page
 * @param {Record<string, string>} made
 */
export function intoPage(page, made) {
  return Object.entries(made).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- /${name} -->)`),
        (_, open, close) => `${open}\n${table}\n\n${close}`,
      ),
    page,
  );
}

function indices(scores) {
  const rows = grouped(scores, ({ of }) => `${of.panel}, ${of.real}`);
  return table(
    ['', 'beside', ...Object.values(FREQUENCIES)],
    [
      ...rows.map((row) => [
        NAMES[row[0].of.panel] ?? row[0].of.panel,
        row[0].of.real,
        ...Object.keys(FREQUENCIES).map((freq) => withError(row.find((score) => score.freq === freq))),
      ]),
    ],
  );
}

function measures(scores) {
  const { measures: ours, anchors } = fleetByHour(scores);
  const shown = Object.keys(MEASURES).filter((key) => ours[key] !== undefined && anchors.ceiling[key] !== null);
  return table(
    ['the fleet, hour by hour, beside Azure V1', 'other real servers', 'this library', 'the Python module'],
    shown.map((key) => [MEASURES[key], ...[anchors.ceiling[key], ours[key], anchors.base[key]].map(small)]),
  );
}

function parts(quantiles) {
  return table(
    [
      '',
      'all',
      ...PARTS.map((part) => MEASURES[part].replace(', server by server', '')),
      'autocorrelation of daily P95',
    ],
    quantiles.map(({ like, index, error, parts, days }) => [
      like,
      withError({ index, error }),
      ...[...PARTS.map((part) => parts[part]), days].map(whole),
    ]),
  );
}

function far(quantiles) {
  return table(
    ['', 'furthest off, in spreads of the real servers'],
    quantiles.map(({ like, far }) => [
      like,
      far.map(({ of, statistic, times }) => `${statisticOf(of, statistic)} ${small(times)}`).join(', '),
    ]),
  );
}

/** Such as `cpu daily cycle`, or `cpu–memory correlation of hours`. */
function statisticOf(of, statistic) {
  const [what, level] = of.replace('disk_io', 'diskIo').replace('-', '–').split('@');
  return [what, STATISTICS[statistic], LEVELS[level]].filter(Boolean).join(' ');
}

function classifier(scores) {
  const { measures } = fleetByHour(scores);
  const shown = {
    DISC: 'everything',
    DISC_marg: 'values',
    DISC_temp: 'their order',
    DISC_season: 'hours and weekdays',
  };
  return table(
    ['what it is shown', 'how often it is right'],
    Object.entries(shown).map(([key, name]) => [name, `${whole(100 * (0.5 + measures[key]))} %`]),
  );
}

function features(tells) {
  return table(
    ['one feature of a week alone', 'how well it tells (0.5 to 1)', 'median, real', 'median, this library'],
    tells.map(({ feature, auc, real, ours }) => [feature, auc.toFixed(2), small(real), small(ours)]),
  );
}

function ablated([all, ...rows]) {
  return table(
    [
      'without',
      'database, quantiles',
      'application, quantiles',
      'batch, quantiles',
      'fleet, Azure, hour',
      'web, SMD, hour',
    ],
    [
      ['(the whole model)', ...all.indices.map(whole)],
      ...rows.map(({ name, indices }) => [name, ...indices.map((index, i) => signed(index - all.indices[i]))]),
    ],
  );
}

function fleetByHour(scores) {
  return scores.find(({ of, freq }) => of.panel === 'fleet' && freq === '1h');
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replace(/^\| {2}\|/, '| |'))
    .join('\n');
}

function whole(number) {
  return number === undefined ? '–' : minus(String(Math.round(number)));
}

/** An index, with its standard error where it is the mean of several. */
function withError({ index, error } = {}) {
  return error === undefined ? whole(index) : `${whole(index)} ± ${error.toFixed(1)}`;
}

function signed(number) {
  const rounded = Math.round(number);
  return rounded === 0 ? '0' : minus(`${rounded > 0 ? '+' : ''}${rounded}`);
}

function small(number) {
  const size = Math.abs(number);
  return minus(number.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3));
}

function minus(text) {
  return text.replace(/^-0(\.0+)?$/, '0$1').replace('-', '−');
}
