#!/usr/bin/python3
"""measure.py - carries out the comparisons that run.mjs asks for: a JSON array of tasks on stdin, one JSON line for each on stdout.

  {"kind": "score", "panel": P, "real": FILE, "freq": "1h", "days": 28, "anchors": FILE}    score.py's measures and INDEX
  {"kind": "quantiles", "panel": P, "like": "web"}                                          quantiles.py's index
  {"kind": "tells", "panel": P, "real": FILE, "freq": "1h", "days": 28}                     what tells windows apart, one by one
A panel P is a file, or "gaussian": independent normal values with the mean and sd of each server of the real set.
"""
import json, os, sys
from functools import lru_cache
import numpy as np
import score, quantiles
from score import load, resample, zs, windows, DAY

HERE = os.path.dirname(os.path.abspath(__file__))
CEILING_SPLITS = 4


# A real set, and the panels beside it: all of them would be gigabytes.
@lru_cache(maxsize=3)
def read(name):
    return load(os.path.join(HERE, name) if not os.path.isabs(name) else name)


def gaussian(panel, seed=0):
    """independent normal values with each server's mean and sd"""
    rng = np.random.RandomState(seed)
    return {m: np.nanmean(x, 1, keepdims=True) + np.nanstd(x, 1, keepdims=True) * rng.standard_normal(x.shape) for m, x in panel.items()}


def sides(task):
    """the real set and ours at the task's frequency: (panel, dt, t0) each"""
    real = resample(*read(task['real']), task['freq'])
    if task['panel'] == 'gaussian': return real, (gaussian(real[0]), *real[1:])
    panel, dt, t0 = read(task['panel'])
    # From the weekday on which the real ones begin, for as many days.
    later = (real[2] // DAY - t0 // DAY) % 7 * DAY
    first, end = (int(seconds / dt) for seconds in (later, later + task['days'] * DAY))
    cut = {m: x[:, first:end] for m, x in panel.items() if m in real[0]}
    ours = resample(cut, dt, t0 + later, task['freq'])
    # As many steps as the real ones: a window that is all of a series has the sd 1, and one that is not would be told by it.
    n = next(iter(real[0].values())).shape[1]
    return real, ({m: x[:, :n] for m, x in ours[0].items()}, *ours[1:])


def measure(task):
    if task['kind'] == 'quantiles':
        rows, (index, parts) = quantiles.compare(*read(task['panel']), quantiles.LIKE[task['like']])
        # The statistics furthest off: d over the spread of the real servers, one a metric and statistic.
        far = sorted(rows, key=lambda row: -row[4] / spread(row))[:6]
        return {'index': index, 'parts': parts, 'days': quantiles.days(rows), 'far': [{'of': row[0], 'statistic': row[1], 'times': row[4] / spread(row)} for row in far]}
    (real, dt, t0r), (ours, _, t0s) = sides(task)
    if task['kind'] == 'tells': return tells(real, ours, dt, t0r, t0s)
    found = score.score(real, ours, dt, t0r, t0s, fast=not task.get('groups', False))
    anchors = json.load(open(os.path.join(HERE, task['anchors'])), parse_constant=lambda _: None)      # NaN is no JSON
    index, parts = score.index(found, {side: {k: np.nan if v is None else v for k, v in of.items()} for side, of in anchors.items()})
    keys = [*score.CORE, *(k for k in found if k.startswith('DISC_'))]
    return {'index': index, 'parts': parts, 'measures': {k: found[k] for k in keys if found.get(k) is not None and np.isfinite(found[k])}, 'anchors': anchors}


def spread(row):
    """how far the quantiles of the real servers are from their median, on the scale of d"""
    _, name, _, real, _ = row
    return max(quantiles.difference(name, real, np.full(5, real[2])), .02)


# ---------------------------------------------------------------- what the classifier sees
def names(groups, metrics, n, dt):
    """names of the features of score.py's feats(), in its order"""
    out = []
    marg = ['mean', 'sd', 'lowest', 'highest', *(f'{q} % quantile' for q in (2, 10, 25, 50, 75, 90, 98)), 'skewness', 'kurtosis']
    unit, name = {300: (60, 'min'), 3600: (3600, 'h')}.get(int(dt), (DAY, 'd'))
    lags = (1, 2, 3, 6, max(7, n // 12), n // 4)
    temp = [*(f'autocorrelation at {k * dt / unit:g} {name}' for k in lags), 'sd of steps / sd', 'sd of steps', 'kurtosis of steps', 'skewness of steps',
            'largest step', 'share of steps near 0', 'median step / sd of steps', 'turning points', 'longest run beside the median',
            'number of runs beside the median', 'spectral slope', 'spectral slope, fast half']
    cross = ['correlation', 'correlation of steps', 'rank correlation', 'correlation, led', 'correlation, lagged']
    pairs = [f'{a}-{b}' for i, a in enumerate(metrics) for b in metrics[i + 1:]]
    for key, width in groups.items():
        if key == 'cross': out += [f'{p} {f}' for p in pairs for f in cross]
        else:
            season = [f'hour {i}' for i in range(24)] + [f'weekday {i}' for i in range(7)]
            own = {'marg': marg, 'temp': temp}.get(key) or season[-7 if width == 7 * len(metrics) else 0:][:width // len(metrics)]
            out += [f'{m} {f}' for m in metrics for f in own]
    return out


def tells(real, ours, dt, t0r, t0s, count=12):
    """features of windows by how well each alone tells real from ours: the area under its ROC curve, .5 to 1"""
    n = min({300: 288, 3600: 168, 86400: 28}[int(dt)], *(x.shape[1] for p in (real, ours) for x in p.values()))
    metrics = [m for m in score.ALIAS if m in real and m in ours]
    made = [windows({m: zs(p[m]) for m in metrics}, dt, t0, n, 8, np.random.RandomState(seed))[0] for p, t0, seed in ((real, t0r, 1), (ours, t0s, 2))]
    groups = {k: v.shape[1] for k, v in made[0].items() if v.ndim == 2 and v.shape[1]}
    a, b = (np.hstack([side[k] for k in groups]) for side in made)
    ranks = score.stats.rankdata(np.vstack([a, b]), axis=0)
    auc = (ranks[len(a):].sum(0) - len(b) * (len(b) + 1) / 2) / (len(a) * len(b))
    order = np.argsort(-np.abs(auc - .5), kind='stable')[:count]
    label = names(groups, metrics, n, dt)
    return [{'feature': label[i], 'auc': float(max(auc[i], 1 - auc[i])), 'real': float(np.median(a[:, i])), 'ours': float(np.median(b[:, i]))} for i in order]


# ---------------------------------------------------------------- anchors where there are none
def anchors(name, freq):
    """0 and 100 on the index: Gaussian noise, and one half of the real servers, both against the other half; mean of a few splits"""
    panel, dt, t0 = resample(*read(name), freq)
    n = next(iter(panel.values())).shape[0]
    found = {'ceiling': [], 'base': []}
    for seed in range(CEILING_SPLITS):
        order = np.random.RandomState(seed).permutation(n)
        one, other = ({m: x[np.sort(half)] for m, x in panel.items()} for half in (order[:n // 2], order[n // 2:]))
        found['ceiling'].append(score.score(one, other, dt, t0, t0, fast=True))
        found['base'].append(score.score(one, gaussian(other, seed), dt, t0, t0, fast=True))

    def mean(results, key):
        values = [r[key] for r in results if r.get(key) is not None and np.isfinite(r[key])]
        return float(np.mean(values)) if values else None

    return {side: {k: mean(results, k) for k in score.CORE} for side, results in found.items()}


if __name__ == '__main__':
    if sys.argv[1:2] == ['anchors']:                 # measure.py anchors FILE FREQ
        print(json.dumps(anchors(*sys.argv[2:4]), indent=1))
    else:
        for task in json.load(sys.stdin): print(json.dumps(measure(task)), flush=True)
