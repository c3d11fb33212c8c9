#!/usr/bin/python3
"""quantiles.py - how far are the quantiles of a panel of servers from those of real ones?

  quantiles.py PANEL --like web|database|application|batch|fleet
  quantiles.py PANEL --set "bitbrains:steady/app" [--set "bitbrains:batch=20" ...]      (a mixture; weight: its servers)

Prints, for each metric and statistic, the 10, 25, 50, 75 and 90 % quantiles over the servers of the panel, those of
targets.json, and d, the mean absolute difference of the five; then an index of the differences, on the scale of score.py's.
PANEL is whatever score.py reads, with a step of 5 minutes. Needs numpy, pandas, scipy and scikit-learn.
"""
import argparse, json, os, warnings
import numpy as np
from scipy.stats import rankdata
from score import load, fill, DAY

warnings.filterwarnings('ignore')
HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = (.1, .25, .5, .75, .9)
METRICS = ('cpu', 'memory', 'disk_io', 'network')

# The sets that are likest each archetype, with weights: the number of their servers.
LIKE = {
    'web': {'smd:internet service machines (min-max scaled)': 8, 'alibaba2018:online+batch colocated': 13},
    'database': {'bitbrains:disk-bound(db-like)': 32},
    'application': {'bitbrains:steady/app': 69},
    'batch': {'bitbrains:batch': 61},
    'fleet': {'bitbrains:steady/app': 69, 'bitbrains:batch': 61, 'bitbrains:nightly-job': 15,
              'bitbrains:disk-bound(db-like)': 32, 'bitbrains:interactive(web/app)': 10},
}
STATISTICS = ('cv', 'p95_mean', 'skew', 'kurt', 'diff_kurt', 'diff_std_rel', 'acf_step', 'acf_1h', 'acf_6h', 'acf_1d',
              'acf_7d', 'diurnal_r2_1h', 'how_r2_1h', 'dp95_cv', 'dp95_over_dmean', 'dp95_acf1', 'dp95_acf7',
              'dp95_weekly_r2', 'hurst', 'taylor', 'burst_per_day', 'burst_share')
LOGGED = ('kurt', 'diff_kurt')                       # compared on the scale log(1 + x + 2)
# Components of score.py's index that quantiles can tell, each the mean of the differences of these statistics.
COMPONENTS = {'ACDw': ('acf_step', 'acf_1h', 'acf_6h', 'acf_1d', 'acf_7d'), 'SDw': ('skew',), 'KDw': ('kurt',),
              'INC': ('diff_kurt', 'diff_std_rel'), 'DSD': ('diurnal_r2_1h',), 'LRD': ('hurst',), 'HET': ('taylor',)}
# The same of daily P95, on the scale of its own anchors; beside the index, which is of 5 minutes.
DAYS = ('dp95_acf1', 'dp95_acf7')
CORRELATIONS = (.256, .039)                          # base and ceiling of CCDw: one metric's anchors have none


# ---------------------------------------------------------------- statistics of a panel: arrays [server, time] -> [server]
def moments(x):
    """skewness and excess kurtosis"""
    c = x - x.mean(1, keepdims=True)
    c2 = c * c
    v = c2.mean(1)
    return (c2 * c).mean(1) / v**1.5, (c2 * c2).mean(1) / v**2 - 3


def autocorrelation(x, lag):
    if lag >= x.shape[1] - 20: return np.full(len(x), np.nan)
    c = x - x.mean(1, keepdims=True)
    return np.einsum('ij,ij->i', c[:, :-lag], c[:, lag:]) / (x.shape[1] - lag) / x.var(1)


def means(x, k):
    return x[:, :x.shape[1] // k * k].reshape(len(x), -1, k).mean(2)


def group_means(x, group, count):
    """mean of each group of columns, [server, group]"""
    order = np.argsort(group, kind='stable')
    sizes = np.bincount(group, minlength=count)
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    out = np.full((len(x), count), np.nan)
    out[:, sizes > 0] = np.add.reduceat(x[:, order], starts, axis=1) / sizes[sizes > 0]
    return out


def explained(x, group, count):
    """adjusted R2 of the group a column belongs to"""
    n, k = x.shape[1], len(np.unique(group))
    if n < 3 * k: return np.full(len(x), np.nan)
    rest = ((x - group_means(x, group, count)[:, group])**2).sum(1) / (n - k)
    return 1 - rest / (((x - x.mean(1, keepdims=True))**2).sum(1) / (n - 1))


def fluctuation_exponent(x, dt):
    """DFA exponent of the series without its time of day, as dfa() of score.py"""
    n, per = x.shape[1], int(DAY / dt)
    if n >= 3 * per: slot = np.arange(n) % per; x = x - group_means(x, slot, per)[:, slot]
    y = np.cumsum(x - x.mean(1, keepdims=True), axis=1)
    sizes = np.unique(np.round(np.geomspace(max(4, min(12, n // 20)), min(n / 6, 2 * DAY / dt), 9)).astype(int))
    logs = []
    for s in sizes:
        boxes = y[:, :n // s * s].reshape(len(x), -1, s)
        t = np.arange(s) - (s - 1) / 2
        slope = boxes @ t / (t @ t)
        # The variance left by a line is that around the mean, less that of the line.
        logs.append(.5 * np.log(np.maximum((boxes.var(2) - slope**2 * (t @ t) / s).mean(1), 1e-24)))
    return slopes(np.log(sizes), np.array(logs).T)


def slopes(t, y):
    c = t - t.mean()
    return y @ c / (c @ c)


def taylor(x, k):
    """slope of log sd on log mean in windows of k steps, as het() of score.py"""
    boxes = x[:, :x.shape[1] // k * k].reshape(len(x), -1, k)
    out = []
    for mean, sd in zip(boxes.mean(2), boxes.std(2)):
        m = (mean > 1e-6) & (sd > 1e-6)
        a, b = np.log(mean[m]), np.log(sd[m])
        out.append(np.clip(slopes(a, b), -5, 5) if m.sum() >= 15 and a.std() > .02 else np.nan)
    return np.array(out)


def bursts(x, hour):
    """bursts and share of time in them: over 4 robust sd above the hour of day's median, and 10 % of the 1-99 % range"""
    d = x.copy()
    for h in range(24):
        d[:, hour == h] -= np.median(x[:, hour == h], axis=1, keepdims=True)
    robust = 1.4826 * np.median(np.abs(d - np.median(d, axis=1, keepdims=True)), axis=1)
    low, high = np.quantile(x, (.01, .99), axis=1)
    over = d > np.maximum(4 * robust, .1 * (high - low))[:, None]
    return (over[:, 1:] & ~over[:, :-1]).sum(1) + over[:, 0], over.mean(1)


def statistics(x, dt, t0):
    day, hour = int(DAY / dt), int(3600 / dt)
    time = t0 + np.arange(x.shape[1]) * dt
    mean, sd, o = x.mean(1), x.std(1), {}
    o['cv'] = sd / mean
    o['p95_mean'] = np.quantile(x, .95, axis=1) / mean
    o['skew'], o['kurt'] = moments(x)
    d = np.diff(x, axis=1)
    o['diff_kurt'] = moments(d)[1]
    o['diff_std_rel'] = d.std(1) / sd
    for name, lag in (('step', 1), ('1h', hour), ('6h', 6 * hour), ('1d', day), ('7d', 7 * day)):
        o['acf_' + name] = autocorrelation(x, lag)
    hours = means(x, hour)
    of_day = (t0 // 3600 + np.arange(hours.shape[1])).astype(int) % 24
    of_week = (t0 // 3600 + np.arange(hours.shape[1])).astype(int) % 168
    o['diurnal_r2_1h'] = explained(hours, of_day, 24)
    o['how_r2_1h'] = explained(hours, of_week, 168)
    skip = int(-t0 % DAY / dt)
    days = x[:, skip:skip + (x.shape[1] - skip) // day * day].reshape(len(x), -1, day)
    p95 = np.quantile(days, .95, axis=2)
    o['dp95_cv'] = p95.std(1) / p95.mean(1)
    o['dp95_over_dmean'] = np.median(p95 / days.mean(2), axis=1)
    o['dp95_acf1'], o['dp95_acf7'] = autocorrelation(p95, 1), autocorrelation(p95, 7)
    o['dp95_weekly_r2'] = explained(p95, ((t0 + skip * dt) // DAY + np.arange(p95.shape[1])).astype(int) % 7, 7)
    o['hurst'] = fluctuation_exponent(x, dt)
    o['taylor'] = taylor(x, hour)
    count, o['burst_share'] = bursts(x, (time % DAY // 3600).astype(int))
    o['burst_per_day'] = count / (x.shape[1] / day)
    return o


def correlations(panel, dt):
    """{'cpu-memory@step': {'pearson': [server], 'spearman': [server]}, ...}"""
    out = {}
    for level, k in (('step', 1), ('hour', int(3600 / dt)), ('day', int(DAY / dt))):
        at = {m: means(x, k) for m, x in panel.items()}
        ranks = {m: rankdata(x, axis=1) for m, x in at.items()}
        for kind, of in (('pearson', at), ('spearman', ranks)):
            unit = {}
            for m, x in of.items():
                c = x - x.mean(1, keepdims=True)
                unit[m] = c / np.sqrt((c * c).sum(1, keepdims=True))
            ms = list(panel)
            for i, a in enumerate(ms):
                for b in ms[i + 1:]:
                    out.setdefault(f'{a}-{b}@{level}', {})[kind] = np.einsum('ij,ij->i', unit[a], unit[b])
    return out


# ---------------------------------------------------------------- the real ones
def mixture(quantiles, weights):
    """quantiles of a mixture of populations that are known by theirs; outside 10-90 % each is taken as flat"""
    u = (np.arange(400) + .5) / 400
    values = np.concatenate([np.interp(u, LEVELS, q) for q in quantiles])
    share = np.repeat(weights, len(u)).astype(float)
    order = np.argsort(values, kind='stable')
    at = (np.cumsum(share[order]) - share[order] / 2) / share.sum()
    return np.interp(LEVELS, at, values[order])


def target(sets, weights, pick):
    found = [(q, w) for q, w in ((pick(s), w) for s, w in zip(sets, weights)) if q is not None and None not in q]
    if not found: return None
    return np.array(found[0][0], float) if len(found) == 1 else mixture(*zip(*found))


# ---------------------------------------------------------------- comparison
def difference(name, a, b):
    if name in LOGGED: a, b = np.log1p(np.maximum(a, -2) + 2), np.log1p(np.maximum(b, -2) + 2)
    if name == 'taylor': a, b = np.clip(a, -5, 5), np.clip(b, -5, 5)
    return float(np.mean(np.abs(a - b)))


def compare(panel, dt, t0, weights):
    """rows (metric or pair, statistic, ours, real, d), and the index with its parts"""
    targets = json.load(open(os.path.join(HERE, 'targets.json')))['sets']
    unknown = [name for name in weights if name not in targets]
    if unknown: raise SystemExit(f'no set {unknown[0]!r}; there are: ' + ', '.join(targets))
    sets = [targets[name] for name in weights]
    share = [targets[name]['n'] if w is None else w for name, w in weights.items()]
    panel = {m: np.array([fill(x) for x in panel[m]]) for m in METRICS if m in panel}
    rows = []

    def row(what, name, values, real):
        if real is None or not np.isfinite(values).any(): return
        ours = np.nanquantile(values, LEVELS)
        rows.append((what, name, ours, real, difference(name, ours, real)))

    for m, x in panel.items():
        found = statistics(x, dt, t0)
        for name in STATISTICS:
            row(m, name, found[name], target(sets, share, lambda s: s.get(m, {}).get(name)))
    for pair, kinds in correlations(panel, dt).items():
        for kind, values in kinds.items():
            row(pair, kind, values, target(sets, share, lambda s: s.get('corr', {}).get(pair, {}).get(kind)))
    return rows, index(rows)


def anchors(freq):
    return json.load(open(os.path.join(HERE, f'anchors_azure_{freq}.json')))


def mean_difference(rows, names):
    """of each statistic over the metrics first, so that none counts twice where a metric lacks it; None where there is none"""
    of = [[d for _, name, _, _, d in rows if name == n] for n in names]
    of = [np.mean(d) for d in of if d]
    return np.mean(of) if of else None


def scaled(x, base, ceiling):
    return float(np.clip(100 * (base - x) / (base - ceiling), -50, 100))


def index(rows):
    known = anchors('5min')
    parts = {}
    for part, names in COMPONENTS.items():
        x = mean_difference(rows, names)
        if x is not None: parts[part] = (x, known['base'][part], known['ceiling'][part])
    pairs = [d for what, name, _, _, d in rows if name == 'pearson' and not what.endswith('@day')]
    if pairs: parts['CCDw'] = (np.mean(pairs), *CORRELATIONS)
    parts = {k: scaled(*of) for k, of in parts.items()}
    return float(np.mean(list(parts.values()))), parts


def days(rows):
    """how near the autocorrelation of daily P95 is, 0 to 100"""
    known = anchors('1d-p95')
    return scaled(mean_difference(rows, DAYS), known['base']['ACDw'], known['ceiling']['ACDw'])


def short(x):
    size = 1 if abs(x) >= 100 else 2 if abs(x) >= 10 else 3 if abs(x) >= 1 else 4
    return f'{x:.{size - 1}f}'


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('panel')
    ap.add_argument('--like', choices=list(LIKE))
    ap.add_argument('--set', action='append', default=[], metavar='NAME[=WEIGHT]')
    ap.add_argument('--only', help='metrics and pairs that contain this text')
    ap.add_argument('--json')
    A = ap.parse_args()
    weights = dict(LIKE.get(A.like, {}))
    for asked in A.set:
        name, _, weight = asked.partition('=')
        weights[name] = float(weight) if weight else None
    if not weights: ap.error('--like or --set is needed')
    panel, dt, t0 = load(A.panel)
    if abs(dt - 300) > 1: ap.error(f'a step of 300 s is needed, received {dt:g}')
    rows, (value, parts) = compare(panel, dt, t0, weights)
    for what, name, ours, real, d in rows:
        if A.only and A.only not in what: continue
        cells = lambda q: ' '.join(f'{short(x):>6}' for x in q)
        print(f'{what:20} {name:15} ours {cells(ours)}   real {cells(real)}   d={d:.3f}')
    print(f'index {value:.1f}   ' + ' '.join(f'{k} {v:.0f}' for k, v in parts.items()) + f'   days {days(rows):.0f}')
    if A.json:
        table = [{'of': w, 'statistic': n, 'ours': list(map(float, o)), 'real': list(map(float, r)), 'd': d} for w, n, o, r, d in rows]
        json.dump({'index': value, 'parts': parts, 'rows': table}, open(A.json, 'w'), indent=1)


if __name__ == '__main__': main()
