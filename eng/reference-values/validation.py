"""Reference figures for Freeboard.Validation: a made sample and what scipy, and plain loops where scipy has nothing, say of it.

    python3 eng/reference-values/validation.py tests/ReferenceValues/validation    (writes sample.csv, values.csv, bucket.csv)
"""
import csv
import itertools
import sys

import numpy as np
from scipy import integrate, stats

out = sys.argv[1]
rng = np.random.default_rng(20260101)
n = 260
firm = rng.integers(0, 60, n)
latent = rng.normal(0, 1, n)
event = (latent + rng.logistic(0, 0.9, n) > 1.9).astype(int)
first = np.round(latent + rng.normal(0, 0.7, n), 1)            # rounded: many ties
second = np.round(latent + rng.normal(0, 1.3, n), 2)
probability = np.round(1 / (1 + np.exp(1.6 - 1.3 * first)), 4)

with open(f"{out}/sample.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["firm", "event", "first", "second", "probability"])
    for i in range(n):
        w.writerow([f"F{firm[i]:02d}", event[i], repr(float(first[i])), repr(float(second[i])), repr(float(probability[i]))])

values = []


def add(item, value, tolerance=1e-12):
    values.append((item, repr(float(value)), repr(tolerance)))


x1, x0 = first[event == 1], first[event == 0]


def area(s):
    a, b = s[event == 1], s[event == 0]
    return np.mean([(p > q) + 0.5 * (p == q) for p in a for q in b])


def placements(s):
    a, b = s[event == 1], s[event == 0]
    return (np.array([np.mean((p > b) + 0.5 * (p == b)) for p in a]), np.array([np.mean((a > q) + 0.5 * (a == q)) for q in b]))


def covariance(s, t):
    (s1, s0), (t1, t0) = placements(s), placements(t)
    return np.cov(s1, t1)[0, 1] / len(s1) + np.cov(s0, t0)[0, 1] / len(s0)


z95 = stats.norm.ppf(0.975)
se = covariance(first, first) ** 0.5
add("auc.first", area(first))
add("auc.second", area(second))
add("auc.se", se)
add("auc.low", area(first) - z95 * se)
add("auc.high", area(first) + z95 * se)
paired = covariance(first, first) + covariance(second, second) - 2 * covariance(first, second)
add("paired.se", paired ** 0.5)
add("paired.z", (area(first) - area(second)) / paired ** 0.5, 1e-11)
add("paired.p", 2 * stats.norm.sf(abs(area(first) - area(second)) / paired ** 0.5), 1e-11)
gaps = [abs(np.mean(x1 >= u) - np.mean(x0 >= u)) for u in np.unique(first)]
add("ks", max(gaps))

order = np.argsort(-first, kind="stable")
for k in range(1, 4):                                          # expected events among the riskiest k tenths, ties in proportion
    m = k * n // 10
    cut = np.sort(first)[::-1][m - 1]
    above = first > cut
    inside = event[above].sum() + event[first == cut].sum() * (m - above.sum()) / (first == cut).sum()
    add(f"capture.{k}", inside / event.sum())

p, y = probability, event
add("brier", np.mean((p - y) ** 2))
add("logloss", -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)))
group = np.empty(n, int)
group[np.argsort(p, kind="stable")] = (np.arange(n) * 10) // n
hl = rel = res = wv = wc = 0.0
for g in range(10):
    i = group == g
    m, d, e = i.sum(), y[i].sum(), p[i].sum()
    hl += (d - e) ** 2 / (m * (e / m) * (1 - e / m))
    rel += m / n * (p[i].mean() - y[i].mean()) ** 2
    res += m / n * (y[i].mean() - y.mean()) ** 2
    wv += ((p[i] - p[i].mean()) ** 2).sum() / n
    wc += ((p[i] - p[i].mean()) * (y[i] - y[i].mean())).sum() / n
add("brier.reliability", rel)
add("brier.resolution", res)
add("brier.withinVariance", wv)
add("brier.withinCovariance", wc)
add("hl", hl, 1e-11)
add("hl.p8", stats.chi2.sf(hl, 8))
add("hl.p10", stats.chi2.sf(hl, 10))
zs = ((y - p) * (1 - 2 * p)).sum() / np.sqrt((((1 - 2 * p) ** 2) * p * (1 - p)).sum())
add("spiegelhalter.z", zs, 1e-11)
add("spiegelhalter.p", 2 * stats.norm.sf(abs(zs)))

X = np.column_stack([np.ones(n), np.log(p / (1 - p))])
b = np.zeros(2)
for _ in range(60):
    q = 1 / (1 + np.exp(-X @ b))
    information = X.T @ (X * (q * (1 - q))[:, None])
    b = b + np.linalg.solve(information, X.T @ (y - q))
errors = np.sqrt(np.diag(np.linalg.inv(information)))
add("line.intercept", b[0], 1e-10)
add("line.slope", b[1], 1e-10)
add("line.interceptError", errors[0], 1e-10)
add("line.slopeError", errors[1], 1e-10)
a = 0.0
for _ in range(60):
    q = 1 / (1 + np.exp(-(a + X[:, 1])))
    a += (y - q).sum() / (q * (1 - q)).sum()
add("line.interceptAtSlopeOne", a, 1e-10)

for name, test in (("pooled", stats.ttest_ind(x1, x0)), ("welch", stats.ttest_ind(x1, x0, equal_var=False)), ("pairs", stats.ttest_rel(first, second))):
    add(f"{name}.t", test.statistic, 1e-11)
    add(f"{name}.p", test.pvalue, 1e-12)
va, vb = x1.var(ddof=1) / len(x1), x0.var(ddof=1) / len(x0)
add("welch.df", (va + vb) ** 2 / (va ** 2 / (len(x1) - 1) + vb ** 2 / (len(x0) - 1)), 1e-10)
mw = stats.mannwhitneyu(x1, x0, alternative="two-sided", method="asymptotic")
add("mannwhitney.u", mw.statistic)
add("mannwhitney.p", mw.pvalue)
k1, k2 = second[:40], second[100:150]
add("ks2.statistic", stats.ks_2samp(k1, k2).statistic)
add("ks2.exact", stats.ks_2samp(k1, k2, method="exact").pvalue, 1e-10)
add("ks2.asymptotic", stats.ks_2samp(k1, k2, method="asymp").pvalue, 1e-10)
add("ks1.asymptotic", stats.ks_2samp(x1, x0, method="asymp").pvalue, 1e-12)
small1, small2 = [1.1, 2.3, 4.9, 5.7, 8.8, 9.1, 12.4], [0.2, 1.9, 3.3, 3.8, 4.1, 6.0]
add("mannwhitney.exact", stats.mannwhitneyu(small1, small2, method="exact").pvalue)
add("ks.small.exact", stats.ks_2samp(small1, small2, method="exact").pvalue)

edges = np.quantile(second[:130], np.arange(1, 10) / 10)
e = np.bincount(np.searchsorted(edges, second[:130], side="right"), minlength=10) / 130
c = np.bincount(np.searchsorted(edges, second[130:], side="right"), minlength=10) / 130
assert (e > 0).all() and (c > 0).all()
add("psi", ((c - e) * np.log(c / e)).sum())

for df in (1, 5, 22, 108.1):
    add(f"t95.{df}", stats.t.ppf(0.95, df), 1e-11)

with open(f"{out}/values.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["item", "value", "tolerance"])
    w.writerows(values)

with open(f"{out}/bucket.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["n", "d", "pd", "rho", "binomial", "jeffreys", "correlated", "wilsonLow", "wilsonHigh"])
    for m, d, pd, rho in itertools.chain(
            [(59, 4, 0.0349, 0.12), (1000, 30, 0.02, 0.12), (1000, 30, 0.02, 0.24), (5000, 12, 0.001, 0.05), (20, 0, 0.01, 0.2), (7, 7, 0.5, 0.12), (300, 1, 1e-4, 0.3), (250, 40, 0.1, 0.0)]):
        def tail(s):
            return stats.norm.pdf(s) * stats.binom.sf(d - 1, m, stats.norm.cdf((stats.norm.ppf(pd) - np.sqrt(rho) * s) / np.sqrt(1 - rho)))
        correlated = stats.binom.sf(d - 1, m, pd) if rho == 0 else sum(integrate.quad(tail, lo, lo + 1, epsabs=1e-15, epsrel=1e-13, limit=400)[0] for lo in range(-9, 9))
        rate, z = d / m, z95
        centre, half = rate + z * z / (2 * m), z * np.sqrt(rate * (1 - rate) / m + z * z / (4 * m * m))
        w.writerow([m, d, repr(pd), repr(rho), repr(float(stats.binom.sf(d - 1, m, pd))), repr(float(stats.beta.cdf(pd, d + .5, m - d + .5))), repr(float(correlated)),
                    repr(float(0 if d == 0 else (centre - half) / (1 + z * z / m))), repr(float(1 if d == m else (centre + half) / (1 + z * z / m)))])
