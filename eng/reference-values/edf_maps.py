"""Reference values of maps from distance to expected default frequency: tests/ReferenceValues/edf-maps.

Run with a Python that has numpy, scipy and statsmodels: python3 eng/reference-values/edf_maps.py
The sample is made here with a fixed seed. Fits: statsmodels GLM (logit, probit, log) with errors from the expected information and by cluster;
the isotonic curve by the max-min formula, not by pooling; the kernel curve by its definition; beta quantiles by scipy.
"""
import csv
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[2] / "tests" / "ReferenceValues" / "edf-maps"


def sample():
    rng = np.random.default_rng(20240607)
    firms = np.repeat(np.arange(120), 5)
    level = np.repeat(rng.normal(3.0, 1.8, 120), 5)
    distance = np.round(level + rng.normal(0, 0.6, 600), 3)
    p = 1 / (1 + np.exp(0.3 + 0.9 * distance))
    event = (rng.random(600) < np.minimum(p, 0.9)).astype(int)
    return firms, distance, event


def isotonic(x, y):
    """Falling fit at the distinct x by the max-min formula."""
    points = np.unique(x)
    n = np.array([(x == p).sum() for p in points], float)
    d = np.array([y[x == p].sum() for p in points], float)
    cn, cd = np.r_[0, n.cumsum()], np.r_[0, d.cumsum()]
    m = len(points)
    fit = np.empty(m)
    for i in range(m):
        # falling: min over starts a <= i of max over ends b >= i of the mean
        fit[i] = min(max((cd[b + 1] - cd[a]) / (cn[b + 1] - cn[a]) for b in range(i, m)) for a in range(i + 1))
    return points, fit


def main():
    firms, x, y = sample()
    with open(OUT / "sample.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["firm", "distance", "event"])
        w.writerows(zip(firms.tolist(), x.tolist(), y.tolist()))
    design = np.c_[np.ones(len(x)), x]
    rows = []
    links = {"logistic": sm.families.links.logit(), "probit": sm.families.links.probit(), "exponential": sm.families.links.log()}
    for name, link in links.items():
        inside = slice(None)
        xs, ys, fs = design, y, firms
        if name == "exponential":
            # the logarithmic link needs p < 1 everywhere: the sample above distance 1 has a maximum inside
            keep = x > 1
            xs, ys, fs = design[keep], y[keep], firms[keep]
            start = np.array([np.log(ys.mean()) - 0.01, 0.0])
        else:
            start = None
        model = sm.GLM(ys, xs, family=sm.families.Binomial(link=link))
        fit = model.fit(start_params=start, tol=1e-15, maxiter=500)
        groups = np.unique(fs).size
        clustered = model.fit(start_params=fit.params, tol=1e-15, maxiter=500, cov_type="cluster", cov_kwds={"groups": fs, "use_correction": False})
        factor = np.sqrt(groups / (groups - 1))
        # the tolerance of the library is on the deviance: a few Fisher steps more, then the expected information by its definition
        params = fit.params.copy()
        for _ in range(40):
            eta = xs @ params
            if name == "logistic":
                p = 1 / (1 + np.exp(-eta)); dp = p * (1 - p)
            elif name == "probit":
                p = stats.norm.cdf(eta); dp = stats.norm.pdf(eta)
            else:
                p = np.exp(eta); dp = p
            info = xs.T @ (xs * (dp ** 2 / (p * (1 - p)))[:, None])
            params = params + np.linalg.solve(info, (xs * (dp * (ys - p) / (p * (1 - p)))[:, None]).sum(0))
        eta = xs @ params
        if name == "logistic":
            p = 1 / (1 + np.exp(-eta)); dp = p * (1 - p)
        elif name == "probit":
            p = stats.norm.cdf(eta); dp = stats.norm.pdf(eta)
        else:
            p = np.exp(eta); dp = p
        info = xs.T @ (xs * (dp ** 2 / (p * (1 - p)))[:, None])
        inverse = np.linalg.inv(info)
        score = xs * (dp * (ys - p) / (p * (1 - p)))[:, None]
        sums = np.array([score[fs == g].sum(0) for g in np.unique(fs)])
        sandwich = inverse @ (sums.T @ sums) @ inverse * groups / (groups - 1)
        rows += [(name, "a", params[0]), (name, "b", params[1]), (name, "se_a", inverse[0, 0] ** 0.5), (name, "se_b", inverse[1, 1] ** 0.5),
                 (name, "cluster_a", sandwich[0, 0] ** 0.5), (name, "cluster_b", sandwich[1, 1] ** 0.5), (name, "log_likelihood", fit.llf)]
        print(name, fit.params, fit.bse, inverse.diagonal() ** 0.5, clustered.bse * factor, sandwich.diagonal() ** 0.5, np.abs(score.sum(0)).max())
    points, fit = isotonic(x, y)
    for i in range(0, len(points), 25):
        rows.append(("isotonic", repr(float(points[i])), fit[i]))
    h = 0.7
    for g in (-1.0, 0.5, 2.0, 3.5, 5.0):
        w = np.exp(-0.5 * ((x - g) / h) ** 2)
        rows.append(("kernel", repr(g), (w * y).sum() / w.sum()))
    q75, q25 = np.sort(x)[int(np.ceil(0.75 * 600)) - 1], np.sort(x)[int(np.ceil(0.25 * 600)) - 1]
    rows.append(("kernel", "rule_of_thumb", 0.9 * min(x.std(), (q75 - q25) / 1.34) * 600 ** -0.2))
    for d, n, level in ((0, 50, 0.95), (1, 50, 0.95), (38, 67, 0.9), (3, 16133, 0.99), (428, 16133, 0.95), (50, 50, 0.95)):
        lower = 0.0 if d == 0 else stats.beta.ppf((1 - level) / 2, d + 0.5, n - d + 0.5)
        upper = 1.0 if d == n else stats.beta.ppf((1 + level) / 2, d + 0.5, n - d + 0.5)
        rows += [("jeffreys", f"{d}/{n}/{level} lower", lower), ("jeffreys", f"{d}/{n}/{level} upper", upper)]
    with open(OUT / "values.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["map", "item", "value"])
        w.writerows((a, b, repr(float(c))) for a, b, c in rows)


main()
