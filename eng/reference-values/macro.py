#!/usr/bin/env python3
"""Writes tests/ReferenceValues/macro: unit-root, Granger and HAC figures by statsmodels on its own macro data (public domain).

Usage: macro.py FOLDER. Needs python3-statsmodels (0.13.5).
"""
import sys
import warnings
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from statsmodels.tsa.stattools import adfuller, grangercausalitytests, kpss

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
data = sm.datasets.macrodata.load_pandas().data
names = ["realgdp", "cpi", "m1", "tbilrate", "unemp", "infl", "realint"]
with open(folder / "series.csv", "w", encoding="utf-8") as out:
    out.write("year,quarter," + ",".join(names) + "\n")
    for _, row in data.iterrows():
        out.write(f"{int(row.year)},{int(row.quarter)}," + ",".join(repr(float(row[n])) for n in names) + "\n")

rows = []


def add(test, item, setting, figure, value):
    rows.append((test, item, setting, figure, repr(float(value))))


growth = 400 * np.diff(np.log(data.realgdp.values))
series = {
    "lnGdp": np.log(data.realgdp.values),
    "growth": growth,
    "unemp": data.unemp.values,
    "realint": data.realint.values,
    "tbilrate": data.tbilrate.values,
    "infl": data.infl.values,
}
for name, x in series.items():
    for trend in ["n", "c", "ct", "ctt"]:
        for lag in ["AIC", "BIC", "t-stat", None]:
            stat, p, used, n, crit, *_ = adfuller(x, maxlag=4 if lag is None else None, regression=trend, autolag=lag)
            setting = f"{trend}:{lag or 'fixed'}"
            for figure, value in [("stat", stat), ("p", p), ("lags", used), ("n", n), ("crit1", crit["1%"]), ("crit5", crit["5%"]), ("crit10", crit["10%"])]:
                add("adf", name, setting, figure, value)
    for trend in ["c", "ct"]:
        for lag in ["auto", "legacy", 4]:
            stat, p, used, crit = kpss(x, regression=trend, nlags=lag)
            setting = f"{trend}:{lag}"
            for figure, value in [("stat", stat), ("p", p), ("lags", used)]:
                add("kpss", name, setting, figure, value)
for effect, cause in [("unemp", "growth"), ("growth", "unemp"), ("infl", "realint"), ("tbilrate", "infl")]:
    pair = np.column_stack([series[effect][-202:], series[cause][-202:]])
    result = grangercausalitytests(pair, maxlag=4, verbose=False)
    for lag in range(1, 5):
        tests = result[lag][0]
        add("granger", f"{effect}:{cause}", str(lag), "F", tests["ssr_ftest"][0])
        add("granger", f"{effect}:{cause}", str(lag), "pF", tests["ssr_ftest"][1])
        add("granger", f"{effect}:{cause}", str(lag), "chi2", tests["ssr_chi2test"][0])
        add("granger", f"{effect}:{cause}", str(lag), "pChi2", tests["ssr_chi2test"][1])
        add("granger", f"{effect}:{cause}", str(lag), "lr", tests["lrtest"][0])
        add("granger", f"{effect}:{cause}", str(lag), "pLr", tests["lrtest"][1])

t = np.arange(len(growth))
u, r = data.unemp.values[1:], data.realint.values[1:]
y = -4 - 0.10 * growth + 0.15 * u + 0.02 * r + 0.30 * np.sin(t / 7.0) + 0.05 * np.cos(3.0 * t)
columns = np.c_[np.ones(len(t)), growth, u, r]
fit = sm.OLS(y, columns).fit()
add("ols", "all", "", "aic", fit.aic)
add("ols", "all", "", "bic", fit.bic)
add("ols", "all", "", "r2adj", fit.rsquared_adj)
for lag in [0, 1, 4, 8, 12]:
    for corrected in [False, True]:
        robust = fit.get_robustcov_results("HAC", maxlags=lag, use_correction=corrected, use_t=True)
        for j, name in enumerate(["constant", "growth", "unemp", "realint"]):
            add("hac", name, f"{lag}:{'corrected' if corrected else 'plain'}", "se", robust.bse[j])
            add("hac", name, f"{lag}:{'corrected' if corrected else 'plain'}", "p", robust.pvalues[j])

# The bandwidth of Newey and West (1994), Bartlett kernel, from its formula; columns standardised, the constant left out of the weights.
z = (columns[:, 1:] - columns[:, 1:].mean(0)) / columns[:, 1:].std(0, ddof=1)
n = len(t)
resid = sm.OLS(y, np.c_[np.ones(n), z]).fit().resid
f = (resid[:, None] * z).sum(1)
m = int(np.floor(4 * (n / 100) ** (2 / 9)))
s0 = f @ f / n
s1 = 0.0
for k in range(1, m + 1):
    c = f[k:] @ f[:-k] / n
    s0 += 2 * c
    s1 += 2 * k * c
add("hac", "all", "newey-west-1994", "lags", np.floor(1.1447 * ((s1 / s0) ** 2) ** (1 / 3) * n ** (1 / 3)))

with open(folder / "figures.csv", "w", encoding="utf-8") as out:
    out.write("test,item,setting,figure,value\n")
    for row in rows:
        out.write(",".join(row) + "\n")
