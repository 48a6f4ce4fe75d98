#!/usr/bin/env python3
"""Checks and makes the reference values of the regressions, in rational and 60-digit arithmetic.

    python3 eng/reference-values/regression.py check        compares every certified NIST figure with exact rational arithmetic on the data files
    python3 eng/reference-values/regression.py tails        > tests/ReferenceValues/tail-probability/values.csv
    python3 eng/reference-values/regression.py diagnostics  > tests/ReferenceValues/regression-diagnostics/values.csv

check solves the normal equations in fractions, so no rounding occurs before the last step. diagnostics takes Longley's data and one made set of 60 rows
(fixed seed, errors that grow and remember) and computes HC0-HC3, Newey-West, Durbin-Watson, Breusch-Pagan, Koenker, VIF, partial correlations, predictions
and leverages by their textbook formulas from the inverse of X'X.
"""
import csv
import pathlib
import random
import sys
from fractions import Fraction

import mpmath as mp

mp.mp.dps = 60
ROOT = pathlib.Path(__file__).resolve().parents[2] / "tests" / "ReferenceValues"
NIST = ROOT / "nist-strd"
DEGREE = {"norris": 1, "pontius": 2, "filip": 10, **{f"wampler{k}": 5 for k in range(1, 6)}}


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def design(name, convert):
    rows = read(NIST / f"{name}.csv")
    y = [convert(r["y"]) for r in rows]
    if name == "longley":
        x = [[convert("1")] + [convert(r[f"x{j}"]) for j in range(1, 7)] for r in rows]
    else:
        x = [[convert(r["x"]) ** k for k in range(DEGREE[name] + 1)] for r in rows]
    return x, y


def inverse_and_solution(x, y):
    p = len(x[0])
    one, zero = x[0][0] * 0 + 1, x[0][0] * 0
    a = [[sum(r[i] * r[j] for r in x) for j in range(p)] + [sum(r[i] * v for r, v in zip(x, y))] + [one if i == k else zero for k in range(p)] for i in range(p)]
    for i in range(p):
        best = max(range(i, p), key=lambda k: abs(a[k][i]))
        a[i], a[best] = a[best], a[i]
        pivot = a[i][i]
        a[i] = [v / pivot for v in a[i]]
        for k in range(p):
            if k != i and a[k][i] != 0:
                f = a[k][i]
                a[k] = [u - f * v for u, v in zip(a[k], a[i])]
    return [row[p + 1:] for row in a], [row[p] for row in a]


def statistics(x, y):
    n, p = len(x), len(x[0])
    inverse, b = inverse_and_solution(x, y)
    fitted = [sum(c * v for c, v in zip(b, r)) for r in x]
    e = [v - f for v, f in zip(y, fitted)]
    rss = sum(v * v for v in e)
    mean = sum(y) / n
    tss = sum((v - mean) ** 2 for v in y)
    return n, p, inverse, b, e, rss, tss


def number(value):
    return mp.mpf(value.numerator) / mp.mpf(value.denominator) if isinstance(value, Fraction) else mp.mpf(value)


def check():
    certified = read(NIST / "certified.csv")
    worst = 0
    for name in dict.fromkeys(r["dataset"] for r in certified):
        x, y = design(name, Fraction)
        n, p, inverse, b, e, rss, tss = statistics(x, y)
        s2 = number(rss) / (n - p)
        values = {"residual_standard_error": mp.sqrt(s2), "r_squared": 1 - number(rss) / number(tss), "regression_sum_of_squares": number(tss - rss), "residual_sum_of_squares": number(rss)}
        if rss != 0:
            values["f_statistic"] = number(tss - rss) / (p - 1) / s2
        for row in (r for r in certified if r["dataset"] == name):
            published = mp.mpf(row["value"])
            if row["quantity"] == "coefficient":
                mine = number(b[int(row["term"][1:])])
            elif row["quantity"] == "standard_error":
                k = int(row["term"][1:])
                mine = mp.sqrt(s2 * number(inverse[k][k]))
            else:
                mine = values[row["quantity"]]
            error = abs(mine - published) / abs(published) if published != 0 else abs(mine)
            worst = max(worst, error)
            if error > 1e-14:
                print(name, row["quantity"], row["term"], row["value"], mp.nstr(mine, 18), mp.nstr(error, 3))
    print(f"{len(certified)} certified figures, largest relative difference {mp.nstr(worst, 3)}")


def tails():
    random.seed(20261122)
    print("distribution,statistic,degrees1,degrees2,tail")

    def line(kind, statistic, d1, d2, tail):
        print(f"{kind},{statistic!r},{d1!r},{d2!r},{mp.nstr(tail, 20, min_fixed=1, max_fixed=0)}")

    for _ in range(120):
        df = float(random.choice([1, 2, 3, 5, 9, 10, 15, 30, 71, 100, 1000, 123456, 2.5, 0.5]))
        t = 10 ** random.uniform(-6, 2)
        x = mp.mpf(df) / (mp.mpf(df) + mp.mpf(t) ** 2)
        line("t", t, df, 0.0, mp.betainc(mp.mpf(df) / 2, mp.mpf(1) / 2, 0, x, regularized=True))
    for _ in range(120):
        d1 = float(random.choice([1, 2, 3, 5, 6, 10, 20, 100]))
        d2 = float(random.choice([1, 2, 5, 9, 15, 34, 71, 500, 20000]))
        f = 10 ** random.uniform(-3, 2)
        x = mp.mpf(d2) / (mp.mpf(d2) + mp.mpf(d1) * mp.mpf(f))
        line("f", f, d1, d2, mp.betainc(mp.mpf(d2) / 2, mp.mpf(d1) / 2, 0, x, regularized=True))
    for _ in range(120):
        d = float(random.choice([1, 2, 3, 4, 6, 10, 20, 50, 400, 5000]))
        c = d * 10 ** random.uniform(-2, 1)
        line("chi-square", c, d, 0.0, mp.gammainc(mp.mpf(d) / 2, mp.mpf(c) / 2, mp.inf, regularized=True))


def made_set():
    """60 rows: three columns of different units, one nearly a combination, errors that grow with x1 and remember half of the last one."""
    random.seed(41)
    rows, last = [], 0.0
    for i in range(60):
        x1 = random.uniform(0, 10)
        x2 = 1e6 * random.gauss(1, 0.1)
        x3 = round(0.5 * x1 + 1e-6 * x2 + random.gauss(0, 0.05), 6)
        last = 0.5 * last + random.gauss(0, 0.2 + 0.3 * x1)
        rows.append([round(2 + 0.7 * x1 - 3e-6 * x2 + 0.4 * x3 + last, 8), round(x1, 8), round(x2, 2), x3])
    return rows


def diagnostics():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["set", "quantity", "term", "value"])
    longley = read(NIST / "longley.csv")
    sets = {"longley": [[float(r["y"])] + [float(r[f"x{j}"]) for j in range(1, 7)] for r in longley], "made": made_set()}
    for name, rows in sets.items():
        if name == "made":
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    out.writerow([name, "data", f"{i}:{j}", repr(value)])
        y = [mp.mpf(r[0]) for r in rows]
        x = [[mp.mpf(1)] + [mp.mpf(v) for v in r[1:]] for r in rows]
        n, p, inverse, b, e, rss, tss = statistics(x, y)
        s2 = rss / (n - p)

        def put(quantity, term, value):
            out.writerow([name, quantity, term, mp.nstr(value, 20, min_fixed=1, max_fixed=0)])

        def quadratic(u, v):
            return sum(u[i] * inverse[i][j] * v[j] for i in range(p) for j in range(p))

        def sandwich(middle):
            half = [[sum(inverse[i][k] * middle[k][j] for k in range(p)) for j in range(p)] for i in range(p)]
            return [[sum(half[i][k] * inverse[k][j] for k in range(p)) for j in range(p)] for i in range(p)]

        h = [quadratic(r, r) for r in x]
        for i in (0, n // 2, n - 1):
            put("leverage", i, h[i])
        weights = {"HC0": [v * v for v in e], "HC1": [v * v * n / (n - p) for v in e], "HC2": [v * v / (1 - u) for v, u in zip(e, h)], "HC3": [v * v / (1 - u) ** 2 for v, u in zip(e, h)]}
        for kind, w in weights.items():
            cov = sandwich([[sum(wi * r[i] * r[j] for wi, r in zip(w, x)) for j in range(p)] for i in range(p)])
            for j in range(p):
                put(kind, j, mp.sqrt(cov[j][j]))
            put(kind + " covariance", "1:0", cov[1][0])
        for lag in (1, 4):
            middle = [[mp.mpf(0)] * p for _ in range(p)]
            for i in range(p):
                for j in range(p):
                    for l in range(lag + 1):
                        weight = 1 - mp.mpf(l) / (lag + 1)
                        for t in range(l, n):
                            term = e[t] * e[t - l] * x[t][i] * x[t - l][j]
                            if l > 0:
                                term += e[t] * e[t - l] * x[t - l][i] * x[t][j]
                            middle[i][j] += weight * term
            cov = sandwich(middle)
            for j in range(p):
                put(f"newey-west({lag})", j, mp.sqrt(cov[j][j]))
        put("durbin-watson", "", sum((e[i] - e[i - 1]) ** 2 for i in range(1, n)) / rss)
        g = [v * v for v in e]
        _, _, _, _, _, grss, gtss = statistics(x, g)
        lm = (gtss - grss) / (2 * (rss / n) ** 2)
        koenker = n * (1 - grss / gtss)
        put("breusch-pagan", "", lm)
        put("breusch-pagan p", "", mp.gammainc(mp.mpf(p - 1) / 2, lm / 2, mp.inf, regularized=True))
        put("koenker", "", koenker)
        put("koenker p", "", mp.gammainc(mp.mpf(p - 1) / 2, koenker / 2, mp.inf, regularized=True))
        for j in range(1, p):
            column = [r[j] for r in x]
            mean = sum(column) / n
            put("vif", j, inverse[j][j] * sum((v - mean) ** 2 for v in column))
        full = [list(r) + [v] for r, v in zip(x, y)]
        whole, _ = inverse_and_solution(full, y)
        for i in range(1, p + 1):
            for j in range(1, i):
                r = -whole[i][j] / mp.sqrt(whole[i][i] * whole[j][j])
                put("partial correlation", f"{j}:{i}", r)
                # p columns in all (the response for the constant): n - 2 less the p - 2 taken out.
                t = r * mp.sqrt((n - p) / (1 - r * r))
                put("partial correlation p", f"{j}:{i}", mp.betainc(mp.mpf(n - p) / 2, mp.mpf(1) / 2, 0, (n - p) / (n - p + t * t), regularized=True))
        columns = [[r[j] for r in full] for j in range(1, p + 1)]
        for i in range(p):
            for j in range(i):
                a = [v - sum(columns[i]) / n for v in columns[i]]
                c = [v - sum(columns[j]) / n for v in columns[j]]
                put("correlation", f"{j + 1}:{i + 1}", sum(u * v for u, v in zip(a, c)) / mp.sqrt(sum(u * u for u in a) * sum(v * v for v in c)))
        at = [mp.mpf(1)] + [sum(r[j] for r in x[:5]) / 5 for j in range(1, p)]
        at = [mp.mpf(float(v)) for v in at]
        for j in range(1, p):
            put("prediction at", j, at[j])
        put("prediction", "mean", sum(u * v for u, v in zip(at, b)))
        put("prediction", "se mean", mp.sqrt(s2 * quadratic(at, at)))
        put("prediction", "se observation", mp.sqrt(s2 * (1 + quadratic(at, at))))


if __name__ == "__main__":
    {"check": check, "tails": tails, "diagnostics": diagnostics}[sys.argv[1]]()
