#!/usr/bin/env python3
"""Writes tests/ReferenceValues/forecasting: partially linear autoregressions and Diebold-Mariano tests by numpy and scipy.

Usage: forecasting.py FOLDER. Needs python3-numpy and python3-scipy.
"""
import sys
from pathlib import Path

import numpy as np
from scipy import stats

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
n = 60
rng = np.random.default_rng(20240501)
x = np.zeros((n, 2))
y = np.zeros(n)
for t in range(n):
    x[t] = (0.8 * x[t - 1] if t else 0) + rng.normal(size=2)
    y[t] = (0.5 * y[t - 1] if t else 0) + np.sin(x[t, 0]) + 0.2 * x[t, 1] ** 2 + 0.3 * rng.normal()
x, y = np.round(x, 4), np.round(y, 4)
with open(folder / "series.csv", "w", encoding="utf-8") as out:
    out.write("y,x1,x2\n")
    for t in range(n):
        out.write(f"{y[t]!r},{x[t, 0]!r},{x[t, 1]!r}\n")


def weights(points, centre, h, kernel):
    z = (centre - points) / h
    return np.exp(-0.5 * (z**2).sum(1)) if kernel == "Gaussian" else np.clip(1 - z**2, 0, None).prod(1)


def thumb(points, kernel):
    m, k = points.shape
    return 1.06 * points.std(0, ddof=1) * m ** (-1 / (4 + k)) * (2.2138 if kernel == "Epanechnikov" else 1)


def left_out(points, v, h, kernel):
    answer = np.empty(len(v))
    for i in range(len(v)):
        w = weights(points, points[i], h, kernel)
        w[i] = 0
        answer[i] = (w @ v) / w.sum()
    return answer


def choose(points, v, kernel, rule):
    h = thumb(points, kernel)
    if rule == "RuleOfThumb":
        return h
    factors = [2 ** (6 * k / 24 - 3) for k in range(25)]
    losses = [((v - left_out(points, v, h * f, kernel)) ** 2).sum() for f in factors]
    return h * factors[int(np.argmin(losses))]


with open(folder / "fits.csv", "w", encoding="utf-8") as out:
    out.write("lags,columns,kernel,bandwidth,term,value,standardError,robustError\n")
    for lags in (1, 2):
        for k in (1, 2):
            for kernel in ("Gaussian", "Epanechnikov"):
                # A small bounded bandwidth can leave an observation without neighbours; how it is then widened is our own rule, hence no row of it here.
                for rule in ("RuleOfThumb", "CrossValidation") if kernel == "Gaussian" else ("RuleOfThumb",):
                    if kernel == "Epanechnikov" and k == 2:
                        continue
                    points = x[lags:, :k]
                    lagged = np.column_stack([y[lags - 1 - i : n - 1 - i] for i in range(lags)])
                    resid = lambda v: v - left_out(points, v, choose(points, v, kernel, rule), kernel)
                    ey = resid(y[lags:])
                    el = np.column_stack([resid(lagged[:, i]) for i in range(lags)])
                    inverse = np.linalg.inv(el.T @ el)
                    beta = inverse @ el.T @ ey
                    e = ey - el @ beta
                    m = len(e)
                    se = np.sqrt(np.diag(inverse) * (e @ e) / (m - lags))
                    hc1 = np.sqrt(np.diag(inverse @ (el.T * e**2) @ el @ inverse) * m / (m - lags))
                    for i in range(lags):
                        out.write(f"{lags},{k},{kernel},{rule},lag{i + 1},{float(beta[i])!r},{float(se[i])!r},{float(hc1[i])!r}\n")
                    rest = y[lags:] - lagged @ beta
                    h = choose(points, rest, kernel, rule)
                    for name, at in (("g0", points.mean(0)), ("g1", points.mean(0) + points.std(0))):
                        w = weights(points, at, h, kernel)
                        out.write(f"{lags},{k},{kernel},{rule},{name},{float((w @ rest) / w.sum())!r},,\n")

first = np.round(rng.normal(size=40), 4)
second = np.round(0.5 * first + 1.1 * rng.normal(size=40), 4)
with open(folder / "errors.csv", "w", encoding="utf-8") as out:
    out.write("first,second\n")
    for a, b in zip(first, second):
        out.write(f"{float(a)!r},{float(b)!r}\n")
with open(folder / "tests.csv", "w", encoding="utf-8") as out:
    out.write("horizon,power,uncorrected,statistic,probability\n")
    for h in (1, 2, 4):
        for power in (1, 2):
            d = abs(first) ** power - abs(second) ** power
            m, c = len(d), d - d.mean()
            v = (c @ c + 2 * sum(c[k:] @ c[:-k] for k in range(1, h))) / m
            if v <= 0:
                continue
            dm = d.mean() / np.sqrt(v / m)
            hln = dm * np.sqrt((m + 1 - 2 * h + h * (h - 1) / m) / m)
            out.write(f"{h},{power},{float(dm)!r},{float(hln)!r},{float(2 * stats.t.sf(abs(hln), m - 1))!r}\n")
