#!/usr/bin/env python3
"""Makes tests/ReferenceValues/garch-diagnostics/values.csv with statsmodels: tests of residuals on published return series.

    python3 eng/reference-values/garch_diagnostics.py > tests/ReferenceValues/garch-diagnostics/values.csv

Residuals e are the returns less their mean; h_1 = mean e^2, h_t = 0.94 h_(t-1) + 0.06 e_(t-1)^2; z = e / sqrt h. The sign-bias regression, which
statsmodels does not have, is its least squares on the regressors of Engle and Ng.
"""
import csv
import os

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox, het_arch
from statsmodels.stats.stattools import jarque_bera

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "ReferenceValues", "garch", "series")


def row(*cells):
    print(",".join(c if isinstance(c, str) else repr(c) if isinstance(c, int) else "%.17g" % c for c in cells))


def main():
    row("series", "n", "of", "test", "lags", "statistic", "pvalue")
    for name in ("dem2gbp", "sp500_arch_1999_2018"):
        with open(os.path.join(FOLDER, name + ".csv"), newline="") as file:
            y = np.array([float(r["return"]) for r in csv.DictReader(file)])
        for n in (60, 500, len(y)):
            e = y[:n] - y[:n].mean()
            h = np.empty(n)
            h[0] = np.mean(e * e)
            for t in range(1, n):
                h[t] = 0.94 * h[t - 1] + 0.06 * e[t - 1] ** 2
            z = e / np.sqrt(h)
            for label, x in (("e", e), ("z", z)):
                for lags in (1, 5, 10, 20):
                    lb = acorr_ljungbox(x, lags=[lags], return_df=True)
                    row(name, n, label, "ljung-box", lags, lb.lb_stat.iloc[0], lb.lb_pvalue.iloc[0])
                    lb = acorr_ljungbox(x * x, lags=[lags], return_df=True)
                    row(name, n, label, "ljung-box-squares", lags, lb.lb_stat.iloc[0], lb.lb_pvalue.iloc[0])
                    lm, p, _, _ = het_arch(x, nlags=lags)
                    row(name, n, label, "arch-lm", lags, lm, p)
                jb, p, skew, kurtosis = jarque_bera(x)
                row(name, n, label, "jarque-bera", 0, jb, p)
                row(name, n, label, "skewness", 0, skew, skew)
                row(name, n, label, "kurtosis", 0, kurtosis, kurtosis)
            s = (e[:-1] < 0).astype(float)
            X = sm.add_constant(np.column_stack([s, s * e[:-1], (1 - s) * e[:-1]]))
            fit = sm.OLS(z[1:] ** 2, X).fit()
            for i, test in ((1, "sign"), (2, "negative-size"), (3, "positive-size")):
                row(name, n, "z", test, 0, fit.tvalues[i], fit.pvalues[i])
            lm = (n - 1) * fit.rsquared
            row(name, n, "z", "sign-joint", 0, lm, stats.chi2.sf(lm, 3))


if __name__ == "__main__":
    main()
